// SPDX-License-Identifier: GPL-3.0-or-later
// How the window comes up over a real file: the first start, and every start after it.
#include "tests/app/realconsole.h"
#include "ui/shell/topbar.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

const QByteArray kTickets = "Case,Subject,Customer,Priority,Status,Created\n"
                            "A-1,Export stuck,Contoso,P1,open,2026-11-20T11:00:00Z\n";

void show(app::Console &console)
{
    app::buildConsole(console, {});
    console.window->resize(1280, 800);
    console.window->show();
    QTest::keyClick(console.window->windowHandle(), Qt::Key_I); // typed before anything is there
    console.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
}

} // namespace

class TestStart final : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { ui::setLocalZone(QTimeZone()); }

    void theFirstStartIsNamedAndItsZoneIsTheClocks()
    {
        const QTemporaryDir folder;
        TestClock clock{fromMillis(1'795'183'200'000)};
        app::prepareApplication(*qApp);
        app::Console console;
        console.desk = std::make_unique<app::DeskService>(clock);
        QVERIFY(console.desk->start(folder.filePath(u"desk.muster"_s), store::OpenMode::CreateIfMissing));
        show(console);
        ui::MainWindow &window = *console.window;
        QVERIFY(window.isCovered());
        QCOMPARE(window.windowTitle(), u"First start – Muster"_s);
        QTRY_COMPARE(window.focusWidget()->objectName(), u"firstName"_s);
        window.findChild<QLineEdit *>(u"firstName"_s)->clear();
        QTest::keyClicks(window.focusWidget(), u"Sam Rivera"_s);
        window.findChild<QComboBox *>(u"firstZone"_s)->setCurrentText(u"Asia/Tokyo"_s);
        QTest::keyClick(window.windowHandle(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!window.isCovered());
        QCOMPARE(window.windowTitle(), u"Queue – Muster"_s);
        QTRY_VERIFY2(window.topBar().clock().text().contains(u"23:00:00"_s),
                     qPrintable(window.topBar().clock().text()));
        QVERIFY(console.queue->isAncestorOf(window.focusWidget()) || window.focusWidget() == console.queue);
    }

    void aRestartPutsTheFocusIntoThePageThatIsShown_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("part");
        QTest::newRow("queue") << u"queue"_s << u"queue.table"_s;
        QTest::newRow("customers") << u"customers"_s << u"customer.table"_s;
    }
    void aRestartPutsTheFocusIntoThePageThatIsShown()
    {
        QFETCH(QString, page);
        QFETCH(QString, part);
        RealConsole first(kTickets);
        first.console.window->showPage(page);
        first.console.window->close();
        (void)RealConsole::waitFor(first.console.desk->people()); // all that it asked for is answered
        first.endAllButTheDesk();
        app::Console second;
        second.desk = std::move(first.console.desk);
        show(second);
        ui::MainWindow &window = *second.window;
        QCOMPARE(window.currentPage()->pageKey(), page);
        QTRY_VERIFY(second.queue->model().totalCount() > 0);
        QTRY_COMPARE(window.focusWidget()->objectName(), part);
        QVERIFY(window.topBar().search().text().isEmpty());
        const auto queue = RealConsole::waitFor(second.desk->loadQueue());
        QCOMPARE(queue.rows.front().assignee, 0U);
        QTest::qWait(50); // nothing that comes late takes it away again
        QCOMPARE(window.focusWidget()->objectName(), part);
    }
};

QTEST_MAIN(TestStart)
#include "tst_start.moc"
