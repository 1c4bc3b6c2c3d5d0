// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a mail goes to: those who are meant, by what they wish to be told and when; and never to nobody.
#include "app/notify/parcels.h"
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

const QByteArray kMail = "\nnotifications:\n  key: test\n  channels:\n"
                         "    - {key: mail, kind: email, url: \"smtps://mail.example.org\", "
                         "from: desk@example.org}\n"
                         "  occasions:\n"
                         "    - {key: quiet, name: Quiet, channels: [mail], roles: [lead]}\n"
                         "    - {key: loud, name: Loud, channels: [mail], roles: [lead], always: true}\n"
                         "  otherwise: {channels: [mail], roles: [lead]}\n";

} // namespace

class TestRecipients final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.set(*parseRfc3339(u"2026-11-20T20:00:00Z")); // a Friday evening
        m_world = std::make_unique<World>(m_folder->filePath(u"a.muster"_s), m_clock);
        QVERIFY(m_world->workspace->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s) + kMail));
        lead(u"Ada"_s, {});
    }

    void whoIsMeantIsWrittenTo()
    {
        people::PersonChanged agent;
        agent.name = u"Cy"_s;
        agent.email = u"cy@example.org"_s;
        agent.role = u"agent"_s;
        QVERIFY(m_world->workspace->savePerson(std::nullopt, agent));
        QCOMPARE(to(u"quiet"_s), QStringList{u"ada@example.org"_s});
    }

    void whatSomebodyIsNotToldOfGoesToTheOthers()
    {
        people::PersonChanged wishes;
        wishes.muted = QStringList{u"quiet"_s};
        lead(u"Bo"_s, wishes);
        QCOMPARE(to(u"quiet"_s), QStringList{u"ada@example.org"_s});
        QCOMPARE(to(u"other"_s), (QStringList{u"ada@example.org"_s, u"bo@example.org"_s}));
    }

    void whatIsAlwaysToldReachesThemAllTheSame()
    {
        people::PersonChanged wishes = inHours();
        wishes.muted = QStringList{u"loud"_s};
        lead(u"Bo"_s, wishes);
        QCOMPARE(to(u"loud"_s), (QStringList{u"ada@example.org"_s, u"bo@example.org"_s}));
    }

    void whoIsNotAtWorkIsWrittenToInTheirHours()
    {
        lead(u"Bo"_s, inHours());
        QCOMPARE(to(u"quiet"_s), QStringList{u"ada@example.org"_s});
        m_clock.set(*parseRfc3339(u"2026-11-23T10:00:00Z"));
        QCOMPARE(to(u"quiet"_s), (QStringList{u"ada@example.org"_s, u"bo@example.org"_s}));
    }

    void whatCameInBetweenIsOneMailWhenTheirHoursBegin()
    {
        lead(u"Bo"_s, inHours());
        QVERIFY(!tell(u"quiet"_s).isNull());
        QVERIFY(!tell(u"other"_s).isNull());
        QVERIFY(m_world->workspace->submit(tell(u"quiet"_s), notify::Acknowledge{}));
        const Instant monday = *parseRfc3339(u"2026-11-23T08:00:00Z");
        m_clock.set(monday - 1min);
        auto parcels = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QVERIFY(parcels && parcels->send.empty());
        QCOMPARE(parcels->next, std::optional(monday));
        m_clock.set(monday);
        parcels = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QCOMPARE(parcels->send.size(), size_t(1));
        app::Parcel &mail = parcels->send.front();
        QCOMPARE(addressesOf(mail), QStringList{u"bo@example.org"_s});
        QCOMPARE(mail.attempt.members.size(), size_t(2));
        QVERIFY(app::recordOutcome(*m_world->workspace, mail, reached(mail), m_clock.now()));
        QVERIFY(app::nextParcels(*m_world->workspace, {}, m_clock.now())->send.empty());
        QVERIFY(m_world->workspace->openNotifications().empty());
    }

    /// A mailbox has it once, whoever reads it and however many tries it took.
    void whoHasItAlreadyDoesNotGetItAgain()
    {
        people::PersonChanged wishes = inHours();
        lead(u"Bo"_s, wishes);
        wishes.email = u"ada@example.org"_s; // of a colleague who is at work
        lead(u"Cy"_s, wishes);
        wishes.email = u"bo@example.org"_s;
        lead(u"Di"_s, wishes);
        (void)ask(u"quiet"_s);
        const auto first = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QCOMPARE(first->send.front().later.size(), size_t(1)); // Bo, or Di, who reads the same mailbox
        app::Parcel parcel = first->send.front();
        notify::Outcome soft = notify::later(u"try later"_s);
        soft.reached = {u"bo@example.org"_s};
        QVERIFY(app::recordOutcome(*m_world->workspace, parcel, soft, m_clock.now()));
        m_clock.advance(1h);
        const auto again = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QCOMPARE(again->send.size(), size_t(1));
        QVERIFY(again->send.front().later.empty());
    }

    void whatNobodyWantsGoesToAllOfThem()
    {
        people::PersonChanged wishes;
        wishes.muted = QStringList{u"quiet"_s};
        lead(u"Bo"_s, wishes);
        const auto all = *m_world->workspace->people();
        const auto ada = std::ranges::find(all, u"Ada"_s, &people::Person::name);
        QVERIFY(m_world->workspace->savePerson(ada->id, wishes));
        QCOMPARE(to(u"quiet"_s), (QStringList{u"ada@example.org"_s, u"bo@example.org"_s}));
    }

private:
    /// Mailed in office hours in Berlin only.
    static people::PersonChanged inHours()
    {
        people::PersonChanged wishes;
        wishes.isMailInHours = true;
        wishes.zone = u"Europe/Berlin"_s;
        wishes.hours = *people::parseHours(u"Mon-Fri 09:00-17:00");
        return wishes;
    }
    void lead(const QString &name, people::PersonChanged person)
    {
        person.name = name;
        if (!person.email)
            person.email = name.toLower() + u"@example.org"_s;
        person.role = u"lead"_s;
        QVERIFY(m_world->workspace->savePerson(std::nullopt, person));
    }
    static QStringList addressesOf(const app::Parcel &parcel)
    {
        QStringList addresses;
        for (const notify::MailName &name : parcel.mailTo)
            addresses += name.address;
        addresses.sort();
        return addresses;
    }
    static notify::Outcome reached(const app::Parcel &parcel)
    {
        notify::Outcome outcome = notify::done();
        outcome.reached = addressesOf(parcel);
        return outcome;
    }
    SubjectId ask(const QString &occasion)
    {
        const Instant now = m_clock.now();
        notify::Wish wish;
        wish.cause = u"cause:%1:%2"_s.arg(occasion).arg(++m_count);
        wish.at = now;
        wish.occasion = occasion;
        wish.title = u"Title"_s;
        const NewFact fact = notify::asked(wish, m_world->workspace->policy()->policy().notifications);
        return m_world->workspace->writeNotifications(std::span(&fact, 1)) ? fact.subject : SubjectId{};
    }
    /// Asked for now and sent to whom it goes to now.
    SubjectId tell(const QString &occasion)
    {
        const SubjectId told = ask(occasion);
        const auto parcels = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        if (!parcels || parcels->send.size() != 1)
            return {};
        app::Parcel parcel = parcels->send.front();
        return app::recordOutcome(*m_world->workspace, parcel, reached(parcel), m_clock.now()) ? told
                                                                                               : SubjectId{};
    }
    /// Whom a notification of that occasion, asked for now, goes to.
    QStringList to(const QString &occasion)
    {
        const Instant now = m_clock.now();
        const SubjectId asked = ask(occasion);
        const auto parcels = app::nextParcels(*m_world->workspace, {}, now);
        if (!parcels || parcels->send.empty())
            return {u"not sent"_s};
        const app::Parcel &parcel = parcels->send.back();
        // Sent: the next one is a message of its own.
        (void)m_world->workspace->submit(asked, notify::Acknowledge{});
        (void)m_world->workspace->keepAttempts({}, {}, {parcel.attempt.key});
        return addressesOf(parcel);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    TestClock m_clock;
    std::unique_ptr<World> m_world;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(TestRecipients)
#include "tst_recipients.moc"
