// SPDX-License-Identifier: GPL-3.0-or-later
// The package of an escalation is written in the window by keyboard, over a real file: filled from the
// ticket, what is missing named and jumped to, kept, and given away to whom may see it.
#include "tests/app/answers.h"
#include "tests/app/escalationhands.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

QPlainTextEdit *section(const RealConsole &it, const QString &key)
{
    return it.part<QPlainTextEdit>(u"package."_s + key);
}

QString said(const RealConsole &it, const QString &part)
{
    return it.part<QLabel>(u"package."_s + part)->text();
}

QStringList missing(const RealConsole &it)
{
    const auto *list = it.part<QListWidget>(u"package.missing"_s);
    QStringList names;
    for (int row = 0; row < list->count(); ++row)
        names += list->item(row)->text();
    return names;
}

void goTo(RealConsole &it, const QString &path)
{
    auto *box = it.part<QComboBox>(u"package.path"_s);
    box->setCurrentIndex(box->findData(path));
    emit box->activated(box->currentIndex());
}

/// What a supporter wrote down before it was escalated.
void workOn(RealConsole &it, TicketId ticket)
{
    ticket::FieldsChanged fields;
    fields.description = u"Since the release of this morning every payment ends in an error 502."_s;
    fields.impact = u"No customer of theirs can pay"_s;
    fields.environment = u"EU, version 4.17"_s;
    fields.steps = u"Fill a cart\nPay by card"_s;
    std::vector<ticket::TicketOrder> orders;
    orders.push_back({ticket, ticket::EditFields{fields}, std::nullopt});
    orders.push_back({ticket, ticket::AddNote{u"rolled back the release -> still fails"_s}, std::nullopt});
    orders.push_back({ticket, ticket::SendReply{u"We are looking into it."_s, false, {}}, std::nullopt});
    const views::Receipt done = RealConsole::waitFor(it.console.desk->submit(orders));
    QCOMPARE(done.saved, 3);
}

void openPackage(RealConsole &it)
{
    it.press(Qt::Key_W);
    QTRY_VERIFY(it.console.window->findChild<QWidget *>(u"package"_s) != nullptr);
    QTRY_VERIFY(it.part<QWidget>(u"package"_s)->isVisible());
}

} // namespace

class TestEscalationPackage : public QObject
{
    Q_OBJECT

private slots:
    void itIsFilledFromTheTicketAndKeptAsAFact()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        workOn(it, ticket);
        escalate(it, ticket);
        toBoard(it);
        openPackage(it);
        QCOMPARE(section(it, u"summary"_s)->toPlainText(), u"Checkout fails"_s);
        QCOMPARE(section(it, u"operational_effect"_s)->toPlainText(), u"No customer of theirs can pay"_s);
        QCOMPARE(section(it, u"tried"_s)->toPlainText(), u"rolled back the release -> still fails"_s);
        QCOMPARE(section(it, u"environment"_s)->toPlainText(), u"EU, version 4.17"_s);
        QCOMPARE(section(it, u"depth"_s)->toPlainText(), u"No customer of theirs can pay"_s);
        QVERIFY(
            section(it, u"sla_position"_s)->toPlainText().contains(u"resolution in time (due 2026-11-21"_s));
        QVERIFY(section(it, u"last_update"_s)->toPlainText().contains(u"looking into it"_s));
        QVERIFY(section(it, u"narrative"_s)->toPlainText().contains(u"error 502"_s));
        QVERIFY2(said(it, u"severityNote"_s).startsWith(u"By the definitions: High"_s),
                 qPrintable(said(it, u"severityNote"_s)));
        goTo(it, u"engineering"_s);
        QCOMPARE(missing(it), (QStringList{u"Expected"_s, u"Observed"_s, u"What the customer expects"_s,
                                           u"What we ask for"_s, u"Needed by"_s}));
        it.takeWhole(u"escalations-package"_s);
        // From one missing part to the next, without the mouse.
        section(it, u"summary"_s)->setFocus();
        it.press(Qt::Key_F8);
        it.type(u"The payment goes through"_s);
        it.press(Qt::Key_F8);
        QVERIFY(section(it, u"observed"_s)->hasFocus());
        it.type(u"502 after ten seconds"_s);
        it.press(Qt::Key_F8);
        it.type(u"A fix today"_s);
        it.press(Qt::Key_F8);
        it.type(u"Find the cause and ship a fix"_s);
        it.press(Qt::Key_F8);
        it.type(u"+6h"_s);
        QVERIFY2(missing(it).isEmpty(), qPrintable(missing(it).join(u", "_s)));
        QVERIFY(said(it, u"complete"_s).startsWith(u"Complete for Engineering"_s));
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        it.console.window->resize(1920, 1080);
        QTest::qWait(50);
        it.takeWhole(u"escalations-package-light-large"_s);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        it.console.window->resize(1280, 800);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).package.version, 1);
        const escalation::PackageWritten &kept = state(it, ticket).package.content;
        QCOMPARE(kept.texts.at(u"expectation"_s), u"A fix today"_s);
        QCOMPARE(kept.tried.size(), size_t(1));
        QCOMPARE(kept.tried[0].outcome, u"still fails"_s);
        QCOMPARE(kept.severity, u"high"_s);
        QCOMPARE(kept.deadline, std::optional(it.clock.now() + std::chrono::hours(6)));
        QTRY_VERIFY(!it.part<QWidget>(u"package"_s)->isVisible());
        QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        QTRY_VERIFY(it.part<QTextBrowser>(u"escalation.text"_s)->toPlainText().contains(u"Checkout fails"_s));
        it.take(u"escalations-package-kept"_s);
    }

    void theDraftOutlivesTheProgramAndIsGoneOnceItIsKept()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        openPackage(it);
        section(it, u"request"_s)->setFocus();
        it.type(u"Ship a f"_s);
        section(it, u"tried"_s)->setFocus();
        it.type(u"restarted it"_s); // no outcome yet
        it.part<QLineEdit>(u"package.deadline"_s)->setFocus();
        it.type(u"25:99"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(said(it, u"note"_s).startsWith(u"Needed by: "_s), qPrintable(said(it, u"note"_s)));
        it.press(Qt::Key_Escape);
        QVERIFY(!it.part<QWidget>(u"package"_s)->isVisible());
        QTest::qWait(100);
        it.reopen();
        toBoard(it);
        openPackage(it);
        QCOMPARE(section(it, u"request"_s)->toPlainText(), u"Ship a f"_s);
        QCOMPARE(it.part<QLineEdit>(u"package.deadline"_s)->text(), u"25:99"_s);
        QVERIFY(missing(it).contains(u"What was tried"_s)); // what came of it is not said
        it.part<QLineEdit>(u"package.deadline"_s)->setFocus();
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"+1h"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).package.version, 1);
        QTRY_VERIFY(!it.part<QWidget>(u"package"_s)->isVisible());
        // An hour and more later it is opened again: what was kept holds, also its deadline that has passed.
        it.clock.advance(std::chrono::hours(2));
        openPackage(it);
        QVERIFY2(said(it, u"note"_s).startsWith(u"As Sam Rivera kept it"_s), qPrintable(said(it, u"note"_s)));
        section(it, u"request"_s)->setFocus();
        it.press(Qt::Key_End);
        it.type(u"ix"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).package.version, 2);
        QCOMPARE(state(it, ticket).package.content.texts.at(u"request"_s), u"Ship a fix"_s);
        QVERIFY(state(it, ticket).package.content.deadline.has_value());
    }

    void whatTheTicketSaysNowIsFilledInWithoutTouchingWhatWasWritten()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        openPackage(it);
        section(it, u"operational_effect"_s)->setFocus();
        it.type(u"Mine"_s);
        QVERIFY(section(it, u"environment"_s)->toPlainText().isEmpty());
        workOn(it, ticket);
        it.part<QPushButton>(u"package.fill"_s)->click();
        QTRY_COMPARE(section(it, u"environment"_s)->toPlainText(), u"EU, version 4.17"_s);
        QCOMPARE(section(it, u"operational_effect"_s)->toPlainText(), u"Mine"_s);
    }

    void itIsGivenAwayAsMarkdownPdfAndTextForAChat()
    {
        RealConsole it(kEscalationTickets);
        const auto answers = std::make_shared<Answers>();
        board(it).setDialogs(answers);
        const TicketId ticket = ticketOf(it, 1);
        workOn(it, ticket);
        escalate(it, ticket);
        it.press(Qt::Key_E); // from the ticket, too
        QTRY_VERIFY(it.part<QWidget>(u"escalation.picker"_s)->isVisible());
        it.type(u"package"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.part<QWidget>(u"package"_s)->isVisible());
        it.part<QPushButton>(u"package.copy"_s)->click();
        QTRY_COMPARE(said(it, u"note"_s), u"Copied as a text for a chat."_s);
        const QString chat = QGuiApplication::clipboard()->text();
        QVERIFY2(chat.startsWith(u"ESCALATION: Checkout fails\n"_s), qPrintable(chat));
        QVERIFY(chat.contains(u"[What we ask for]"_s));
        answers->path = it.folder.filePath(u"package.md"_s);
        it.part<QPushButton>(u"package.file"_s)->click();
        QTRY_VERIFY(said(it, u"note"_s).contains(u"package.md"_s));
        QFile markdown(answers->path);
        QVERIFY(markdown.open(QIODevice::ReadOnly));
        QVERIFY(markdown.readAll().startsWith("# Escalation: Checkout fails\n"));
        answers->path = it.folder.filePath(u"package.pdf"_s);
        it.part<QPushButton>(u"package.file"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(said(it, u"note"_s).contains(u"package.pdf"_s), 10'000);
        QFile pdf(answers->path);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF-"));
        // Who gave what away stands in the record.
        QTRY_COMPARE(state(it, ticket).gifts.size(), size_t(3));
        const auto gifts = state(it, ticket).gifts;
        QCOMPARE(gifts[0].content.form, u"chat"_s);
        QCOMPARE(gifts[1].content.form, u"markdown"_s);
        QCOMPARE(gifts[2].content.form, u"pdf"_s);
        QCOMPARE(gifts[0].by, it.console.desk->me());
        QVERIFY(gifts[0].content.sections.contains(u"summary"_s));
        QCOMPARE(gifts[0].content.version, 0); // nobody kept it yet
    }

    void whoMayNotSeeItNeitherOpensItNorGivesItAway()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        it.press(Qt::Key_A);
        QTRY_COMPARE(state(it, ticket).status, escalation::Status::Held);
        // Somebody else takes the seat: neither of security nor among those who work on it.
        people::PersonChanged ben;
        ben.name = u"Ben Ito"_s;
        ben.role = u"agent"_s;
        const PersonId other = RealConsole::waitFor(it.console.desk->savePerson(std::nullopt, ben));
        const auto submit = [&](escalation::EscalationCommand command) {
            (void)RealConsole::waitFor(
                it.console.escalating->submit({state(it, ticket).id, std::move(command), std::nullopt}));
        };
        openPackage(it);
        submit(escalation::HandedOver{u"security"_s, {}, u"Data may be exposed"_s, {}, {}});
        QTRY_VERIFY(it.part<QLabel>(u"package.restricted"_s)->isVisible());
        it.takeWhole(u"escalations-package-restricted"_s);
        RealConsole::waitFor(it.console.desk->setMe(other));
        QGuiApplication::clipboard()->setText(u"before"_s);
        it.part<QPushButton>(u"package.copy"_s)->click();
        QTRY_VERIFY2(said(it, u"note"_s).contains(u"restricted"_s), qPrintable(said(it, u"note"_s)));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
        it.press(Qt::Key_Escape);
        board(it).load();
        QTRY_VERIFY(!board(it).ofTicket(ticket)->isReadable());
        it.part<QListView>(u"escalation.list"_s)->setFocus();
        it.press(Qt::Key_W);
        QTest::qWait(100);
        QVERIFY(!it.part<QWidget>(u"package"_s)->isVisible());
    }
};

QTEST_MAIN(TestEscalationPackage)
#include "tst_escalation_package.moc"
