// SPDX-License-Identifier: GPL-3.0-or-later
// The payloads of an escalation's facts: there and back, and what is hostile is refused.
#include "models/escalation/escalationfacts.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;

namespace {

const Instant kAt = fromMillis(1'795'183'200'000);

std::vector<EscalationFact> oneOfEach()
{
    const PersonId person = PersonId::derived(kAt, {u"p"_s});
    const FactId fact = FactId::derived(kAt, {u"f"_s});
    Raised raised;
    raised.ticket = TicketId::derived(kAt, {u"t"_s});
    raised.customer = CustomerId::derived(kAt, {u"c"_s});
    raised.tier = u"enterprise"_s;
    raised.priority = u"P0"_s;
    raised.situation = u"outage"_s;
    raised.trigger = u"top_tier_outage"_s;
    raised.reason = u"compliance"_s;
    raised.source = u"phone"_s;
    raised.text = u"Alles steht 🚨"_s;
    raised.level = u"level-3"_s;
    raised.path = u"security"_s;
    raised.rule = u"escalation:outage"_s;
    raised.episode = 2;
    raised.since = kAt;
    raised.said = {u"data_lost"_s, u"getting_worse"_s};
    raised.policy = {PolicyId::derived(kAt, {u"y"_s}), fact};
    FollowUpWritten followUp;
    followUp.text = u"Call them"_s;
    followUp.person = PersonId{};
    followUp.due = kAt;
    followUp.isDone = false;
    followUp.result = u"later"_s;
    return {raised,
            LevelChanged{u"level-4"_s, u"in the press"_s, u"rule"_s},
            HandedOver{u"engineering"_s, person, u"brief"_s, {u"steps"_s}, u"hurry"_s},
            Accepted{fact},
            Refused{fact, u"not ours"_s},
            PackageWritten{u"critical"_s, {{u"summary"_s, u"s"_s}}, {{u"a"_s, u"b"_s}}, kAt},
            ApprovalAsked{u"credits"_s, u"USD 500"_s},
            ApprovalJudged{fact, true, u"level-3"_s, u"Director"_s, u"fair"_s},
            followUp,
            Told{Audience::Customer, u"text"_s, u"copied"_s, kAt, {u"vague_time"_s}, u"why"_s},
            IncidentRaised{IncidentId::derived(kAt, {u"i"_s})},
            NoteWritten{u"note"_s},
            DeEscalated{u"resolved"_s, u"works again"_s},
            StepTicked{u"confirm"_s, false},
            Closed{u"lessons"_s, {u"a step"_s}, u"gone"_s},
            StandsAgain{u"it is back"_s},
            PackageGiven{u"pdf"_s, {u"summary"_s, u"request"_s}, 3}};
}

} // namespace

class TestEscalationFacts final : public QObject
{
    Q_OBJECT

private slots:
    void eachFactReadsBackAsItself()
    {
        const std::vector<EscalationFact> facts = oneOfEach();
        QCOMPARE(facts.size(), std::variant_size_v<EscalationFact>);
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
        const QString id = FactId::derived(kAt, {u"f"_s}).toString();
        QTest::newRow("no ticket") << u"escalation.raised"_s << QJsonObject{{u"level"_s, u"l"_s}};
        QTest::newRow("no level") << u"escalation.raised"_s << QJsonObject{{u"ticket"_s, id}};
        QTest::newRow("episode below zero")
            << u"escalation.raised"_s
            << QJsonObject{{u"ticket"_s, id}, {u"level"_s, u"l"_s}, {u"episode"_s, -1}};
        QTest::newRow("to nobody") << u"escalation.handed_over"_s << QJsonObject{{u"brief"_s, u"b"_s}};
        QTest::newRow("texts no object")
            << u"escalation.package"_s << QJsonObject{{u"texts"_s, QJsonArray{u"a"_s}}};
        QTest::newRow("a text that is none")
            << u"escalation.package"_s << QJsonObject{{u"texts"_s, QJsonObject{{u"a"_s, 3}}}};
        QTest::newRow("tried no list") << u"escalation.package"_s << QJsonObject{{u"tried"_s, u"x"_s}};
        QTest::newRow("tried no objects")
            << u"escalation.package"_s << QJsonObject{{u"tried"_s, QJsonArray{u"x"_s}}};
        QTest::newRow("unknown audience") << u"escalation.told"_s << QJsonObject{{u"audience"_s, u"all"_s}};
        QTest::newRow("no verdict") << u"escalation.judged"_s << QJsonObject{{u"approved"_s, true}};
        QTest::newRow("nothing to do") << u"escalation.follow_up"_s << QJsonObject{};
        QTest::newRow("no incident") << u"escalation.incident"_s << QJsonObject{{u"incident"_s, u"INC"_s}};
    }
    void whatIsHostileIsRefused()
    {
        QFETCH(QString, type);
        QFETCH(QJsonObject, payload);
        const auto read = fromPayload(type, 1, payload);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::BadInput);
        QVERIFY(!read.error().detail.isEmpty());
    }

    void unknownTypesAndVersionsAreLeftForLaterPrograms()
    {
        QCOMPARE(fromPayload(u"escalation.sung"_s, 1, {}).error().fault, Fault::NotFound);
        QCOMPARE(fromPayload(u"escalation.note"_s, 2, {}).error().fault, Fault::NotFound);
    }
};

QTEST_APPLESS_MAIN(TestEscalationFacts)
#include "tst_escalationfacts.moc"
