// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/clockrow.h"
#include "ui/queue/rowlayout.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QTest>

#include <numeric>

using namespace muster;
using namespace muster::ui;
using namespace std::chrono_literals;
using Model = views::QueueModel;

class TestRowLayout : public QObject
{
    Q_OBJECT
private slots:
    void widthsFillTheTableExactly_data();
    void widthsFillTheTableExactly();
    void narrowTablesHideWhatMattersLeast();
    void ownWidthsAreKept();
    void nothingOverlapsInTheNextDueCell_data();
    void nothingOverlapsInTheNextDueCell();
    void theBarGivesWayBeforeTheCountdown();
    void usedShareIsFullOnceBreached();
    void clockRowsKeepTheirPartsApart();
};

void TestRowLayout::widthsFillTheTableExactly_data()
{
    QTest::addColumn<int>("available");
    for (const int width : {420, 560, 700, 900, 1100, 1300, 1900, 3000})
        QTest::addRow("%d", width) << width;
}

void TestRowLayout::widthsFillTheTableExactly()
{
    QFETCH(int, available);
    const ColumnWidths widths = columnWidths(available, {});
    QCOMPARE(std::accumulate(widths.begin(), widths.end(), 0), available);
    QVERIFY(widths[Model::Subject] >= 120);
}

void TestRowLayout::narrowTablesHideWhatMattersLeast()
{
    const ColumnWidths wide = columnWidths(1500, {});
    QVERIFY(std::all_of(wide.begin(), wide.end(), [](int width) { return width > 0; }));
    const ColumnWidths narrow = columnWidths(600, {});
    QCOMPARE(narrow[Model::Age], 0);
    QCOMPARE(narrow[Model::Tier], 0);
    QVERIFY(narrow[Model::Priority] > 0);
    QVERIFY(narrow[Model::Case] > 0);
    QVERIFY(narrow[Model::NextDue] > 0);
}

void TestRowLayout::ownWidthsAreKept()
{
    ColumnWidths wished{};
    wished[Model::Customer] = 222;
    QCOMPARE(columnWidths(1500, wished)[Model::Customer], 222);
    wished[Model::Customer] = 100'000; // from a damaged setting
    QVERIFY(columnWidths(1500, wished)[Model::Customer] <= 600);
}

void TestRowLayout::nothingOverlapsInTheNextDueCell_data()
{
    widthsFillTheTableExactly_data();
}

void TestRowLayout::nothingOverlapsInTheNextDueCell()
{
    QFETCH(int, available);
    const QRect cell(37, 60, columnWidths(available, {})[Model::NextDue], Theme::rowHeight);
    const QueueRowLayout layout = queueRowLayout(Model::NextDue, cell, RowMetrics{}, 0.4);
    std::vector<QRect> parts;
    for (const QRect &part : {layout.icon, layout.clockName, layout.track, layout.countdown}) {
        if (!part.isEmpty())
            parts.push_back(part);
    }
    for (size_t i = 0; i < parts.size(); ++i) {
        QVERIFY(cell.contains(parts[i]));
        for (size_t other = i + 1; other < parts.size(); ++other)
            QVERIFY(!parts[i].intersects(parts[other]));
    }
    QVERIFY(layout.track.isEmpty() || layout.track.contains(layout.fill));
}

void TestRowLayout::theBarGivesWayBeforeTheCountdown()
{
    const QueueRowLayout tight = queueRowLayout(Model::NextDue, {0, 0, 116, 30}, RowMetrics{}, 1);
    QVERIFY(tight.track.isEmpty());
    QCOMPARE(tight.countdown.width(), RowMetrics{}.countdown);
    const QueueRowLayout wide = queueRowLayout(Model::NextDue, {0, 0, 300, 30}, RowMetrics{}, 1);
    QCOMPARE(wide.fill, wide.track);
}

void TestRowLayout::usedShareIsFullOnceBreached()
{
    sla::ClockSummary clock;
    clock.phase = sla::ClockSummary::Phase::Running;
    clock.start = fromMillis(0);
    clock.due = fromMillis(0) + 4h;
    QCOMPARE(usedShare(clock, fromMillis(0) + 1h), 0.25);
    QCOMPARE(usedShare(clock, clock.due), 1.0);
    QCOMPARE(usedShare(clock, clock.due + 9h), 1.0);
    clock.due = kNever;
    QCOMPARE(usedShare(clock, fromMillis(0) + 1h), 0.0);
    clock.phase = sla::ClockSummary::Phase::Paused;
    clock.usedPermille = 300;
    QCOMPARE(usedShare(clock, fromMillis(0) + 100h), 0.3);
}

void TestRowLayout::clockRowsKeepTheirPartsApart()
{
    const QRect box(0, 0, 420, ClockRow::kHeight);
    const ClockRowLayout layout = clockRowLayout(box, 72);
    const std::array parts{layout.icon, layout.title, layout.due, layout.countdown, layout.strip};
    for (size_t i = 0; i < parts.size(); ++i) {
        QVERIFY(box.contains(parts[i]));
        for (size_t other = i + 1; other < parts.size(); ++other)
            QVERIFY(!parts[i].intersects(parts[other]));
    }
}

QTEST_GUILESS_MAIN(TestRowLayout)
#include "tst_rowlayout.moc"
