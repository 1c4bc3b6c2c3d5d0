// SPDX-License-Identifier: GPL-3.0-or-later
// One device's history in a team: what is told of it, and what is a fault.
#include "models/ledger/chaincheck.h"
#include "models/ledger/ledger.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ledger;

namespace {

const DeviceId kDevice = DeviceId::random(fromMillis(1));

/// A device that may be put back to where it stood before.
struct Device
{
    HybridClock clock;
    ChainHead head;

    Fact write(const QString &text)
    {
        const NewFact wish{u"ticket"_s,         {},          u"ticket.note"_s, 1, fromMillis(1000),
                           {{u"text"_s, text}}, std::nullopt};
        return seal(std::span(&wish, 1), kDevice, {}, fromMillis(1000), clock, head).front();
    }
    std::vector<Fact> write(int count, const QString &text = {})
    {
        std::vector<Fact> facts;
        for (int i = 0; i < count; ++i)
            facts.push_back(write(text + QString::number(i)));
        return facts;
    }
};

using Gaps = std::vector<std::pair<qint64, qint64>>;

ChainCheck checked(std::vector<Fact> facts, const std::vector<Fact> &aside = {})
{
    std::multimap<qint64, Hash256> hashes;
    for (const Fact &fact : aside)
        hashes.emplace(fact.counter, factHash(fact));
    ChainCheck chain(std::move(hashes), [](const Fact &fact) { return !fact.signature.isEmpty(); });
    std::ranges::stable_sort(facts, {}, &Fact::counter);
    for (const Fact &fact : facts)
        chain.add(fact);
    chain.finish();
    return chain;
}

std::vector<Fact> without(std::vector<Fact> facts, qint64 from, qint64 to)
{
    std::erase_if(facts, [=](const Fact &fact) { return fact.counter >= from && fact.counter <= to; });
    return facts;
}

} // namespace

class TestChainCheck : public QObject
{
    Q_OBJECT

private slots:
    void aWholeChainIsSilent()
    {
        Device device;
        const ChainCheck chain = checked(device.write(20));
        QCOMPARE(chain.problems(), QStringList{});
        QVERIFY(chain.forks().empty() && chain.missing().empty());
    }

    void numbersThatAreNotHereAreTold()
    {
        Device device;
        const auto all = device.write(20);
        const ChainCheck chain = checked(without(without(all, 3, 3), 12, 14));
        QCOMPARE(chain.problems(), QStringList{});
        QCOMPARE(chain.missing(), (Gaps{{3, 3}, {12, 14}}));
        QCOMPARE(checked(without(all, 1, 5)).missing(), (Gaps{{1, 5}}));
    }

    void whatWasSetAsideIsNotMissing()
    {
        Device device;
        const auto all = device.write(20);
        const std::vector<Fact> middle(all.begin() + 11, all.begin() + 14), end(all.begin() + 17, all.end());
        const ChainCheck chain = checked(without(all, 12, 14), middle);
        QCOMPARE(chain.problems(), QStringList{});
        QVERIFY(chain.missing().empty() && chain.forks().empty());
        QVERIFY(checked(without(all, 18, 20), end).missing().empty());
        QCOMPARE(checked(without(all, 11, 20), middle).missing(), (Gaps{{11, 11}}));
    }

    void aDeviceThatWasPutBackIsTold()
    {
        Device device;
        auto all = device.write(5);
        const Device before = device;
        const auto one = device.write(3);
        device = before;
        const auto other = device.write(6, u"again "_s); // goes on longer
        all.insert(all.end(), one.begin(), one.end());
        all.insert(all.end(), other.begin(), other.end());
        const ChainCheck chain = checked(all);
        QCOMPARE(chain.problems(), QStringList{});
        QCOMPARE(chain.forks(), (std::vector<qint64>{6}));
        QVERIFY(chain.missing().empty());
        // The other history lies aside: told all the same.
        const ChainCheck apart = checked(std::vector<Fact>(all.begin(), all.begin() + 8), other);
        QCOMPARE(apart.problems(), QStringList{});
        QCOMPARE(apart.forks(), (std::vector<qint64>{6}));
    }

    void aHistoryWhoseBeginningWasLostIsTold()
    {
        Device device;
        auto all = device.write(5);
        const Device before = device;
        const auto lost = device.write(2); // its number 6 never arrived
        device = before;
        auto other = device.write(1, u"again "_s);
        other[0].signature = "holds";
        all.insert(all.end(), other.begin(), other.end());
        all.push_back(lost[1]);
        const ChainCheck chain = checked(all);
        QCOMPARE(chain.problems(), QStringList{});
        QCOMPARE(chain.forks(), (std::vector<qint64>{7}));
        all[5].signature.clear(); // nothing proves it: it may have been altered
        QCOMPARE(checked(all).problems().size(), 1);
    }

    void whatWasAlteredIsAFault()
    {
        Device device;
        const auto all = device.write(6);
        auto altered = all;
        altered[2].actor = PersonId::random(fromMillis(5));
        QCOMPARE(checked(altered).problems().size(), 1);
        QVERIFY(checked(altered).problems().front().contains(u"number 4"));
        auto text = all;
        text[2].payload = "{\"text\":\"never said\"}";
        QVERIFY(checked(text).problems().front().contains(u"altered"));
        auto first = all;
        first[0].previous[0] ^= 1;
        QVERIFY(!checked(first).problems().empty());
    }
};

QTEST_GUILESS_MAIN(TestChainCheck)
#include "tst_chaincheck.moc"
