// SPDX-License-Identifier: GPL-3.0-or-later
// The form for a new ticket over a real file: similar tickets come up while one types, and what is written
// can go there instead.
#include "models/views/knownlines.h"
#include "tests/app/realconsole.h"
#include "ui/intake/intakeform.h"
#include "ui/widgets/knownlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::KnownLine;

namespace {

const QByteArray kTickets =
    "case,subject,description,customer,priority,status,created\n"
    "T-1,Nightly sync fails,The nightly sync from our warehouse failed again with "
    "error 1042.,Nordwind,P1,open,2026-11-18T09:00:00Z\n"
    "T-2,Wrong address,The invoice of March shows the wrong address.,Nordwind,P3,open,"
    "2026-11-18T10:00:00Z\n"
    "T-3,Warehouse sync,Since Monday the nightly warehouse sync fails with error "
    "1042.,Initech,P2,open,2026-11-19T09:00:00Z\n";

struct Form : RealConsole
{
    Form() : RealConsole(kTickets)
    {
        console.window->registry().trigger(u"ticket.new"_s);
        QTRY_VERIFY(form()->isVisible());
    }
    ui::IntakeForm *form() const { return console.queue->findChild<ui::IntakeForm *>(); }
    template <typename Widget> Widget *named(const char *name) const
    {
        return form()->findChild<Widget *>(QString::fromLatin1(name));
    }
    ui::KnownList *list() const { return named<ui::KnownList>("intake.similar"); }
    QString text(const char *name) const { return named<QLabel>(name)->text(); }
    void write(const QString &subject, const QString &description)
    {
        named<QLineEdit>("intake.subject")->setFocus();
        named<QLineEdit>("intake.subject")->selectAll();
        QTest::keyClicks(named<QLineEdit>("intake.subject"), subject);
        named<QPlainTextEdit>("intake.description")->setFocus();
        named<QPlainTextEdit>("intake.description")->selectAll();
        QTest::keyClicks(named<QPlainTextEdit>("intake.description"), description);
    }
    QStringList numbers() const
    {
        QStringList all;
        for (const KnownLine &line : list()->lines())
            all += line.title;
        return all;
    }
    TicketId byTitle(const QString &subject) const
    {
        const views::QueueModel &model = console.queue->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.rowAt(row)->subject == subject)
                return model.rowAt(row)->id;
        }
        return {};
    }
    views::TicketDetail detail(TicketId id) { return waitFor(console.desk->loadTicket(id)); }
    void toList()
    {
        QTest::keyClick(console.window->focusWidget(), Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(list()->hasFocus());
    }
    void choose(const QString &title)
    {
        for (int i = 0; i < 5 && list()->chosen()->title != title; ++i)
            QTest::keyClick(list(), Qt::Key_Down);
        QCOMPARE(list()->chosen()->title, title);
    }
};

const QString kSubject = u"Sync broken"_s;
const QString kText = u"Our nightly warehouse sync failed with error 1042"_s;

} // namespace

class TestIntakeSimilar : public QObject
{
    Q_OBJECT
private slots:
    void similarTicketsComeUpWhileOneTypesAndTheFocusStays()
    {
        Form it;
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        QVERIFY(it.named<QPlainTextEdit>("intake.description")->hasFocus());
        const KnownLine &first = it.list()->lines().front();
        QVERIFY2(first.foot.contains(u"1042"_s) && first.foot.contains(u"% alike"_s), qPrintable(first.foot));
        QVERIFY(!it.numbers().contains(u"Wrong address"_s));
        it.take(u"intake-similar"_s);
    }

    void whatIsTypedNextTakesThePlaceOfWhatWasFound()
    {
        Form it;
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        it.write(u"Address"_s, u"The invoice shows a wrong address in March"_s);
        QTRY_COMPARE(it.numbers(), QStringList{u"Wrong address"_s});
        it.write(u"x"_s, u"y"_s);
        QTRY_VERIFY(it.numbers().isEmpty());
    }

    void reportsOfTheCustomerAreCounted()
    {
        Form it;
        it.named<QLineEdit>("intake.customer")->setText(u"Nordwind"_s);
        it.write(u"Nightly sync fails"_s,
                 u"The nightly sync from our warehouse failed again with error 1042."_s);
        QTRY_VERIFY2(it.text("intake.repeats").startsWith(u"2 reports of the same"_s),
                     qPrintable(it.text("intake.repeats") + it.text("intake.similarState")));
    }

    void enterShowsTheSimilarTicketAndTheDraftStays()
    {
        Form it;
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        it.toList();
        it.choose(u"Warehouse sync"_s);
        QTest::keyClick(it.list(), Qt::Key_Return);
        QTRY_COMPARE(it.console.queue->ticketInFront(), it.byTitle(u"Warehouse sync"_s));
        it.console.window->registry().trigger(u"ticket.new"_s);
        QCOMPARE(it.form()->draft().fields.subject, kSubject);
    }

    void escGoesBackToWhereOneWrote()
    {
        Form it;
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        it.toList();
        QTest::keyClick(it.list(), Qt::Key_Escape);
        QVERIFY(it.named<QPlainTextEdit>("intake.description")->hasFocus());
        QVERIFY(it.form()->isVisible());
    }

    void whatIsWrittenBecomesAMessageOfTheSimilarTicket()
    {
        Form it;
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        it.toList();
        it.choose(u"Warehouse sync"_s);
        QTest::keyClick(it.list(), Qt::Key_M);
        const TicketId id = it.byTitle(u"Warehouse sync"_s);
        QTRY_COMPARE(it.console.queue->ticketInFront(), id);
        const auto messages = it.detail(id).ticket.messages;
        QCOMPARE(messages.size(), size_t(1));
        QCOMPARE(messages.front().kind, ticket::MessageKind::Customer);
        QVERIFY(messages.front().text.contains(kSubject) && messages.front().text.contains(kText));
        QVERIFY(it.form()->draft().isEmpty());
        QCOMPARE(it.console.queue->model().totalCount(), 3);
    }

    void whatIsWrittenBecomesANote()
    {
        Form it;
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        it.toList();
        it.choose(u"Nightly sync fails"_s);
        QTest::keyClick(it.list(), Qt::Key_N);
        const TicketId id = it.byTitle(u"Nightly sync fails"_s);
        QTRY_COMPARE(it.console.queue->ticketInFront(), id);
        QCOMPARE(it.detail(id).ticket.messages.front().kind, ticket::MessageKind::Note);
    }

    void aNewTicketIsLinkedToTheSameCauseInOneGo()
    {
        Form it;
        it.named<QLineEdit>("intake.customer")->setText(u"Nordwind"_s);
        it.write(kSubject, kText);
        QTRY_COMPARE(it.numbers().size(), 2);
        it.toList();
        it.choose(u"Nightly sync fails"_s);
        QTest::keyClick(it.list(), Qt::Key_S);
        QTRY_VERIFY(it.text("intake.cause").contains(u"same cause as"_s));
        QTest::keyClick(it.list(), Qt::Key_S); // once more takes it back
        QTRY_VERIFY(!it.text("intake.cause").contains(u"same cause as"_s));
        QTest::keyClick(it.list(), Qt::Key_S);
        const TicketId cause = it.byTitle(u"Nightly sync fails"_s);
        it.form()->findChild<QAbstractButton *>(u"intake.priority.P2"_s)->click();
        for (auto *box : it.form()->findChildren<QComboBox *>()) {
            if (box->currentData().toString().isEmpty() && box->count() > 1)
                box->setCurrentIndex(1);
        }
        for (auto *line : it.form()->findChildren<QLineEdit *>()) {
            if (line->isVisible() && line->text().isEmpty() && line->objectName().startsWith(u"intake."_s) &&
                line->objectName() != u"intake.tags"_s)
                line->setText(u"web@example.com"_s);
        }
        if (auto *steps = it.named<QPlainTextEdit>("intake.steps"))
            steps->setPlainText(u"1. wait for the night"_s);
        QCOMPARE(it.form()->missing(), QStringList());
        it.form()->create();
        QTRY_COMPARE(it.console.queue->model().totalCount(), 4);
        const auto made = it.detail(it.byTitle(kSubject)).ticket;
        QCOMPARE(made.links,
                 (std::vector<ticket::Link>{{idCast<SubjectId>(cause), ticket::LinkKind::CausedBy}}));
    }
};

QTEST_MAIN(TestIntakeSimilar)
#include "tst_intake_similar.moc"
