// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/prioritychooser.h"

#include "ui/intake/prioritycard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

#include <QButtonGroup>
#include <QFrame>

namespace muster::ui {

using namespace Qt::StringLiterals;

PriorityChooser::PriorityChooser(QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_cards(new QVBoxLayout), m_banner(new QFrame(this)),
      m_because(new ToneLabel(ToneLabel::Tone::Blue)), m_accept(new QPushButton(tr("Use it"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    auto *row = new QHBoxLayout(m_banner);
    row->setContentsMargins(0, 0, 0, Theme::gap / 2);
    m_because->setWordWrap(true);
    m_because->setObjectName(u"intake.suggestion"_s);
    m_accept->setObjectName(u"intake.acceptSuggestion"_s);
    row->addWidget(m_because, 1);
    row->addWidget(m_accept);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_cards->setSpacing(Theme::gap);
    layout->addLayout(m_cards);
    layout->addStretch(1);
    connect(m_accept, &QPushButton::clicked, this, [this] { setPriority(m_suggestion.priority); });
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on) {
            showSuggestion();
            emit chosen(priority());
        }
    });
}

void PriorityChooser::setPolicy(const policy::Policy &policy)
{
    const QString kept = priority();
    while (QLayoutItem *item = m_cards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_keys.clear();
    for (const policy::Priority &each : policy.priorities) {
        auto *card = new PriorityCard(each, this);
        card->setObjectName(u"intake.priority."_s + each.key);
        m_group->addButton(card, int(m_keys.size()));
        m_cards->addWidget(card);
        m_keys.append(each.key);
    }
    setPriority(kept);
}

void PriorityChooser::setPriority(const QString &key)
{
    const int id = int(m_keys.indexOf(key));
    if (QAbstractButton *button = m_group->button(id)) {
        button->setChecked(true);
        return;
    }
    if (QAbstractButton *checked = m_group->checkedButton()) {
        m_group->setExclusive(false);
        checked->setChecked(false);
        m_group->setExclusive(true);
    }
}

QString PriorityChooser::priority() const
{
    return m_keys.value(m_group->checkedId());
}

void PriorityChooser::setSuggestion(const ticket::Suggestion &suggestion)
{
    if (suggestion == m_suggestion)
        return;
    m_suggestion = suggestion;
    showSuggestion();
}

void PriorityChooser::showSuggestion()
{
    const bool offered = !m_suggestion.priority.isEmpty() && m_suggestion.priority != priority();
    if (offered) {
        m_because->setText(tr("Suggested: %1").arg(m_suggestion.because));
        m_accept->setText(tr("Use %1").arg(m_suggestion.priority));
        m_accept->setAccessibleName(tr("Use the suggested priority %1").arg(m_suggestion.priority));
    }
    m_banner->setVisible(offered);
}

} // namespace muster::ui
