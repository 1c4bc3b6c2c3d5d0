// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped sample, read as the program reads it and judged by the playbook.
#include "models/policy/policyreader.h"
#include "models/ticket/ticket.h"
#include "tests/models/intake/readall.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;
using namespace muster::ticket;

namespace {

const QString kSample = u":/samples/tickets.jsonl"_s;

struct Judged
{
    Ticket ticket;
    std::vector<sla::ClockState> states;
    Instant nextDue = kNever;
    bool is(sla::ClockState state) const { return std::ranges::find(states, state) != states.end(); }
};

} // namespace

class TestSample : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void isEmbeddedAndKnownAsOurOwn();
    void hasTwoThousandTicketsWithoutAFault();
    void hasEveryStatusLanguageAndOddity();
    void isInGoodShapeUnderThePlaybook();

private:
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    Everything m_all;
    std::vector<Judged> m_judged;
    ReaderContext m_context;
};

void TestSample::initTestCase()
{
    auto read = policy::readPolicy(policy::presetText(u"playbook-p0-p3"_s), u"playbook"_s);
    QVERIFY(read.policy.has_value());
    m_context.now = *parseRfc3339(u"2027-03-05T09:30:45Z"_s);
    m_context.shift = sampleShift(m_context.now);
    for (const policy::Priority &priority : read.policy->priorities)
        m_context.priorities += priority.key;
    for (const policy::Tier &tier : read.policy->tiers)
        m_context.tiers += tier.key;
    const auto compiled = policy::CompiledPolicy::make(*read.policy);
    QVERIFY(compiled.has_value());
    m_policy = *compiled;
    m_all = readAll(kSample, *shippedMap(u"muster"_s), m_context);
    for (const IncomingTicket &incoming : m_all.tickets) {
        Judged judged;
        apply(judged.ticket,
              Recorded{{}, incoming.createdAt, incoming.createdAt, {}, incoming.fields, false, {}});
        for (const auto &[at, fact] : incoming.entries)
            apply(judged.ticket, Recorded{{}, at, at, {}, fact, false, {}});
        for (const sla::ClockReport &clock :
             sla::evaluate(clocksInput(judged.ticket, *m_policy), m_context.now).clocks) {
            judged.states.push_back(clock.state);
            if (clock.state == sla::ClockState::Running || clock.state == sla::ClockState::AtRisk)
                judged.nextDue = std::min(judged.nextDue, clock.summary.due);
        }
        m_judged.push_back(std::move(judged));
    }
}

void TestSample::isEmbeddedAndKnownAsOurOwn()
{
    QVERIFY(QFile::exists(kSample));
    const auto look = peek(kSample);
    QVERIFY(look.has_value());
    QCOMPARE(look->guessedMap, u"muster"_s);
    QCOMPARE(look->format, Peek::Format::JsonLines);
    QVERIFY(QFile(kSample).size() < 6 * 1024 * 1024);
}

void TestSample::hasTwoThousandTicketsWithoutAFault()
{
    QCOMPARE(m_all.error, QString());
    QCOMPARE(m_all.rejects.size(), 0U);
    QCOMPARE(m_all.tickets.size(), 2000U);
    QSet<QString> sources, cases;
    for (const IncomingTicket &ticket : m_all.tickets) {
        QVERIFY2(ticket.notes.isEmpty(), qPrintable(ticket.notes.join(u'\n')));
        QVERIFY(ticket.createdAt <= m_context.now);
        QVERIFY(ticket.entries.empty() || ticket.entries.back().first <= m_context.now);
        QVERIFY(!ticket.fields.priority.isEmpty() && !ticket.fields.tier.isEmpty() && ticket.arr.has_value());
        sources.insert(ticket.source);
        cases.insert(ticket.fields.caseNumber);
    }
    QCOMPARE(sources.size(), 2000);
    QCOMPARE(cases.size(), 2000);
}

void TestSample::hasEveryStatusLanguageAndOddity()
{
    QSet<int> statuses;
    QSet<QString> customers, owners, tiers, priorities;
    qsizetype longSubjects = 0, rightToLeft = 0, beyondBasicPlane = 0;
    for (size_t i = 0; i < m_judged.size(); ++i) {
        const Ticket &ticket = m_judged[i].ticket;
        statuses.insert(int(ticket.status));
        customers.insert(m_all.tickets[i].customerName);
        owners.insert(m_all.tickets[i].assigneeName);
        tiers.insert(ticket.tier);
        priorities.insert(ticket.priority);
        longSubjects += ticket.subject.size() > 250 ? 1 : 0;
        rightToLeft += ticket.contactName.isRightToLeft() ? 1 : 0;
        beyondBasicPlane +=
            std::ranges::any_of(ticket.subject, [](QChar c) { return c.isSurrogate(); }) ? 1 : 0;
    }
    QCOMPARE(statuses.size(), 7);
    QCOMPARE(customers.size(), 120);
    QCOMPARE(owners.size(), 15); // fourteen, and nobody
    QCOMPARE(tiers.size(), 3);
    QCOMPARE(priorities.size(), 4);
    QVERIFY(longSubjects > 20);
    QVERIFY(rightToLeft > 40);
    QVERIFY(beyondBasicPlane > 40);
}

void TestSample::isInGoodShapeUnderThePlaybook()
{
    using sla::ClockState;
    qsizetype open = 0, breached = 0, atRisk = 0, today = 0, thisWeek = 0, waiting = 0;
    for (const Judged &judged : m_judged) {
        if (!isOpen(judged.ticket.status))
            continue;
        ++open;
        const bool isBreached = judged.is(ClockState::Breached);
        breached += isBreached ? 1 : 0;
        atRisk += !isBreached && judged.is(ClockState::AtRisk) ? 1 : 0;
        today += judged.nextDue < m_context.now + std::chrono::hours(24) ? 1 : 0;
        thisWeek += judged.nextDue < m_context.now + std::chrono::hours(24 * 7) ? 1 : 0;
        waiting += judged.is(ClockState::Paused) ? 1 : 0;
    }
    qInfo("open %lld, breached %lld, at risk %lld, due today %lld, due this week %lld, paused %lld",
          qlonglong(open), qlonglong(breached), qlonglong(atRisk), qlonglong(today), qlonglong(thisWeek),
          qlonglong(waiting));
    QCOMPARE(open, 420);
    QVERIFY(breached * 100 >= open * 5 && breached * 100 <= open * 8);
    QVERIFY(atRisk * 100 >= open * 4 && atRisk * 100 <= open * 15);
    QVERIFY(today > open / 5);
    QVERIFY(thisWeek > open / 2);
}

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
