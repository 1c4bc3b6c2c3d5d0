// SPDX-License-Identifier: GPL-3.0-or-later
// The payloads of an incident's facts: there and back, and what is hostile is refused.
#include "models/incident/incidentfacts.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::incident;

namespace {

const Instant kAt = fromMillis(1'795'183'200'000);

std::vector<IncidentFact> oneOfEach()
{
    const PersonId person = PersonId::derived(kAt, {u"p"_s});
    const FactId fact = FactId::derived(kAt, {u"f"_s});
    const std::vector<TicketId> tickets{TicketId::derived(kAt, {u"a"_s}), TicketId::derived(kAt, {u"b"_s})};
    const CustomerId customer = CustomerId::derived(kAt, {u"c"_s});
    FieldsChanged fields;
    fields.title = QString();
    fields.scope = Scope{u"EU"_s, 180, {u"enterprise"_s}};
    TaskWritten task;
    task.text = u"Roll back"_s;
    task.owner = PersonId{};
    task.due = kAt;
    task.isDone = false;
    task.kind = TaskKind::Preventive;
    task.customer = CustomerId::derived(kAt, {u"c"_s});
    task.side = Side::Theirs;
    task.theirOwner = u"Their CFO"_s;
    return {Declared{u"INC-1"_s, u"Down 🚨"_s, u"SEV-1"_s, {u"all"_s, 0, {}}, kAt, {}, u"drill"_s},
            SeverityChanged{u"SEV-2"_s, u"why"_s},
            StatusChanged{Status::Resolved, u"r"_s, {u"{ask:recovery}"_s}},
            fields,
            StepEntered{u"contain"_s, {u"a"_s, u"b"_s}, u"later"_s},
            AskTicked{u"freeze"_s, false},
            RoleGiven{u"scribe"_s, person, true, u"brief"_s},
            RoleAcknowledged{fact},
            EntryWritten{EntryKind::Decision, u"t"_s, person, u"r"_s, {}, u"w"_s, u"alt"_s},
            EntryPinned{fact, false},
            HypothesisJudged{fact, HypothesisState::RuledOut, u"b"_s},
            UpdateSent{u"customers"_s, u"s"_s, u"t"_s, kAt, u"copied"_s, person, {{u"soon"_s, u"why"_s}}},
            task,
            TicketsLinked{tickets, {tickets.front()}},
            RecoveryConfirmed{person, u"graph"_s},
            ClosingWritten{u"c"_s, u"w"_s, u"p"_s},
            DocumentWritten{u"post_mortem"_s, u"# What happened"_s},
            DowntimeSet{customer, u"Acme"_s, false, kAt, kAt, u"their log"_s},
            CreditProposed{customer, u"Acme"_s, u"enterprise"_s, u"SEV-1"_s, 9'007'199'254'740'993, u"USD"_s,
                           9'223'372'036'854'775'807, 0, kAt, kAt, 1000, u"standard"_s, 3, u"agreed"_s},
            CreditJudged{fact, true, u"level-3"_s, u"Director"_s, u"as agreed"_s}};
}

} // namespace

class TestIncidentFacts final : public QObject
{
    Q_OBJECT

private slots:
    void eachFactReadsBackAsItself()
    {
        const std::vector<IncidentFact> facts = oneOfEach();
        QCOMPARE(facts.size(), std::variant_size_v<IncidentFact>);
        for (size_t i = 0; i < facts.size(); ++i) {
            QCOMPARE(facts[i].index(), i); // one of each, in the variant's order
            const auto read = fromPayload(typeName(facts[i]), 1, toPayload(facts[i]));
            QVERIFY2(read, read ? "" : qPrintable(typeName(facts[i]) + read.error().detail));
            QVERIFY2(*read == facts[i], qPrintable(typeName(facts[i])));
        }
    }

    void whatIsHostileIsRefused_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QJsonObject>("payload");
        QTest::newRow("no title") << u"incident.declared"_s << QJsonObject{{u"severity"_s, u"SEV-1"_s}};
        QTest::newRow("title is a number")
            << u"incident.declared"_s << QJsonObject{{u"title"_s, 3}, {u"severity"_s, u"SEV-1"_s}};
        QTest::newRow("share of 2000")
            << u"incident.fields"_s << QJsonObject{{u"scope"_s, QJsonObject{{u"sessions_permille"_s, 2000}}}};
        QTest::newRow("scope is a text") << u"incident.fields"_s << QJsonObject{{u"scope"_s, u"all"_s}};
        QTest::newRow("unknown status") << u"incident.status"_s << QJsonObject{{u"status"_s, u"gone"_s}};
        QTest::newRow("no time") << u"incident.update"_s
                                 << QJsonObject{{u"audience"_s, u"a"_s}, {u"next_by"_s, u"soon"_s}};
        QTest::newRow("waivers") << u"incident.update"_s
                                 << QJsonObject{{u"audience"_s, u"a"_s}, {u"waivers"_s, u"all"_s}};
        QTest::newRow("id") << u"incident.role_acknowledged"_s << QJsonObject{{u"given"_s, u"x"_s}};
        QTest::newRow("tickets") << u"incident.tickets"_s << QJsonObject{{u"added"_s, QJsonArray{u"x"_s}}};
        QTest::newRow("task without words") << u"incident.task"_s << QJsonObject{};
        const QString customer = CustomerId::derived(kAt, {u"c"_s}).toString();
        const auto credit = [&](const QString &key, const QJsonValue &value) {
            QJsonObject payload{{u"customer"_s, customer}, {u"amount"_s, u"5"_s}, {u"currency"_s, u"USD"_s}};
            payload.insert(key, value);
            return payload;
        };
        for (const QJsonValue &amount :
             {QJsonValue(5), QJsonValue(5.5), QJsonValue(u"-5"_s), QJsonValue(u"05"_s), QJsonValue(u"5.0"_s),
              QJsonValue(u"99999999999999999999"_s), QJsonValue(u"all"_s), QJsonValue()})
            QTest::newRow(qPrintable(u"amount "_s + amount.toVariant().toString()))
                << u"incident.credit"_s << credit(u"amount"_s, amount);
        QTest::newRow("currency") << u"incident.credit"_s << credit(u"currency"_s, u"dollars"_s);
        QTest::newRow("customer") << u"incident.credit"_s << credit(u"customer"_s, u"Acme"_s);
        QTest::newRow("more than a month") << u"incident.credit"_s << credit(u"basis_points"_s, 10'001);
        QTest::newRow("no credit") << u"incident.credit_judged"_s << QJsonObject{{u"approved"_s, true}};
        QTest::newRow("downtime turned round") << u"incident.downtime"_s
                                               << QJsonObject{{u"customer"_s, customer},
                                                              {u"down_from"_s, u"2026-11-20T14:00:00Z"_s},
                                                              {u"down_to"_s, u"2026-11-20T13:00:00Z"_s}};
        QTest::newRow("long") << u"incident.entry"_s
                              << QJsonObject{{u"kind"_s, u"fact"_s},
                                             {u"text"_s, QString(2 * 1024 * 1024, u'x')}};
    }
    void whatIsHostileIsRefused()
    {
        QFETCH(QString, type);
        QFETCH(QJsonObject, payload);
        const auto read = fromPayload(type, 1, payload);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::BadInput);
    }

    void anUnknownTypeAndANewerVersionAreKeptUnread()
    {
        QCOMPARE(fromPayload(u"incident.new"_s, 1, {}).error().fault, Fault::NotFound);
        QCOMPARE(fromPayload(u"incident.entry"_s, 2, {}).error().fault, Fault::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestIncidentFacts)
#include "tst_incidentfacts.moc"
