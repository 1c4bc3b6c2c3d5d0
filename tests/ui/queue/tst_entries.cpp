// SPDX-License-Identifier: GPL-3.0-or-later
// Entries are put right beside the original, and taken out for good, by keys.
#include "tests/ui/queue/pagefixture.h"

#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBrowser>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;

class TestEntries : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void aNoteIsPutRightBesideTheOriginal();
    void whatIsMissingIsNamed();
    void aTakenOutEntryIsAskedForTwice();
    void theHistoryChoosesTheEntry();
    void aFullDiskKeepsWhatWasTyped();
    void otherEntriesAreNotPutRight();
    void equalEntriesAreToldApartByTheirTime();

private:
    /// With one ticket on view that has a note.
    static TicketId open(PageFixture &it)
    {
        const TicketId ticket = it.page->currentTicket();
        it.desk.append(ticket, it.desk.time - 3min,
                       ticket::NoteAdded{u"Mira Okafor"_s, u"The pasword is hunter2"_s, {}});
        it.desk.announce({ticket});
        it.key(Qt::Key_Return);
        const auto isShown = [&it] { return conversation(it)->toPlainText().contains(u"hunter2"_s); };
        return QTest::qWaitFor(isShown) ? ticket : TicketId{};
    }
    static QTextBrowser *conversation(const PageFixture &it)
    {
        return it.named<QTextBrowser>("ticket.conversation");
    }
    static QWidget *form(const PageFixture &it) { return it.named<QWidget>("ticket.entry"); }
    static QString note(const PageFixture &it) { return it.named<QLabel>("ticket.entry.note")->text(); }
    static void chooseTheNote(PageFixture &it, Qt::KeyboardModifiers modifiers)
    {
        it.key(Qt::Key_E, modifiers);
        it.type(u"hunter"_s);
        QTRY_COMPARE(it.named<QListWidget>("queue.pickerList")->count(), 1);
        it.key(Qt::Key_Return);
        QVERIFY(form(it)->isVisible());
    }
    static ticket::Message noteOf(PageFixture &it, TicketId ticket)
    {
        const auto &messages = it.desk.state(ticket).messages;
        const auto found = std::ranges::find(messages, it.desk.time - 3min, &ticket::Message::at);
        return found == messages.end() ? ticket::Message{} : *found;
    }
};

void TestEntries::aNoteIsPutRightBesideTheOriginal()
{
    PageFixture it(3);
    const TicketId ticket = open(it);
    chooseTheNote(it, Qt::ControlModifier);
    auto *text = it.named<QPlainTextEdit>("ticket.entry.text");
    QCOMPARE(it.focus(), text);
    QCOMPARE(text->toPlainText(), u"The pasword is hunter2"_s);
    text->selectAll();
    it.type(u"The password was changed"_s);
    it.key(Qt::Key_Tab);
    it.type(u"misspelt"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(noteOf(it, ticket).text, u"The password was changed"_s);
    QCOMPARE(noteOf(it, ticket).struckText, u"The pasword is hunter2"_s);
    QTRY_VERIFY(!form(it)->isVisible());
    QCOMPARE(it.focus(), it.table());
    QTRY_VERIFY(conversation(it)->toPlainText().contains(u"The password was changed"_s));
    QVERIFY(conversation(it)->toPlainText().contains(u"Corrected; before: The pasword is hunter2"_s));
    QVERIFY(conversation(it)->toHtml().contains(u"line-through"_s));
}

void TestEntries::whatIsMissingIsNamed()
{
    PageFixture it(3);
    const TicketId ticket = open(it);
    chooseTheNote(it, Qt::ControlModifier);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(note(it), u"The text reads as before."_s);
    it.named<QPlainTextEdit>("ticket.entry.text")->setPlainText(u"Other"_s);
    it.named<QPlainTextEdit>("ticket.entry.text")->setFocus();
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(note(it).startsWith(u"The reason is missing."_s));
    QCOMPARE(it.focus()->objectName(), u"ticket.entry.reason"_s);
    it.named<QPlainTextEdit>("ticket.entry.text")->clear();
    it.type(u"because"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(note(it).startsWith(u"The text is empty."_s));
    it.key(Qt::Key_Escape);
    QVERIFY(!form(it)->isVisible());
    QVERIFY(!noteOf(it, ticket).struckText);
}

void TestEntries::aTakenOutEntryIsAskedForTwice()
{
    PageFixture it(3);
    const TicketId ticket = open(it);
    chooseTheNote(it, Qt::ShiftModifier);
    const QString stays = it.named<QLabel>("ticket.entry.stays")->text();
    QVERIFY(stays.contains(u"by whom and when"_s) && stays.contains(u"Backups"_s));
    QCOMPARE(it.focus()->objectName(), u"ticket.entry.reason"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(note(it).startsWith(u"The reason is missing."_s));
    it.type(u"a password"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(note(it).contains(u"cannot be brought back"_s));
    QVERIFY(!noteOf(it, ticket).redacted);
    it.type(u" of ours"_s); // another word is another question
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!noteOf(it, ticket).redacted);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(noteOf(it, ticket).redacted);
    QVERIFY(noteOf(it, ticket).text.isEmpty());
    QTRY_VERIFY(!conversation(it)->toPlainText().contains(u"hunter2"_s));
    QVERIFY(conversation(it)->toPlainText().contains(u"Redacted."_s));
    it.key(Qt::Key_E, Qt::ShiftModifier); // what is out is not offered again
    auto *list = it.named<QListWidget>("queue.pickerList");
    QTRY_VERIFY(list->count() > 0);
    it.type(u"hunter"_s);
    QCOMPARE(list->count(), 0);
}

void TestEntries::theHistoryChoosesTheEntry()
{
    PageFixture it(3);
    const TicketId ticket = open(it);
    it.named<QTabWidget>("ticket.tabs")->setCurrentWidget(it.named<QWidget>("ticket.history"));
    auto *history = it.named<QListView>("ticket.history");
    history->setFocus();
    it.key(Qt::Key_End);
    it.key(Qt::Key_E, Qt::ShiftModifier);
    QTRY_VERIFY(form(it)->isVisible());
    QVERIFY(!it.named<QWidget>("queue.picker")->isVisible());
    QCOMPARE(it.named<QLabel>("ticket.entry.before")->text(), u"The pasword is hunter2"_s);
    it.type(u"a password"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(noteOf(it, ticket).redacted);
    QTRY_COMPARE(it.focus(), history);
}

void TestEntries::aFullDiskKeepsWhatWasTyped()
{
    PageFixture it(3);
    const TicketId ticket = open(it);
    chooseTheNote(it, Qt::ControlModifier);
    it.named<QPlainTextEdit>("ticket.entry.text")->setPlainText(u"Better"_s);
    it.key(Qt::Key_Tab);
    it.type(u"why not"_s);
    it.desk.writeFails = true;
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(note(it).contains(u"The disk is full."_s));
    QVERIFY(form(it)->isVisible());
    it.key(Qt::Key_Escape);
    it.desk.writeFails = false;
    chooseTheNote(it, Qt::ControlModifier);
    QCOMPARE(it.named<QPlainTextEdit>("ticket.entry.text")->toPlainText(), u"Better"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(noteOf(it, ticket).text, u"Better"_s);
}

void TestEntries::otherEntriesAreNotPutRight()
{
    PageFixture it(3);
    open(it);
    it.named<QTabWidget>("ticket.tabs")->setCurrentWidget(it.named<QWidget>("ticket.history"));
    it.named<QListView>("ticket.history")->setFocus();
    it.key(Qt::Key_Home); // the creation
    it.key(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(it.named<QLabel>("queue.bulkText")->text().startsWith(u"Only replies, notes"_s));
    QVERIFY(!form(it)->isVisible());
}

void TestEntries::equalEntriesAreToldApartByTheirTime()
{
    PageFixture it(3);
    const TicketId ticket = open(it);
    for (const Millis ago : {Millis(2s), Millis(1s), Millis(1s)})
        it.desk.append(ticket, it.desk.time - ago,
                       ticket::NoteAdded{u"Mira Okafor"_s, u"Called again"_s, {}});
    it.desk.announce({ticket});
    it.key(Qt::Key_E, Qt::ControlModifier);
    auto *list = it.named<QListWidget>("queue.pickerList");
    QTRY_VERIFY(list->count() > 2);
    it.type(u"called again"_s);
    QCOMPARE(list->count(), 3);
    QStringList rows;
    for (int row = 0; row < 3; ++row)
        rows.append(list->item(row)->text());
    QCOMPARE(rows.removeDuplicates(), qsizetype(0));
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMillis(it.desk.time - 2s), Qt::UTC);
    QVERIFY2(rows.last().startsWith(at.toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s)), qPrintable(rows.last()));
    QVERIFY2(rows.first().contains(u"(2 of 2)"_s), qPrintable(rows.first()));
}

QTEST_MAIN(TestEntries)
#include "tst_entries.moc"
