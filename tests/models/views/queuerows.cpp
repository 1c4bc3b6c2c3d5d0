// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/views/queuerows.h"

namespace muster::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using views::TicketRow;
using Phase = sla::ClockSummary::Phase;

namespace {
const QStringList kWhat{u"Export job"_s,     u"Login"_s,        u"Invoice total"_s, u"Webhook"_s,
                        u"Search index"_s,   u"Größenfeld"_s,   u"API token"_s,     u"Dashboard"_s,
                        u"Nightly backup"_s, u"SSO redirect"_s, u"Mail import"_s};
const QStringList kHow{u"fails for"_s, u"is slow since"_s, u"shows wrong data in"_s, u"times out at"_s,
                       u"stopped in"_s};
const QStringList kWhere{u"the EU region"_s, u"production"_s, u"staging"_s, u"all ÜBER users"_s,
                         u"the billing page"_s};
} // namespace

QueueRows::QueueRows(quint32 seed, Instant now) : m_random(seed), m_now(now)
{
    m_names.priorities = {{},
                          {u"P0"_s, u"Critical"_s, u"red"_s, 0},
                          {u"P1"_s, u"High"_s, u"amber"_s, 1},
                          {u"P2"_s, u"Medium"_s, u"blue"_s, 2},
                          {u"P3"_s, u"Low"_s, u"grey"_s, 3}};
    m_names.tiers = {
        {}, {u"enterprise"_s, u"Enterprise"_s}, {u"business"_s, u"Business"_s}, {u"free"_s, u"Free plan"_s}};
    for (const auto &name : {u"Anna Berg"_s, u"Bo Chen"_s, u"Joanna Diaz"_s, u"émile Faure"_s, u"Zoë"_s})
        m_names.people.push_back({PersonId::derived(fromMillis(1), {name}), name});
    for (int i = 0; i < 200; ++i)
        addCustomer(u"%1 %2"_s.arg(kWhere[i % 5].section(u' ', -1), QString::number(i * 7919 % 1000)));
    m_names.tagSets = {{}, {u"vip"_s}, {u"billing"_s, u"vip"_s}, {u"Outage"_s}, {u"two words"_s}};
}

void QueueRows::addCustomer(const QString &name)
{
    m_names.customers.push_back({CustomerId::derived(fromMillis(1), {name}), name});
}

Instant QueueRows::around(Millis before, Millis after)
{
    const qint64 span = (before + after).count();
    return m_now - before + Millis(qint64(m_random.generate64() % quint64(span)));
}

QString QueueRows::subject()
{
    return u"%1 %2 %3 #%4"_s.arg(kWhat[below(int(kWhat.size()))], kHow[below(int(kHow.size()))],
                                 kWhere[below(int(kWhere.size()))], QString::number(below(100'000)));
}

sla::ClockSummary QueueRows::clock(Instant created)
{
    sla::ClockSummary clock;
    clock.start = created;
    const Instant due = around(1h, 72h);
    switch (below(8)) {
    case 0:
        return {};
    case 1:
        clock.phase = Phase::Paused;
        clock.breached = oneIn(4);
        clock.stoppedAt = around(10h, 0h);
        clock.usedPermille = below(1200);
        return clock;
    case 2:
        clock.phase = Phase::Stopped;
        clock.breached = oneIn(4);
        clock.stoppedAt = around(10h, 0h);
        return clock;
    default:
        break;
    }
    clock.phase = Phase::Running;
    clock.due = oneIn(30) ? kNever : due;
    if (clock.due != kNever && !oneIn(5))
        clock.warnAt = due - Millis((due - std::min(created, due)) / 4);
    if (clock.due != kNever && oneIn(4))
        clock.sloDue = due - 20min;
    return clock;
}

TicketRow QueueRows::row()
{
    TicketRow row;
    row.created = around(96h, 0h);
    row.updated = std::max(row.created, around(20h, 0h));
    row.id = TicketId::derived(row.created, {QString::number(m_made)});
    row.caseNumber =
        u"MSTR-%1-%2"_s.arg(oneIn(3) ? u"7F3K"_s : u"2ABC"_s).arg(++m_made, 4, 10, QLatin1Char('0'));
    row.subject = subject();
    row.contact = oneIn(3) ? u"Kim Löw"_s : QString();
    row.customer = quint32(below(int(m_names.customers.size())));
    row.assignee = quint32(below(int(m_names.people.size())));
    row.tags = quint32(below(int(m_names.tagSets.size())));
    row.priority = quint16(below(int(m_names.priorities.size())));
    row.tier = quint16(below(int(m_names.tiers.size())));
    row.status = std::array{
        ticket::Status::New,    ticket::Status::Open,     ticket::Status::Waiting,
        ticket::Status::OnHold, ticket::Status::Resolved, ticket::Status::Reopened}[size_t(below(6))];
    row.acknowledged = oneIn(2);
    row.customerSpokeLast = oneIn(3);
    for (auto &clock : row.clocks)
        clock = this->clock(row.created);
    return row;
}

views::QueueSnapshot QueueRows::queue(int count)
{
    views::QueueSnapshot snapshot;
    snapshot.rows.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        snapshot.rows.push_back(row());
    snapshot.names = m_names;
    return snapshot;
}

} // namespace muster::test
