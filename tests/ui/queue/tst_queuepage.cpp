// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queue/pagefixture.h"

#include <QAccessible>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;
using Model = views::QueueModel;

class TestQueuePage : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void theMostUrgentTicketStandsFirst();
    void keysMoveThroughTheQueue();
    void typingAFilterShowsWhatFits();
    void aMistakeInTheFilterIsExplained();
    void aFilterThatHidesAllOffersToClearIt();
    void anEmptyWorkspaceOffersTheNextStep();
    void aViewThatBecomesEmptyKeepsTheKeys();
    void importingAsksForTheFileAtOnce();
    void aQueueThatCannotBeReadSaysSoAndTriesAgain();
    void oneKeyGoesToWhatBreachesNext();
    void nothingMovesOnATick();
    void aNewTicketLeavesTheChosenRowInPlace();
    void marksAndBulkCommandsWithPreviewAndUndo();
    void bulkCommandsCanBeDeclined();
    void aFullDiskLosesNothingAndSaysSo();
    void viewsCountLiveAndOwnOnesAreKept();
    void whatIsAboveItsLimitIsMarkedUntilItIsBack();
    void countsMoveAsTimePasses();
    void readingAgainKeepsRowAndMarks();
    void escLeadsBackToTheTable();
    void theLoadStripFiltersByKeys();
    void aHeaderClickSorts();
    void ownTicketsAtRiskCallForAttention();
    void layoutIsRestored();
    void noTwoCommandsAnswerToOneKey();
    void everyWidgetThatTakesFocusHasAName();
};

void TestQueuePage::theMostUrgentTicketStandsFirst()
{
    PageFixture it(30);
    const Model &model = it.page->model();
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(views::nextDue(*model.rowAt(row - 1)) <= views::nextDue(*model.rowAt(row)));
    QCOMPARE(it.table()->currentIndex().row(), 0);
    QCOMPARE(it.focus(), it.table());
}

void TestQueuePage::keysMoveThroughTheQueue()
{
    PageFixture it(30);
    it.key(Qt::Key_J);
    it.key(Qt::Key_Down);
    QCOMPARE(it.table()->currentIndex().row(), 2);
    it.key(Qt::Key_K);
    QCOMPARE(it.table()->currentIndex().row(), 1);
    it.key(Qt::Key_End);
    QCOMPARE(it.table()->currentIndex().row(), it.page->model().rowCount() - 1);
    it.key(Qt::Key_Home);
    QCOMPARE(it.table()->currentIndex().row(), 0);
    it.key(Qt::Key_Return);
    QTRY_VERIFY(it.named<QWidget>("ticket")->isVisible());
    QTRY_COMPARE(it.named<QLabel>("ticket.case")->text(), it.page->model().rowAt(0)->caseNumber);
    it.key(Qt::Key_J);
    QTRY_COMPARE(it.named<QLabel>("ticket.case")->text(), it.page->model().rowAt(1)->caseNumber);
    it.key(Qt::Key_Escape);
    QVERIFY(!it.named<QWidget>("ticket")->isVisible());
}

void TestQueuePage::typingAFilterShowsWhatFits()
{
    PageFixture it(30);
    it.key(Qt::Key_Slash);
    auto *filter = it.named<QLineEdit>("queue.filter");
    QCOMPARE(it.focus(), filter);
    it.type(u"dashboard"_s);
    QTRY_COMPARE(it.page->model().rowCount(), 5);
    QTRY_COMPARE(it.named<QLabel>("queue.count")->text(), u"5 of 30"_s);
    it.key(Qt::Key_Return);
    QCOMPARE(it.focus(), it.table());
    QCOMPARE(it.page->filterText(), u"dashboard"_s);
}

void TestQueuePage::aMistakeInTheFilterIsExplained()
{
    PageFixture it(6);
    it.page->setFilterText(u"due<soon"_s);
    auto *problem = it.named<QLabel>("queue.filterProblem");
    QVERIFY(problem->isVisible());
    QVERIFY(!problem->text().isEmpty());
    QCOMPARE(it.page->model().rowCount(), 6); // the part that is not understood hides nothing
    it.page->setFilterText(u"due<soon age<late updated<never"_s);
    QVERIFY2(problem->text().endsWith(u"And 2 more."_s), qPrintable(problem->text()));
    QCOMPARE(problem->toolTip().count(u'\n'), 2);
    it.page->setFilterText(u"due<soon nothing-is-called-so"_s);
    QTRY_VERIFY(it.named<QWidget>("queue.empty")->isVisible());
    QStringList told;
    const auto labels = it.named<QWidget>("queue.empty")->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        told.append(label->text());
    QVERIFY2(told.join(u' ').contains(u"The filter has a mistake"_s), qPrintable(told.join(u' ')));
    it.page->setFilterText(u"is:open"_s);
    QVERIFY(!problem->isVisible());
}

void TestQueuePage::aFilterThatHidesAllOffersToClearIt()
{
    PageFixture it(6);
    it.page->setFilterText(u"nothing-is-called-so"_s);
    auto *clear = it.named<QPushButton>("queue.empty.queue.clear_filter");
    QVERIFY(clear && clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(it.page->model().rowCount(), 6);
    QVERIFY(it.table()->isVisible());
}

void TestQueuePage::anEmptyWorkspaceOffersTheNextStep()
{
    PageFixture it(0);
    for (const char *step :
         {"queue.empty.ticket.new", "queue.empty.import.open", "queue.empty.import.sample"})
        QTRY_VERIFY(it.named<QPushButton>(step) && it.named<QPushButton>(step)->isVisible());
    it.page->importFile();
    QCOMPARE(it.focus()->objectName(), u"import.first"_s);
    it.page->takeFocus();
    it.key(Qt::Key_Escape);
    QTRY_VERIFY(it.named<QPushButton>("queue.empty.import.sample")->isVisible());
    QTest::mouseClick(it.named<QPushButton>("queue.empty.import.sample"), Qt::LeftButton);
    QTRY_COMPARE(it.desk.imports, 1);
    QVERIFY(it.desk.lastFile.contains(u"samples"));
}

void TestQueuePage::aViewThatBecomesEmptyKeepsTheKeys()
{
    PageFixture it(3);
    const QString before = it.page->filterText();
    QTRY_COMPARE(it.focus()->objectName(), u"queue.table"_s);
    it.page->setFilterText(u"zzqqzzqq"_s);
    QTRY_COMPARE(it.focus()->objectName(), u"queue.empty"_s); // a letter would go into the filter there
    it.page->setFilterText(before);
    QTRY_COMPARE(it.focus()->objectName(), u"queue.table"_s);
}

void TestQueuePage::importingAsksForTheFileAtOnce()
{
    PageFixture it(3);
    it.key(Qt::Key_O, Qt::ControlModifier);
    auto *dialog = it.page->findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->reject();
    QTRY_COMPARE(it.focus()->objectName(), u"import.first"_s);
    it.key(Qt::Key_Return); // and the button presses by Enter
    dialog = nullptr;
    QTRY_VERIFY((dialog = it.page->findChild<QFileDialog *>()) && dialog->isVisible());
    dialog->reject();
}

void TestQueuePage::aQueueThatCannotBeReadSaysSoAndTriesAgain()
{
    test::FakeDesk desk(test::plainPolicy(), test::worldTime());
    test::fill(desk, 3);
    desk.readFails = true;
    ActionRegistry registry;
    QueuePage page(desk);
    page.registerActions(registry);
    page.resize(1000, 700);
    page.show();
    page.load();
    QPushButton *again = nullptr;
    QTRY_VERIFY((again = page.findChild<QPushButton *>(u"queue.empty.queue.reload"_s)));
    desk.readFails = false;
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE(page.model().totalCount(), 3);
}

void TestQueuePage::oneKeyGoesToWhatBreachesNext()
{
    PageFixture it(60);
    const Instant now = it.desk.time;
    QVERIFY(views::nextDue(*it.page->model().rowAt(0)) <= now); // what is past due stands first
    it.key(Qt::Key_B);
    Instant best = kNever;
    for (int row = 0; row < it.page->model().rowCount(); ++row) {
        for (const sla::ClockSummary &clock : it.page->model().rowAt(row)->clocks) {
            if (clock.phase == sla::ClockSummary::Phase::Running && clock.due > now)
                best = std::min(best, clock.due);
        }
    }
    QVERIFY(best != kNever);
    const views::TicketRow *chosen = it.page->model().find(it.page->currentTicket());
    QVERIFY(std::ranges::any_of(chosen->clocks, [best](const auto &clock) { return clock.due == best; }));
    it.key(Qt::Key_3, Qt::AltModifier); // the view that leaves out what is breached
    QTRY_VERIFY(it.page->model().rowCount() > 0);
    QVERIFY(views::nextDue(*it.page->model().rowAt(0)) > now);
    it.page->setFilterText(u"state:met"_s);
    it.page->takeFocus();
}

void TestQueuePage::nothingMovesOnATick()
{
    PageFixture it(60);
    it.key(Qt::Key_End);
    const int scroll = it.table()->verticalScrollBar()->value();
    QVERIFY(scroll > 0);
    const TicketId current = it.page->currentTicket();
    const QWidget *focus = it.focus();
    std::vector<TicketId> order;
    for (int row = 0; row < it.page->model().rowCount(); ++row)
        order.push_back(it.ticketAt(row));
    QSignalSpy changed(&it.page->model(), &QAbstractItemModel::dataChanged);
    for (int second = 0; second < 5; ++second)
        it.tick(1s);
    QCOMPARE(changed.count(), 0);
    for (int row = 0; row < it.page->model().rowCount(); ++row)
        QVERIFY(it.ticketAt(row) == order[size_t(row)]);
    QCOMPARE(it.table()->verticalScrollBar()->value(), scroll);
    QVERIFY(it.page->currentTicket() == current);
    QCOMPARE(it.focus(), focus);
}

void TestQueuePage::aNewTicketLeavesTheChosenRowInPlace()
{
    PageFixture it(60);
    it.table()->setCurrentIndex(it.page->model().index(40, Model::Subject));
    it.table()->verticalScrollBar()->setValue(30 * 20);
    const TicketId current = it.page->currentTicket();
    const int y = it.table()->visualRect(it.table()->currentIndex()).top();
    ticket::TicketCreated fields;
    fields.subject = u"Everything is down"_s;
    fields.priority = u"P1"_s;
    const TicketId fresh = it.desk.addTicket(fields, it.desk.time - 5h);
    it.desk.announce({fresh});
    QVERIFY(it.page->model().rowOf(fresh) >= 0);
    QVERIFY(it.page->model().rowOf(fresh) < it.table()->currentIndex().row());
    QVERIFY(it.page->currentTicket() == current);
    QCOMPARE(it.table()->visualRect(it.table()->currentIndex()).top(), y);
}

void TestQueuePage::marksAndBulkCommandsWithPreviewAndUndo()
{
    PageFixture it(12);
    it.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(it.page->model().markedCount(), 12);
    it.key(Qt::Key_S);
    it.type(u"hold"_s);
    it.key(Qt::Key_Return);
    auto *text = it.named<QLabel>("queue.bulkText");
    QCOMPARE(text->text(), u"Set 12 tickets to On hold: all change"_s);
    it.key(Qt::Key_Return); // the focus stands on Apply
    QTRY_COMPARE(text->text(), u"Set 12 tickets to On hold: 12 changed"_s);
    for (int row = 0; row < 12; ++row)
        QCOMPARE(it.page->model().rowAt(row)->status, ticket::Status::OnHold);
    QCOMPARE(it.focus(), it.table());
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(text->text().startsWith(u"Undone"_s));
    QVERIFY(it.page->model().rowAt(0)->status != ticket::Status::OnHold);
    it.key(Qt::Key_Escape);
    QCOMPARE(it.page->model().markedCount(), 0);
}

void TestQueuePage::bulkCommandsCanBeDeclined()
{
    PageFixture it(4);
    it.key(Qt::Key_X);
    it.key(Qt::Key_J);
    it.key(Qt::Key_X);
    QCOMPARE(it.page->model().markedCount(), 2);
    it.key(Qt::Key_P);
    it.type(u"P4"_s);
    it.key(Qt::Key_Return);
    it.key(Qt::Key_Escape);
    QTest::qWait(1);
    for (int row = 0; row < 4; ++row)
        QVERIFY(it.desk.state(it.ticketAt(row)).priority == it.desk.state(it.ticketAt(row)).createdPriority);
    QCOMPARE(it.focus(), it.table());
}

void TestQueuePage::aFullDiskLosesNothingAndSaysSo()
{
    PageFixture it(4);
    it.desk.writeFails = true;
    it.key(Qt::Key_I);
    QTRY_VERIFY(it.named<QLabel>("queue.bulkText")->text().contains(u"The disk is full."_s));
    QVERIFY(it.named<QLabel>("queue.bulkText")->isVisible());
}

void TestQueuePage::viewsCountLiveAndOwnOnesAreKept()
{
    PageFixture it(24);
    it.page->setFilterText(u"priority:P1"_s);
    QVERIFY(it.registry->trigger(u"view.save"_s));
    it.type(u"Fires"_s);
    it.key(Qt::Key_Return);
    auto *views = it.named<QListWidget>("queue.views");
    QTRY_COMPARE(views->currentItem() ? views->currentItem()->text() : QString(), u"Fires"_s);
    QCOMPARE(views->currentItem()->data(Qt::UserRole + 1).toInt(), it.page->model().rowCount());
    it.open();
    views = it.named<QListWidget>("queue.views");
    QCOMPARE(views->findItems(u"Fires"_s, Qt::MatchExactly).size(), 1);
    it.key(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(it.page->filterText(), u"is:open owner:nobody"_s);
    views->setCurrentItem(views->findItems(u"Fires"_s, Qt::MatchExactly).front());
    QTest::keyClick(views, Qt::Key_Delete);
    QVERIFY(views->findItems(u"Fires"_s, Qt::MatchExactly).isEmpty());
}

void TestQueuePage::whatIsAboveItsLimitIsMarkedUntilItIsBack()
{
    PageFixture it(24);
    auto *views = it.named<QListWidget>("queue.views");
    const int before = views->count();
    const auto said = [views](const QString &name) {
        const auto found = views->findItems(name, Qt::MatchExactly);
        return found.isEmpty() ? QString() : found.front()->data(Qt::AccessibleTextRole).toString();
    };
    policy::Policy policy = test::plainPolicy();
    policy::Threshold free, old;
    free.key = u"free"_s;
    free.name = u"Without an owner"_s;
    free.counts = policy::Threshold::Counts::Unassigned;
    old.key = u"old"_s;
    old.name = u"Older than an hour"_s;
    old.counts = policy::Threshold::Counts::Older;
    old.than = 1h;
    policy.thresholds.key = u"own"_s;
    policy.thresholds.limits = {free, old};
    it.desk.adopt(policy);
    QTRY_COMPARE(views->count(), before + 1); // "old" is shown by no view of the list
    QVERIFY(said(u"Unassigned"_s).contains(u"above its limit"));
    QVERIFY(said(u"Older than an hour"_s).contains(u"the limit is 0"));
    QVERIFY(!said(u"All open"_s).contains(u"limit"));
    QTest::mouseClick(views->viewport(), Qt::LeftButton, {},
                      views->visualItemRect(views->item(before)).center());
    QCOMPARE(it.page->filterText(), u"is:open age>1h"_s);
    QVERIFY(it.page->model().rowCount() > 0);
    it.page->setFilterText(u"is:open"_s);
    it.page->showLimit(automation::subjectOfLimit(u"free"_s));
    QCOMPARE(it.page->filterText(), u"is:open owner:nobody"_s);

    policy.thresholds.limits[0].above = 1000;
    policy.thresholds.limits.pop_back();
    it.desk.adopt(policy);
    QTRY_COMPARE(views->count(), before);
    QVERIFY(!said(u"Unassigned"_s).contains(u"limit"));
}

void TestQueuePage::countsMoveAsTimePasses()
{
    PageFixture it(24);
    auto *views = it.named<QListWidget>("queue.views");
    const auto breached = [views] {
        return views->findItems(u"Breached"_s, Qt::MatchExactly).front()->data(Qt::UserRole + 1).toInt();
    };
    it.tick(0s);
    const int before = breached();
    it.tick(3h);
    QVERIFY(breached() > before);
}

void TestQueuePage::readingAgainKeepsRowAndMarks()
{
    PageFixture it(24);
    it.key(Qt::Key_X);
    it.key(Qt::Key_J);
    it.key(Qt::Key_J);
    const TicketId current = it.page->currentTicket();
    QSignalSpy reset(&it.page->model(), &QAbstractItemModel::modelReset);
    it.page->load();
    QTRY_COMPARE(reset.count(), 1);
    QVERIFY(it.page->currentTicket() == current);
    QCOMPARE(it.page->model().markedCount(), 1);
}

void TestQueuePage::escLeadsBackToTheTable()
{
    PageFixture it(6);
    for (const char *part : {"queue.views", "queue.filter", "queue.load"}) {
        it.named<QWidget>(part)->setFocus();
        QCOMPARE(it.focus(), it.named<QWidget>(part));
        it.key(Qt::Key_Escape);
        QCOMPARE(it.focus(), it.table());
    }
}

void TestQueuePage::theLoadStripFiltersByKeys()
{
    PageFixture it(40);
    auto *load = it.named<QWidget>("queue.load");
    load->setFocus();
    it.key(Qt::Key_Home);
    QVERIFY(load->accessibleDescription().contains(u"breached"_s));
    it.key(Qt::Key_Return);
    QCOMPARE(it.page->filterText(), u"state:breached"_s);
    QVERIFY(it.page->model().rowCount() < 40);
    it.key(Qt::Key_Right);
    it.key(Qt::Key_Space);
    QVERIFY(it.page->filterText().contains(u"due<1h"_s));
}

void TestQueuePage::aHeaderClickSorts()
{
    PageFixture it(24);
    QHeaderView *header = it.table()->horizontalHeader();
    const QPoint subject(header->sectionViewportPosition(Model::Subject) + 20, 10);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, subject);
    QCOMPARE(it.page->model().orderColumn(), Model::Subject);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, subject);
    QCOMPARE(it.page->model().order(), Qt::DescendingOrder);
}

void TestQueuePage::ownTicketsAtRiskCallForAttention()
{
    PageFixture it(0);
    ticket::TicketCreated fields;
    fields.subject = u"Slow search"_s;
    fields.priority = u"P2"_s;
    const TicketId own = it.desk.addTicket(fields, it.desk.time);
    it.desk.append(own, it.desk.time, ticket::Assigned{it.desk.me(), {}}, it.desk.me());
    it.desk.announce({own});
    it.tick(1s);
    QSignalSpy calls(it.page, &QueuePage::attention);
    it.tick(95min);
    QCOMPARE(calls.count(), 1);
    QVERIFY(calls.front().at(0).toString().startsWith(u"At risk"_s));
    it.tick(1s);
    QCOMPARE(calls.count(), 1); // one edge, one call
    it.tick(30min);
    QCOMPARE(calls.count(), 2);
    QVERIFY(calls.back().at(0).toString().startsWith(u"Breached"_s));
}

void TestQueuePage::layoutIsRestored()
{
    PageFixture it(12);
    it.page->setFilterText(u"priority:P2"_s);
    const QByteArray saved = it.page->saveLayout();
    it.open();
    it.page->restoreLayout(saved);
    QCOMPARE(it.page->filterText(), u"priority:P2"_s);
    it.page->restoreLayout(QByteArray("\x01\x02garbage"));
    QCOMPARE(it.page->filterText(), u"priority:P2"_s);
}

void TestQueuePage::noTwoCommandsAnswerToOneKey()
{
    PageFixture it(1);
    for (const ActionSpec &spec : it.registry->all()) {
        for (const QKeySequence &key : spec.keys)
            QCOMPARE(it.registry->conflicts(spec.id, key).join(u' '), QString());
    }
}

void TestQueuePage::everyWidgetThatTakesFocusHasAName()
{
    PageFixture it(6);
    it.key(Qt::Key_Return);
    QTRY_VERIFY(!it.named<QLabel>("ticket.case")->text().isEmpty());
    QStringList nameless;
    for (const QWidget *each : it.page->findChildren<QWidget *>()) {
        const bool inner = each->objectName().startsWith(u"qt_"_s) || each->inherits("QScrollBar");
        if (each->focusPolicy() == Qt::NoFocus || inner || each->focusProxy() ||
            each->window() != it.window.get())
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(each));
        if (!spoken || spoken->text(QAccessible::Name).isEmpty())
            nameless.append(QLatin1StringView(each->metaObject()->className()) + u' ' + each->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

QTEST_MAIN(TestQueuePage)
#include "tst_queuepage.moc"
