// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/views/naivequeue.h"
#include "tests/models/views/queuerows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QStringList kFilters{
    u""_s,
    u"is:open"_s,
    u"priority:p1,P0 -tier:free"_s,
    u"due<2h"_s,
    u"state:at_risk,running due<30m"_s,
    u"due>1h due<3h"_s,
    u"-state:breached"_s,
    u"state:breached"_s,
    u"clock:first_response state:breached,met"_s,
    u"clock:update,resolution"_s,
    u"export"_s,
    u"GRÖSSENFELD"_s,
    u"-fails \"the eu\""_s,
    u"owner:me"_s,
    u"owner:nobody,anna"_s,
    u"is:mine,unanswered"_s,
    u"age>1d age<2d"_s,
    u"updated<3h"_s,
    u"due:today"_s,
    u"-due:today status:open,waiting"_s,
    u"tag:vip -tag:outage"_s,
    u"case:2abc customer:page"_s,
    u"tag:\"two words\" -is:acknowledged"_s,
    u"state:paused"_s,
    u"-clock:update due<1d"_s,
    u"state:met state:paused"_s,
    u"über"_s,
    u"nothing-has-this"_s,
};

/// The model and the plain one beside it, taken through the same story.
class Story
{
public:
    explicit Story(quint32 seed) : m_rows(seed, m_now)
    {
        m_tester.emplace(&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void step();
    bool agrees();

private:
    bool countsAgree();
    void load();
    void apply();
    void hold();
    TicketRow changed(TicketRow row);

    QueueModel m_model;
    std::optional<QAbstractItemModelTester> m_tester;
    NaiveQueue m_naive;
    Instant m_now = fromMillis(1'790'000'000'000);
    QueueRows m_rows;
    std::map<TicketId, QPersistentModelIndex> m_held; ///< indexes that somebody keeps, by what they stand for
    std::set<TicketId> m_marked;
};

TicketRow Story::changed(TicketRow row)
{
    TicketRow next = m_rows.row();
    next.id = row.id;
    next.created = row.created;
    if (m_rows.oneIn(2))
        next.clocks = row.clocks;
    return next;
}

void Story::load()
{
    m_held.clear();
    auto snapshot = m_rows.queue(m_rows.below(120));
    for (const auto &[id, row] : m_naive.rows) {
        if (m_rows.oneIn(3))
            snapshot.rows.push_back(row);
    }
    m_naive.names = snapshot.names;
    m_naive.rows.clear();
    for (const auto &row : snapshot.rows)
        m_naive.rows[row.id] = row;
    std::erase_if(m_marked, [&](TicketId id) { return !m_naive.rows.contains(id); });
    m_model.load(snapshot);
}

void Story::apply()
{
    QueueChange change;
    if (m_rows.oneIn(6))
        m_rows.addCustomer(u"Newcomer %1 page"_s.arg(m_rows.below(50)));
    for (const auto &[id, row] : m_naive.rows) {
        if (m_rows.oneIn(25))
            change.gone.push_back(id);
        else if (m_rows.oneIn(12))
            change.rows.push_back(changed(row));
    }
    const int news = m_rows.oneIn(5) ? 130 : m_rows.below(6);
    for (int i = 0; i < news; ++i)
        change.rows.push_back(m_rows.row());
    change.names = m_rows.names();
    m_naive.names = change.names;
    for (const auto &id : change.gone) {
        m_naive.rows.erase(id);
        m_marked.erase(id);
    }
    for (const auto &row : change.rows)
        m_naive.rows[row.id] = row;
    m_model.apply(change);
}

void Story::hold()
{
    if (m_model.rowCount() == 0)
        return;
    const int row = m_rows.below(m_model.rowCount());
    const TicketId id = m_model.rowAt(row)->id;
    m_held[id] = QPersistentModelIndex(m_model.index(row, QueueModel::Subject));
    const bool mark = m_rows.oneIn(2);
    m_model.setMarked(row, mark);
    mark ? void(m_marked.insert(id)) : void(m_marked.erase(id));
}

void Story::step()
{
    switch (m_rows.below(10)) {
    case 0:
        load();
        break;
    case 1:
    case 2:
        apply();
        break;
    case 3:
    case 4:
        m_naive.filter = parseFilter(kFilters[m_rows.below(int(kFilters.size()))]);
        m_model.setFilter(m_naive.filter, m_now);
        break;
    case 5:
        m_naive.column = m_rows.below(QueueModel::ColumnCount);
        m_naive.direction = m_rows.oneIn(2) ? Qt::AscendingOrder : Qt::DescendingOrder;
        m_model.setOrder(QueueModel::Column(m_naive.column), m_naive.direction);
        break;
    case 6:
        hold();
        break;
    case 7:
        m_naive.me = m_rows.names().people[size_t(m_rows.below(int(m_rows.names().people.size())))].id;
        m_model.setMe(m_naive.me);
        break;
    default:
        m_now += m_rows.oneIn(20)  ? -Millis(1h)
                 : m_rows.oneIn(4) ? Millis(m_rows.below(20'000'000))
                                   : Millis(m_rows.below(60'000));
        m_model.tick(m_now);
    }
}

/// The same questions after every step, so that the counts are the ones that were kept up to date.
bool Story::countsAgree()
{
    static const auto watched = [] {
        std::vector<FilterQuery> queries;
        for (const auto &text :
             {u"is:open owner:me"_s, u"state:running,at_risk due<1h"_s, u"state:breached"_s,
              u"customer:newcomer"_s, u"age>2d -is:acknowledged"_s, u"tier:free fails"_s})
            queries.push_back(parseFilter(text));
        return queries;
    }();
    std::vector<int> counted(watched.size());
    for (const auto &[id, row] : m_naive.rows) {
        for (size_t i = 0; i < watched.size(); ++i)
            counted[i] += m_naive.matches(row, watched[i], m_model.now()) ? 1 : 0;
    }
    return m_model.counts(watched, m_model.now()) == counted;
}

bool Story::agrees()
{
    const auto expected = m_naive.visible(m_model.now());
    std::vector<TicketId> shown;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        shown.push_back(m_model.rowAt(row)->id);
        if (*m_model.rowAt(row) != m_naive.rows.at(shown.back()) || m_model.rowOf(shown.back()) != row)
            return false;
    }
    for (const auto &[id, index] : m_held) {
        // Once its row was hidden an index is dead for good; until then it stands where its ticket stands.
        if (index.isValid() && m_model.rowAt(index.row())->id != id)
            return false;
    }
    const auto marked = m_model.marked();
    return shown == expected && std::set(marked.begin(), marked.end()) == m_marked &&
           m_model.markedCount() == int(m_marked.size()) &&
           m_model.totalCount() == int(m_naive.rows.size()) && countsAgree();
}

} // namespace

class TestQueueProperty : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void showsWhatAPlainRecomputationShowsAfterAnyStory_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void showsWhatAPlainRecomputationShowsAfterAnyStory()
    {
        QFETCH(quint32, seed);
        Story story(seed);
        for (int i = 0; i < 40; ++i) {
            story.step();
            QVERIFY2(story.agrees(), qPrintable(u"seed %1, step %2"_s.arg(seed).arg(i)));
        }
    }

    void countsOfAnyInstantAgreeWithAPlainCount()
    {
        QueueRows rows(77);
        NaiveQueue naive;
        const auto queue = rows.queue(300);
        naive.names = queue.names;
        std::vector<FilterQuery> queries;
        for (const auto &text : kFilters)
            queries.push_back(parseFilter(text));
        QueueModel model;
        model.load(queue);
        for (const auto offset : {0min, 10min, 300min, -90min}) {
            const Instant now = fromMillis(1'790'000'000'000) + offset;
            const auto counts = model.counts(queries, now);
            for (size_t i = 0; i < queries.size(); ++i) {
                const auto expected = std::ranges::count_if(
                    queue.rows, [&](const auto &row) { return naive.matches(row, queries[i], now); });
                QVERIFY2(counts[i] == int(expected), qPrintable(kFilters[qsizetype(i)]));
            }
        }
    }

    void edgesAreSaidOnceWhateverTheStepsOfTime()
    {
        QueueRows rows(5);
        const auto queue = rows.queue(200);
        const Instant start = fromMillis(1'790'000'000'000);
        for (const Millis step : {Millis(1min), Millis(47min)}) {
            QueueModel model;
            QSignalSpy spy(&model, &QueueModel::edgesCrossed);
            model.load(queue);
            model.tick(start);
            QCOMPARE(spy.count(), 0);
            std::multiset<TicketId> breached;
            for (Instant now = start; now <= start + 47h; now += step) {
                spy.clear();
                model.tick(now);
                for (const auto &said : spy) {
                    for (const auto &[id, state] :
                         said[0].value<std::vector<std::pair<TicketId, sla::ClockState>>>()) {
                        if (state == sla::ClockState::Breached)
                            breached.insert(id);
                    }
                }
            }
            const Instant last = start + step * ((47 * 60min) / step);
            for (const auto &row : queue.rows) {
                std::set<qint64> expected;
                for (const auto &clock : row.clocks) {
                    if (sla::stateAt(clock, start) != sla::ClockState::Breached &&
                        clock.phase == sla::ClockSummary::Phase::Running &&
                        sla::stateAt(clock, last) == sla::ClockState::Breached)
                        expected.insert((clock.due - start + step - Millis(1)) / step);
                }
                QCOMPARE(breached.count(row.id), expected.size());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestQueueProperty)
#include "tst_queueproperty.moc"
