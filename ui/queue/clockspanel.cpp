// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/clockspanel.h"

#include "models/views/clockpast.h"
#include "models/views/queuemodel.h"
#include "ui/queue/clockrow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QLabel>
#include <QListWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

/// Between evaluations only the countdowns move; the strip's growth within this time is under a pixel or two.
constexpr auto kStripAge = std::chrono::seconds(20);

} // namespace

ClocksPanel::ClocksPanel(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i] = new ClockRow(this);
        m_rows[i]->setObjectName(u"ticket.clock."_s + sla::clockName(sla::kClockKinds[i]));
        m_rows[i]->hide();
        column->addWidget(m_rows[i]);
        m_past[i] = makeDimLabel({}, TextKind::Small, this);
        m_past[i]->setObjectName(u"ticket.past."_s + sla::clockName(sla::kClockKinds[i]));
        m_past[i]->setWordWrap(true);
        m_past[i]->setContentsMargins(Theme::gap, 0, Theme::gap, 4);
        m_past[i]->hide();
        column->addWidget(m_past[i]);
        connect(m_rows[i], &ClockRow::chosen, this, [this, i] { fillWhy(int(i)); });
        connect(m_rows[i], &ClockRow::spanChosen, this, [this](int span) {
            if (m_why)
                m_why->setCurrentRow(span + 1); // the terms stand first
        });
    }
}

void ClocksPanel::setWhyList(QListWidget *why)
{
    m_why = why;
}

void ClocksPanel::present(const views::TicketDetail &detail, Instant now)
{
    if (!detail.policy)
        return;
    m_input = ticket::clocksInput(detail.ticket, *detail.policy);
    m_priority = detail.ticket.priority;
    m_texts.calendar = detail.policy->policy().defaultCalendar;
    if (const policy::Tier *tier = detail.policy->policy().tier(detail.ticket.tier);
        tier && !tier->calendar.isEmpty())
        m_texts.calendar = tier->calendar;
    m_policy = tr("%1, version %2")
                   .arg(detail.policy->policy().title, detail.ticket.policy.version.toString().right(8));
    m_told.clear();
    for (const views::HistoryEntry &entry : detail.history)
        m_told.emplace(entry.fact, entry.text);
    m_has = true;
    evaluate(now);
    int first = -1;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setSpan(-1);
        const bool there = m_clocks.clocks[i].state != sla::ClockState::None;
        m_rows[i]->setVisible(there);
        if (there && first < 0 && m_clocks.clocks[i].state != sla::ClockState::Met)
            first = int(i);
    }
    fillWhy(std::max(0, first));
}

QString ClocksPanel::terms(size_t clock) const
{
    const auto &target = m_clocks.clocks[clock].target;
    const QString what = !target                                         ? tr("no target")
                         : target->kind == sla::Target::Kind::AgreedDate ? tr("agreed with the customer")
                                                                         : sla::targetText(*target);
    return tr("%1 · target %2 · calendar %3 · policy %4")
        .arg(views::clockTitle(sla::kClockKinds[clock]), what, m_texts.calendar, m_policy);
}

void ClocksPanel::evaluate(Instant now)
{
    m_clocks = sla::evaluate(m_input, now);
    m_evaluated = now;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        views::StripTexts texts = m_texts;
        if (const auto &target = m_clocks.clocks[i].target)
            texts.target = target->kind == sla::Target::Kind::AgreedDate ? tr("agreed with the customer")
                                                                         : sla::targetText(*target);
        m_rows[i]->setReport(m_clocks.clocks[i], texts, now);
        showPast(i);
    }
}

void ClocksPanel::showPast(size_t clock)
{
    const bool isThere = m_clocks.clocks[clock].state != sla::ClockState::None;
    const QStringList past =
        isThere ? views::clockPast(m_clocks, sla::kClockKinds[clock], m_priority, m_evaluated)
                : QStringList();
    m_past[clock]->setText(past.join(u' '));
    m_past[clock]->setVisible(!past.isEmpty());
}

void ClocksPanel::tick(Instant now)
{
    if (!m_has || !isVisible())
        return;
    if (now - m_evaluated >= kStripAge)
        evaluate(now);
    for (ClockRow *row : m_rows)
        row->tick(now);
}

void ClocksPanel::fillWhy(int clock)
{
    m_chosen = clock;
    if (!m_why || clock < 0)
        return;
    const sla::ClockKind kind = sla::kClockKinds[size_t(clock)];
    m_why->clear();
    m_why->setAccessibleName(tr("Why: %1").arg(views::clockTitle(kind)));
    new QListWidgetItem(terms(size_t(clock)), m_why);
    for (const views::StripSegment &segment : m_rows[size_t(clock)]->strip().segments) {
        const auto told = m_told.find(segment.fact);
        const QString words = told == m_told.end() ? QString() : told->second;
        auto *item =
            new QListWidgetItem(words.isEmpty() ? segment.tooltip : segment.tooltip + u'\n' + words, m_why);
        item->setToolTip(segment.fact.isNull()
                             ? segment.tooltip
                             : tr("%1\nEntry %2").arg(segment.tooltip, segment.fact.toString()));
    }
    if (m_why->count() == 1)
        new QListWidgetItem(tr("%1 has no span of time yet.").arg(views::clockTitle(kind)), m_why);
}

} // namespace muster::ui
