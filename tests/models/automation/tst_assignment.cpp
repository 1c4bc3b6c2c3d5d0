// SPDX-License-Identifier: GPL-3.0-or-later
// Who a ticket fits, and why.
#include "models/automation/assignment.h"
#include "models/policy/assignmentreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::automation;

namespace {

const Instant kMonday = fromMillis(1'784'541'600'000); // 2026-07-20T10:00Z, 12:00 in Berlin

PersonId idOf(const QString &name)
{
    return PersonId::derived(kMonday, {name});
}

Candidate candidate(const QString &name, int open, QStringList skills = {})
{
    Candidate made;
    made.person.id = idOf(name);
    made.person.name = name;
    made.person.role = u"agent"_s;
    made.person.skills = std::move(skills);
    made.open = open;
    return made;
}

Candidate withHours(Candidate made, const QString &hours, const QString &zone)
{
    made.person.hours = *people::parseHours(hours);
    made.person.zone = zone;
    return made;
}

ticket::Ticket ticketOf(const QString &subject, const QString &description = {})
{
    ticket::Ticket made;
    made.id = TicketId::derived(kMonday, {subject});
    made.exists = true;
    made.subject = subject;
    made.description = description;
    made.createdAt = made.ownerSince = kMonday;
    return made;
}

/// "Ada Bo | Cy": who fits, and behind the bar who does not.
QString order(const std::vector<Fit> &fits)
{
    QStringList fitting, others;
    for (const Fit &fit : fits)
        (fit.fits ? fitting : others) += fit.name;
    return fitting.join(u' ') + u" | "_s + others.join(u' ');
}

std::vector<Fit> fitsOf(const ticket::Ticket &ticket, const std::vector<Candidate> &candidates,
                        Instant now = kMonday)
{
    return automation::fitsOf(ticket, policy::shippedAssignment(), candidates, now);
}

const Fit &fitOf(const std::vector<Fit> &fits, const QString &name)
{
    return *std::ranges::find(fits, name, &Fit::name);
}

} // namespace

class TestAssignment final : public QObject
{
    Q_OBJECT

private slots:
    void whoHoldsLeastComesFirst()
    {
        const auto fits =
            fitsOf(ticketOf(u"Export stuck"_s), {candidate(u"Ada"_s, 5), candidate(u"Bo"_s, 2)});
        QCOMPARE(order(fits), u"Bo Ada | "_s);
        QCOMPARE(fits[0].why, u"2 open tickets."_s);
    }

    void aSkillComesBeforeLoad()
    {
        const auto fits = fitsOf(ticketOf(u"Invoice is wrong"_s),
                                 {candidate(u"Ada"_s, 0), candidate(u"Bo"_s, 9, {u"billing"_s})});
        QCOMPARE(order(fits), u"Bo Ada | "_s);
        QCOMPARE(fits[0].why, u"Has billing. 9 open tickets."_s);
        QCOMPARE(fits[1].why, u"Without billing. No open tickets."_s);
    }

    void aSkillThatItNeedsLeavesOutWhoHasItNot()
    {
        const auto fits = fitsOf(ticketOf(u"Phishing mail with our name"_s),
                                 {candidate(u"Ada"_s, 0), candidate(u"Bo"_s, 9, {u"security"_s})});
        QCOMPARE(order(fits), u"Bo | Ada"_s);
        QVERIFY(fits[1].why.startsWith(u"Has not the skill security, which it needs."_s));
    }

    void theLanguageIsTheOneOfTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first");
        QTest::newRow("german") << u"Seit gestern ist der Export weg und wir bekommen die Daten nicht."_s
                                << u"Greta"_s;
        QTest::newRow("french") << u"Depuis hier, nous ne pouvons pas exporter avec notre compte."_s
                                << u"Fleur"_s;
        QTest::newRow("spanish") << u"Desde ayer no podemos exportar los datos con nuestro sistema."_s
                                 << u"Sol"_s;
        QTest::newRow("english") << u"We have not seen the export since this morning, please help."_s
                                 << u"Ada"_s;
        QTest::newRow("too short") << u"Export?"_s << u"Ada"_s;
    }
    void theLanguageIsTheOneOfTheText()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        const auto fits =
            fitsOf(ticketOf(u"Export"_s, text),
                   {candidate(u"Ada"_s, 0), candidate(u"Greta"_s, 3, {u"german"_s}),
                    candidate(u"Fleur"_s, 3, {u"french"_s}), candidate(u"Sol"_s, 3, {u"spanish"_s})});
        QCOMPARE(fits[0].name, first);
    }

    void hoursAreThoseOfThePersonsOwnZone()
    {
        const std::vector<Candidate> people{
            withHours(candidate(u"Berlin"_s, 3), u"Mon-Fri 09:00-17:00"_s, u"Europe/Berlin"_s),
            withHours(candidate(u"Tokyo"_s, 0), u"Mon-Fri 09:00-17:00"_s, u"Asia/Tokyo"_s)};
        const auto fits = fitsOf(ticketOf(u"Export"_s), people);
        QCOMPARE(order(fits), u"Berlin | Tokyo"_s);
        QCOMPARE(fits[0].why, u"3 open tickets. At work until Mon 17:00 Europe/Berlin."_s);
        QVERIFY2(fits[1].why.startsWith(u"Not at work before Tue 09:00 Asia/Tokyo."_s),
                 qPrintable(fits[1].why));
        QCOMPARE(fits[1].begins, std::optional(kMonday + 14h)); // 00:00Z on Tuesday
        QCOMPARE(order(fitsOf(ticketOf(u"Export"_s), people, kMonday + 15h)), u"Tokyo | Berlin"_s);
    }

    void whoIsAwayFullOrOfAnotherRoleIsLast()
    {
        Candidate away = candidate(u"Away"_s, 0), busy = candidate(u"Busy"_s, 0),
                  observer = candidate(u"Olga"_s, 0);
        away.person.availability = people::Availability::Away;
        busy.person.availability = people::Availability::Busy;
        observer.person.role = u"observer"_s;
        const auto fits = fitsOf(ticketOf(u"Export"_s),
                                 {away, busy, observer, candidate(u"Full"_s, 20), candidate(u"Ada"_s, 19)});
        QVERIFY2(order(fits).startsWith(u"Ada Busy | "_s), qPrintable(order(fits)));
        QCOMPARE(fitOf(fits, u"Away"_s).why, u"Away. No open tickets."_s);
        QCOMPARE(fitOf(fits, u"Full"_s).why, u"Holds 20 open tickets, as many as the policy allows."_s);
        QVERIFY(fitOf(fits, u"Olga"_s).why.startsWith(u"Takes no tickets as observer."_s));
        QVERIFY(!fitOf(fits, u"Away"_s).begins); // hours do not bring back who is away
    }

    void aRuleGivesWhatNobodyOwnsOnceTheTimeIsUp()
    {
        policy::AssignmentRules rules = policy::shippedAssignment();
        ticket::Ticket ticket = ticketOf(u"Export"_s);
        QVERIFY(!assignmentDue(ticket, rules)); // the shipped rules leave it to people
        rules.isAutomatic = true;
        QCOMPARE(assignmentDue(ticket, rules), std::optional(kMonday + 10min));
        ticket.assignee = idOf(u"Ada"_s);
        QVERIFY(!assignmentDue(ticket, rules));
        ticket.assignee = {};
        ticket.status = ticket::Status::Resolved;
        QVERIFY(!assignmentDue(ticket, rules));
    }

    void whatARuleGivesHasOneIdWhoeverWritesIt()
    {
        const ticket::Ticket ticket = ticketOf(u"Export"_s);
        const Fit ada{idOf(u"Ada"_s), u"Ada"_s, true, u"No open tickets."_s, {}},
            bo{idOf(u"Bo"_s), u"Bo"_s, true, u"1 open ticket."_s, {}};
        const Instant due = kMonday + 10min;
        const NewFact one = assignedByRule(ticket, ada, due, due + 3s),
                      other = assignedByRule(ticket, bo, due, due + 4s);
        QCOMPARE(one.derivedId, other.derivedId);
        QVERIFY(one.derivedId != assignedByRule(ticket, ada, due + 1h, due + 1h).derivedId);
        const auto read = ticket::fromPayload(one.type, one.version, one.payload);
        QVERIFY(read);
        QCOMPARE(std::get<ticket::Assigned>(*read).person, ada.person);
        QVERIFY(std::get<ticket::Assigned>(*read).reason.contains(u"No open tickets."_s));
    }
};

QTEST_GUILESS_MAIN(TestAssignment)
#include "tst_assignment.moc"
