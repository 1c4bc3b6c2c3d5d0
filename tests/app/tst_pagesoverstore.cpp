// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the window over the real store on its own thread: what a person does is on disk, and what is
// on disk is shown.
#include "tests/app/realconsole.h"
#include "ui/shell/searchpanel.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemView>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

const QByteArray kTickets =
    "Case,Subject,Description,Customer,Tier,Contact,Priority,Status,Created\n"
    "A-1,Export stuck,The nightly job hangs at the platypus "
    "step,Contoso,starter,Bo,P2,open,2026-11-20T11:00:00Z\n"
    "A-2,Login slow,Nothing of note,Fabrikam,enterprise,Ada,P1,open,2026-11-20T12:00:00Z\n"
    "A-3,Platypus report,Wrong totals,Contoso,starter,Bo,P2,closed,2026-11-10T11:00:00Z\n";

/// A ticket of the highest priority at a customer of the highest tier, by the policy in force.
TicketId outageAt(RealConsole &it, const QString &name)
{
    customer::CustomerChanged customer;
    customer.name = name;
    customer.tier = u"enterprise"_s;
    ticket::CreateTicket create;
    create.enforceRequired = false;
    create.fields.subject = u"Nothing works"_s;
    create.fields.customer = it.waitFor(it.console.desk->saveCustomer(std::nullopt, customer));
    create.fields.priority = u"P0"_s;
    return it.waitFor(it.console.desk->submit({{TicketId{}, create, {}}})).tickets.front();
}

/// The level that a rule raised it to; empty where none did.
QString levelOf(const RealConsole &it, TicketId ticket)
{
    auto answer = it.console.desk->thread().ask(
        [ticket](store::Workspace &workspace) { return workspace.escalationsOf(ticket); });
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }))
        qFatal("the desk does not answer");
    const auto found = answer.takeResult();
    return found.empty() ? QString() : found.front().escalation.level().level;
}

} // namespace

class TestPagesOverStore final : public QObject
{
    Q_OBJECT
private slots:
    void theSearchFindsOpenAndClosedTicketsAndMarksTheWordsInTheOneThatIsOpened()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"platyp"_s);
        const ui::SearchModel &found = it.console.window->search().model();
        QTRY_COMPARE(found.lineCount(), 2);
        QCOMPARE(found.lineAt(0)->subject.text, u"Platypus report"_s); // the subject counts for more
        QVERIFY(found.lineAt(0)->isOver);
        QCOMPARE(found.lineAt(1)->snippet.text, u"The nightly job hangs at the platypus step"_s);
        QCOMPARE(found.lineAt(1)->snippet.spans, (std::vector<views::MarkedSpan>{{29, 8}}));
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        auto *conversation = it.part<QTextBrowser>(u"ticket.conversation"_s);
        QTRY_COMPARE(conversation->extraSelections().size(), 1);
        QCOMPARE(conversation->extraSelections().at(0).cursor.selectedText(), u"platypus"_s);
    }

    void anImpactOfThePolicyIsKnownHoweverItIsSpelled()
    {
        RealConsole it("Case,Subject,Customer,Impact,Priority,Status,Created\n"
                       "A-1,Export stuck,Contoso,everything IS down,P1,open,2026-11-20T11:00:00Z\n");
        const TicketId ticket = it.console.queue->model().rowAt(0)->id;
        QCOMPARE(RealConsole::waitFor(it.console.desk->loadTicket(ticket)).ticket.impact,
                 u"Everything is down"_s);
    }

    void aTicketFoundInThePaletteIsOpenedWithItsWordsMarked()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_K, Qt::ControlModifier);
        it.type(u"nightly job"_s);
        const auto hasHit = [&it] {
            return it.part<QAbstractItemView>(u"paletteList"_s)->model()->rowCount() == 2;
        };
        QTRY_VERIFY(hasHit()); // a heading and the ticket
        it.take(u"palette-hit"_s);
        it.press(Qt::Key_Return);
        auto *conversation = it.part<QTextBrowser>(u"ticket.conversation"_s);
        QTRY_COMPARE(conversation->extraSelections().size(), 2);
    }

    void whatWasSentIsShownAndTheThemeKeepsThePlace()
    {
        RealConsole it(kTickets);
        const TicketId ticket = it.console.queue->currentTicket();
        std::vector<ticket::TicketOrder> notes;
        for (int i = 0; i < 30; ++i)
            notes.push_back({ticket, ticket::AddNote{u"Line %1 of the story so far"_s.arg(i)}, {}});
        (void)it.waitFor(it.console.desk->submit(notes));
        it.press(Qt::Key_Return);
        auto *conversation = it.part<QTextBrowser>(u"ticket.conversation"_s);
        QTRY_VERIFY(conversation->toPlainText().contains(u"Line 29"_s));
        QScrollBar *bar = conversation->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 100);
        bar->setValue(bar->maximum() / 2);
        const int place = bar->value();
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::qWait(20);
        QVERIFY2(std::abs(bar->value() - place) < 20, qPrintable(QString::number(bar->value())));
        it.press(Qt::Key_N);
        it.type(u"The last word"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(conversation->toPlainText().contains(u"The last word"_s));
        QTRY_COMPARE(bar->value(), bar->maximum());
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    }

    void aClosingNoteIsReadInFullInTheHistory()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_Return);
        const TicketId ticket = it.console.queue->currentTicket();
        ticket::ClosingNote note;
        note.rootCause = u"The job waits for a lock that another one holds "_s.repeated(4).trimmed();
        note.prevention = u"One job at a time"_s;
        (void)it.waitFor(it.console.desk->submit({{ticket, ticket::CloseTicket{note}, {}}}));
        auto *history = it.part<QListView>(u"ticket.history"_s);
        it.part<QTabWidget>(u"ticket.tabs"_s)->setCurrentWidget(history);
        const auto line = [history] {
            const QModelIndexList found = history->model()->match(
                history->model()->index(0, 0), Qt::DisplayRole, u"Closing note"_s, 1, Qt::MatchStartsWith);
            return found.value(0);
        };
        QTRY_VERIFY(line().isValid());
        const QString text = line().data().toString();
        QVERIFY2(text.contains(note.rootCause) && text.contains(note.prevention), qPrintable(text));
        QTRY_VERIFY(history->visualRect(line()).height() > 70); // several lines
        it.take(u"history"_s);
    }

    void aClockNamesItsTermsAndTheEntriesAtItsEdges()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_Return);
        const auto *why = it.part<QListWidget>(u"ticket.why"_s);
        QTRY_VERIFY(why->count() > 1);
        const QString terms = why->item(0)->text();
        for (const char16_t *each : {u"target ", u"calendar ", u"policy ", u"version "})
            QVERIFY2(terms.contains(QStringView(each)), qPrintable(terms));
        it.part<QTabWidget>(u"ticket.tabs"_s)->setCurrentWidget(it.part<QWidget>(u"ticket.why"_s));
        it.take(u"why"_s);
    }

    void aCustomerIsEditedByKeysAndItsTicketsAreShownInTheQueue()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_3, Qt::ControlModifier);
        auto *table = it.part<QTableView>(u"customer.table"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QTRY_COMPARE(it.console.window->focusWidget(), table);
        QTRY_COMPARE(table->model()->index(0, 5).data().toString(), u"1"_s); // one is closed
        QCOMPARE(it.part<QLabel>(u"customer.title"_s)->text(), u"Contoso"_s);
        it.press(Qt::Key_Return);
        it.press(Qt::Key_Tab);
        it.press(Qt::Key_Tab);
        it.type(u"1.2m EUR"_s);
        it.press(Qt::Key_Tab);
        it.type(u"Sam Rivera"_s);
        it.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(it.part<QLabel>(u"customer.state"_s)->text(), u"Saved"_s);
        const auto known = it.waitFor(it.console.desk->customers());
        const auto contoso = std::ranges::find(known, u"Contoso"_s, &customer::Customer::name);
        QVERIFY(contoso != known.end());
        QCOMPARE(contoso->arr, (customer::Money{1'200'000'00, u"EUR"_s}));
        QCOMPARE(contoso->accountManager, u"Sam Rivera"_s);
        QCOMPARE(contoso->tier, u"starter"_s);
        it.take(u"customers-store"_s);
        it.part<QWidget>(u"customer.tickets"_s)->setFocus();
        it.press(Qt::Key_Return);
        QCOMPARE(it.console.window->currentPage(), it.console.queue);
        QCOMPARE(it.console.queue->filterText(), u"is:open customer:contoso"_s);
        QTRY_COMPARE(it.console.queue->model().rowCount(), 1);
    }

    void allTicketsOfACustomerAreFoundAlsoTheClosedOnes()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_3, Qt::ControlModifier);
        auto *table = it.part<QTableView>(u"customer.table"_s);
        QTRY_COMPARE(it.part<QLabel>(u"customer.title"_s)->text(), u"Contoso"_s);
        QTRY_COMPARE(it.console.window->focusWidget(), table);
        const ui::SearchPanel &search = it.console.window->search();
        it.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(search.isOpen());
        QCOMPARE(it.part<ui::SearchField>(u"shellSearch"_s)->text(), u"Contoso"_s);
        QTRY_COMPARE(search.model().lineCount(), 2);
        const auto isOver = [&](int row) { return search.model().lineAt(row)->isOver; };
        QVERIFY(isOver(0) != isOver(1)); // one open, one closed
        it.take(u"customers-all-tickets"_s);
        it.press(Qt::Key_Escape);
        QCOMPARE(it.console.window->focusWidget(), table);
        QVERIFY(!search.isOpen());
        // The button says the same, of the customer that is shown.
        it.press(Qt::Key_Down);
        QTRY_COMPARE(it.part<QLabel>(u"customer.title"_s)->text(), u"Fabrikam"_s);
        QTest::mouseClick(it.part<QPushButton>(u"customer.toSearch"_s), Qt::LeftButton);
        QTRY_COMPARE(search.model().lineCount(), 1);
        QCOMPARE(search.model().lineAt(0)->subject.text, u"Login slow"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.queue);
    }

    void aPolicyIsEditedAdoptedAndBindsNewTicketsOnly()
    {
        RealConsole it(kTickets);
        const auto before = it.waitFor(it.console.desk->loadQueue());
        it.press(Qt::Key_4, Qt::ControlModifier);
        auto *reading = it.part<QTextBrowser>(u"policy.reading"_s);
        QTRY_VERIFY(reading->toPlainText().contains(before.policy->policy().title));
        it.take(u"policy-store"_s);
        it.press(Qt::Key_E);
        auto *text = it.part<QPlainTextEdit>(u"policy.text"_s);
        QCOMPARE(it.console.window->focusWidget(), text);
        QVERIFY(text->find(u"sla: 4h"_s));
        it.type(u"sla: 5h"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        const auto box = [&it] { return it.console.window->findChild<QMessageBox *>(u"confirmDialog"_s); };
        QTRY_VERIFY(box() != nullptr);
        QVERIFY(box()->informativeText().contains(u"Open tickets stay bound"_s));
        QTest::keyClick(box(), Qt::Key_Return);
        QTRY_VERIFY(reading->toPlainText().contains(u"5 hours"_s));
        const auto after = it.waitFor(it.console.desk->loadQueue());
        QVERIFY(after.policyInForce != before.policyInForce);
        const auto detail = it.waitFor(it.console.desk->loadTicket(after.rows.front().id));
        QCOMPARE(detail.ticket.policy, before.policyInForce); // open tickets keep theirs
    }

    void theMatrixIsChangedByItsFormAndTheRulesGoByIt()
    {
        RealConsole it(kTickets);
        const TicketId before = outageAt(it, u"Initech"_s);
        QTRY_COMPARE_WITH_TIMEOUT(levelOf(it, before), u"level-3"_s, 15'000);
        it.press(Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.policy);
        it.press(Qt::Key_M);
        QTRY_VERIFY(it.console.window->findChild<QTableView *>(u"policy.formTable0"_s) != nullptr);
        auto *table = it.part<QTableView>(u"policy.formTable0"_s);
        QTRY_VERIFY(table->hasFocus() && table->currentIndex().isValid());
        it.press(Qt::Key_F2); // an outage at an enterprise customer
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(table->currentIndex().data().toString(), u"Executive, at once"_s);
        it.take(u"policy-form-store"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        const auto box = [&it] { return it.console.window->findChild<QMessageBox *>(u"confirmDialog"_s); };
        QTRY_VERIFY(box() != nullptr);
        QVERIFY2(
            box()->informativeText().contains(u"Outage (highest priority), Enterprise: Executive, at once"_s),
            qPrintable(box()->informativeText()));
        QTest::keyClick(box(), Qt::Key_Return);
        QTRY_VERIFY(
            it.part<QTextBrowser>(u"policy.reading"_s)->toPlainText().contains(u"Executive, at once"_s));
        const TicketId after = outageAt(it, u"Umbrella"_s);
        QTRY_COMPARE_WITH_TIMEOUT(levelOf(it, after), u"level-4"_s, 15'000);
        QCOMPARE(levelOf(it, before), u"level-3"_s); // what was raised stays
    }
};

QTEST_MAIN(TestPagesOverStore)
#include "tst_pagesoverstore.moc"
