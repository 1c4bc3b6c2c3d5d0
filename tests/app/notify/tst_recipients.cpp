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
                         "    - {key: own, name: Own, channels: [mail]}\n"
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
        QCOMPARE(laterOf(first->send.front()).size(), size_t(1)); // Bo, or Di, who reads the same mailbox
        app::Parcel parcel = first->send.front();
        notify::Outcome soft = notify::later(u"try later"_s);
        soft.reached = {u"bo@example.org"_s};
        QVERIFY(app::recordOutcome(*m_world->workspace, parcel, soft, m_clock.now()));
        m_clock.advance(1h);
        const auto again = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QCOMPARE(again->send.size(), size_t(1));
        QVERIFY(laterOf(again->send.front()).empty());
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

    void whoeverHasTheTicketsALeadGetsOneListAndEachTheirOwn()
    {
        std::map<QString, std::vector<SubjectId>> of;
        for (const QString &name : {u"Cy"_s, u"Di"_s, u"Ed"_s}) {
            const PersonId person = agent(name);
            for (int i = 0; i < 2; ++i)
                of[name.toLower() + u"@example.org"_s].push_back(ask(u"quiet"_s, {person}));
        }
        const auto parcels = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QCOMPARE(parcels->send.size(), size_t(1));
        app::Parcel parcel = parcels->send.front();
        QCOMPARE(addressesOf(parcel).size(), 4);
        QCOMPARE(parcel.message.together, 6);
        QVERIFY(!parcel.own.contains(u"ada@example.org"_s)); // all of it
        QSet<QString> keys{parcel.message.key};
        for (const auto &each : of) {
            const notify::Message own = parcel.own.value(each.first);
            QCOMPARE(own.together, 2);
            for (const SubjectId &id : each.second) {
                const QString title = m_world->workspace->notification(id).asked.title;
                QVERIFY(own.items.join(u'\n').contains(title));
            }
            keys.insert(own.key);
        }
        QCOMPARE(keys.size(), 4); // another mail each: a server must not take them for the same
        QVERIFY(app::recordOutcome(*m_world->workspace, parcel, reached(parcel), m_clock.now()));
        const auto told = m_world->workspace->notification(of.at(u"cy@example.org"_s).front()).deliveries;
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(QSet<QString>(told[0].to.begin(), told[0].to.end()),
                 (QSet<QString>{u"ada@example.org"_s, u"cy@example.org"_s}));
        QVERIFY(app::nextParcels(*m_world->workspace, {}, m_clock.now())->send.empty());
    }

    void whatReachedNobodyOfThoseItIsForIsADeadLetter()
    {
        std::vector<SubjectId> all;
        all.reserve(4);
        for (int i = 0; i < 4; ++i)
            all.push_back(ask(u"own"_s, {agent(u"Agent%1"_s.arg(i))}));
        app::Parcel parcel = app::nextParcels(*m_world->workspace, {}, m_clock.now())->send.front();
        QCOMPARE(parcel.attempt.members.size(), size_t(4));
        notify::Outcome outcome = reached(parcel);
        outcome.reached.removeOne(u"agent2@example.org"_s);
        outcome.why = u"agent2@example.org: no such user"_s;
        QVERIFY(app::recordOutcome(*m_world->workspace, parcel, outcome, m_clock.now()));
        for (size_t i = 0; i < 4; ++i) {
            const auto told = m_world->workspace->notification(all[i]).deliveries;
            QCOMPARE(told.size(), size_t(1));
            QCOMPARE(told[0].hasFailed, i == 2);
        }
    }

    void oneGoesToAChannelAtATimeSoThatWhatIsSeenToMeanwhileDoesNot()
    {
        const std::vector<SubjectId> both{ask(u"quiet"_s), ask(u"own"_s, {agent(u"Cy"_s)})};
        auto parcels = app::nextParcels(*m_world->workspace, {}, m_clock.now());
        QCOMPARE(parcels->send.size(), size_t(1));
        app::Parcel parcel = parcels->send.front();
        QCOMPARE(parcel.attempt.members.size(), size_t(1));
        QVERIFY(app::nextParcels(*m_world->workspace, {parcel.attempt.key}, m_clock.now())->send.empty());
        const SubjectId first = parcel.attempt.members[0].notification;
        QVERIFY(m_world->workspace->submit(first == both[0] ? both[1] : both[0], notify::Acknowledge{}));
        QVERIFY(app::recordOutcome(*m_world->workspace, parcel, reached(parcel), m_clock.now()));
        QVERIFY(app::nextParcels(*m_world->workspace, {}, m_clock.now())->send.empty());
    }

    void aNightOfSleepIsNoReasonToGiveUp()
    {
        const SubjectId id = ask(u"quiet"_s);
        app::Parcel parcel = app::nextParcels(*m_world->workspace, {}, m_clock.now())->send.front();
        QVERIFY(
            app::recordOutcome(*m_world->workspace, parcel, notify::later(u"no network"_s), m_clock.now()));
        for (int night = 0; night < 5; ++night) {
            m_clock.advance(30h); // closed, and opened before there is a network
            const auto again = app::nextParcels(*m_world->workspace, {}, m_clock.now());
            QCOMPARE(again->send.size(), size_t(1));
            app::Parcel tried = again->send.front();
            m_clock.advance(30h); // while it was under way
            QVERIFY(app::recordOutcome(*m_world->workspace, tried, notify::later(u"no network"_s),
                                       m_clock.now()));
            QVERIFY(m_world->workspace->notification(id).deliveries.empty());
        }
        // Awake it is tried for a day.
        int tries = 0;
        while (m_world->workspace->notification(id).deliveries.empty() && tries < 1000) {
            const auto again = app::nextParcels(*m_world->workspace, {}, m_clock.now());
            QVERIFY(!again->send.empty() || again->next);
            if (again->send.empty()) {
                m_clock.set(*again->next);
                continue;
            }
            app::Parcel tried = again->send.front();
            ++tries;
            QVERIFY(app::recordOutcome(*m_world->workspace, tried, notify::later(u"no network"_s),
                                       m_clock.now()));
        }
        QVERIFY(tries > 24h / 15min);
        QVERIFY(m_world->workspace->notification(id).deliveries[0].hasFailed);
    }

    void whoeverHoldsARoleInAnIncidentIsToBeInItsRoom()
    {
        const QByteArray bot = "\nnotifications:\n  key: test\n  channels:\n"
                               "    - {key: war-room, kind: slack_bot, credential: bot, channel: "
                               "\"#escalations\", rooms: true}\n"
                               "  otherwise: {channels: [war-room]}\n";
        store::Workspace &workspace = *m_world->workspace;
        QVERIFY(workspace.adoptPolicy(policy::presetText(u"playbook-p0-p3"_s) + bot));
        incident::Declare declare;
        declare.fields.title = u"Nobody can pay"_s;
        declare.fields.severity = u"SEV-1"_s;
        const auto declared = workspace.submit(incident::IncidentOrder{{}, declare, {}});
        QVERIFY2(declared, declared ? "" : qPrintable(declared.error().detail));
        const IncidentId id = declared->incident;
        const auto give = [&](PersonId person) {
            incident::RoleGiven given;
            given.role = workspace.loadIncident(id)->rules().roles.front().key;
            given.person = person;
            const auto done = workspace.submit(incident::IncidentOrder{id, given, {}});
            QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        };
        const auto next = [&] {
            (void)workspace.runIncidentRules(std::span(&id, 1), Instant{});
            auto parcels = app::nextParcels(workspace, {}, m_clock.now());
            return parcels && parcels->send.size() == 1 ? parcels->send.front() : app::Parcel();
        };
        give(agent(u"Cy"_s));
        app::Parcel first = next();
        QVERIFY(!first.message.room.isEmpty());
        QCOMPARE(addressesOf(first), QStringList{u"cy@example.org"_s});
        QVERIFY(app::recordOutcome(workspace, first, notify::done(u"room C9:1.2"_s), m_clock.now()));
        give(agent(u"Di"_s));
        m_clock.advance(24h); // an update is overdue
        const app::Parcel second = next();
        QVERIFY(addressesOf(second).contains(u"di@example.org"_s));
        QCOMPARE(second.threadReference, u"room C9:1.2"_s);
        QVERIFY(!second.message.roomTopic.isEmpty());
    }

    void aRateCountsEachNumberThatAMessageGoesTo()
    {
        const QByteArray texts = "\nnotifications:\n  key: test\n  channels:\n"
                                 "    - {key: sms, kind: sms, url: \"https://sms.example.org/send\", method: "
                                 "POST, body: '{to} {title}', to: [\"+49301\", \"+49302\", \"+49303\"], "
                                 "rate: {most: 5, within: 10m}}\n"
                                 "  otherwise: {channels: [sms]}\n";
        const auto adopted = m_world->workspace->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s) + texts);
        QVERIFY2(adopted, adopted ? "" : qPrintable(adopted.error().detail));
        int sent = 0;
        for (int i = 0; i < 3; ++i) {
            (void)ask(u"any%1"_s.arg(i));
            const auto parcels = app::nextParcels(*m_world->workspace, {}, m_clock.now());
            for (app::Parcel parcel : parcels->send) {
                ++sent;
                notify::Outcome outcome = notify::done();
                outcome.reached = parcel.channel.to;
                QVERIFY(app::recordOutcome(*m_world->workspace, parcel, outcome, m_clock.now()));
            }
        }
        QCOMPARE(sent, 2); // six texts; a third message has to wait
        QCOMPARE(m_world->workspace->sendingsSince(m_clock.now()).size(), size_t(6));
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
    PersonId agent(const QString &name)
    {
        people::PersonChanged person;
        person.name = name;
        person.email = name.toLower() + u"@example.org"_s;
        person.role = u"agent"_s;
        return m_world->workspace->savePerson(std::nullopt, person).value();
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
    /// For whom its only matter is kept.
    static std::vector<notify::Later> laterOf(const app::Parcel &parcel)
    {
        return parcel.meant.value(parcel.attempt.members.front().notification).later;
    }
    static notify::Outcome reached(const app::Parcel &parcel)
    {
        notify::Outcome outcome = notify::done();
        outcome.reached = addressesOf(parcel);
        return outcome;
    }
    SubjectId ask(const QString &occasion, const std::vector<PersonId> &people = {})
    {
        const Instant now = m_clock.now();
        notify::Wish wish;
        wish.cause = u"cause:%1:%2"_s.arg(occasion).arg(++m_count);
        wish.at = now;
        wish.occasion = occasion;
        wish.title = u"Title %1"_s.arg(m_count);
        wish.people = people;
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
