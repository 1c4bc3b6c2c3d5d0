// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as a conflict, and which of several values it names.
#include "models/base/json.h"
#include "models/incident/incidentfacts.h"
#include "models/store/editclash.h"
#include "models/ticket/ticketfacts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::store;

namespace {

const SubjectId kSubject = SubjectId::random(fromMillis(1));
const PersonId kOther = PersonId::random(fromMillis(1));
constexpr qint64 kNoon = 1'790'000'000'000;

Fact factOf(const QString &kind, const QString &type, const QJsonObject &payload, qint64 minute)
{
    Fact fact;
    fact.id = FactId::random(fromMillis(kNoon + minute * 60'000));
    fact.stamp = Stamp::at(fromMillis(kNoon + minute * 60'000));
    fact.actor = kOther;
    fact.subjectKind = kind;
    fact.subject = kSubject;
    fact.type = type;
    fact.payload = canonicalJson(payload);
    return fact;
}

Fact ticketFact(const ticket::TicketFact &fact, qint64 minute = 0)
{
    return factOf(u"ticket"_s, ticket::typeName(fact), ticket::toPayload(fact), minute);
}

Fact incidentFact(const incident::IncidentFact &fact, qint64 minute = 0)
{
    return factOf(u"incident"_s, incident::typeName(fact), incident::toPayload(fact), minute);
}

Fact priority(const QString &key, qint64 minute = 0)
{
    return ticketFact(ticket::PriorityChanged{key, {}, {}}, minute);
}

using Edits = std::vector<FieldEdit>;

std::vector<EditClash> clashesOf(const std::vector<EditMeeting> &meetings)
{
    return store::clashesOf(std::span(meetings));
}

} // namespace

class TestEditClash : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldOfATicketIsKnown()
    {
        const PersonId person = PersonId::random(fromMillis(2));
        QCOMPARE(editsOf(ticketFact(ticket::StatusChanged{ticket::Status::OnHold, u"r"_s, {}})),
                 (Edits{{u"status"_s, u"on_hold"_s}}));
        QCOMPARE(editsOf(priority(u"P1"_s)), (Edits{{u"priority"_s, u"P1"_s}}));
        QCOMPARE(editsOf(ticketFact(ticket::TierChanged{u"gold"_s, {}})), (Edits{{u"tier"_s, u"gold"_s}}));
        QCOMPARE(editsOf(ticketFact(ticket::Assigned{person, {}})),
                 (Edits{{u"person"_s, person.toString()}}));
        QCOMPARE(editsOf(ticketFact(ticket::Assigned{})), (Edits{{u"person"_s, {}}}));
        QCOMPARE(editsOf(ticketFact(ticket::DateAgreed{})), (Edits{{u"resolve_by"_s, {}}}));
        ticket::FieldsChanged fields;
        fields.subject = u"Export stuck"_s;
        fields.impact = QString();
        QCOMPARE(editsOf(ticketFact(fields)), (Edits{{u"impact"_s, {}}, {u"subject"_s, u"Export stuck"_s}}));
        QVERIFY(editsOf(ticketFact(ticket::NoteAdded{u"Ada"_s, u"words"_s, {}})).empty());
    }

    void everyFieldOfAnIncidentIsKnown()
    {
        const PersonId person = PersonId::random(fromMillis(2));
        QCOMPARE(editsOf(incidentFact(incident::SeverityChanged{u"SEV-1"_s, {}})),
                 (Edits{{u"severity"_s, u"SEV-1"_s}}));
        QCOMPARE(editsOf(incidentFact(incident::StatusChanged{incident::Status::Mitigated, {}})),
                 (Edits{{u"status"_s, u"mitigated"_s}}));
        QCOMPARE(editsOf(incidentFact(incident::RoleGiven{u"scribe"_s, person, false, {}})),
                 (Edits{{u"role/scribe"_s, person.toString()}}));
        incident::FieldsChanged fields;
        fields.scope = incident::Scope{u"EU"_s, 200, {}};
        const auto edits = editsOf(incidentFact(fields));
        QCOMPARE(edits.size(), size_t(1));
        QCOMPARE(edits.front().field, u"scope"_s);
        QVERIFY(edits.front().value.contains(u"\"EU\""));
    }

    void aFactWithoutItsTextSetsNothing()
    {
        Fact blank = priority(u"P1"_s);
        blank.payload.clear();
        QVERIFY(editsOf(blank).empty());
    }

    void theLaterOneHoldsOnBothSides()
    {
        const Fact one = priority(u"P1"_s, 1), two = priority(u"P2"_s, 2);
        const auto here = clashesOf({{one, two}}), there = clashesOf({{two, one}});
        QCOMPARE(here, (std::vector<EditClash>{
                           {u"ticket"_s, kSubject, u"priority"_s, u"P1"_s, u"P2"_s, kOther, false}}));
        QCOMPARE(there, (std::vector<EditClash>{
                            {u"ticket"_s, kSubject, u"priority"_s, u"P2"_s, u"P1"_s, kOther, true}}));
    }

    void sameValuesOtherFieldsAndOtherRolesAreNone()
    {
        const PersonId person = PersonId::random(fromMillis(2));
        QVERIFY(clashesOf({{priority(u"P1"_s, 1), priority(u"P1"_s, 2)}}).empty());
        QVERIFY(clashesOf({{priority(u"P1"_s), ticketFact(ticket::TierChanged{u"gold"_s, {}})}}).empty());
        QVERIFY(clashesOf({{incidentFact(incident::RoleGiven{u"scribe"_s, person, false, {}}),
                            incidentFact(incident::RoleGiven{u"incident_commander"_s, {}, false, {}})}})
                    .empty());
    }

    void ofManyFieldsOnlyTheSharedOneClashes()
    {
        ticket::FieldsChanged mine, theirs;
        mine.subject = u"Export stuck"_s;
        mine.impact = u"high"_s;
        theirs.subject = u"Export is stuck"_s;
        theirs.steps = u"1."_s;
        const auto clashes = clashesOf({{ticketFact(mine), ticketFact(theirs, 1)}});
        QCOMPARE(clashes.size(), size_t(1));
        QCOMPARE(clashes.front().field, u"subject"_s);
    }

    void moreThanAnHourApartIsNone()
    {
        QCOMPARE(clashesOf({{priority(u"P1"_s, 0), priority(u"P2"_s, 60)}}).size(), size_t(1));
        QVERIFY(clashesOf({{priority(u"P1"_s, 0), priority(u"P2"_s, 61)}}).empty());
        QVERIFY(clashesOf({{priority(u"P1"_s, 61), priority(u"P2"_s, 0)}}).empty());
    }

    void theNewestOfBothSidesAreNamedOnce()
    {
        const Fact a = priority(u"P1"_s, 1), b = priority(u"P2"_s, 2);
        const Fact x = priority(u"P3"_s, 3), y = priority(u"P0"_s, 4);
        const auto clashes = clashesOf({{b, y}, {a, y}, {a, x}, {b, x}});
        QCOMPARE(clashes.size(), size_t(1));
        QCOMPARE(clashes.front().mine, u"P2"_s);
        QCOMPARE(clashes.front().theirs, u"P0"_s);
        // In the end both said the same.
        QVERIFY(clashesOf({{a, x}, {a, priority(u"P1"_s, 5)}}).empty());
    }
};

QTEST_GUILESS_MAIN(TestEditClash)
#include "tst_editclash.moc"
