// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already, in the window over a real file: tickets of one cause, known issues recorded, found,
// linked and closed, and the check before an escalation.
#include "models/views/knownlines.h"
#include "tests/app/realconsole.h"
#include "ui/knowledge/knowledgepage.h"
#include "ui/widgets/knownlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::KnownLine;

namespace {

const QByteArray kTickets =
    "case,subject,description,customer,tier,priority,status,created\n"
    "T-1,Nightly sync fails,The nightly sync from our warehouse failed again with error "
    "1042.,Nordwind,enterprise,"
    "P1,open,2026-11-18T09:00:00Z\n"
    "T-2,Wrong address,The invoice of March shows the wrong address.,Nordwind,enterprise,P3,open,"
    "2026-11-18T10:00:00Z\n"
    "T-3,Warehouse sync,Since Monday the nightly warehouse sync fails with error "
    "1042.,Initech,professional,P2,"
    "open,2026-11-19T09:00:00Z\n"
    "T-4,Sync error,Our nightly warehouse sync failed with error 1042 yesterday.,Globex,starter,P3,closed,"
    "2026-10-19T09:00:00Z\n";

const QString kFirst = u"Nightly sync fails"_s, kThird = u"Warehouse sync"_s, kSecond = u"Wrong address"_s;

struct Window : RealConsole
{
    Window() : RealConsole(kTickets) {}
    TicketId ticket(const QString &subject) const
    {
        const views::QueueModel &model = console.queue->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.rowAt(row)->subject == subject)
                return model.rowAt(row)->id;
        }
        return {};
    }
    ui::KnownList *known() const { return part<ui::KnownList>(u"ticket.known"_s); }
    ui::KnownList *issues() const { return part<ui::KnownList>(u"knowledge.list"_s); }
    QString text(const QString &name) const { return part<QLabel>(name)->text(); }
    /// Of the form that is open: each page has one of its own.
    QString askText(const QString &name) const
    {
        const auto *label = asked<QLabel>(name);
        return label != nullptr ? label->text() : QString();
    }
    template <typename Widget> Widget *asked(const QString &name) const
    {
        for (Widget *widget : console.window->findChildren<Widget *>(name)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void open(const QString &subject)
    {
        const TicketId id = ticket(subject);
        console.queue->openTicket(id);
        QTRY_COMPARE(console.queue->ticketInFront(), id);
        QTRY_VERIFY(console.queue->detailInFront() && console.queue->detailInFront()->ticket.id == id);
    }
    bool lists(const QString &title) const
    {
        return std::ranges::any_of(known()->lines(),
                                   [&](const KnownLine &line) { return line.title == title; });
    }
    ticket::Ticket state(const QString &subject)
    {
        return waitFor(console.desk->loadTicket(ticket(subject))).ticket;
    }
    void chooseKnown(const QString &title)
    {
        for (int i = 0; i < 12 && (!known()->chosen() || known()->chosen()->title != title); ++i)
            QTest::keyClick(known(), Qt::Key_Down);
        QVERIFY(known()->chosen());
        QCOMPARE(known()->chosen()->title, title);
    }
    void run(const QString &command) const { QVERIFY(console.window->registry().trigger(command)); }
    void fill(const QString &field, const QString &text) const
    {
        auto *edit = console.knowledge->findChild<QWidget *>(u"ask."_s + field);
        edit->setFocus();
        if (auto *line = qobject_cast<QLineEdit *>(edit))
            line->setText(text);
        else
            qobject_cast<QPlainTextEdit *>(edit)->setPlainText(text);
    }
    void record(const QString &title, const QString &symptoms, const QString &workaround)
    {
        run(u"knowledge.record"_s);
        QTRY_VERIFY(console.knowledge->findChild<QPlainTextEdit *>(u"ask.symptoms"_s));
        console.knowledge->findChild<QLineEdit *>(u"ask.title"_s)->setText(title);
        fill(u"symptoms"_s, symptoms);
        fill(u"workaround"_s, workaround);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!console.knowledge->findChild<QWidget *>(u"ask"_s)->isVisible());
    }
};

} // namespace

class TestKnowledgeWindow : public QObject
{
    Q_OBJECT
private slots:
    void whatIsKnownOfATicketStandsBesideIt()
    {
        Window it;
        it.open(kFirst);
        QTRY_VERIFY(it.lists(kThird));
        QVERIFY(it.lists(u"Sync error"_s)); // solved ones, too
        QVERIFY(!it.lists(kSecond) && !it.lists(kFirst));
    }

    void oneCauseIsNamedFromTheListCountedFilteredAndTakenBack()
    {
        Window it;
        it.open(kThird);
        QTRY_VERIFY(it.lists(kFirst));
        it.run(u"ticket.known"_s);
        QTRY_VERIFY(it.known()->hasFocus());
        it.chooseKnown(kFirst);
        QTest::keyClick(it.known(), Qt::Key_Space);
        QTRY_COMPARE(it.state(kThird).links.size(), size_t(1));
        QTRY_VERIFY(it.lists(u"Same cause as T-1: Nightly sync fails"_s) ||
                    it.known()->lines().front().title.contains(u"Same cause as"_s));
        const QString counts = it.known()->lines().front().foot;
        QVERIFY2(counts.contains(u"2 in 7 days"_s) && counts.contains(u"Nordwind 1"_s), qPrintable(counts));
        it.take(u"ticket-known"_s);
        it.console.queue->setFilterText(u"cause:any"_s);
        QTRY_COMPARE(it.console.queue->model().rowCount(), 2);
        it.console.queue->setFilterText(u"cause:T-1"_s);
        QTRY_COMPARE(it.console.queue->model().rowCount(), 2);
        it.console.queue->setFilterText(u"cause:none"_s);
        QTRY_COMPARE(it.console.queue->model().rowCount(), 1);
        it.console.queue->setFilterText({});
        it.run(u"edit.undo"_s);
        QTRY_VERIFY(it.state(kThird).links.empty());
        it.console.queue->setFilterText(u"cause:any"_s);
        QTRY_COMPARE(it.console.queue->model().rowCount(), 0);
    }

    void theHistorySaysWhatATicketWasLinkedTo()
    {
        Window it;
        it.open(kThird);
        QTRY_VERIFY(it.lists(kFirst));
        it.run(u"ticket.known"_s);
        it.chooseKnown(kFirst);
        const QString number = it.known()->chosen()->number;
        QTest::keyClick(it.known(), Qt::Key_Space);
        QTRY_COMPARE(it.state(kThird).links.size(), size_t(1));
        const auto history = it.waitFor(it.console.desk->loadTicket(it.ticket(kThird))).history;
        QVERIFY2(history.back().text.endsWith(number), qPrintable(history.back().text));
    }

    void aKnownIssueIsRecordedFromTheTicketInFrontAndLinkedToIt()
    {
        Window it;
        it.open(kFirst);
        it.record(u"Warehouse sync fails with error 1042"_s, u"nightly sync failed with error 1042"_s,
                  u"Start the sync by hand."_s);
        QTRY_COMPARE(it.console.knowledge->issues().size(), size_t(1));
        QVERIFY(it.text(u"knowledge.workaround"_s).contains(u"Start the sync by hand."_s));
        const auto &issue = it.console.knowledge->issues().front();
        QCOMPARE(issue.origin.kind, u"ticket"_s);
        QTRY_COMPARE(it.state(kFirst).links.size(), size_t(1));
        QCOMPARE(it.state(kFirst).links.front().other, idCast<SubjectId>(issue.id));
        QTRY_VERIFY(it.text(u"knowledge.counts"_s).startsWith(u"1 ticket"_s));
        it.take(u"knowledge"_s);
    }

    void aKnownIssueThatFitsIsLinkedByOneKey()
    {
        Window it;
        it.open(kFirst);
        it.record(u"Warehouse sync fails with error 1042"_s, {}, u"Start the sync by hand."_s);
        QTRY_COMPARE(it.console.knowledge->issues().size(), size_t(1));
        it.console.window->showPage(it.console.queue->pageKey());
        it.open(kThird);
        QTRY_VERIFY(it.text(u"ticket.issue"_s).startsWith(u"Shift+K links"_s));
        it.take(u"ticket-issue"_s);
        QTest::keyClick(it.focus(), Qt::Key_K, Qt::ShiftModifier);
        QTRY_COMPARE(it.state(kThird).links.size(), size_t(1));
        QTRY_VERIFY(it.text(u"ticket.issue"_s).startsWith(it.console.knowledge->issues().front().number));
    }

    void whatIsFixedSaysSinceWhenAndCanBeOpenedAgain()
    {
        Window it;
        it.record(u"Export stops at 10,000 rows"_s, u"rows are missing"_s, {});
        QTRY_COMPARE(it.console.knowledge->issues().size(), size_t(1));
        it.run(u"knowledge.close"_s);
        QTRY_VERIFY(it.console.knowledge->findChild<QLineEdit *>(u"ask.fixed_in"_s));
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(it.askText(u"ask.note"_s).contains(u"since when"_s)); // and nothing is lost
        it.fill(u"fixed_in"_s, u"2.4.1"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(it.text(u"knowledge.state"_s).contains(u"fixed: 2.4.1"_s));
        it.run(u"knowledge.close"_s);
        QTRY_VERIFY(it.text(u"knowledge.state"_s).endsWith(u"open"_s));
    }

    void knownIssuesAreSearchedOnThePage()
    {
        Window it;
        it.record(u"Export stops at 10,000 rows"_s, u"rows are missing"_s, {});
        QTRY_COMPARE(it.console.knowledge->issues().size(), size_t(1));
        it.record(u"Login page is blank"_s, {}, {});
        QTRY_COMPARE(it.console.knowledge->issues().size(), size_t(2));
        it.part<QLineEdit>(u"knowledge.search"_s)->setText(u"missing rows"_s);
        QTRY_COMPARE(it.issues()->lines().size(), size_t(1));
        QCOMPARE(it.issues()->lines().front().title, u"Export stops at 10,000 rows"_s);
        it.part<QLineEdit>(u"knowledge.search"_s)->setText(u"nothing like it"_s);
        QTRY_VERIFY(!it.issues()->lines().front().isChoice());
    }

    void theCheckShowsWhatIsKnownBesideItsReasons()
    {
        Window it;
        it.open(kThird);
        it.press(Qt::Key_E);
        QTRY_VERIFY(!it.askText(u"ask.left"_s).isEmpty());
        QVERIFY(!it.askText(u"ask.left"_s).contains(u"A fix or a way round it is known"_s));
        QVERIFY(it.askText(u"ask.left"_s).contains(u"Solved before"_s));
        it.press(Qt::Key_Escape);
        it.console.window->showPage(it.console.queue->pageKey());
        it.open(kFirst);
        it.record(u"Warehouse sync fails with error 1042"_s, {}, u"Start the sync by hand."_s);
        QTRY_COMPARE(it.console.knowledge->issues().size(), size_t(1));
        it.console.window->showPage(it.console.queue->pageKey());
        it.open(kThird);
        it.console.queue->takeFocus();
        it.press(Qt::Key_E);
        QTRY_VERIFY2(it.askText(u"ask.left"_s).contains(u"A fix or a way round it is known"_s),
                     qPrintable(it.askText(u"ask.left"_s)));
        QVERIFY(it.askText(u"ask.left"_s).contains(u"Way round it: Start the sync by hand."_s));
        // With all that the form may say nothing of it is cut off: the list to tick gives way.
        auto *path = it.asked<QComboBox>(u"ask.path"_s);
        QVERIFY(path != nullptr);
        path->setCurrentIndex(path->findData(u"leadership"_s));
        const auto *result = it.asked<QLabel>(u"ask.result"_s);
        QVERIFY(result != nullptr);
        QVERIFY2(result->text().contains(u"law and reputation"_s), qPrintable(result->text()));
        const auto *ticks = it.asked<QListWidget>(u"ask.said"_s);
        const auto *reason = it.asked<QComboBox>(u"ask.reason"_s);
        QVERIFY(ticks != nullptr && reason != nullptr);
        QTRY_VERIFY(result->height() >= result->heightForWidth(result->width()) &&
                    ticks->geometry().bottom() < reason->geometry().top());
        it.take(u"check-known"_s);
    }
};

QTEST_MAIN(TestKnowledgeWindow)
#include "tst_knowledge_window.moc"
