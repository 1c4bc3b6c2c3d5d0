// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who is away still owns tickets: it is proposed to give them away, and one command does it.
#include "tests/app/realconsole.h"
#include "ui/widgets/noticebar.h"

#include <QListView>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTickets = "id,subject,customer,priority,status,created\n"
                            "1,Export stuck,Nordwind,P2,open,2026-11-20T13:40:00Z\n"
                            "2,Login slow,Nordwind,P3,open,2026-11-20T13:45:00Z\n"
                            "3,Invoice wrong,Initech,P3,open,2026-11-20T13:46:00Z\n";

PersonId person(RealConsole &it, const QString &name, const QString &role)
{
    people::PersonChanged made;
    made.name = name;
    made.role = role;
    return RealConsole::waitFor(it.console.desk->savePerson(std::nullopt, made));
}

void be(RealConsole &it, PersonId who, people::Availability availability)
{
    people::PersonChanged change;
    change.availability = availability;
    (void)RealConsole::waitFor(it.console.desk->savePerson(who, change));
    it.console.leavers->look();
}

void give(RealConsole &it, int row, PersonId owner)
{
    const TicketId ticket = it.console.queue->model().rowAt(row)->id;
    (void)RealConsole::waitFor(it.console.desk->submit({{ticket, ticket::Assign{owner}, std::nullopt}}));
}

QString notice(const RealConsole &it)
{
    return it.console.window->notices().sentence();
}

} // namespace

class TestLeavers final : public QObject
{
    Q_OBJECT

private slots:
    void whatSomebodyOwnsWhoIsAwayIsProposedOnceAndGivenToWhoeverFits()
    {
        RealConsole it(kTickets);
        const PersonId ada = person(it, u"Ada Bell"_s, u"agent"_s);
        person(it, u"Bo Lind"_s, u"agent"_s);
        give(it, 0, ada);
        give(it, 1, ada);
        QTRY_COMPARE(it.console.queue->model().ownedBy(ada), 2);
        it.console.leavers->look();
        QTest::qWait(1'500);
        QVERIFY(notice(it).isEmpty()); // she is here
        be(it, ada, people::Availability::Away);
        QTRY_COMPARE(notice(it), u"Ada Bell is away and owns 2 open tickets."_s);

        it.console.window->notices().runStep();
        QTRY_COMPARE(it.console.queue->model().markedCount(), 2);
        QCOMPARE(it.console.queue->filterText(), u"is:open owner:\"ada bell\""_s);
        auto *list = it.part<QListView>(u"queue.pickerList"_s);
        QTRY_VERIFY(list->isVisible() && list->model()->rowCount() > 1);
        const QString best = list->model()->index(0, 0).data().toString();
        QVERIFY2(best.contains(u"fits"), qPrintable(best));
        QTest::keyClick(it.console.window->focusWidget(), Qt::Key_Return);
        auto *apply = it.part<QWidget>(u"queue.bulkApply"_s);
        QTRY_VERIFY(apply->isVisible());
        QTest::mouseClick(apply, Qt::LeftButton);
        QTRY_COMPARE(it.console.queue->model().ownedBy(ada), 0);
        it.console.leavers->look();
        QTRY_VERIFY(it.console.leavers->now().empty());

        // Away for a second time, with new tickets: that is news again.
        it.console.queue->setFilterText(u"is:open"_s);
        give(it, 0, ada);
        QTRY_COMPARE(it.console.leavers->now().size(), size_t(1));
        QTRY_COMPARE(notice(it), u"Ada Bell is away and owns 1 open ticket."_s);
    }

    void whoseNameBeginsAlikeKeepsTheirs()
    {
        RealConsole it(kTickets);
        const PersonId ann = person(it, u"Ann"_s, u"agent"_s), anna = person(it, u"Anna Lee"_s, u"agent"_s);
        give(it, 0, ann);
        give(it, 1, anna);
        be(it, ann, people::Availability::Away);
        QTRY_COMPARE(it.console.leavers->now().size(), size_t(1));
        QVERIFY(it.console.window->registry().trigger(u"people.give_away"_s));
        QTRY_COMPARE(it.console.queue->model().markedCount(), 1);
        const TicketId marked = it.console.queue->model().marked().front();
        const views::TicketRow &row = *it.console.queue->model().find(marked);
        QCOMPARE(it.console.queue->model().names().people[row.assignee].id, ann);
    }

    void whoSitsHereIsNotToldOfThemselves()
    {
        RealConsole it(kTickets);
        give(it, 0, it.console.desk->me());
        be(it, it.console.desk->me(), people::Availability::Away);
        const PersonId ada = person(it, u"Ada Bell"_s, u"agent"_s);
        give(it, 1, ada);
        be(it, ada, people::Availability::Away);
        QTRY_COMPARE(it.console.leavers->now().size(), size_t(1));
        QCOMPARE(it.console.leavers->now().front().person, ada);
    }

    void anAgentIsNotAskedButMayDoIt()
    {
        RealConsole it(kTickets);
        const PersonId ada = person(it, u"Ada Bell"_s, u"agent"_s);
        people::PersonChanged agent;
        agent.role = u"agent"_s;
        (void)RealConsole::waitFor(it.console.desk->savePerson(it.console.desk->me(), agent));
        give(it, 0, ada);
        be(it, ada, people::Availability::Away);
        QTRY_COMPARE(it.console.leavers->now().size(), size_t(1));
        QVERIFY(notice(it).isEmpty());
        QVERIFY(it.console.window->registry().trigger(u"people.give_away"_s));
        QTRY_COMPARE(it.console.queue->model().markedCount(), 1);
    }

    void ofManyPeopleTheFirstAreNamed()
    {
        const auto some = [](int count) {
            std::vector<app::Leaver> leavers;
            for (int i = 0; i < count; ++i)
                leavers.push_back({PersonId(), u"P%1"_s.arg(i), i + 1, i % 2 == 1});
            return leavers;
        };
        QCOMPARE(app::leaversSentence(some(0)), QString());
        QCOMPARE(app::leaversFilter(some(0)), QString());
        QCOMPARE(app::leaversSentence(some(2)),
                 u"P0 is away and owns 1 open ticket; P1 left the team and owns 2 open tickets."_s);
        QVERIFY(app::leaversSentence(some(9)).endsWith(u"7 more people."));
    }
};

QTEST_MAIN(TestLeavers)
#include "tst_leavers.moc"
