// SPDX-License-Identifier: GPL-3.0-or-later
// The board of escalations over a real file: what goes past all levels stands above all, what one looks for
// is found by words, level, path and owner, what was closed says when and why, and the keys are on view.
#include "tests/app/escalationhands.h"
#include "ui/queue/queuetable.h"

#include <QComboBox>
#include <QPushButton>
#include <QTextBrowser>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

escalation::EscalationId raise(RealConsole &it, int number, const QString &level, const QString &path = {},
                               const QString &text = u"The customer asks for it"_s)
{
    escalation::Raised raised;
    raised.ticket = ticketOf(it, number);
    raised.tier = u"enterprise"_s;
    raised.situation = path.isEmpty() ? u"request"_s : u"security"_s;
    raised.text = text;
    raised.level = level;
    raised.path = path;
    const auto receipt = RealConsole::waitFor(it.console.escalating->submit({{}, raised, it.clock.now()}));
    it.clock.advance(std::chrono::minutes(1));
    return receipt.escalation;
}

void order(RealConsole &it, escalation::EscalationId id, escalation::EscalationCommand command)
{
    (void)RealConsole::waitFor(it.console.escalating->submit({id, std::move(command), std::nullopt}));
}

/// "# heading" and titles, as they stand on the board.
QStringList shown(const RealConsole &it)
{
    QStringList lines;
    for (const views::EscalationRow &row : board(it).model().values())
        lines += row.isHeading ? u"# "_s + row.title : row.title;
    return lines;
}

QStringList buttons(const RealConsole &it)
{
    QStringList texts;
    const auto *grid = it.part<QWidget>(u"escalation.buttons"_s);
    for (const QPushButton *button : grid->findChildren<QPushButton *>()) {
        if (button->isVisible())
            texts += button->text();
    }
    texts.sort();
    return texts;
}

} // namespace

class TestEscalationBoard : public QObject
{
    Q_OBJECT

private slots:
    void manyThatAreRaisedMeanwhileStandOnTheBoardWhenItIsShown()
    {
        RealConsole it(kEscalationTickets);
        constexpr int kRaised = 205;
        for (int i = 0; i < kRaised; ++i)
            raise(it, 1 + i % 3, u"level-1"_s);
        toBoard(it);
        const auto titles = [&] { return shown(it).filter(QRegularExpression(u"^[^#]"_s)).size(); };
        QTRY_COMPARE(titles(), kRaised);
    }

    void securityStandsAboveAllThatWaitsAndItsTicketIsMarked()
    {
        RealConsole it(kEscalationTickets);
        raise(it, 1, u"level-4"_s);
        const auto id = raise(it, 3, u"level-1"_s, u"security"_s, u"They see foreign invoices"_s);
        raise(it, 2, u"level-2"_s);
        toBoard(it);
        QTRY_COMPARE(shown(it), (QStringList{u"# Security, past all levels"_s, u"Where is my invoice"_s,
                                             u"# Executive"_s, u"Checkout fails"_s,
                                             u"# Engineering manager"_s, u"Cannot pay"_s}));
        it.takeWhole(u"escalations-security"_s);
        const QHash<TicketId, bool> marked = board(it).escalated();
        QCOMPARE(marked.size(), 3);
        QVERIFY(marked.value(ticketOf(it, 3)) && !marked.value(ticketOf(it, 1)));
        // Handed to security it goes up, taken back to its level by a refusal it comes down.
        const auto other = state(it, ticketOf(it, 2)).id;
        order(it, other, escalation::HandedOver{u"security"_s, {}, u"It may be a leak"_s, {}, {}});
        QTRY_COMPARE(shown(it).at(0), u"# Security, past all levels"_s);
        QTRY_COMPARE(board(it).model().values()[0].remark, u"2 escalations"_s);
        // In the queue the row says so: it is painted otherwise than without the mark.
        it.press(Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.queue);
        auto *table = it.console.window->findChild<ui::QueueTable *>();
        QTRY_VERIFY(table->isVisible());
        it.take(u"escalations-queue-marks"_s);
        const QImage with = table->viewport()->grab().toImage();
        table->setEscalated({});
        QVERIFY(table->viewport()->grab().toImage() != with);
        Q_UNUSED(id)
    }

    void aRestrictedOneDoesNotKeepItsTicketFromBeingEscalatedForSomethingElse()
    {
        RealConsole it(kEscalationTickets);
        raise(it, 1, u"level-2"_s, u"security"_s);
        const TicketId ticket = ticketOf(it, 1);
        it.console.queue->openTicket(ticket);
        QTRY_COMPARE(it.console.queue->currentTicket(), ticket);
        QTRY_VERIFY(board(it).ofTicket(ticket) != nullptr);
        it.press(Qt::Key_E); // who raised it may read it: what can be done to it, and the form behind it
        QTRY_VERIFY(it.part<QWidget>(u"escalation.picker"_s)->isVisible());
        it.take(u"escalations-something-else"_s);
        it.type(u"something else"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.part<QWidget>(u"ask"_s)->isVisible());
        it.press(Qt::Key_Escape);
        QTRY_VERIFY(!it.part<QWidget>(u"ask"_s)->isVisible());
        people::PersonChanged ben;
        ben.name = u"Ben Ito"_s;
        ben.role = u"agent"_s;
        const PersonId other = RealConsole::waitFor(it.console.desk->savePerson(std::nullopt, ben));
        RealConsole::waitFor(it.console.desk->setMe(other));
        board(it).load();
        QTRY_VERIFY(board(it).ofTicket(ticket) != nullptr && !board(it).ofTicket(ticket)->isReadable());
        it.console.queue->openTicket(ticket);
        it.press(Qt::Key_E);
        QTRY_VERIFY(it.part<QWidget>(u"ask"_s)->isVisible());
        QVERIFY(!it.part<QWidget>(u"escalation.picker"_s)->isVisible());
    }

    void whatOneLooksForIsFound()
    {
        RealConsole it(kEscalationTickets);
        const auto mine = raise(it, 1, u"level-3"_s);
        raise(it, 2, u"level-2"_s);
        raise(it, 3, u"level-1"_s, u"engineering"_s);
        people::PersonChanged ben;
        ben.name = u"Ben Ito"_s;
        ben.role = u"agent"_s;
        const PersonId other = RealConsole::waitFor(it.console.desk->savePerson(std::nullopt, ben));
        RealConsole::waitFor(it.console.desk->setMe(other));
        order(it, mine, escalation::Accepted{});
        board(it).load();
        toBoard(it);
        it.press(Qt::Key_Slash);
        QTRY_VERIFY(it.part<QLineEdit>(u"escalation.filter"_s)->hasFocus());
        it.type(u"pay globex"_s);
        QTRY_COMPARE(shown(it), (QStringList{u"# Engineering manager"_s, u"Cannot pay"_s}));
        it.takeWhole(u"escalations-filter"_s);
        it.type(u" nobody"_s); // who has it counts, too
        QTRY_COMPARE(shown(it).size(), 2);
        it.type(u" zzz"_s);
        QTRY_VERIFY(shown(it).isEmpty());
        QVERIFY(it.part<QLabel>(u"escalation.nothing"_s)->isVisible());
        it.takeWhole(u"escalations-filter-nothing"_s);
        it.press(Qt::Key_Escape);
        QTRY_COMPARE(shown(it).size(), 6);
        it.press(Qt::Key_Escape);
        QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        it.part<QPushButton>(u"escalation.filterMine"_s)->click();
        QTRY_COMPARE(shown(it).value(1), u"Checkout fails"_s);
        QCOMPARE(shown(it).size(), 2);
        it.part<QPushButton>(u"escalation.filterMine"_s)->click();
        auto *path = it.part<QComboBox>(u"escalation.filterPath"_s);
        path->setCurrentIndex(path->findData(u"engineering"_s));
        emit path->activated(path->currentIndex());
        QTRY_COMPARE(shown(it), (QStringList{u"# Support team lead"_s, u"Where is my invoice"_s}));
        path->setCurrentIndex(0);
        auto *level = it.part<QComboBox>(u"escalation.filterLevel"_s);
        level->setCurrentIndex(level->findData(u"level-2"_s));
        emit level->activated(level->currentIndex());
        QTRY_COMPARE(shown(it), (QStringList{u"# Engineering manager"_s, u"Cannot pay"_s}));
    }

    void whatWasClosedSaysWhenAndWhy()
    {
        RealConsole it(kEscalationTickets);
        const auto id = raise(it, 1, u"level-2"_s);
        const auto other = raise(it, 2, u"level-2"_s);
        toBoard(it);
        it.press(Qt::Key_V);
        QTRY_VERIFY(it.part<QLabel>(u"escalation.nothing"_s)->isVisible());
        QCOMPARE(it.part<QLabel>(u"escalation.nothing"_s)->text(), u"Nothing was closed yet."_s);
        QVERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        order(it, id, escalation::DeEscalated{u"workaround_accepted"_s, u"They pay by invoice"_s});
        order(it, id, escalation::Closed{u"Test the roll back first"_s, {}, u"nobody else was brought in"_s});
        QTRY_COMPARE(shown(it).size(), 2);
        const views::EscalationRow row = board(it).model().values()[1];
        QCOMPARE(row.title, u"Checkout fails"_s);
        QVERIFY2(row.why.contains(u"way round it will do"_s), qPrintable(row.why));
        QVERIFY2(row.holder.startsWith(u"Closed 14:02"_s), qPrintable(row.holder));
        QTRY_VERIFY(it.part<QTextBrowser>(u"escalation.text"_s)
                        ->toPlainText()
                        .contains(u"Lessons: Test the roll back first"_s));
        QVERIFY2(buttons(it).contains(u"Escalate it again (U)"_s), qPrintable(buttons(it).join(u'|')));
        it.takeWhole(u"escalations-closed"_s);
        it.press(Qt::Key_V);
        QTRY_COMPARE(shown(it), (QStringList{u"# Engineering manager"_s, u"Cannot pay"_s}));

        // What another page leads to is chosen, though it was closed or is filtered out.
        const auto chosen = [&it] {
            const int at = it.part<QListView>(u"escalation.list"_s)->currentIndex().row();
            return at < 0 ? QString() : board(it).model().values()[size_t(at)].title;
        };
        it.press(Qt::Key_Slash);
        it.type(u"zzz"_s);
        QTRY_VERIFY(shown(it).isEmpty());
        board(it).show(other);
        QTRY_COMPARE(chosen(), u"Cannot pay"_s);
        board(it).show(id);
        QTRY_COMPARE(chosen(), u"Checkout fails"_s);
        board(it).show(other);
        QTRY_COMPARE(chosen(), u"Cannot pay"_s);
    }

    void whatCanBeDoneStandsThereWithItsKeys()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        // The line on the ticket, beside the queue, is whole.
        auto *line = it.part<QPushButton>(u"ticket.escalation"_s);
        QTRY_VERIFY(line->isVisible());
        QCOMPARE(QString(line->text()).replace(u'\n', u" · "_s), line->toolTip());
        QVERIFY(line->sizeHint().width() <= line->width() + 1);
        it.take(u"escalations-ticket-line"_s);
        toBoard(it);
        QVERIFY(buttons(it).contains(u"Take it (A)"_s));
        QVERIFY(buttons(it).contains(u"Hand it over (H)"_s));
        QVERIFY(buttons(it).contains(u"More (E)"_s));
        QVERIFY(!buttons(it).contains(u"Close the escalation (X)"_s));
        it.takeWhole(u"escalations-buttons"_s);
        for (QPushButton *button : it.part<QWidget>(u"escalation.buttons"_s)->findChildren<QPushButton *>()) {
            if (button->text() == u"Take it (A)")
                button->click();
        }
        QTRY_COMPARE(state(it, ticket).status, escalation::Status::Held);
        QTRY_VERIFY(!buttons(it).contains(u"Take it (A)"_s));
    }
};

QTEST_MAIN(TestEscalationBoard)
#include "tst_escalation_board.moc"
