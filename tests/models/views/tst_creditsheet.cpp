// SPDX-License-Identifier: GPL-3.0-or-later
// The table of credits: unknown is unknown, currencies stay apart, sums are those of the lines, and every
// figure says where it is from.
#include "models/policy/policyreader.h"
#include "models/views/creditsheet.h"
#include "tests/models/incident/incidentworld.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::views;
using customer::Money;

namespace {

customer::Customer company(const QString &name, const QString &tier, std::optional<Money> arr)
{
    customer::Customer customer;
    customer.id = CustomerId::derived(Instant{}, {name});
    customer.name = name;
    customer.tier = tier;
    customer.arr = std::move(arr);
    return customer;
}

/// 69 minutes of a SEV-1 with three customers that are hit.
struct SheetWorld : test::IncidentWorld
{
    std::shared_ptr<const policy::CompiledPolicy> compiled = [] {
        auto read = policy::readPolicy(policy::presetText(policy::presetKeys().constFirst()), u"preset"_s);
        return *policy::CompiledPolicy::make(*read.policy);
    }();
    Affected affected;
    NameOf nameOf = [](PersonId) { return u"Sam Rivera"_s; };

    SheetWorld()
    {
        declare();
        wait(std::chrono::minutes(60));
        affected.customers = {company(u"Acme | Co"_s, u"enterprise"_s, Money{12'000'000, u"USD"_s}),
                              company(u"Globex"_s, u"professional"_s, Money{6'000'000, u"EUR"_s}),
                              company(u"=Initech"_s, u"enterprise"_s, std::nullopt)};
        affected.tickets = 3;
    }
    LedIncident led() const { return {state, compiled}; }
    CreditSheet sheet() const { return creditSheet(led(), affected, {{u"USD"_s, 1'200'000'000}}, now); }
    void propose(const CreditLine &line, qint64 amount, const QString &currency)
    {
        incident::CreditProposed proposed;
        proposed.customer = line.customer;
        proposed.name = line.name;
        proposed.tier = line.tier;
        proposed.amount = amount;
        proposed.currency = currency;
        if (line.arr)
            proposed.arr = line.arr->minor;
        proposed.reason = u"agreed"_s;
        if (const auto told = tell(proposed); !told)
            qFatal("%s", qPrintable(told.error().detail));
    }
};

} // namespace

class TestCreditSheet final : public QObject
{
    Q_OBJECT

private slots:
    void aLineHasItsFigureAndUnknownIsNotZero()
    {
        const SheetWorld world;
        const CreditSheet sheet = world.sheet();
        QCOMPARE(sheet.lines.size(), size_t(3));
        QCOMPARE(sheet.lines[0].figure.money, (Money{100'000, u"USD"_s}));
        QCOMPARE(sheet.lines[0].needed, u"Director of support"_s);
        QCOMPARE(sheet.lines[1].figure.money, (Money{25'000, u"EUR"_s}));
        QCOMPARE(sheet.unknown, 1);
        const policy::CreditTerms &terms = world.compiled->policy().credits;
        QCOMPARE(creditCell(sheet.lines[2], CreditColumn::Computed, terms), u"unknown"_s);
        QCOMPARE(creditCell(sheet.lines[2], CreditColumn::Proposed, terms), u"–"_s);
    }

    void currenciesAreNeverAddedAndSumsAreThoseOfTheLines()
    {
        SheetWorld world;
        const auto lines = world.sheet().lines;
        world.propose(lines[0], 100'000, u"USD"_s);
        world.propose(lines[2], 50'000, u"USD"_s);
        const CreditSheet sheet = world.sheet();
        QCOMPARE(sheet.totals.size(), size_t(2));
        QCOMPARE(sheet.totals[0].currency, u"EUR"_s);
        QCOMPARE(sheet.totals[0].computed, std::optional(qint64(25'000)));
        QCOMPARE(sheet.totals[0].proposed, std::optional(qint64(0)));
        QCOMPARE(sheet.totals[0].allArr, std::nullopt);
        QCOMPARE(sheet.totals[1].computed, std::optional(qint64(100'000)));
        QCOMPARE(sheet.totals[1].proposed, std::optional(qint64(150'000)));
        QCOMPARE(sheet.totals[1].affectedArr, std::optional(qint64(12'000'000)));
        const QStringList texts = creditTotalTexts(sheet);
        QVERIFY2(texts[0].contains(u"unknown of all ARR"_s), qPrintable(texts[0]));
        QVERIFY2(texts[1].contains(u"1.25 % of the ARR that is hit and 0.01 % of all ARR"_s),
                 qPrintable(texts[1]));
        QVERIFY(texts[2].contains(u"1 customer is not known"_s));
    }

    void everyTotalIsTheSumOfItsLines()
    {
        const quint32 seed = 5;
        QRandomGenerator random(seed);
        for (int round = 0; round < 40; ++round) {
            SheetWorld world;
            world.wait(Millis(random.bounded(100'000'000)));
            world.affected.customers.clear();
            for (int i = random.bounded(1, 12); i > 0; --i) {
                const QStringList tiers{u"enterprise"_s, u"professional"_s, u"starter"_s, QString()};
                const QStringList currencies{u"USD"_s, u"EUR"_s, u"JPY"_s};
                const Money arr{qint64(random.generate()), currencies[random.bounded(3)]};
                world.affected.customers.push_back(
                    company(u"c%1"_s.arg(i), tiers[random.bounded(4)],
                            random.bounded(5) == 0 ? std::nullopt : std::optional(arr)));
            }
            const CreditSheet sheet = world.sheet();
            int unknown = 0;
            std::map<QString, qint64> sums;
            for (const CreditLine &line : sheet.lines) {
                unknown += line.figure.kind == credit::Figure::Kind::Unknown ? 1 : 0;
                if (line.figure.kind == credit::Figure::Kind::Owed)
                    sums[line.figure.money.currency] += line.figure.money.minor;
            }
            const QByteArray where = "seed 5, round " + QByteArray::number(round);
            QVERIFY2(sheet.unknown == unknown, where);
            for (const CreditTotal &total : sheet.totals)
                QVERIFY2(total.computed == std::optional(sums[total.currency]), where);
        }
    }

    void aCreditStaysInTheTableWhenItsTicketsWereUnlinked()
    {
        SheetWorld world;
        world.propose(world.sheet().lines[0], 100'000, u"USD"_s);
        world.affected = {};
        const CreditSheet sheet = world.sheet();
        QCOMPARE(sheet.lines.size(), size_t(1));
        QCOMPARE(sheet.lines[0].name, u"Acme | Co"_s);
        QCOMPARE(sheet.totals[0].proposed, std::optional(qint64(100'000)));
    }

    void aSumThatDoesNotFitIsUnknown()
    {
        SheetWorld world;
        for (int i = 0; i < 30; ++i)
            world.affected.customers.push_back(company(u"c%1"_s.arg(i), u"enterprise"_s,
                                                       Money{std::numeric_limits<qint64>::max(), u"USD"_s}));
        QVERIFY(!world.sheet().totals[1].affectedArr);
        QVERIFY(creditTotalTexts(world.sheet())[1].contains(u"unknown of the ARR"_s));
        QVERIFY(!arrByCurrency(world.affected.customers).contains(u"USD"_s));
    }

    void theTraceNamesEverySource()
    {
        SheetWorld world;
        world.propose(world.sheet().lines[0], 90'000, u"USD"_s);
        const QString trace = creditTrace(world.sheet().lines[0], world.led(), world.nameOf).join(u'\n');
        for (const QString &part :
             {u"Downtime: 1 hour 9 minutes, from 20 Nov 2026 02:51 UTC (the first report"_s,
              u"now: it has not stopped"_s, u"tier enterprise at SEV-1"_s, u"from 1 hour 10 %"_s,
              u"at most 50 % of the monthly fee"_s, u"10 % of a month, which is the ARR USD 120,000 / 12"_s,
              u"comes to USD 1,000"_s, u"Proposed: USD 900 by Sam Rivera"_s, u"came to USD 1,000"_s,
              u"because: agreed"_s, u"Director of support may approve it"_s})
            QVERIFY2(trace.contains(part), qPrintable(part + u"\n\n"_s + trace));
        const QString unknown = creditTrace(world.sheet().lines[2], world.led(), world.nameOf).join(u'\n');
        QVERIFY2(unknown.contains(u"Computed: unknown, for the customer's ARR is not known"_s),
                 qPrintable(unknown));
    }

    void filesHoldTheSameFiguresAndNoFormula()
    {
        SheetWorld world;
        world.propose(world.sheet().lines[0], 90'050, u"USD"_s);
        const QByteArray csv = creditsCsv(world.sheet(), world.led(), world.nameOf);
        QVERIFY2(csv.contains("INC-TEST-0001,Acme | Co,enterprise,USD,120000,2026-11-20T02:51:00Z,"
                              "2026-11-20T04:00:00Z,4140,10,1000,900.50,proposed,Director of support,"
                              "Sam Rivera,,,agreed,standard,1\r\n"),
                 csv);
        QVERIFY2(csv.contains(",'=Initech,enterprise,,,"), csv);
        const QString markdown = creditsMarkdown(world.sheet(), world.led(), world.nameOf, world.now);
        QVERIFY2(markdown.contains(u"| Acme \\| Co | enterprise | 1 hour 9 minutes, running |"_s),
                 qPrintable(markdown));
        QVERIFY(markdown.contains(u"| =Initech | enterprise |"_s) && markdown.contains(u"| unknown |"_s));
    }
};

QTEST_APPLESS_MAIN(TestCreditSheet)
#include "tst_creditsheet.moc"
