// SPDX-License-Identifier: GPL-3.0-or-later
// The record of the desk from the window: check, backup, export, what was set aside; over a real file.
#include "models/store/database.h"
#include "tests/app/realconsole.h"
#include "ui/shell/recordpanel.h"
#include "ui/widgets/tonelabel.h"

#include <QListWidget>
#include <QPushButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTable =
    "id,subject,customer,priority,status,created\n1,Export stuck,Nordwind,P1,open,2026-11-20T11:00:00Z\n";

void change(const RealConsole &real, const char *sql)
{
    const auto database = store::Database::open(real.console.desk->fileName(), store::Access::ReadWrite);
    if (!database || !(*database)->execute(sql))
        qFatal("the file cannot be changed");
}

} // namespace

class TestRecord final : public QObject
{
    Q_OBJECT

private:
    static QString outcome(const RealConsole &real)
    {
        return real.part<ui::ToneLabel>(u"recordOutcome"_s)->text();
    }
    /// Opens the panel and clicks; what it says once it is done.
    static QString click(const RealConsole &real, const QString &button)
    {
        auto *press = real.part<QPushButton>(button);
        QTest::mouseClick(press, Qt::LeftButton);
        if (!QTest::qWaitFor([&] { return press->isEnabled(); }, 10'000))
            return u"it never ends"_s;
        return outcome(real);
    }

private slots:
    void aRecordIsCheckedAndCopiedFromTheWindow()
    {
        const RealConsole real(kTable);
        real.console.window->registry().action(u"record.open"_s)->trigger();
        auto *facts = real.part<QLabel>(u"recordFacts"_s);
        QTRY_VERIFY(facts->text().contains(u"entries"));
        QVERIFY(real.part<QPushButton>(u"recordCheck"_s)->hasFocus());
        real.press(Qt::Key_Return);
        QTRY_VERIFY2(outcome(real).contains(u"as it was written"), qPrintable(outcome(real)));
        real.take(u"record"_s);

        const QString copied = click(real, u"recordBackUp"_s);
        QVERIFY2(copied.startsWith(u"Copied to "_s), qPrintable(copied));
        QVERIFY(QFile::exists(copied.mid(10)));
        QTRY_VERIFY(facts->text().contains(u"last backup"));

        change(real, "UPDATE tickets SET subject = 'other'");
        const QString checked = click(real, u"recordCheck"_s);
        QVERIFY2(checked.contains(u"Problems: 1"), qPrintable(checked));
        const auto *list = real.part<QListWidget>(u"recordList"_s);
        QCOMPARE(list->count(), 1);
        QVERIFY(list->item(0)->text().contains(u"muster check --rebuild"));
        QVERIFY(real.part<QPushButton>(u"recordCheck"_s)->hasFocus());
        real.take(u"record-problem"_s);
        real.press(Qt::Key_Escape);
        QVERIFY(!real.part<ui::RecordPanel>(u"recordPanel"_s)->isOpen());
    }

    void whatWasSetAsideIsShownWithItsReason()
    {
        const RealConsole real(kTable);
        change(real, "INSERT INTO quarantine (line, reason, taken_at)"
                     " VALUES (CAST('{\"odd\":1}' AS BLOB), 'line 4: it has no id', 1795183200000)");
        real.console.window->registry().action(u"record.open"_s)->trigger();
        const auto *list = real.part<QListWidget>(u"recordList"_s);
        QTRY_COMPARE(list->count(), 1);
        QVERIFY2(list->item(0)->text().contains(u"line 4: it has no id"), qPrintable(list->item(0)->text()));
        QVERIFY(list->item(0)->text().contains(u"{\"odd\":1}"));
        real.take(u"record-aside"_s);
    }

    void anAnswerThatComesAfterTheWindowIsGoneIsDropped()
    {
        RealConsole real(kTable);
        real.console.window->registry().action(u"record.open"_s)->trigger();
        QTest::mouseClick(real.part<QPushButton>(u"recordCheck"_s), Qt::LeftButton);
        real.console.window->close(); // it keeps its place and layout, and does not wait for that either
        real.console.window.reset();
        const views::RecordCheck next = RealConsole::waitFor(real.console.keeper->check()); // behind that one
        QVERIFY(next.entries > 0 && next.problems.isEmpty());
    }

    void closingTheWindowStopsACheck()
    {
        auto real = std::make_unique<RealConsole>(kTable);
        const auto checked = real->console.keeper->check();
        real.reset(); // waits for the thread, which was told to stop
        QVERIFY(checked.isFinished());
    }
};

QTEST_MAIN(TestRecord)
#include "tst_record.moc"
