// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simworld.h"

#include "models/policy/policyreader.h"
#include "tests/simulation/simdisk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <array>
#include <numeric>
#include <set>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace muster::simulation {
namespace {

template <typename T> T need(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().detail.toStdString());
    return std::move(*result);
}

void need(const Result<void> &result)
{
    if (!result)
        throw std::runtime_error(result.error().detail.toStdString());
}

std::vector<Fact> factsOf(store::Workspace &workspace)
{
    std::vector<Fact> facts;
    need(workspace.forEachFact([&](const Fact &fact) {
        facts.push_back(fact);
        return true;
    }));
    return facts;
}

/// A workspace looks for its file before SQLite does.
void makeNamesake(const QString &file)
{
    if (!QFile(file).open(QIODevice::WriteOnly))
        throw std::runtime_error("the folder of the simulation cannot be written");
}

/// The life of a team under faults, from one seed.
class Run
{
public:
    Run(quint64 seed, const Template &pattern)
        : m_time(seed), m_hub(pattern.hub().copyFor(m_time)), m_folder(fastFolder()),
          m_isLarge(m_time.chance(200))
    {
        if (!m_isLarge)
            chooseFaults();
        const int desks = int(m_time.between(2, m_isLarge ? pattern.desks() : 3));
        for (int i = 0; i < desks; ++i) {
            const QString file = m_folder.filePath(u"desk%1.muster"_s.arg(i));
            makeNamesake(file);
            SimDisk::copy(pattern.file(i), file);
            m_desks.push_back(std::make_unique<SimDesk>(m_time, m_hub, m_weather, file, i));
            m_desks.back()->start();
        }
        m_weather = {int(m_time.between(0, 60)), int(m_time.between(0, 60)), int(m_time.between(0, 60)),
                     int(m_time.between(0, 200)), Millis(m_time.between(1, 800))};
    }

    ~Run()
    {
        for (const auto &desk : m_desks) {
            desk->crash();
            SimDisk::remove(desk->file());
            SimDisk::remove(copyOf(*desk));
        }
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    Outcome play()
    {
        const Millis end{m_isLarge ? m_time.between(20'000, 120'000) : m_time.between(4'000, 25'000)};
        while (m_time.now() < end) {
            somethingHappens();
            m_time.runTo(m_time.now() + Millis(m_time.between(1, 2500)));
        }
        heal();
        compare();
        if (!m_outcome.problems.isEmpty())
            m_outcome.problems += m_aside;
        return m_outcome;
    }

private:
    static QString copyOf(const SimDesk &desk) { return desk.file() + u".old"_s; }
    SimDesk &anyDesk() { return *m_desks[size_t(m_time.between(0, qint64(m_desks.size()) - 1))]; }

    /// What may happen, and how often: of a hundred in a large team.
    enum Happening : quint8
    {
        Writing,
        Unplugging,
        Plugging,
        WrongClock,
        Crash,
        OldFile,
        Role,
        Hub,
        Nothing,
    };
    std::array<int, 9> m_shares{70, 6, 10, 2, 2, 2, 1, 3, 4};

    /// Most teams are small and live shortly, so that many are seen; each has faults of its own kinds, and
    /// more of them, for what meets rarely in a long life would otherwise meet in none.
    void chooseFaults()
    {
        m_shares[Writing] = int(m_time.between(20, 70));
        for (const Happening fault : {Unplugging, WrongClock, Crash, OldFile, Role, Hub})
            m_shares[fault] = m_time.chance(500) ? 0 : int(m_time.between(1, 12));
        m_shares[Plugging] = 2 * m_shares[Unplugging];
    }

    void somethingHappens()
    {
        SimDesk &desk = anyDesk();
        if (!desk.isRunning())
            return desk.start();
        qint64 left = m_time.between(0, std::accumulate(m_shares.begin(), m_shares.end(), 0) - 1);
        size_t what = 0;
        while (left >= m_shares[what])
            left -= m_shares[what++];
        switch (Happening(what)) {
        case Writing:
            return desk.write();
        case Unplugging:
            return desk.line().pull();
        case Plugging:
            return desk.line().plug();
        case WrongClock:
            return desk.clock().setSkew(Millis(m_time.between(-400'000, 400'000)));
        case Crash:
            ++m_outcome.crashes;
            return m_time.chance(500) ? desk.crash() : desk.crashSoon();
        case OldFile:
            return rollBack(desk);
        case Role:
            return changeRole();
        case Hub:
            return harmHub();
        case Nothing:
            return;
        }
    }

    void harmHub()
    {
        ++m_outcome.hubFaults;
        switch (m_time.between(0, 5)) {
        case 0:
            return m_hub.restart();
        case 1:
            return m_hub.replace();
        case 2:
            return m_hub.loseTail(quint64(m_time.between(1, 40)));
        case 3:
            return m_hub.loseHead(quint64(m_time.between(1, 400)));
        case 4:
            return m_hub.loseOne();
        default:
            return m_hub.diverge();
        }
    }

    /// The file of a desk is put back as it was some time ago, as out of a backup. What it wrote since and
    /// nobody else has is lost with it; numbers are used again.
    void rollBack(SimDesk &desk)
    {
        const QString copy = copyOf(desk);
        desk.stop();
        if (SimDisk::holds(copy)) {
            ++m_outcome.rollbacks;
            m_putBack.insert(&desk);
            SimDisk::move(copy, desk.file());
        } else {
            SimDisk::copy(desk.file(), copy);
        }
        desk.start();
    }

    /// The admin's desk revokes another, or lets it in again.
    void changeRole()
    {
        SimDesk &admin = *m_desks.front();
        if (!admin.isRunning() || m_desks.size() < 2)
            return;
        ++m_outcome.revocations;
        const auto &members = admin.workspace().roster().members;
        auto member = members.begin();
        std::advance(member, m_time.between(0, qint64(members.size()) - 1));
        const QString role = m_time.chance(400) ? u"none"_s : m_time.chance(300) ? u"observer"_s : u"agent"_s;
        (void)admin.workspace().setTeamRole(member->first, role, u"a test"_s); // refused for the root
        admin.announce();
    }

    /// Everybody writes up to the end; now nothing goes wrong any more.
    void heal()
    {
        m_weather = {};
        for (const auto &desk : m_desks) {
            desk->calmDown();
            desk->setTicks(Millis{500});
            if (!desk->isRunning())
                desk->start();
            desk->clock().setSkew(Millis{0});
            desk->line().plug();
        }
        // Behind every stamp that a wrong clock gave, so that nothing waits for its time.
        m_time.runTo(m_time.now() + Millis{1'000'000});
        for (const auto &desk : m_desks) {
            need(desk->workspace().takeDue());
            desk->announce();
        }
        for (int i = 0; i < 200 && !isQuiet(); ++i)
            m_time.runTo(m_time.now() + Millis{30'000});
        m_time.runTo(m_time.now() + Millis{120'000});
    }

    bool isQuiet() const
    {
        return std::ranges::all_of(m_desks, [](const auto &desk) {
            const sync::SyncStatus &status = desk->client().status();
            return desk->isRunning() && status.stage == sync::SyncStatus::Stage::InStep && status.toSend == 0;
        });
    }

    QString nameOf(DeviceId device) const
    {
        for (const auto &desk : m_desks) {
            if (desk->workspace().device() == device)
                return u"desk %1"_s.arg(desk->number());
        }
        return u"another device"_s;
    }

    /// A file that is put back may take along what no other desk has but one that may write nothing any more,
    /// its own end in the team among it: that stays where it is.
    bool mayGive(SimDesk &desk) const
    {
        const QString role = desk.workspace().roster().roleOf(desk.workspace().device());
        return m_outcome.rollbacks == 0 || (role != u"none" && role != u"observer");
    }

    void compare()
    {
        if (!isQuiet())
            m_outcome.problems += u"after healing not every desk is in step"_s;
        for (const auto &desk : m_desks) {
            const sync::SyncStatus &status = desk->client().status();
            if (status.stage != sync::SyncStatus::Stage::InStep || status.toSend > 0)
                m_outcome.problems += u"desk %1: stage %2, at %3 of %4, %5 to send, %6"_s.arg(desk->number())
                                          .arg(int(status.stage))
                                          .arg(status.cursor)
                                          .arg(status.hubLast)
                                          .arg(status.toSend)
                                          .arg(status.trouble);
        }
        QSet<FactId> everywhere;
        std::vector<QSet<FactId>> ids;
        for (const auto &desk : m_desks) {
            const auto facts = factsOf(desk->workspace());
            QSet<FactId> own;
            for (const Fact &fact : facts) {
                own.insert(fact.id);
                m_names.insert(
                    fact.id,
                    u"%1 number %2 of %3"_s.arg(fact.type).arg(fact.counter).arg(nameOf(fact.device)));
            }
            if (own.size() != qsizetype(facts.size()))
                m_outcome.problems += u"desk %1 holds a fact twice"_s.arg(desk->number());
            m_outcome.facts = qint64(facts.size());
            ids.push_back(own);
            if (mayGive(*desk))
                everywhere |= own;
        }
        checkNothingSavedIsGone(everywhere);
        std::vector<SimDesk *> equal;
        for (size_t i = 0; i < ids.size(); ++i) {
            for (const FactId &id : everywhere - ids[i])
                m_outcome.problems += u"desk %1 lacks %2"_s.arg(i).arg(m_names.value(id));
            if (ids[i] == everywhere)
                equal.push_back(m_desks[i].get());
            else if (mayGive(*m_desks[i]))
                m_outcome.problems +=
                    u"desk %1 holds %2 of %3 facts"_s.arg(i).arg(ids[i].size()).arg(everywhere.size());
        }
        QByteArray first;
        for (SimDesk *desk : equal) {
            const QByteArray hash = need(desk->workspace().stateHash());
            if (desk == equal.front())
                first = hash;
            else if (hash != first)
                m_outcome.problems += u"the state of desk %1 is not that of desk %2"_s.arg(desk->number())
                                          .arg(equal.front()->number());
        }
        for (const auto &desk : m_desks) {
            for (const views::SetAside &aside : need(desk->workspace().record()).setAside)
                m_aside += u"desk %1 set aside %2: %3"_s.arg(desk->number()).arg(aside.what, aside.reason);
            const auto report = need(desk->workspace().check());
            for (const QString &problem : report.problems)
                m_outcome.problems += u"desk %1: %2"_s.arg(desk->number()).arg(problem);
            // A device whose file was put back wrote under one number twice, or lost what no other desk had;
            // one that was revoked set aside what it had not sent, and went on behind it when it was let in
            // again.
            for (const QString &note : report.notes) {
                const bool isFork = note.contains(u"two histories");
                if (m_outcome.rollbacks + (isFork ? 0 : m_outcome.revocations) == 0)
                    m_outcome.problems += u"desk %1: %2"_s.arg(desk->number()).arg(note);
            }
        }
    }

    /// What a person was told is saved is with all in the end, even where the program ended right behind it.
    void checkNothingSavedIsGone(const QSet<FactId> &everywhere)
    {
        if (m_outcome.revocations > 0)
            return; // what a device wrote behind its end is set aside
        for (const auto &desk : m_desks) {
            if (m_putBack.contains(desk.get()))
                continue; // lost what it had not sent with the file
            for (const FactId &entry : desk->savedEntries()) {
                if (!everywhere.contains(entry))
                    m_outcome.problems += u"an entry that desk %1 saved is gone"_s.arg(desk->number());
            }
            for (const TicketId &ticket : desk->savedTickets()) {
                if (!m_desks.front()->workspace().loadTicket(ticket))
                    m_outcome.problems += u"a ticket that desk %1 saved is gone"_s.arg(desk->number());
            }
        }
    }

    SimTime m_time;
    Weather m_weather;
    SimHub m_hub;
    QTemporaryDir m_folder;
    bool m_isLarge;
    std::vector<std::unique_ptr<SimDesk>> m_desks;
    std::set<const SimDesk *> m_putBack; ///< whose file was replaced by an old one
    QStringList m_aside;
    QHash<FactId, QString> m_names;
    Outcome m_outcome;
};

} // namespace

QString fastFolder()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/muster-simulation-XXXXXX"_s;
}

Template::Template(int desks)
    : m_desks(desks), m_folder(fastFolder()), m_hub(std::make_unique<SimHub>(m_time))
{
    const Weather calm;
    SkewedClock clock(m_time);
    std::vector<store::TeamInvitation> invitations;
    {
        auto founder = need(store::Workspace::open(file(0), store::OpenMode::CreateIfMissing, clock));
        need(founder->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s)));
        people::PersonChanged person;
        person.name = u"Sam Rivera"_s;
        person.role = u"admin"_s;
        need(founder->setMe(need(founder->savePerson(std::nullopt, person))));
        customer::CustomerChanged customer;
        customer.name = u"Nordwind"_s;
        customer.tier = u"enterprise"_s;
        (void)need(founder->saveCustomer(std::nullopt, customer));
        need(founder->foundTeam(u"Nordwind"_s, u"desk 0"_s));
        for (int i = 1; i < desks; ++i)
            invitations.push_back(
                need(founder->inviteToTeam(u"Person %1"_s.arg(i), i % 3 == 0 ? u"lead"_s : u"agent"_s,
                                           clock.now() + std::chrono::days(30))));
    }
    std::vector<std::unique_ptr<SimDesk>> all;
    for (int i = 0; i < desks; ++i) {
        if (i > 0) {
            auto joining = need(store::Workspace::open(file(i), store::OpenMode::CreateIfMissing, clock));
            need(joining->joinTeam(invitations[size_t(i) - 1], u"desk %1"_s.arg(i)));
        }
        all.push_back(std::make_unique<SimDesk>(m_time, *m_hub, calm, file(i), i));
        all.back()->start();
        m_time.runTo(m_time.now() + Millis{2000});
    }
    m_time.runTo(m_time.now() + Millis{120'000});
    m_policy = all.front()->workspace().policy();
    for (const auto &desk : all) {
        if (desk->workspace().roster().members.size() != size_t(desks))
            throw std::runtime_error("not every desk of the pattern has joined");
        desk->stop();
    }
}

Outcome runSeed(quint64 seed, const Template &pattern)
{
    return Run(seed, pattern).play();
}

} // namespace muster::simulation
