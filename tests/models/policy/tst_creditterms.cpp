// SPDX-License-Identifier: GPL-3.0-or-later
// The terms of credits are read strictly: each mistake with its place and what to do.
#include "models/policy/creditreader.h"
#include "models/policy/policyreader.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::policy;
using std::chrono::minutes;

namespace {

QByteArray shippedText()
{
    QFile file(QStringLiteral(MUSTER_SOURCE_DIR "/resources/incidents/terms.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped terms are not there");
    return file.readAll();
}

/// A preset with these terms as its section.
ReadPolicy readTerms(const QByteArray &terms)
{
    QByteArray section;
    for (const QByteArray &line : terms.split('\n'))
        section += "  " + line + '\n';
    return readPolicy(presetText(presetKeys().constFirst()) + "\ncredits:\n" + section, u"p.yaml"_s);
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
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *from, const char *to, const char *field,
                            const char *says) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(field)
                                << QString::fromLatin1(says);
        };
        row("unknown key", "own_proposals:", "own_proposal:", "credits.own_proposal", "own_proposals");
        row("unknown tier", "tier: starter", "tier: startup", "credits.tiers[2].tier", "no tier \"startup\"");
        row("tier twice", "tier: starter", "tier: enterprise", "credits.tiers[2].tier", "twice");
        row("unknown severity", "[SEV-1]", "[P0]", "credits.tiers[2].severities", "no severity \"P0\"");
        row("no percent sign", "cap: 50%", "cap: 50", "credits.tiers[0].cap", "percentage");
        row("above the whole", "cap: 50%", "cap: 101%", "credits.tiers[0].cap", "percentage");
        row("no cap", "    cap: 50%\n", "", "credits.tiers[0].cap", "missing");
        row("nothing at all", "credit: 5%}", "credit: 0%}", "credits.tiers[0].bands[0].credit", "above 0%");
        row("a fraction of a point", "credit: 5%}", "credit: 5.005%}", "credits.tiers[0].bands[0].credit",
            "percentage");
        row("office hours", "minimum: 15m", "minimum: 15bm", "credits.tiers[0].minimum", "office hours");
        row("a falling share", "{from: 1h, credit: 10%}", "{from: 1h, credit: 4%}",
            "credits.tiers[0].bands[1]", "does not rise");
        row("a band twice", "{from: 1h, credit: 10%}", "{from: 15m, credit: 10%}",
            "credits.tiers[0].bands[1]", "does not rise");
        row("no such role", "roles: [support_director]", "roles: [director]", "credits.levels[2].roles",
            "no role \"director\"");
        row("a level that nobody has", "    roles: [support_director]\n", "", "credits.levels[2]",
            "names no role");
        row("a level twice", "key: level-4", "key: level-3", "credits.levels[3].key", "twice");
        row("an amount without a currency", "[10000 USD, 10000", "[10000, 10000",
            "credits.levels[2].per_customer[0]", "no currency");
        row("a currency twice", "[10000 USD, 10000 EUR", "[10000 USD, 10000 USD",
            "credits.levels[2].per_customer[1]", "twice");
        row("more a customer than an incident", "[50000 USD,", "[5000 USD,", "credits.levels[2]",
            "more a customer than an incident");
        row("a higher level that may less", "[250000 USD,", "[2500 USD,", "credits.levels[3]",
            "less in USD than the one below");
        row("a list where a map belongs", "key: standard\n", "- standard\n", "", "");
    }
    void eachMistakeIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        QFETCH(QString, says);
        QByteArray text = shippedText();
        const auto at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        const ReadPolicy read = readTerms(text);
        QVERIFY(!read.policy);
        QStringList texts;
        for (const Problem &problem : read.problems)
            texts += problem.text();
        QVERIFY2(std::ranges::any_of(read.problems,
                                     [&](const Problem &problem) {
                                         return problem.field == field && problem.text().contains(says) &&
                                                problem.line > 1 && !problem.remedy.isEmpty();
                                     }),
                 qPrintable(texts.join(u'\n')));
    }

    void changedBytesNeverBreakTheReader()
    {
        const quint32 seed = 20'261'121;
        QRandomGenerator random(seed);
        const QByteArray shipped = shippedText();
        for (int round = 0; round < 300; ++round) {
            QByteArray text = shipped;
            for (int i = 0; i < 4; ++i)
                text[random.bounded(text.size())] = char(random.bounded(32, 127));
            const ReadPolicy read = readTerms(text);
            QVERIFY2(read.policy.has_value() || !read.problems.empty(),
                     qPrintable(u"seed %1, round %2"_s.arg(seed).arg(round)));
            if (!read.policy)
                continue;
            for (const TierTerms &tier : read.policy->credits.tiers) {
                QVERIFY(!tier.bands.empty());
                QVERIFY(std::ranges::is_sorted(tier.bands, {}, &CreditBand::basisPoints));
                QVERIFY(tier.capBasisPoints > 0 && tier.capBasisPoints <= kWholeFee);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCreditTerms)
#include "tst_creditterms.moc"
