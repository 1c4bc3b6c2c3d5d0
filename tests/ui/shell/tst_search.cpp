// SPDX-License-Identifier: GPL-3.0-or-later
// The search of the top bar over the real queue, worked by keys.
#include "tests/ui/shell/wholewindow.h"
#include "ui/queue/conversationview.h"
#include "ui/widgets/searchfield.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

namespace {

/// A ticket whose words stand in no other one.
TicketId addQuiet(FakeDesk &desk, const QString &subject, const QString &text)
{
    ticket::TicketCreated fields;
    fields.subject = subject;
    fields.description = text;
    fields.contactName = u"Ada Lund"_s;
    return desk.addTicket(fields, desk.time - std::chrono::hours(2));
}

struct Searching : WholeWindow
{
    explicit Searching(int tickets = 12, Mode mode = Mode::Dark, QSize size = {1280, 800})
        : WholeWindow(tickets, mode, size)
    {
        first = addQuiet(desk, u"Wombat gateway drops frames"_s,
                         u"Since Monday the platypus relay loses one frame in ten."_s);
        second = addQuiet(desk, u"Platypus again"_s, u"The wombat is tired."_s);
    }
    SearchPanel &panel() const { return window->search(); }
    SearchField *field() const { return part<SearchField>(u"shellSearch"_s); }
    int row() const { return part<QListView>(u"searchList"_s)->currentIndex().row(); }
    QString shownCase() const
    {
        const auto *label = queue->findChild<QLabel *>(u"ticket.case"_s);
        return label == nullptr ? QString() : label->text();
    }

    TicketId first, second;
};

} // namespace

class TestSearch final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        loadFonts();
    }

    void ctrlFTypesIntoTheTopBarAndEscGoesBackToWhereTheFocusWas()
    {
        Searching it;
        const QWidget *before = it.window->focusWidget();
        QVERIFY(before != nullptr);
        it.press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(it.window->focusWidget(), it.field());
        QVERIFY(it.panel().isOpen());
        it.type(u"jkx"_s); // would be commands of the queue
        QCOMPARE(it.field()->text(), u"jkx"_s);
        it.press(Qt::Key_Escape);
        QCOMPARE(it.window->focusWidget(), before);
        QVERIFY(!it.panel().isOpen());
    }

    void resultsComeAsOneTypesAndEnterOpensTheChosenTicketWithItsWordsMarked()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"platyp"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 2);
        QCOMPARE(it.part<QLabel>(u"searchCount"_s)->text(), u"2 tickets"_s);
        QCOMPARE(it.row(), 0);
        it.press(Qt::Key_Down);
        QCOMPARE(it.row(), 1);
        it.press(Qt::Key_Down); // the list ends here
        it.press(Qt::Key_Up);
        QCOMPARE(it.row(), 0);
        const TicketId wanted = it.panel().model().lineAt(0)->ticket;
        it.press(Qt::Key_Return);
        QVERIFY(!it.panel().isOpen());
        QTRY_COMPARE(it.shownCase(), it.desk.state(wanted).caseNumber);
        const auto *conversation = it.queue->findChild<ConversationView *>(u"ticket.conversation"_s);
        if (wanted == it.first)
            QTRY_COMPARE(conversation->markCount(), 1);
        else
            QTRY_COMPARE(conversation->markCount(), 0); // the word stands in the subject only
        QTRY_COMPARE(it.window->focusWidget(), conversation);
    }

    void anotherTicketHasNoMarks()
    {
        Searching it;
        it.queue->openHit(it.first, u"platypus"_s);
        const auto *conversation = it.queue->findChild<ConversationView *>(u"ticket.conversation"_s);
        QTRY_COMPARE(conversation->markCount(), 1);
        it.window->registry().trigger(u"window.theme"_s); // drawn anew, still marked
        QTRY_COMPARE(conversation->markCount(), 1);
        it.queue->openTicket(it.second);
        QTRY_COMPARE(it.shownCase(), it.desk.state(it.second).caseNumber);
        QCOMPARE(conversation->markCount(), 0);
    }

    void whatMatchedIsMarkedInEveryPartOfALine()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"wombat relay"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 1);
        const SearchLine *line = it.panel().model().lineAt(0);
        QCOMPARE(line->subject.spans, (std::vector<views::MarkedSpan>{{0, 6}}));
        QCOMPARE(line->snippet.text, u"Since Monday the platypus relay loses one frame in ten."_s);
        QCOMPARE(line->snippet.spans, (std::vector<views::MarkedSpan>{{26, 5}}));
        QVERIFY(!line->status.isEmpty());
    }

    void enterBeforeTheAnswerOpensTheBestOfWhatWasTypedLast()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(it.desk.state(it.second).caseNumber);
        it.press(Qt::Key_Return); // within the rest after the last letter
        QTRY_COMPARE(it.shownCase(), it.desk.state(it.second).caseNumber);
        QVERIFY(!it.panel().isOpen());
    }

    void typingAsksOnceAfterARestAndNotForEachLetter()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"platypus"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 2);
        QVERIFY2(it.desk.searches <= 2, qPrintable(QString::number(it.desk.searches)));
    }

    void moreThanFitIsSaidAndShownOnDemand()
    {
        Searching it;
        for (int i = 0; i < 45; ++i)
            addQuiet(it.desk, u"Axolotl %1"_s.arg(i), u"same"_s);
        const QAbstractItemModelTester tester(it.part<QListView>(u"searchList"_s)->model());
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"axolotl"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 20);
        QVERIFY(it.panel().model().hasMore());
        QCOMPARE(it.part<QLabel>(u"searchCount"_s)->text(), u"The best 20 tickets"_s);
        for (int i = 0; i < 20; ++i)
            it.press(Qt::Key_Down);
        QCOMPARE(it.row(), 20);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.panel().model().lineCount(), 45);
        QVERIFY(!it.panel().model().hasMore());
        QCOMPARE(it.row(), 20); // where the line for more was, the next ticket stands
        QVERIFY(it.panel().isOpen());
        QVERIFY(it.window->rect().contains(it.panel().geometry()));
    }

    void nothingFoundAndAFailureSayWhatToDoNext()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.take(u"search-hint"_s);
        it.type(u"zzyzx"_s);
        const auto says = [&it](const QString &text) {
            const auto labels = it.panel().findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *label) {
                return label->isVisible() && label->text().contains(text);
            });
        };
        QTRY_VERIFY(says(u"No ticket holds all these words"_s));
        it.take(u"search-nothing"_s);
        it.press(Qt::Key_Return);
        QVERIFY(it.panel().isOpen());
        it.desk.searchFails = true;
        it.press(Qt::Key_A);
        QTRY_VERIFY(says(u"The search index is damaged"_s));
        it.take(u"search-failed"_s);
        it.desk.searchFails = false;
        it.field()->setText(u"platypus"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 2);
        it.desk.searchFails = true;
        it.type(u" wombat"_s);
        QTRY_VERIFY(says(u"The search index is damaged"_s));
        it.desk.searchFails = false;
        it.press(Qt::Key_Return); // asks again
        QTRY_COMPARE(it.panel().model().lineCount(), 2);
        QVERIFY(it.panel().isOpen());
    }

    void theLatestAnswerWins()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"platypus"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 2);
        it.field()->clear(); // tells at once; the answer to nothing is the hint
        QCOMPARE(it.panel().model().lineCount(), 0);
        it.type(u"relay"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 1);
    }

    void aClickBesideTheListClosesIt()
    {
        Searching it;
        it.press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(it.panel().isOpen());
        QTest::mouseClick(it.part<QWidget>(u"rail"_s), Qt::LeftButton, {}, QPoint(40, 400));
        QVERIFY(!it.panel().isOpen());
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"platypus"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 2);
        auto *list = it.part<QListView>(u"searchList"_s);
        const TicketId wanted = it.panel().model().lineAt(1)->ticket;
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(it.panel().model().index(1)).center());
        QTRY_COMPARE(it.shownCase(), it.desk.state(wanted).caseNumber);
    }

    void itIsShown_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QSize>("size");
        for (const auto &[name, mode] : {std::pair{"dark", Mode::Dark}, std::pair{"light", Mode::Light}}) {
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080), QSize(900, 560)})
                QTest::addRow("%s-%d", name, size.width()) << mode << size;
        }
    }
    void itIsShown()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        Searching it(80, mode, size);
        it.press(Qt::Key_F, Qt::ControlModifier);
        it.type(u"the"_s);
        QTRY_VERIFY(it.panel().model().lineCount() > 5);
        QVERIFY(it.window->rect().contains(it.panel().geometry()));
        it.take(u"search-many-"_s + tag);
        it.field()->setText(u"relay frame"_s);
        QTRY_COMPARE(it.panel().model().lineCount(), 1);
        it.take(u"search-one-"_s + tag);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.shownCase(), it.desk.state(it.first).caseNumber);
        QTest::qWait(50);
        it.take(u"search-opened-"_s + tag);
    }
};

QTEST_MAIN(TestSearch)
#include "tst_search.moc"
