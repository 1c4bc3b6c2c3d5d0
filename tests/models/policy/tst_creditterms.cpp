// SPDX-License-Identifier: GPL-3.0-or-later
// The terms of credits are read strictly: each mistake with its place and what to do.
#include "models/policy/creditreader.h"
#include "tests/models/policy/sectioncase.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::policy;
using namespace muster::test;
using std::chrono::minutes;

namespace {

QByteArray shippedText()
{
    return shippedSection(u"incidents/terms.yaml"_s);
}

/// A preset with these terms as its section.
ReadPolicy readTerms(const QByteArray &terms)
{
    return readWithSection("credits", terms);
}

} // namespace

class TestCreditTerms final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedTermsAreReadWithoutAMistakeAlsoAsASection()
    {
        const ReadPolicy read = readTerms(shippedText());
        for (const Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        QVERIFY(read.policy->credits == shippedTerms());
    }

    void theShippedTermsHoldWhereAPolicySaysNothing()
    {
        for (const QString &preset : presetKeys()) {
            const ReadPolicy read = readPolicy(presetText(preset), preset);
            QVERIFY(read.policy);
            QVERIFY(read.policy->credits == shippedTerms());
            for (const Tier &tier : read.policy->tiers)
                QVERIFY2(shippedTerms().tier(tier.key) != nullptr, qPrintable(tier.key));
            for (const ApprovalLevel &level : shippedTerms().levels) {
                for (const QString &role : level.roles)
                    QVERIFY2(read.policy->incidents.role(role) != nullptr, qPrintable(role));
            }
        }
        // The matrix of levels: the two lower ones approve no credit at all.
        QCOMPARE(shippedTerms().levels.size(), size_t(4));
        QVERIFY(shippedTerms().levels[1].perCustomer.empty());
        QVERIFY(!shippedTerms().levels[2].perCustomer.empty());
        QCOMPARE(shippedTerms().tier(u"enterprise"_s)->bands.front(), (CreditBand{minutes(15), 500}));
    }

    void eachMistakeIsNamedWithItsPlace_data()
    {
        mistakeColumns();
        mistake("unknown key", "own_proposals:", "own_proposal:", "credits.own_proposal", "own_proposals");
        mistake("unknown tier", "tier: starter", "tier: startup", "credits.tiers[2].tier",
                "no tier \"startup\"");
        mistake("tier twice", "tier: starter", "tier: enterprise", "credits.tiers[2].tier", "twice");
        mistake("unknown severity", "[SEV-1]", "[P0]", "credits.tiers[2].severities", "no severity \"P0\"");
        mistake("no percent sign", "cap: 50%", "cap: 50", "credits.tiers[0].cap", "percentage");
        mistake("above the whole", "cap: 50%", "cap: 101%", "credits.tiers[0].cap", "percentage");
        mistake("no cap", "    cap: 50%\n", "", "credits.tiers[0].cap", "missing");
        mistake("nothing at all", "credit: 5%}", "credit: 0%}", "credits.tiers[0].bands[0].credit",
                "above 0%");
        mistake("a fraction of a point", "credit: 5%}", "credit: 5.005%}", "credits.tiers[0].bands[0].credit",
                "percentage");
        mistake("office hours", "minimum: 15m", "minimum: 15bm", "credits.tiers[0].minimum", "office hours");
        mistake("a falling share", "{from: 1h, credit: 10%}", "{from: 1h, credit: 4%}",
                "credits.tiers[0].bands[1]", "does not rise");
        mistake("a band twice", "{from: 1h, credit: 10%}", "{from: 15m, credit: 10%}",
                "credits.tiers[0].bands[1]", "does not rise");
        mistake("no such role", "roles: [support_director]", "roles: [director]", "credits.levels[2].roles",
                "no role \"director\"");
        mistake("a level that nobody has", "    roles: [support_director]\n", "", "credits.levels[2]",
                "names no role");
        mistake("a level twice", "key: level-4", "key: level-3", "credits.levels[3].key", "twice");
        mistake("an amount without a currency", "[10000 USD, 10000", "[10000, 10000",
                "credits.levels[2].per_customer[0]", "no currency");
        mistake("a currency twice", "[10000 USD, 10000 EUR", "[10000 USD, 10000 USD",
                "credits.levels[2].per_customer[1]", "twice");
        mistake("more a customer than an incident", "[50000 USD,", "[5000 USD,", "credits.levels[2]",
                "more a customer than an incident");
        mistake("a higher level that may less", "[250000 USD,", "[2500 USD,", "credits.levels[3]",
                "less in USD than the one below");
        mistake("a list where a map belongs", "key: standard\n", "- standard\n", "", "");
    }
    void eachMistakeIsNamedWithItsPlace() { compareMistake(shippedText(), &readTerms); }

    void changedBytesNeverBreakTheReader()
    {
        readWithChangedBytes(20'261'121, 300, shippedText(), &readTerms, [](const Policy &policy) {
            for (const TierTerms &tier : policy.credits.tiers) {
                QVERIFY(!tier.bands.empty());
                QVERIFY(std::ranges::is_sorted(tier.bands, {}, &CreditBand::basisPoints));
                QVERIFY(tier.capBasisPoints > 0 && tier.capBasisPoints <= kWholeFee);
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestCreditTerms)
#include "tst_creditterms.moc"
