// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/boardfilter.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QComboBox *makeBox(const QString &name, const QString &objectName, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(9);
    return box;
}

template <typename Entry> void fill(QComboBox &box, const QString &every, const std::vector<Entry> &entries)
{
    const QString kept = box.currentData().toString();
    box.clear();
    box.addItem(every, QString());
    for (const Entry &each : entries)
        box.addItem(each.name, each.key);
    box.setCurrentIndex(std::max(0, box.findData(kept)));
}

} // namespace

BoardFilter::BoardFilter(QWidget *parent)
    : QWidget(parent), m_text(new SearchField(tr("Filter (/)"), 0, this)),
      m_level(makeBox(tr("Level"), u"escalation.filterLevel"_s, this)),
      m_path(makeBox(tr("Path"), u"escalation.filterPath"_s, this)),
      m_mine(addSwitch(tr("Mine"), u"escalation.filterMine"_s)),
      m_closed(addSwitch(tr("Closed (V)"), u"escalation.filterClosed"_s))
{
    m_text->setObjectName(u"escalation.filter"_s);
    setRules({});
    auto *row = rowLayout(this, Theme::gap);
    row->setContentsMargins(Theme::gap, Theme::gap, Theme::gap, 0);
    row->addWidget(m_text, 1);
    for (QWidget *each : std::initializer_list<QWidget *>{m_level, m_path, m_mine, m_closed})
        row->addWidget(each);
    connect(m_text, &SearchField::searchChanged, this, &BoardFilter::changed);
    connect(m_text, &SearchField::confirmed, this, &BoardFilter::left);
    connect(m_text, &SearchField::left, this, &BoardFilter::left);
    for (const QComboBox *box : {m_level, m_path})
        connect(box, &QComboBox::activated, this, &BoardFilter::changed);
    for (const QPushButton *button : {m_mine, m_closed})
        connect(button, &QPushButton::toggled, this, &BoardFilter::changed);
}

QPushButton *BoardFilter::addSwitch(const QString &text, const QString &name)
{
    auto *button = makeButton(text, ButtonKind::Normal, name, this);
    button->setCheckable(true);
    return button;
}

void BoardFilter::setRules(const policy::EscalationRules &rules)
{
    fill(*m_level, tr("Every level"), rules.levels);
    fill(*m_path, tr("Every path"), rules.paths);
}

views::EscalationFilter BoardFilter::filter() const
{
    return {m_text->text().simplified(), m_level->currentData().toString(), m_path->currentData().toString(),
            m_mine->isChecked()};
}

bool BoardFilter::showsClosed() const
{
    return m_closed->isChecked();
}

void BoardFilter::turnClosed()
{
    m_closed->toggle();
}

void BoardFilter::showAll(bool closed)
{
    {
        const QSignalBlocker quiet(this);
        m_text->clear();
        m_level->setCurrentIndex(0);
        m_path->setCurrentIndex(0);
        m_mine->setChecked(false);
        m_closed->setChecked(closed);
    }
    emit changed();
}

void BoardFilter::takeFocus()
{
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->selectAll();
}

} // namespace muster::ui
