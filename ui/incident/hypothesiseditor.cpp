// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/hypothesiseditor.h"

#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::HypothesisState;

HypothesisEditor::HypothesisEditor(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_keeper(new DraftKeeper(desk, this)), m_because(new QLineEdit(this))
{
    m_because->setObjectName(u"work.because"_s);
    m_because->setAccessibleName(tr("What shows it"));
    m_because->setPlaceholderText(tr("What shows it: a graph, a test, a log line"));
    m_because->setMaxLength(1000);
    connect(m_because, &QLineEdit::textEdited, this,
            [this](const QString &text) { m_keeper->change(text.toUtf8()); });
    m_confirm = button(tr("Confirm"), u"work.confirm"_s, HypothesisState::Confirmed);
    m_ruleOut = button(tr("Rule out"), u"work.ruleOut"_s, HypothesisState::RuledOut);
    m_reopen = button(tr("Open again"), u"work.reopen"_s, HypothesisState::Open);
    auto *column = columnLayout(this, Theme::gap);
    column->addWidget(m_because);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    for (QPushButton *each : {m_reopen, m_ruleOut, m_confirm})
        row->addWidget(each);
    column->addLayout(row);
}

QPushButton *HypothesisEditor::button(const QString &text, const QString &objectName, HypothesisState state)
{
    auto *made =
        makeButton(text, state == HypothesisState::Confirmed ? ButtonKind::Primary : ButtonKind::Normal,
                   objectName, this);
    connect(made, &QPushButton::clicked, this,
            [this, state] { emit judged(state, m_because->text().simplified()); });
    return made;
}

void HypothesisEditor::present(const incident::TimelineLine &line)
{
    m_confirm->setVisible(line.hypothesis != HypothesisState::Confirmed);
    m_ruleOut->setVisible(line.hypothesis != HypothesisState::RuledOut);
    m_reopen->setVisible(line.hypothesis != HypothesisState::Open);
    if (line.fact == m_line)
        return;
    m_line = line.fact;
    m_keeper->setKey(u"draft.hypothesis."_s + m_line.toString());
    m_because->setText(QString::fromUtf8(m_keeper->stored()));
}

void HypothesisEditor::takeFocus()
{
    m_because->setFocus(Qt::OtherFocusReason);
}

void HypothesisEditor::forget(FactId line)
{
    if (line != m_line)
        return;
    m_keeper->forget();
    m_line = {};
}

void HypothesisEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace muster::ui
