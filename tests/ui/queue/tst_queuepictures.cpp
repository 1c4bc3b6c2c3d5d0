// SPDX-License-Identifier: GPL-3.0-or-later
// Each state of the page comes on view and no text of it is cut; pictures for people to look at go into the
// folder named by MUSTER_PICTURES.
#include "tests/support/cuttexts.h"
#include "tests/ui/queue/pagefixture.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryFile>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using test::PageFixture;

class TestQueuePictures : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void eachStatePaints_data();
    void eachStatePaints();
    void everyTabOfTheTicketIsReadAtTheNarrowest();

private:
    /// Once `shown` is on view: nothing is cut (in `part`, where one is named), and a picture is kept where a
    /// folder is named.
    static void keep(const PageFixture &it, const QString &name, const char *shown,
                     const char *part = nullptr)
    {
        const auto isShown = [&it, shown] {
            const auto *widget = it.named<QWidget>(shown);
            return widget && widget->isVisible();
        };
        QVERIFY2(QTest::qWaitFor(isShown), qPrintable(name));
        QTest::qWait(120); // what answers late may still change the picture
        if (const QString folder = qEnvironmentVariable("MUSTER_PICTURES"); !folder.isEmpty())
            QVERIFY(it.window->grab().save(QDir(folder).filePath(name + u".png"_s)));
        const QStringList cut = test::cutTexts(part ? *it.named<QWidget>(part) : *it.window);
        QVERIFY2(cut.isEmpty(), qPrintable(name + u": "_s + cut.join(u" | "_s)));
    }
};

void TestQueuePictures::eachStatePaints_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QSize>("size");
    QTest::newRow("dark-small") << int(Mode::Dark) << QSize(1280, 800);
    QTest::newRow("light-small") << int(Mode::Light) << QSize(1280, 800);
    QTest::newRow("dark-large") << int(Mode::Dark) << QSize(1920, 1080);
    QTest::newRow("light-large") << int(Mode::Light) << QSize(1920, 1080);
}

/// Beside the rail of the window at 1280 pixels, and with the ticket as narrow as it gets.
void TestQueuePictures::everyTabOfTheTicketIsReadAtTheNarrowest()
{
    PageFixture it(40, Mode::Dark, {1192, 748});
    it.table()->setCurrentIndex(it.page->model().index(3, 0));
    it.key(Qt::Key_Return);
    auto *tabs = it.named<QTabWidget>("ticket.tabs");
    QTRY_VERIFY(tabs->isVisible());
    auto *split = it.page->findChild<QSplitter *>();
    QVERIFY(split != nullptr);
    QList<int> sizes(split->count(), 2000);
    sizes.last() = 0;
    split->setSizes(sizes);
    QTRY_VERIFY(tabs->width() <= 400);
    keep(it, u"tabs-narrow"_s, "ticket.tabs", "ticket.tabs");
    const QTabBar *bar = tabs->tabBar();
    for (int i = 0; i < bar->count(); ++i) {
        const QRect tab = bar->tabRect(i);
        QVERIFY2(bar->rect().contains(tab) && tab.right() <= tabs->width(), qPrintable(bar->tabText(i)));
        QVERIFY2(tab.width() >= bar->fontMetrics().horizontalAdvance(bar->tabText(i)) + 4,
                 qPrintable(bar->tabText(i)));
    }
}

void TestQueuePictures::eachStatePaints()
{
    QFETCH(int, mode);
    QFETCH(QSize, size);
    const QString tag = QLatin1StringView(QTest::currentDataTag());
    PageFixture it(40, Mode(mode), size);
    it.window->resize(size);
    it.table()->setCurrentIndex(it.page->model().index(3, 0));
    keep(it, u"queue-"_s + tag, "queue.table");
    policy::Policy limited = test::plainPolicy();
    policy::Threshold free, old;
    free.key = u"free"_s;
    free.counts = policy::Threshold::Counts::Unassigned;
    old.key = u"old"_s;
    old.name = u"Open for more than a quarter of a day"_s;
    old.counts = policy::Threshold::Counts::Older;
    old.than = Millis(std::chrono::hours(6));
    limited.thresholds = {u"own"_s, u"Own"_s, 1, {}, 80, {free, old}};
    it.desk.adopt(limited);
    keep(it, u"limits-"_s + tag, "queue.table");
    const TicketId past = test::addPastBreach(it.desk);
    it.page->load();
    QTRY_COMPARE(it.page->model().totalCount(), 41);
    it.page->openTicket(past);
    QTRY_VERIFY(it.named<QLabel>("ticket.past.resolution")->isVisible());
    keep(it, u"past-"_s + tag, "ticket.past.resolution");
    it.page->takeFocus();
    it.table()->setCurrentIndex(it.page->model().index(3, 0));
    it.key(Qt::Key_Return);
    QTRY_VERIFY(!it.named<QLabel>("ticket.case")->text().isEmpty());
    it.key(Qt::Key_R);
    it.type(u"Hello, we can see it too."_s);
    keep(it, u"ticket-"_s + tag, "ticket.composer");
    it.key(Qt::Key_W, Qt::AltModifier);
    it.type(u"yesterday 23:10 UTC"_s);
    keep(it, u"when-"_s + tag, "ticket.composer");
    it.type(u"x"_s);
    keep(it, u"whenwrong-"_s + tag, "ticket.composer");
    it.key(Qt::Key_Escape);
    auto *tabs = it.named<QTabWidget>("ticket.tabs");
    for (int tab = 1; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        keep(it, u"tab%1-"_s.arg(tab) + tag, "ticket.tabs");
    }
    tabs->setCurrentIndex(0);
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_K);
    it.key(Qt::Key_K); // of a priority that has a playbook
    it.key(Qt::Key_W);
    QTRY_VERIFY(it.named<QWidget>("ticket.step.war_room"));
    it.key(Qt::Key_Down);
    it.key(Qt::Key_Down);
    it.key(Qt::Key_Space);
    QTRY_VERIFY(it.named<QCheckBox>("ticket.step.bridge")->isChecked());
    keep(it, u"playbook-"_s + tag, "ticket.playbook", "ticket.playbook");
    tabs->setCurrentIndex(0);
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_J);
    it.key(Qt::Key_J);
    it.key(Qt::Key_A, Qt::ControlModifier);
    it.key(Qt::Key_P);
    keep(it, u"picker-"_s + tag, "queue.pickerList");
    it.key(Qt::Key_Return);
    keep(it, u"bulk-"_s + tag, "queue.bulkApply");
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_S, Qt::ShiftModifier);
    it.key(Qt::Key_Return);
    it.type(u"at lunch"_s);
    keep(it, u"since-"_s + tag, "queue.picker");
    it.key(Qt::Key_Escape);
    it.page->openTicket(it.ticketAt(3));
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_Escape); // marks away
    it.key(Qt::Key_Return);
    it.key(Qt::Key_D);
    it.type(u"+5d"_s);
    keep(it, u"agree-"_s + tag, "queue.pickerList");
    it.key(Qt::Key_Return);
    keep(it, u"agreed-"_s + tag, "ticket.clock.resolution");
    it.key(Qt::Key_U);
    keep(it, u"customer-"_s + tag, "queue.pickerList");
    it.key(Qt::Key_Escape);
    const TicketId noted = it.page->currentTicket();
    it.desk.append(noted, it.desk.time, ticket::NoteAdded{u"Mira Okafor"_s, u"Same as last week."_s, {}});
    const FactId note = it.desk.state(noted).messages.back().fact;
    QVERIFY(it.desk.correctEntry(note, u"Not the same as last week."_s, u"looked again"_s).result());
    it.key(Qt::Key_E, Qt::ControlModifier);
    keep(it, u"entries-"_s + tag, "queue.pickerList");
    it.key(Qt::Key_Return);
    keep(it, u"correct-"_s + tag, "ticket.entry");
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_E, Qt::ShiftModifier);
    QTRY_VERIFY(it.named<QWidget>("queue.pickerList")->isVisible());
    it.key(Qt::Key_Return);
    QTRY_VERIFY(it.named<QWidget>("ticket.entry")->isVisible());
    it.type(u"a name of a person"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    keep(it, u"redact-"_s + tag, "ticket.entry");
    it.key(Qt::Key_Escape);
    it.page->setFilterText(u"due<soon words"_s);
    keep(it, u"nothing-"_s + tag, "queue.empty");
    it.page->newTicket();
    it.type(u"Fabrikam"_s);
    it.named<QLineEdit>("intake.subject")->setText(u"All dashboards are down"_s);
    keep(it, u"intake-"_s + tag, "intake.subject");
    it.page->importFile();
    keep(it, u"import-"_s + tag, "import.first");
    QTemporaryFile csv;
    QVERIFY(csv.open());
    csv.write("id;Betreff;customer;created at\n7;Login geht "
              "nicht;Żubr;2026-11-20T09:00:00Z\n8;Zweites;Ł;2026-11-20T09:10:00Z\n");
    csv.flush();
    it.page->importFile(csv.fileName());
    QTRY_VERIFY(it.named<QWidget>("import.mapping")->isVisible());
    keep(it, u"mapping-"_s + tag, "import.mapping");
    it.page->setFilterText({});
    QVERIFY(it.registry->trigger(u"ticket.close"_s));
    keep(it, u"closing-"_s + tag, "ticket.closing");
    PageFixture empty(0, Mode(mode), size);
    empty.window->resize(size);
    keep(empty, u"empty-"_s + tag, "queue.empty.ticket.new");
}

QTEST_MAIN(TestQueuePictures)
#include "tst_queuepictures.moc"
