// SPDX-License-Identifier: GPL-3.0-or-later
// Updates written by keyboard alone, over a real file: what the check holds, what becomes of the promise, and
// what is there again of a text that was left.
#include "tests/app/warroomhands.h"
#include "ui/incident/timelineview.h"
#include "ui/incident/updateform.h"
#include "ui/widgets/tonelabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTickets = "id,subject,customer,tier,arr,priority,status,created\n"
                            "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n";

} // namespace

class TestUpdateWindow : public QObject
{
    Q_OBJECT

private:
    static QString saidOf(RealConsole &it) { return it.part<QLabel>(u"update.told"_s)->text(); }

private slots:
    void anUpdateIsHeldUntilItIsMendedAndItsPromiseBecomesTheClock()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_U);
        auto *text = it.part<QPlainTextEdit>(u"update.text"_s);
        QVERIFY(text->hasFocus());
        QVERIFY2(text->toPlainText().contains(u"Checkout is down"_s), qPrintable(text->toPlainText()));
        it.take(u"warroom-update-template"_s);
        // The first thing to write is marked, so that typing takes its place.
        QVERIFY2(text->textCursor().selectedText().startsWith(u'['),
                 qPrintable(text->textCursor().selectedText()));

        it.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(saidOf(it).contains(u"held"_s), qPrintable(saidOf(it)));
        QVERIFY(state(it).updates.empty());
        text->setFocus();
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"Checkout fails since 14:00 UTC. Our engineers will have it fixed soon."_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(state(it).updates.empty());
        auto *findings = it.part<QListWidget>(u"update.findings"_s);
        QVERIFY(findings->isVisible() && findings->count() > 0);
        it.take(u"warroom-update-held"_s);
        text->setFocus();
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"We know that checkout fails. Our engineers are rolling back the last release. "
                "Next update by 14:30 UTC."_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2(!state(it).updates.empty(), qPrintable(saidOf(it)));
        QCOMPARE(state(it).updates.front().audience, u"customers"_s);
        QCOMPARE(state(it).updates.front().nextBy, std::optional(*parseRfc3339(u"2026-11-20T14:30:00Z")));
        QVERIFY(state(it).updates.front().waivers.empty());
        QCOMPARE(state(it).updates.front().approvedBy, it.console.desk->me());
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"rolling back"_s));
        QTRY_VERIFY(it.part<ui::TimelineView>(u"incident.timeline"_s)->hasFocus());
        room(it).tick(it.clock.now());
        QCOMPARE(it.part<QLabel>(u"incident.due.customers"_s)->text(), u"in 30:00"_s);
        it.take(u"warroom-update-sent"_s);
    }

    void aHalfWrittenUpdateIsThereAgain()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        write(it, u"/update internal"_s);
        auto *text = it.part<QPlainTextEdit>(u"update.text"_s);
        QTRY_VERIFY(text->hasFocus());
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"half a sentence"_s);
        it.press(Qt::Key_Escape);
        QVERIFY(!text->isVisible());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_T);
        it.type(u"/update internal"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(text->hasFocus());
        QCOMPARE(text->toPlainText(), u"half a sentence"_s);
    }

    void whatNobodyTypedIsNoDraft()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_U);
        auto *text = it.part<QPlainTextEdit>(u"update.text"_s);
        QVERIFY(text->hasFocus());
        it.press(Qt::Key_Escape);
        it.clock.advance(std::chrono::minutes(20));
        room(it).tick(it.clock.now());
        write(it, u"/title Checkout and refunds are down"_s);
        QTRY_VERIFY(state(it).title.contains(u"refunds"_s));
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_U);
        QVERIFY2(text->toPlainText().contains(u"refunds"_s), qPrintable(text->toPlainText()));
        QVERIFY(it.console.desk->settingKeys(u"draft.incident."_s).isEmpty());
    }

    void aDraftKeepsItsTemplateAndSaysWhatOvertookIt()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_U);
        auto *text = it.part<QPlainTextEdit>(u"update.text"_s);
        auto *used = it.part<QComboBox>(u"update.template"_s);
        auto *when = it.part<ui::ToneLabel>(u"update.when"_s);
        const QString first = used->currentText();
        it.type(u"half"_s);
        it.press(Qt::Key_Escape);
        incident::UpdateSent sent;
        sent.audience = u"customers"_s;
        sent.text = u"Sent from another desk."_s;
        sent.approvedBy = it.console.desk->me();
        sent.nextBy = it.clock.now() + std::chrono::minutes(40);
        it.clock.advance(std::chrono::minutes(5));
        room(it).tick(it.clock.now());
        it.press(Qt::Key_U);
        QTRY_VERIFY(text->hasFocus());
        QCOMPARE(when->tone(), ui::ToneLabel::Tone::Dim);
        QVERIFY2(when->text().contains(u"14:00 UTC"_s), qPrintable(when->text()));
        it.press(Qt::Key_Escape);
        it.waitFor(it.console.incidents->submit({room(it).current(), sent, std::nullopt}));
        QTRY_COMPARE(state(it).updates.size(), size_t(1));
        it.reopen();
        it.press(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!room(it).current().isNull());
        write(it, u"/update customers"_s);
        text = it.part<QPlainTextEdit>(u"update.text"_s);
        used = it.part<QComboBox>(u"update.template"_s);
        when = it.part<ui::ToneLabel>(u"update.when"_s);
        QTRY_VERIFY(text->hasFocus());
        QVERIFY(text->toPlainText().contains(u"half"_s));
        QCOMPARE(used->currentText(), first); // the second update begins with another one
        QCOMPARE(when->tone(), ui::ToneLabel::Tone::Amber);
        QVERIFY2(when->text().contains(u"14:05 UTC"_s), qPrintable(when->text()));
        it.take(u"update-overtaken"_s);

        // Anew, and back again.
        used->setFocus();
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Up);
        QVERIFY(!text->toPlainText().contains(u"half"_s));
        QCOMPARE(when->tone(), ui::ToneLabel::Tone::Dim);
        text->setFocus();
        it.press(Qt::Key_Z, Qt::ControlModifier);
        it.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(text->toPlainText().contains(u"half"_s), qPrintable(text->toPlainText()));
    }

    void anUpdateHasAtMostSoManyCharactersAndSaysSo()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_U);
        auto *text = it.part<QPlainTextEdit>(u"update.text"_s);
        QVERIFY(text->hasFocus());

        it.press(Qt::Key_A, Qt::ControlModifier);
        QGuiApplication::clipboard()->setText(u"word "_s.repeated(10'000));
        it.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(text->toPlainText().size(), ui::UpdateForm::kMostText);
        QTRY_VERIFY2(saidOf(it).contains(u"20,000 characters"_s), qPrintable(saidOf(it)));
        it.take(u"warroom-update-full"_s);
        it.press(Qt::Key_Backspace);
        QTRY_VERIFY2(!saidOf(it).contains(u"20,000 characters"_s), qPrintable(saidOf(it)));
    }

    void anUpdateSavedAsAFileIsRecordedOnceItIsWritten()
    {
        RealConsole it(kTickets);
        const auto answers = std::make_shared<Answers>();
        room(it).setDialogs(answers);
        declare(it, u"Checkout is down"_s);
        write(it, u"/update internal"_s);
        auto *text = it.part<QPlainTextEdit>(u"update.text"_s);
        QTRY_VERIFY(text->hasFocus());
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"We are rolling back the last release. Next update by 14:30 UTC."_s);

        auto *save = it.part<QPushButton>(u"update.file"_s);
        answers->path = it.folder.filePath(u"no such folder/update.txt"_s);
        save->click();
        QTRY_VERIFY2(saidOf(it).contains(u"cannot be written"_s), qPrintable(saidOf(it)));
        QVERIFY(saidOf(it).endsWith(u"The text is still here."_s));
        QVERIFY(text->toPlainText().startsWith(u"We are rolling back"_s));
        QVERIFY(state(it).updates.empty());
        answers->path = it.folder.filePath(u"update.txt"_s);
        save->click();
        QTRY_COMPARE(state(it).updates.size(), size_t(1));
        QCOMPARE(state(it).updates.front().via, u"file"_s);
        QFile file(answers->path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("rolling back the last release"));
        QTRY_VERIFY(it.part<ui::TimelineView>(u"incident.timeline"_s)->hasFocus());
    }
};

QTEST_MAIN(TestUpdateWindow)
#include "tst_update_window.moc"
