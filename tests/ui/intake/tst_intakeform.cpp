// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queue/fakeworld.h"
#include "ui/intake/intakeform.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;

namespace {

struct Form
{
    Form() : desk(test::plainPolicy(), test::worldTime())
    {
        applyTheme(*qApp, Mode::Dark);
        test::fill(desk, 6);
        open();
    }
    void open()
    {
        form = std::make_unique<IntakeForm>(desk);
        form->setPolicy(desk.loadQueue().result().value().policy);
        form->resize(1100, 760);
        form->show();
        form->activateWindow();
        form->open();
        QVERIFY(QTest::qWaitForWindowActive(form.get()));
    }
    QLineEdit *line(const char *name) const { return form->findChild<QLineEdit *>(QLatin1StringView(name)); }
    QString missing() const { return form->findChild<QLabel *>(u"intake.missing"_s)->text(); }
    void fillAll() const
    {
        line("intake.customer")->setText(u"Contoso"_s);
        line("intake.subject")->setText(u"All dashboards are down"_s);
        form->findChild<QComboBox *>(u"intake.impact"_s)->setCurrentIndex(1);
        line("intake.environment")->setText(u"Production"_s);
        form->findChild<QAbstractButton *>(u"intake.priority.P2"_s)->click();
    }

    test::FakeDesk desk;
    std::unique_ptr<IntakeForm> form;
};

} // namespace

class TestIntakeForm : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void namesWhatIsMissingAsOneTypes();
    void definitionsStandBesideThePriorities();
    void suggestsAndLeavesTheChoiceToThePerson();
    void anUnknownCustomerIsMadeWithTheTicket();
    void anUnreadableAmountStopsNothingButIsSaid();
    void theDraftIsThereAfterARestart();
    void aTicketIsMadeOnce();
    void aRefusalKeepsWhatWasTyped();
};

void TestIntakeForm::namesWhatIsMissingAsOneTypes()
{
    Form it;
    for (const QString &name : {u"Customer"_s, u"Subject"_s, u"Priority"_s, u"Impact"_s, u"Environment"_s})
        QVERIFY2(it.missing().contains(name), qPrintable(it.missing()));
    it.line("intake.subject")->setText(u"Slow"_s);
    QVERIFY(!it.missing().contains(u"Subject"_s));
    it.fillAll();
    QTRY_VERIFY(it.form->missing().isEmpty());
}

void TestIntakeForm::definitionsStandBesideThePriorities()
{
    Form it;
    const auto *card = it.form->findChild<QAbstractButton *>(u"intake.priority.P1"_s);
    QVERIFY(card->isVisible());
    QVERIFY(card->height() >= card->heightForWidth(card->width())); // nothing of it is cut off
    QVERIFY(card->accessibleDescription().contains(u"Nobody can work, and there is no way round it."_s));
    QVERIFY(card->accessibleDescription().contains(u"the shop is down"_s));
}

void TestIntakeForm::suggestsAndLeavesTheChoiceToThePerson()
{
    Form it;
    it.line("intake.subject")->setText(u"All dashboards are down"_s);
    auto *because = it.form->findChild<QLabel *>(u"intake.suggestion"_s);
    QVERIFY(because->isVisible());
    QVERIFY(because->text().contains(u"P1"_s));
    QVERIFY(it.form->draft().fields.priority.isEmpty());
    it.form->findChild<QPushButton *>(u"intake.acceptSuggestion"_s)->click();
    QCOMPARE(it.form->draft().fields.priority, u"P1"_s);
    QVERIFY(!because->isVisible());
}

void TestIntakeForm::anUnknownCustomerIsMadeWithTheTicket()
{
    Form it;
    it.fillAll();
    it.line("intake.customer")->setText(u"Fabrikam"_s);
    it.form->findChild<QComboBox *>(u"intake.newCustomerTier"_s)->setCurrentIndex(1);
    it.line("intake.newCustomerArr")->setText(u"85k EUR"_s);
    QSignalSpy created(it.form.get(), &IntakeForm::created);
    it.form->create();
    QTRY_COMPARE(created.count(), 1);
    const auto ticket = created.front().front().value<TicketId>();
    QCOMPARE(it.desk.state(ticket).tier, u"enterprise"_s);
    const auto customers = it.desk.customers().result().value();
    const auto made = std::find_if(customers.begin(), customers.end(),
                                   [](const auto &each) { return each.name == u"Fabrikam"; });
    QVERIFY(made != customers.end());
    QVERIFY(made->id == it.desk.state(ticket).customer);
    QCOMPARE(made->arr->minor, 8'500'000);
}

void TestIntakeForm::anUnreadableAmountStopsNothingButIsSaid()
{
    Form it;
    it.fillAll();
    it.line("intake.customer")->setText(u"Fabrikam"_s);
    it.line("intake.newCustomerArr")->setText(u"much"_s);
    it.form->create();
    QVERIFY(it.missing().contains(u"is not an amount"_s));
    QCOMPARE(it.line("intake.newCustomerArr")->text(), u"much"_s);
}

void TestIntakeForm::theDraftIsThereAfterARestart()
{
    Form it;
    it.fillAll();
    QTRY_VERIFY_WITH_TIMEOUT(it.desk.settings.contains(u"draft:new"_s), 1000);
    const IntakeDraft typed = it.form->draft();
    it.open();
    QTRY_VERIFY(it.form->draft() == typed);
}

void TestIntakeForm::aTicketIsMadeOnce()
{
    Form it;
    it.fillAll();
    QTRY_VERIFY(it.form->missing().isEmpty());
    QSignalSpy created(it.form.get(), &IntakeForm::created);
    it.form->create();
    it.form->create(); // pressed twice
    QTRY_COMPARE(created.count(), 1);
    QTest::qWait(20);
    QCOMPARE(created.count(), 1);
    QVERIFY(it.form->draft().isEmpty());
    QVERIFY(!it.desk.settings.contains(u"draft:new"_s));
}

void TestIntakeForm::aRefusalKeepsWhatWasTyped()
{
    Form it;
    it.fillAll();
    QTRY_VERIFY(it.form->missing().isEmpty());
    it.desk.writeFails = true;
    it.form->create();
    QTRY_VERIFY(it.missing().contains(u"The disk is full."_s));
    QCOMPARE(it.line("intake.subject")->text(), u"All dashboards are down"_s);
    it.desk.writeFails = false;
    QSignalSpy created(it.form.get(), &IntakeForm::created);
    it.form->create();
    QTRY_COMPARE(created.count(), 1);
}

QTEST_MAIN(TestIntakeForm)
#include "tst_intakeform.moc"
