// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a hub lets in, by the roster.
#include "app/hub/hubusers.h"
#include "models/ledger/devicekey.h"
#include "models/nats/nkey.h"

#include <QTest>

using namespace muster;
using namespace muster::app;
using namespace Qt::StringLiterals;
using ledger::DeviceKey;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-21T14:05:00Z");
constexpr auto kDay = std::chrono::days(1);

struct World
{
    team::Roster roster;
    std::map<PersonId, QString> names;

    DeviceId member(const QString &person, const QString &machine, const std::vector<team::Grant> &grants)
    {
        const DeviceKey key = DeviceKey::generate();
        PersonId id;
        for (const auto &[known, name] : names)
            id = name == person ? known : id;
        if (id.isNull())
            id = PersonId::random(kNow);
        names[id] = person;
        roster.members[key.device()] = {key.device(), key.publicKey(), machine, id, grants, {}};
        return key.device();
    }
    DeviceId invitation(const QString &name, Instant expires)
    {
        const DeviceKey key = DeviceKey::generate();
        roster.invitations[key.device()] = {key.device(), key.publicKey(), {}, name,
                                            u"agent"_s,   expires,         {}, false};
        return key.device();
    }
    QString roleAtHub(DeviceId device) const
    {
        for (const hub::HubUser &user : usersOf(roster, kNow)) {
            if (user.device == device)
                return user.role;
        }
        return {};
    }
    std::vector<DeviceId> called(const QString &name) const
    {
        return devicesCalled(name, roster, [this](PersonId id) { return names.at(id); });
    }
};

} // namespace

class TestHubUsers : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aDeviceIsLetInInTheRoleOfNow()
    {
        World world;
        const DeviceId device =
            world.member(u"Zoë"_s, u"laptop"_s, {{0, u"agent"_s, {}}, {12, u"lead"_s, {}}});
        QCOMPARE(world.roleAtHub(device), u"lead"_s);
        const auto users = usersOf(world.roster, kNow);
        QCOMPARE(users.front().nkey, nats::nkeyPublic(world.roster.members[device].key));
    }

    void whoWasRevokedIsNot()
    {
        World world;
        const DeviceId device =
            world.member(u"Zoë"_s, u"laptop"_s, {{0, u"agent"_s, {}}, {12, u"none"_s, {}}});
        QCOMPARE(world.roleAtHub(device), QString());
        QVERIFY(world.called(u"Zoë"_s).empty());
    }

    void anInvitationIsLetInUntilItIsUsedTakenBackOrRunsOut()
    {
        World world;
        const DeviceId open = world.invitation(u"Zoë"_s, kNow + kDay), late = world.invitation(u"Bo"_s, kNow),
                       used = world.invitation(u"Ada"_s, kNow + kDay),
                       back = world.invitation(u"Ivo"_s, kNow + kDay);
        world.roster.invitations[used].usedBy = DeviceKey::generate().device();
        world.roster.invitations[back].isWithdrawn = true;
        QCOMPARE(world.roleAtHub(open), u"invited"_s);
        for (const DeviceId gone : {late, used, back})
            QCOMPARE(world.roleAtHub(gone), QString());
        QCOMPARE(invitationsOf(u"zoë"_s, world.roster), std::vector<DeviceId>{open});
        QVERIFY(invitationsOf(u"Ada"_s, world.roster).empty());
    }

    void aNameMeansAllDesksOfAPersonAndAMachineOne()
    {
        World world;
        const DeviceId laptop = world.member(u"Zoë O'Neill"_s, u"laptop"_s, {{0, u"agent"_s, {}}}),
                       tower = world.member(u"Zoë O'Neill"_s, u"tower"_s, {{0, u"agent"_s, {}}});
        world.member(u"Bo"_s, u"bench"_s, {{0, u"agent"_s, {}}});
        QCOMPARE(world.called(u" zoë  o'neill"_s).size(), size_t(2));
        QCOMPARE(world.called(u"Tower"_s), std::vector<DeviceId>{tower});
        QCOMPARE(world.called(laptop.toString()), std::vector<DeviceId>{laptop});
        QVERIFY(world.called(u"Nobody"_s).empty());
    }
};

QTEST_APPLESS_MAIN(TestHubUsers)
#include "tst_hubusers.moc"
