// SPDX-License-Identifier: GPL-3.0-or-later
// Which entries of a device count once somebody said what it had written.
#include "models/team/chainrecord.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using team::ChainLink;
using team::ChainRecord;
using team::ChainTip;

namespace {

/// Hashes are letters here: the entry, and the one it follows.
ChainLink link(qint64 number, char hash, char previous)
{
    return {number, {quint8(hash)}, {quint8(previous)}};
}
ChainTip tip(qint64 number, char hash)
{
    return {number, {quint8(hash)}};
}
Hash256 hash(char letter)
{
    return {quint8(letter)};
}
/// 1 to 3 are a, b, c; under 2 there is an x too, and a y behind it.
std::vector<ChainLink> twoHistories()
{
    return {link(1, 'a', 0), link(2, 'b', 'a'), link(3, 'c', 'b'), link(2, 'x', 'a'), link(3, 'y', 'x')};
}

} // namespace

class TestChainRecord : public QObject
{
    Q_OBJECT

private slots:
    void whatLeadsToWhatWasSeenCounts()
    {
        const ChainRecord record({{3, u"none"_s, {tip(3, 'c')}}}, twoHistories());
        QVERIFY(record.holds(1, hash('a')));
        QVERIFY(record.holds(2, hash('b')));
        QVERIFY(record.holds(3, hash('c')));
        QVERIFY(!record.holds(2, hash('x')));
        QVERIFY(!record.holds(3, hash('y')));
        QVERIFY(!record.holds(3, hash('z')));
    }
    void whatCameBehindIsNotItsMatter()
    {
        const ChainRecord record({{2, u"agent"_s, {tip(2, 'b')}}}, twoHistories());
        QVERIFY(record.holds(3, hash('y')));
        QVERIFY(!record.holds(2, hash('x')));
    }
    void severalHistoriesThatWereSeenAllCount()
    {
        const auto links = twoHistories();
        const auto tips = team::tipsOf(links);
        QCOMPARE(tips, (std::vector<ChainTip>{tip(3, 'y'), tip(3, 'c')}));
        const ChainRecord record({{3, u"none"_s, tips}}, links);
        for (const ChainLink &each : links)
            QVERIFY(record.holds(each.number, each.hash));
        QVERIFY(!record.holds(2, hash('z')));
    }
    void whatIsNotHereYetIsNotHeldAgainstAnybody()
    {
        // 3 is missing, so nobody knows what stands before it.
        const ChainRecord record({{4, u"none"_s, {tip(4, 'd')}}}, {link(2, 'x', 'a'), link(4, 'd', 'c')});
        QVERIFY(record.holds(2, hash('x')));
        QVERIFY(!record.holds(3, hash('x')));
    }
    void aHistoryThatIsHereSaysNothingOfOneStillOnItsWay()
    {
        // Both ends were seen, of one only the end is here: an entry before it may belong to it.
        const auto seen = std::vector<ChainTip>{tip(4, 'd'), tip(2, 'x')};
        const std::vector<ChainLink> here{link(1, 'a', 0), link(2, 'b', 'a'), link(2, 'x', 'a'),
                                          link(4, 'd', 'c')};
        const ChainRecord early({{4, u"none"_s, seen}}, here);
        QVERIFY(early.holds(2, hash('b')));
        QVERIFY(early.holds(2, hash('z')));
        QVERIFY(!early.holds(3, hash('z')));
        auto all = here;
        all.push_back(link(3, 'c', 'b'));
        const ChainRecord later({{4, u"none"_s, seen}}, all);
        QVERIFY(later.holds(2, hash('b')));
        QVERIFY(later.holds(2, hash('x')));
        QVERIFY(!later.holds(2, hash('z')));
    }
    void withoutAWordEverythingCounts()
    {
        const ChainRecord record({{9, u"none"_s, {}}}, twoHistories());
        QVERIFY(record.holds(2, hash('x')));
    }
};

QTEST_GUILESS_MAIN(TestChainRecord)
#include "tst_chainrecord.moc"
