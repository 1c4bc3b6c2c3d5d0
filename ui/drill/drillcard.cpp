// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drill/drillcard.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace muster::ui {

DrillCard::DrillCard(QWidget *window, QSize size, const QString &name)
    : Overlay(window, Place::Middle, size, tr("Drill"))
{
    setObjectName(name);
    m_title = makeLabel({}, TextKind::Title, this);
    m_title->setObjectName(u"drillTitle"_s);
    m_text = makeLabel({}, TextKind::Normal, this);
    m_text->setObjectName(u"drillCardText"_s);
    m_lines = new QTableWidget(0, 4, this);
    m_lines->setObjectName(u"drillLines"_s);
    m_lines->setAccessibleName(tr("Points"));
    m_lines->setHorizontalHeaderLabels({tr("Points"), tr("What"), tr("Reached"), tr("Wanted")});
    m_lines->verticalHeader()->hide();
    m_lines->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents); // nine rows
    m_lines->setWordWrap(true);
    m_lines->setShowGrid(false);
    m_lines->setAlternatingRowColors(true); // each row is several lines of text
    m_lines->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_lines->setSelectionMode(QAbstractItemView::NoSelection);
    m_lines->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_lines->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_lines->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_lines->setColumnWidth(0, 76);
    m_lines->setColumnWidth(2, 210);
    m_lines->setColumnWidth(3, 260);
    m_done = makeButton(tr("Close"), ButtonKind::Primary, u"drillDone"_s, this);
    m_done->setAutoDefault(true);
    connect(m_done, &QPushButton::clicked, this, &DrillCard::close);
    column()->addWidget(m_title);
    column()->addWidget(m_text);
    column()->addWidget(m_lines, 1);
    column()->addStretch(0);
    column()->addWidget(m_done, 0, Qt::AlignRight);
}

QWidget *DrillCard::prepare()
{
    return m_done;
}

void DrillCard::brief(const QString &name, const QString &briefing, const QStringList &roles,
                      const QString &goingOn)
{
    m_title->setText(tr("Drill: %1").arg(name));
    const QString yours = roles.isEmpty()
                              ? tr("The program plays every role; you watch.")
                              : tr("You play: %1. The program plays the others.").arg(roles.join(u", "_s));
    QStringList parts{goingOn.isEmpty() ? briefing : tr("How it began: %1").arg(briefing), yours,
                      tr("Nothing here is real: this drill has a file of its own and is in no figure.")};
    if (!goingOn.isEmpty())
        parts.prepend(goingOn);
    m_text->setText(parts.join(u"\n\n"_s));
    m_lines->hide();
    m_done->setText(goingOn.isEmpty() ? tr("Begin") : tr("Go on"));
    open();
}

void DrillCard::showMoves(const QString &name, const QStringList &moves)
{
    m_title->setText(tr("%1: yours now").arg(name));
    m_text->setText(moves.isEmpty() ? tr("Nothing waits for you.") : u"• "_s + moves.join(u"\n• "_s));
    m_lines->hide();
    m_done->setText(tr("Close"));
    open();
}

void DrillCard::showScore(const QString &name, const drill::Score &score, bool isOver)
{
    m_title->setText(tr("%1: %2 of %3 points").arg(name).arg(score.points()).arg(score.of()));
    m_text->setText(isOver
                        ? tr("The drill is over. What each point is for, and what would have brought more:")
                        : tr("So far; what is not done yet counts for nothing."));
    fill(score);
    m_lines->show();
    m_done->setText(tr("Close"));
    open();
}

void DrillCard::fill(const drill::Score &score)
{
    m_lines->setRowCount(int(score.lines.size()));
    for (int row = 0; row < m_lines->rowCount(); ++row) {
        const drill::ScoreLine &line = score.lines[size_t(row)];
        QString what = line.name + u'\n' + tr("Points: %1").arg(line.from);
        if (!line.advice.isEmpty())
            what += u'\n' + line.advice;
        const QStringList cells{tr("%1 of %2").arg(line.points).arg(line.of), what, line.value, line.target};
        for (int column = 0; column < int(cells.size()); ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            if (column == 0)
                item->setForeground(line.points == line.of ? theme().green
                                    : line.points > 0      ? theme().amber
                                                           : theme().red);
            m_lines->setItem(row, column, item);
        }
    }
}

QString DrillCard::text() const
{
    QStringList all{m_title->text(), m_text->text()};
    for (int row = 0; !m_lines->isHidden() && row < m_lines->rowCount(); ++row)
        all += m_lines->item(row, 0)->text() + u' ' + m_lines->item(row, 1)->text();
    return all.join(u'\n');
}

} // namespace muster::ui
