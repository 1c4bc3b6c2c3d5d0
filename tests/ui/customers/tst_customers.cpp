// SPDX-License-Identifier: GPL-3.0-or-later
// The page of customers and people, worked by keys over a desk in memory.
#include "tests/support/windowhands.h"
#include "tests/ui/queue/fakeworld.h"
#include "ui/actions/actionregistry.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/recordpane.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

namespace {

struct CustomersFixture final : WindowHands
{
    explicit CustomersFixture(int tickets, Mode mode = Mode::Dark, QSize size = {1192, 748})
        : desk(plainPolicy(), worldTime())
    {
        applyTheme(*qApp, mode);
        if (tickets > 0)
            fill(desk, tickets);
        open(size);
    }

    /// Another page over the same desk: what a new start of the program finds.
    void open(QSize size = {1192, 748})
    {
        window.reset();
        registry = std::make_unique<ActionRegistry>();
        window = std::make_unique<QMainWindow>();
        page = new CustomersPage(desk);
        window->setCentralWidget(page);
        page->registerActions(*registry);
        window->resize(size);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::qWait(20);
        page->takeFocus();
    }
    QString cell(int row, int column) const
    {
        const auto &model = page->customers().model();
        return model.index(row, column).data().toString();
    }
    int rowOf(const QString &name) const
    {
        const auto &model = page->customers().model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.recordAt(row)->title == name)
                return row;
        }
        return -1;
    }
    void choose(const QString &name) const
    {
        page->customers().choose(page->customers().model().recordAt(rowOf(name))->id);
    }
    const customer::Customer *saved(const QString &name)
    {
        known = desk.customers().takeResult().value();
        const auto found = std::ranges::find(known, name, &customer::Customer::name);
        return found == known.end() ? nullptr : &*found;
    }
    QWidget &inHand() const override { return *window; }

    FakeDesk desk;
    std::vector<customer::Customer> known;
    std::unique_ptr<ActionRegistry> registry;
    std::unique_ptr<QMainWindow> window;
    CustomersPage *page = nullptr;
};

} // namespace

class TestCustomers final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void theListShowsWhatIsKnownAndNarrowsAsOneTypes()
    {
        CustomersFixture it(30);
        const RecordModel &model = it.page->customers().model();
        const QAbstractItemModelTester tester(it.part<QTableView>(u"customer.table"_s)->model());
        QTRY_COMPARE(model.rowCount(), 5);
        const int row = it.rowOf(u"Contoso"_s);
        QVERIFY(row >= 0);
        QVERIFY(it.cell(row, 2).startsWith(u"USD"_s));
        QTRY_VERIFY(it.cell(row, 5).toInt() > 0);
        it.press(Qt::Key_Slash);
        it.type(u"cont"_s);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(it.part<QLabel>(u"customer.count"_s)->text(), u"1 of 5"_s);
        it.press(Qt::Key_Escape); // clears the filter first
        QCOMPARE(model.rowCount(), 5);
        it.type(u"zzz"_s);
        QCOMPARE(model.rowCount(), 0);
        QTRY_VERIFY(it.part<QWidget>(u"customer.clear"_s)->isVisible());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_Escape);
        QCOMPARE(it.focus(), it.part<QTableView>(u"customer.table"_s));
    }

    void columnsSortByWhatTheyMean()
    {
        CustomersFixture it(30);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        auto *table = it.part<QTableView>(u"customer.table"_s);
        table->sortByColumn(2, Qt::DescendingOrder);
        QCOMPARE(it.cell(0, 2), u"USD 600,000"_s);
        table->sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(it.cell(0, 2), u"USD 120,000"_s);
    }

    void aCustomerIsMadeByKeysAlone()
    {
        CustomersFixture it(12);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        it.press(Qt::Key_N);
        QCOMPARE(it.focus(), it.part<QLineEdit>(u"customer.name"_s));
        it.type(u"Aperture"_s);
        it.press(Qt::Key_Tab);
        it.press(Qt::Key_Down); // tier
        it.press(Qt::Key_Tab);
        it.type(u"250k EUR"_s);
        it.press(Qt::Key_Tab);
        it.type(u"Mira Okafor"_s);
        it.press(Qt::Key_Tab);
        it.press(Qt::Key_H); // churn risk: high
        it.press(Qt::Key_Tab);
        it.type(u"Cave Johnson"_s);
        it.press(Qt::Key_Tab); // to the next cell
        it.type(u"cave@aperture.example"_s);
        it.press(Qt::Key_S, Qt::ControlModifier); // while the cell is open
        QTRY_VERIFY(it.rowOf(u"Aperture"_s) >= 0);
        const customer::Customer *made = it.saved(u"Aperture"_s);
        QVERIFY(made != nullptr);
        QCOMPARE(made->tier, u"enterprise"_s);
        QCOMPARE(made->arr, (customer::Money{250'000'00, u"EUR"_s}));
        QCOMPARE(made->accountManager, u"Mira Okafor"_s);
        QCOMPARE(made->churnRisk, customer::ChurnRisk::High);
        QCOMPARE(made->contacts,
                 (std::vector<customer::Contact>{{u"Cave Johnson"_s, u"cave@aperture.example"_s, {}, {}}}));
        QTRY_COMPARE(it.part<QLabel>(u"customer.title"_s)->text(), u"Aperture"_s);
        QVERIFY(it.page->customers().form().unsaved().isEmpty());
    }

    void whatIsNotSavedSurvivesAnotherRecordAndANewStart()
    {
        CustomersFixture it(12);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        it.choose(u"Contoso"_s);
        it.page->customers().enterForm();
        it.part<QLineEdit>(u"customer.arr"_s)->setText(u"99k"_s);
        QVERIFY(it.cell(it.rowOf(u"Contoso"_s), 0).endsWith(u"(not saved)"_s));
        it.choose(u"Nordwind Logistik"_s);
        QVERIFY(it.part<QLineEdit>(u"customer.arr"_s)->text() != u"99k"_s);
        QVERIFY(it.cell(it.rowOf(u"Contoso"_s), 0).endsWith(u"(not saved)"_s));
        it.open();
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        QVERIFY(it.cell(it.rowOf(u"Contoso"_s), 0).endsWith(u"(not saved)"_s));
        it.choose(u"Contoso"_s);
        QCOMPARE(it.part<QLineEdit>(u"customer.arr"_s)->text(), u"99k"_s);
        QVERIFY(it.registry->trigger(u"customer.revert"_s));
        QVERIFY(it.part<QLineEdit>(u"customer.arr"_s)->text() != u"99k"_s);
        QCOMPARE(it.cell(it.rowOf(u"Contoso"_s), 0), u"Contoso"_s);
    }

    void aChangeFromElsewhereLeavesWhatIsTypedAlone()
    {
        CustomersFixture it(12);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        it.choose(u"Contoso"_s);
        it.part<QLineEdit>(u"customer.account_manager"_s)->setText(u"Typed here"_s);
        customer::CustomerChanged elsewhere;
        elsewhere.arr = customer::Money{7'000'00, u"EUR"_s};
        QVERIFY(it.desk.saveCustomer(it.saved(u"Contoso"_s)->id, elsewhere).takeResult());
        it.page->load();
        QTRY_COMPARE(it.part<QLineEdit>(u"customer.arr"_s)->text(), u"EUR 7,000"_s);
        QCOMPARE(it.part<QLineEdit>(u"customer.account_manager"_s)->text(), u"Typed here"_s);
    }

    void whatCannotBeReadIsSaidAtItsField()
    {
        CustomersFixture it(12);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        it.choose(u"Contoso"_s);
        auto *arr = it.part<QLineEdit>(u"customer.arr"_s);
        arr->setText(u"a lot"_s);
        it.part<QLineEdit>(u"customer.name"_s)->setFocus();
        it.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(it.focus(), arr);
        QVERIFY(it.part<QLabel>(u"customer.state"_s)->text().contains(u"not an amount"_s));
        QCOMPARE(it.saved(u"Contoso"_s)->arr->currency, u"USD"_s);
        arr->setText(u"1m"_s);
        it.part<QLineEdit>(u"customer.name"_s)->clear();
        it.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(it.part<QLabel>(u"customer.state"_s)->text().contains(u"needs a name"_s));
    }

    void enterOnAnOpenTicketAsksForTheQueueOfThatCustomer()
    {
        CustomersFixture it(30);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        it.choose(u"Nordwind Logistik"_s);
        auto *tickets = it.part<QTableWidget>(u"customer.tickets"_s);
        QTRY_VERIFY(tickets->rowCount() > 1);
        QSignalSpy wanted(it.page, &CustomersPage::queueWanted);
        tickets->setFocus();
        it.press(Qt::Key_Down);
        const QString caseNumber = tickets->item(tickets->currentRow(), 1)->text();
        it.press(Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), u"is:open customer:\"nordwind logistik\""_s);
        QCOMPARE(it.desk.state(wanted[0][1].value<TicketId>()).caseNumber, caseNumber);
    }

    void ticketsThatCloseLeaveTheCount()
    {
        CustomersFixture it(12);
        QTRY_VERIFY(it.rowOf(u"Contoso"_s) >= 0 && it.cell(it.rowOf(u"Contoso"_s), 5).toInt() > 0);
        const int before = it.cell(it.rowOf(u"Contoso"_s), 5).toInt();
        const auto rows = it.desk.loadQueue().takeResult().value();
        const auto row = std::ranges::find_if(rows.rows, [&](const views::TicketRow &each) {
            return rows.names.customers[each.customer].name == u"Contoso"_s;
        });
        it.desk.append(row->id, it.desk.time, ticket::StatusChanged{ticket::Status::Closed, {}, {}});
        it.desk.announce({row->id});
        QTRY_COMPARE(it.cell(it.rowOf(u"Contoso"_s), 5).toInt(), before - 1);
    }

    void peopleAreEditedInTheSecondTab()
    {
        CustomersFixture it(12);
        it.part<QTabWidget>(u"customers.tabs"_s)->setCurrentIndex(1);
        it.page->takeFocus();
        QTRY_COMPARE(it.page->people().model().rowCount(), 2);
        it.press(Qt::Key_N);
        QCOMPARE(it.focus(), it.part<QLineEdit>(u"person.name"_s));
        it.type(u"Lin Ito"_s);
        it.part<QLineEdit>(u"person.skills"_s)->setText(u"Network, billing"_s);
        it.part<QLineEdit>(u"person.hours"_s)->setText(u"Mon 25:00"_s);
        it.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(it.focus(), it.part<QLineEdit>(u"person.hours"_s));
        it.part<QLineEdit>(u"person.hours"_s)->setText(u"mon-fri 9-17"_s);
        it.part<QLineEdit>(u"person.zone"_s)->setText(u"Asia/Tokyo"_s);
        it.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(it.page->people().model().rowCount(), 3);
        const auto all = it.desk.people().takeResult().value();
        const auto made = std::ranges::find(all, u"Lin Ito"_s, &people::Person::name);
        QVERIFY(made != all.end());
        QCOMPARE(made->skills, (QStringList{u"billing"_s, u"network"_s}));
        QCOMPARE(people::hoursText(made->hours), u"Mon–Fri 09:00–17:00"_s);
        QCOMPARE(made->role, u"agent"_s);
        QVERIFY(made->muted.isEmpty() && !made->isMailInHours);
        QTRY_COMPARE(it.part<QLabel>(u"person.title"_s)->text(), u"Lin Ito"_s);
    }

    void whatAPersonIsNotToldOfIsAnOccasionOfThePolicy()
    {
        CustomersFixture it(12);
        policy::Policy policy = plainPolicy();
        policy::Occasion atRisk;
        atRisk.key = u"sla_at_risk"_s;
        atRisk.name = u"SLA at risk"_s;
        policy.notifications.occasions = {atRisk};
        it.desk.adopt(policy);
        it.page->load();
        it.part<QTabWidget>(u"customers.tabs"_s)->setCurrentIndex(1);
        it.page->takeFocus();
        QTRY_COMPARE(it.page->people().model().rowCount(), 2);
        it.press(Qt::Key_N);
        it.type(u"Lin Ito"_s);
        auto *muted = it.part<QLineEdit>(u"person.muted"_s);
        muted->setText(u"nonsense"_s);
        it.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(it.focus(), muted);
        QCOMPARE(it.page->people().model().rowCount(), 2);
        muted->setText(u"sla AT risk"_s);
        auto *mail = it.part<QComboBox>(u"person.mail"_s);
        mail->setCurrentIndex(1);
        emit mail->activated(1);
        it.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(it.page->people().model().rowCount(), 3);
        const auto all = it.desk.people().takeResult().value();
        const auto made = std::ranges::find(all, u"Lin Ito"_s, &people::Person::name);
        QVERIFY(made != all.end());
        QCOMPARE(made->muted, QStringList{u"sla_at_risk"_s});
        QVERIFY(made->isMailInHours);
        QTRY_COMPARE(it.part<QLineEdit>(u"person.muted"_s)->text(), u"SLA at risk"_s);
    }

    void aNameWithACommaIsOneName()
    {
        policy::ChannelRules channels;
        for (const auto &[key, name] :
             {std::pair(u"late"_s, u"Late"_s), std::pair(u"night"_s, u"Late, at night"_s),
              std::pair(u"risk"_s, u"SLA at risk"_s)}) {
            policy::Occasion occasion;
            occasion.key = key;
            occasion.name = name;
            channels.occasions.push_back(occasion);
        }
        const auto keysOf = [&](const QString &text) {
            FieldProblem problem;
            const auto change = personChange({{u"muted"_s, text}}, channels, problem);
            return change ? *change->muted : QStringList{problem.what};
        };
        QCOMPARE(keysOf(u" late,  AT night , sla at risk,"_s), (QStringList{u"night"_s, u"risk"_s}));
        QCOMPARE(keysOf(u"Late, risk"_s), (QStringList{u"late"_s, u"risk"_s}));
        QCOMPARE(keysOf(QString()), QStringList());
        QVERIFY(keysOf(u"Late, at noon"_s).front().contains(u"“at noon”"_s));
        QVERIFY(keysOf(u"Later"_s).front().contains(u"“Later”"_s));
    }

    void itIsShown_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QSize>("size");
        for (const auto &[name, mode] : {std::pair{"dark", Mode::Dark}, std::pair{"light", Mode::Light}}) {
            for (const QSize size : {QSize(1192, 748), QSize(1832, 1028)})
                QTest::addRow("%s-%d", name, size.width()) << mode << size;
        }
    }
    void itIsShown()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        CustomersFixture empty(0, mode, size);
        QTRY_VERIFY(empty.page->findChild<QWidget *>(u"customer.first"_s) != nullptr);
        empty.takeWhole(u"customers-empty-"_s + tag);
        CustomersFixture it(60, mode, size);
        QTRY_COMPARE(it.page->customers().model().rowCount(), 5);
        it.choose(u"Contoso"_s);
        it.part<QLineEdit>(u"customer.account_manager"_s)->setText(u"Mira Okafor"_s);
        QTRY_VERIFY(it.part<QTableWidget>(u"customer.tickets"_s)->rowCount() > 0);
        it.takeWhole(u"customers-typical-"_s + tag);
        for (int i = 0; i < 120; ++i)
            it.desk.addCustomer(u"A company with a rather long name, number %1 of many"_s.arg(i),
                                u"starter"_s, 1'234'567'00LL * i);
        it.page->load();
        QTRY_COMPARE(it.page->customers().model().rowCount(), 125);
        it.takeWhole(u"customers-overfull-"_s + tag);
        it.part<QTabWidget>(u"customers.tabs"_s)->setCurrentIndex(1);
        it.takeWhole(u"people-"_s + tag);
        QVERIFY(it.page->people().form().isVisible());
    }
};

QTEST_MAIN(TestCustomers)
#include "tst_customers.moc"
