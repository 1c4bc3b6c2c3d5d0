// SPDX-License-Identifier: GPL-3.0-or-later
// A small queue in its model, with all that the model announces counted.
#pragma once

#include "tests/models/views/queuerows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace muster::test {

using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = sla::ClockSummary::Phase;

inline constexpr Instant kNow = fromMillis(1'790'000'000'000);

inline TicketRow rowOf(int number, Millis dueIn, Millis warnIn = 10000h)
{
    TicketRow row;
    row.id = TicketId::derived(fromMillis(1000), {QString::number(number)});
    row.caseNumber = u"MSTR-7F3K-%1"_s.arg(number, 4, 10, QLatin1Char('0'));
    row.subject = u"Subject %1"_s.arg(number);
    row.created = kNow - 1h;
    row.clocks[0].phase = Phase::Running;
    row.clocks[0].due = kNow + dueIn;
    row.clocks[0].warnAt = kNow + warnIn;
    return row;
}

inline QueueSnapshot queueOf(std::vector<TicketRow> rows)
{
    QueueSnapshot snapshot;
    snapshot.names = QueueRows(1).names();
    snapshot.rows = std::move(rows);
    return snapshot;
}

inline QString shown(const QueueModel &model)
{
    QStringList numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers << QString::number(model.rowAt(row)->caseNumber.right(4).toInt());
    return numbers.join(u' ');
}

/// A model with its tester, and counts of everything it announced.
struct Watched
{
    QueueModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy resets{&model, &QAbstractItemModel::modelReset},
        layouts{&model, &QAbstractItemModel::layoutChanged};
    QSignalSpy moves{&model, &QAbstractItemModel::rowsMoved},
        inserts{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy removes{&model, &QAbstractItemModel::rowsRemoved},
        data{&model, &QAbstractItemModel::dataChanged};
    QSignalSpy edges{&model, &QueueModel::edgesCrossed}, marks{&model, &QueueModel::marksChanged};
    QSignalSpy counts{&model, &QueueModel::shownChanged};

    explicit Watched(std::vector<TicketRow> rows)
    {
        model.load(queueOf(std::move(rows)));
        model.tick(kNow);
        forget();
    }
    void forget()
    {
        for (auto *spy : {&resets, &layouts, &moves, &inserts, &removes, &data, &edges, &marks, &counts})
            spy->clear();
    }
    /// "resets layouts moves inserts removes"
    QString shape() const
    {
        return u"%1%2%3%4%5"_s.arg(resets.count())
            .arg(layouts.count())
            .arg(moves.count())
            .arg(inserts.count())
            .arg(removes.count());
    }
    void apply(std::vector<TicketRow> rows, std::vector<TicketId> gone = {})
    {
        model.apply({model.names(), std::move(rows), std::move(gone), {}});
    }
    std::vector<std::pair<TicketId, sla::ClockState>> edge(int i) const
    {
        return edges[i][0].value<std::vector<std::pair<TicketId, sla::ClockState>>>();
    }
};

} // namespace muster::test
