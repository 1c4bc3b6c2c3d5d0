// SPDX-License-Identifier: GPL-3.0-or-later
// Credits by keyboard alone, over a real file: proposed, approved by somebody else, refused, a downtime set
// by hand, exported, and there again after the program was gone.
#include "tests/app/warroomhands.h"

#include <QPlainTextEdit>
#include <QTableWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTickets = "id,subject,customer,tier,arr,priority,status,created\n"
                            "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n"
                            "2,Cannot pay,Globex,professional,60000 USD,P1,open,2026-11-20T13:45:00Z\n"
                            "3,Where is my invoice,Initech,enterprise,,P3,open,2026-11-20T13:46:00Z\n";

} // namespace

class TestCreditsWindow : public QObject
{
    Q_OBJECT

private:
    static QTableWidget &table(RealConsole &it) { return *it.part<QTableWidget>(u"credits.table"_s); }
    static QString saidOf(RealConsole &it) { return it.part<QLabel>(u"credits.told"_s)->text(); }
    static QString cell(RealConsole &it, int row, const QString &head)
    {
        for (int column = 0; column < table(it).columnCount(); ++column) {
            if (table(it).horizontalHeaderItem(column)->text() == head)
                return table(it).item(row, column)->text();
        }
        return u"no such column"_s;
    }
    static void openCredits(RealConsole &it)
    {
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_Dollar);
        QVERIFY(table(it).isVisible());
        QVERIFY(table(it).hasFocus());
    }
    static TicketId ticketOf(RealConsole &it, const QString &subject)
    {
        const views::QueueModel &model = it.console.queue->model();
        for (int row = 0; row < model.totalCount(); ++row) {
            if (model.rowAt(row)->subject == subject)
                return model.rowAt(row)->id;
        }
        return {};
    }
    static void link(RealConsole &it, const QString &subject)
    {
        const TicketId ticket = ticketOf(it, subject);
        QVERIFY(!ticket.isNull());
        it.waitFor(it.console.incidents->submit(
            {room(it).current(), incident::TicketsLinked{{ticket}, {}}, std::nullopt}));
    }
    /// What is typed into the field that has the focus, then Tab and why.
    static void answer(RealConsole &it, const QString &value, const QString &reason)
    {
        QVERIFY(it.part<QLineEdit>(u"credits.value"_s)->hasFocus());
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(value);
        it.press(Qt::Key_Tab);
        QVERIFY(it.part<QLineEdit>(u"credits.reason"_s)->hasFocus());
        it.type(reason);
        it.press(Qt::Key_Return);
    }

private slots:
    void withoutTicketsItSaysWhatToDoNext()
    {
        RealConsole it(kTickets);
        declare(it, u"Nobody can pay"_s);
        openCredits(it);
        auto *empty = it.part<QLabel>(u"credits.empty"_s);
        QVERIFY(empty->isVisible() && empty->text().contains(u"Link tickets"_s));
        it.press(Qt::Key_P);
        QVERIFY2(saidOf(it).contains(u"No customer"_s), qPrintable(saidOf(it)));
        it.take(u"credits-empty"_s);
        it.press(Qt::Key_Escape);
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
    }

    void whatIsTypedForACustomerIsWrittenForThatOneThoughABiggerOneIsHitMeanwhile()
    {
        RealConsole it(kTickets);
        declare(it, u"Nobody can pay"_s);
        link(it, u"Cannot pay"_s);
        openCredits(it);
        QTRY_COMPARE(table(it).rowCount(), 1);
        it.press(Qt::Key_P);
        link(it, u"Checkout fails"_s);
        QTRY_COMPARE(table(it).rowCount(), 2);
        QCOMPARE(cell(it, 0, u"Customer"_s), u"Acme"_s);
        QCOMPARE(cell(it, 1, u"Customer"_s), u"Globex"_s);
        QCOMPARE(table(it).currentRow(), 1); // it is still the line of Globex that is chosen
        table(it).selectRow(0);              // nor does a click elsewhere turn the question over
        answer(it, u"400"_s, u"as promised"_s);
        QTRY_COMPARE(state(it).credits.size(), size_t(1));
        QCOMPARE(state(it).credits[0].figures.name, u"Globex"_s);
        QTRY_COMPARE(cell(it, 1, u"Proposed"_s), u"USD 400"_s);
        QTRY_VERIFY(table(it).hasFocus());

        it.press(Qt::Key_Down);
        it.press(Qt::Key_D);
        table(it).selectRow(0);
        answer(it, u"not hit"_s, u"their region was up"_s);
        QTRY_COMPARE(state(it).downtimes.size(), size_t(1));
        QCOMPARE(state(it).downtimes.begin()->second.set.name, u"Globex"_s);
        QTRY_VERIFY(table(it).hasFocus());

        it.press(Qt::Key_Down);
        it.press(Qt::Key_R);
        table(it).selectRow(0);
        it.type(u"wrong amount"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(state(it).credits[0].state, incident::Credit::State::Refused);
    }

    void aHalfWrittenReasonIsThereAgainUntilItIsInTheRecord()
    {
        RealConsole it(kTickets);
        declare(it, u"Nobody can pay"_s);
        link(it, u"Cannot pay"_s);
        link(it, u"Checkout fails"_s);
        openCredits(it);
        QTRY_COMPARE(table(it).rowCount(), 2);
        table(it).selectRow(0); // Globex stays chosen where it was there first
        it.press(Qt::Key_P);    // Acme
        it.press(Qt::Key_Tab);
        it.type(u"as promised on the"_s);
        const auto drafts = [&it] { return it.console.desk->settingKeys(u"draft.credit."_s).size(); };
        QTRY_COMPARE(drafts(), qsizetype(1)); // by itself, nothing was pressed

        it.reopen();
        it.press(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!room(it).current().isNull());
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
        openCredits(it);
        QTRY_COMPARE(table(it).rowCount(), 2);
        auto *reason = it.part<QLineEdit>(u"credits.reason"_s);
        it.press(Qt::Key_D); // another question has none
        QCOMPARE(reason->text(), QString());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_P); // nor has another customer
        QCOMPARE(reason->text(), QString());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_Up);
        it.press(Qt::Key_P);
        QCOMPARE(reason->text(), u"as promised on the"_s);
        answer(it, u"400"_s, u" phone"_s);
        QTRY_COMPARE(state(it).credits.size(), size_t(1));
        QVERIFY2(state(it).credits[0].figures.reason.contains(u"phone"_s),
                 qPrintable(state(it).credits[0].figures.reason));
        QTRY_VERIFY(table(it).hasFocus());
        QCOMPARE(drafts(), qsizetype(0));
        it.press(Qt::Key_D);
        QCOMPARE(reason->text(), QString());
        it.press(Qt::Key_Tab);
        it.type(u"x"_s);
        it.press(Qt::Key_Backspace); // what was wiped is no draft
        it.press(Qt::Key_Escape);
        QCOMPARE(drafts(), qsizetype(0));
    }

    void creditsAreProposedApprovedRefusedAndExported()
    {
        RealConsole it(kTickets);
        const auto places = std::make_shared<Answers>();
        room(it).setDialogs(places);
        people::PersonChanged ada;
        ada.name = u"Ada Byron"_s;
        ada.role = u"lead"_s;
        const PersonId her = it.waitFor(it.console.desk->savePerson(std::nullopt, ada));
        room(it).load();
        it.press(Qt::Key_A, Qt::ControlModifier);
        declare(it, u"Nobody can pay"_s);
        QTRY_COMPARE(state(it).tickets.size(), size_t(3));
        it.type(u"/role support_director Ada"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(incident::holderOf(state(it), u"support_director"_s), her);
        it.clock.advance(std::chrono::minutes(72));
        room(it).tick(it.clock.now());
        openCredits(it);
        QTRY_COMPARE(table(it).rowCount(), 3);
        QCOMPARE(cell(it, 0, u"Customer"_s), u"Acme"_s);
        QCOMPARE(cell(it, 0, u"Downtime"_s), u"1 hour 12 minutes, running"_s);
        QCOMPARE(cell(it, 0, u"Computed"_s), u"USD 1,000"_s); // 10 % of 10,000
        QCOMPARE(cell(it, 0, u"Level needed"_s), u"Director of support"_s);
        QCOMPARE(cell(it, 1, u"Computed"_s), u"USD 250"_s); // 5 % of 5,000
        QCOMPARE(cell(it, 2, u"Computed"_s), u"unknown"_s); // no ARR: not zero
        QVERIFY(it.part<QPlainTextEdit>(u"credits.trace"_s)->toPlainText().contains(u"USD 120,000 / 12"_s));
        it.take(u"credits-computed"_s);

        // Enter proposes what the terms come to; a proposer does not approve.
        it.press(Qt::Key_Return);
        QCOMPARE(it.part<QLineEdit>(u"credits.value"_s)->text(), u"USD 1,000"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(cell(it, 0, u"State"_s), u"proposed"_s);
        QTRY_VERIFY(table(it).hasFocus());
        it.press(Qt::Key_A);
        QTRY_VERIFY2(saidOf(it).contains(u"Somebody else has to"_s) ||
                         saidOf(it).contains(u"somebody else has to"_s),
                     qPrintable(saidOf(it)));

        // Another amount takes a reason, and what was typed stays until it is there.
        it.press(Qt::Key_Down);
        it.press(Qt::Key_P);
        answer(it, u"400"_s, {});
        QTRY_VERIFY2(saidOf(it).contains(u"Say why"_s), qPrintable(saidOf(it)));
        it.type(u"as promised on the phone"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY2(cell(it, 1, u"Proposed"_s) == u"USD 400"_s,
                     qPrintable(saidOf(it) + it.part<QLineEdit>(u"credits.reason"_s)->text()));

        it.press(Qt::Key_Down);
        it.press(Qt::Key_D);
        answer(it, u"14:10 UTC .. 14:40 UTC"_s, u"their own log"_s);
        QTRY_COMPARE(cell(it, 2, u"Downtime"_s), u"30 minutes"_s);
        it.take(u"credits-proposed"_s);

        it.waitFor(it.console.desk->setMe(her));
        room(it).tick(it.clock.now());
        it.press(Qt::Key_Up);
        it.press(Qt::Key_R);
        it.type(u"not what the contract says"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(cell(it, 1, u"State"_s), u"refused"_s);
        QTRY_VERIFY(table(it).hasFocus());
        it.press(Qt::Key_Up);
        it.press(Qt::Key_Return); // what comes next for a proposal: to approve it
        QTRY_VERIFY2(cell(it, 0, u"State"_s) == u"approved"_s, qPrintable(saidOf(it)));
        QVERIFY(
            it.part<QPlainTextEdit>(u"credits.trace"_s)->toPlainText().contains(u"Approved by Ada Byron"_s));
        const QString totals = it.part<QLabel>(u"credits.totals"_s)->text();
        // 1,000 of 180,000 that are known, both of those that are hit and of all.
        QVERIFY2(totals.contains(u"approved USD 1,000"_s) && totals.contains(u"0.56 %"_s),
                 qPrintable(totals));
        QVERIFY2(totals.contains(u"1 customer is not known"_s), qPrintable(totals));
        QVERIFY(std::ranges::any_of(state(it).timeline, [](const incident::TimelineLine &line) {
            return line.isAutomatic && line.text.startsWith(u"Credit of USD 1,000 for Acme approved"_s);
        }));
        it.take(u"credits-approved"_s);
        it.console.window->registry().trigger(u"window.theme"_s);
        it.console.window->resize(1920, 1080);
        it.take(u"credits-light-wide"_s);
        it.console.window->registry().trigger(u"window.theme"_s);

        places->path = it.folder.filePath(u"credits.csv"_s);
        it.press(Qt::Key_E);
        const QByteArray csv = contentOf(places->path);
        QVERIFY2(csv.contains(",Acme,enterprise,USD,120000,"), csv);
        QVERIFY2(csv.contains(",1000,1000,approved,Director of support,Sam Rivera,Ada Byron,"), csv);
        places->path = it.folder.filePath(u"credits.md"_s);
        it.press(Qt::Key_E);
        QVERIFY(contentOf(places->path).contains("Approved by Ada Byron"));

        // The room's own keys wait until one is back there.
        it.press(Qt::Key_T);
        QVERIFY(table(it).hasFocus());
        it.press(Qt::Key_Escape);
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
        const auto credits = state(it).credits;
        it.reopen();
        QTRY_VERIFY(!room(it).running().empty());
        QVERIFY(state(it).credits == credits);
        QCOMPARE(state(it).downtimes.size(), size_t(1));
    }
};

QTEST_MAIN(TestCreditsWindow)
#include "tst_credits_window.moc"
