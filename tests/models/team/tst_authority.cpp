// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/team/authority.h"
#include "tests/models/team/madeteam.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using muster::team::Admission;

namespace {

Fact factOf(const Device &device, const QString &kind, qint64 counter = 10)
{
    Fact fact;
    fact.id = FactId::random(fromMillis(1'790'000'000'000));
    fact.device = device.id();
    fact.counter = counter;
    fact.actor = device.person;
    fact.subjectKind = kind;
    fact.subject = SubjectId::random(fromMillis(1'790'000'000'000));
    fact.type = kind + u".changed"_s;
    return fact;
}

} // namespace

class TestAuthority : public QObject
{
    Q_OBJECT

private slots:
    /// The table of authority.h, word by word.
    void whoMayWriteWhat_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("isOwn");
        QTest::addColumn<bool>("may");
        const QStringList kinds{u"ticket"_s,   u"incident"_s, u"escalation"_s, u"notification"_s,
                                u"customer"_s, u"person"_s,   u"policy"_s,     u"team"_s};
        const QMap<QString, QStringList> table{
            {u"admin"_s, kinds},
            {u"lead"_s,
             {u"ticket"_s, u"incident"_s, u"escalation"_s, u"notification"_s, u"customer"_s, u"person"_s,
              u"policy"_s}},
            {u"agent"_s, {u"ticket"_s, u"incident"_s, u"escalation"_s, u"notification"_s, u"customer"_s}},
            {u"automation"_s, {u"ticket"_s, u"incident"_s, u"escalation"_s, u"notification"_s}},
            {u"observer"_s, {}},
            {u"none"_s, {}},
            {u"unheard of"_s, {}}};
        for (auto row = table.begin(); row != table.end(); ++row) {
            for (const QString &kind : kinds) {
                for (const bool isOwn : {false, true}) {
                    const bool ownEntry = isOwn && kind == u"person" && row.key() == u"agent";
                    QTest::newRow(qPrintable(row.key() + u' ' + kind + (isOwn ? u" own"_s : QString())))
                        << row.key() << kind << isOwn << (row->contains(kind) || ownEntry);
                }
            }
        }
    }
    void whoMayWriteWhat()
    {
        QFETCH(QString, role);
        QFETCH(QString, kind);
        QFETCH(bool, isOwn);
        QFETCH(bool, may);
        const PersonId writer = PersonId::random(fromMillis(1'790'000'000'000));
        const SubjectId subject =
            isOwn ? idCast<SubjectId>(writer) : SubjectId::random(fromMillis(1'790'000'000'001));
        const QString why = team::whyMayNot(role, writer, kind, subject);
        QVERIFY2(why.isEmpty() == may, qPrintable(why));
    }

    void withoutATeamEverythingIsAdmitted()
    {
        const Device device;
        QVERIFY(team::standing({}, factOf(device, u"policy"_s)).admission == Admission::Admitted);
    }

    void anUnknownDeviceWaits()
    {
        const MadeTeam made;
        QVERIFY(team::standing(made.roster(), factOf(Device(), u"ticket"_s)).admission == Admission::Waits);
    }

    void nobodyWritesInAnothersName()
    {
        MadeTeam made;
        const Device eva = made.member(u"admin"_s);
        Fact fact = factOf(eva, u"ticket"_s);
        QVERIFY(team::standing(made.roster(), fact).admission == Admission::Admitted);
        fact.actor = made.root.person;
        QVERIFY(team::standing(made.roster(), fact).admission == Admission::Refused);
    }

    void whatTheFounderWroteBeforeIsTheTeams()
    {
        MadeTeam made;
        team::Roster roster = made.roster();
        roster.foundedAt = 40;
        Fact fact = factOf(made.root, u"ticket"_s, 40);
        fact.actor = PersonId::random(made.now); // several people may have sat at that desk
        QVERIFY(team::standing(roster, fact).admission == Admission::Admitted);
        fact.counter = 41;
        QVERIFY(team::standing(roster, fact).admission == Admission::Refused);
    }

    void whatWasWrittenBeforeTheEndStays()
    {
        MadeTeam made;
        const Device ada = made.member(u"agent"_s);
        made.write(made.root, team::RoleSet{ada.id(), u"none"_s, 5, u"stolen"_s, {}});
        const team::Roster roster = made.roster();
        QVERIFY(team::standing(roster, factOf(ada, u"ticket"_s, 5)).admission == Admission::Admitted);
        QVERIFY(team::standing(roster, factOf(ada, u"ticket"_s, 6)).admission == Admission::Refused);
    }

    void whatARuleDidIsNobodysDevice()
    {
        const MadeTeam made;
        Fact fact = factOf(Device(), u"ticket"_s, 0);
        fact.device = {};
        fact.actor = {};
        QVERIFY(team::standing(made.roster(), fact).admission == Admission::Admitted);
    }
};

QTEST_GUILESS_MAIN(TestAuthority)
#include "tst_authority.moc"
