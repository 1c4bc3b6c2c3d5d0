// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue costs with 100,000 open tickets, from the change to painted rows, beside
// QSortFilterProxyModel over the same rows in the same table in the same run. One JSON line a figure. An
// argument sets another row count.
#include "models/views/savedviews.h"
#include "tests/models/views/queuerows.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTextStream>
#include <QWindow>

#include <ctime>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow = fromMillis(1'790'000'000'000);

struct Figure
{
    QString name;
    double value = 0;
    QString unit = u"ms"_s;
    QString baseline{};
    double baselineValue = 0;
    double goal = 50;
};

void print(const Figure &figure)
{
    QJsonObject line{{u"figure"_s, figure.name},
                     {u"value"_s, figure.value},
                     {u"unit"_s, figure.unit},
                     {u"goal"_s, figure.goal}};
    if (!figure.baseline.isEmpty()) {
        line[u"baseline"_s] = figure.baseline;
        line[u"baseline_value"_s] = figure.baselineValue;
        line[u"ratio"_s] = figure.baselineValue / figure.value;
    }
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
}

/// Wall time in milliseconds of each call; the median of them.
template <typename Action> double medianOf(int times, Action action)
{
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        action(i);
        took.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(took);
    return took[took.size() / 2];
}

template <typename Action> double cpuOf(int times, Action action)
{
    const auto start = std::clock();
    for (int i = 0; i < times; ++i)
        action(i);
    return double(std::clock() - start) * 1000.0 / CLOCKS_PER_SEC / times;
}

/// Paints straight away, as the window's own delegate does, the same in both tables; and counts, so that a
/// figure cannot leave the painting out.
class CountingDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        ++s_cells;
        if (option.state & QStyle::State_Selected || index.data(QueueModel::MarkedRole).toBool())
            painter->fillRect(option.rect, option.palette.highlight());
        painter->drawText(option.rect, Qt::AlignVCenter | Qt::TextSingleLine,
                          index.data(Qt::DisplayRole).toString());
    }
    static inline qint64 s_cells = 0;
};

void prepare(QTableView &view)
{
    view.resize(1400, 900);
    view.verticalHeader()->hide();
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.verticalHeader()->setDefaultSectionSize(21);
    view.setItemDelegate(new CountingDelegate(&view));
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
}

void paint(QTableView &view, const QRect &area)
{
    const qint64 before = CountingDelegate::s_cells;
    view.viewport()->repaint(area);
    if (CountingDelegate::s_cells == before && view.model()->rowCount() > 0)
        qFatal("nothing was painted");
}

void paint(QTableView &view)
{
    QCoreApplication::sendPostedEvents();
    paint(view, view.viewport()->rect());
}

void expose(QTableView &view)
{
    view.show();
    while (!view.windowHandle()->isExposed())
        QCoreApplication::processEvents();
    paint(view);
}

/// The rows in a table of our own model, and the same model behind a proxy in another table.
struct Bench
{
    QueueModel model, source;
    QSortFilterProxyModel proxy;
    QTableView view, proxyView;

    explicit Bench(int rows)
    {
        load(rows);
        proxy.setSortRole(QueueModel::SortRole);
        proxy.setFilterKeyColumn(QueueModel::Subject);
        proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
        proxy.setSourceModel(&source);
        proxy.sort(QueueModel::NextDue);
        view.setModel(&model);
        proxyView.setModel(&proxy);
        for (auto *table : {&view, &proxyView}) {
            prepare(*table);
            expose(*table);
        }
    }

    void load(int rows)
    {
        auto queue = test::QueueRows(2026).queue(rows);
        source.load(queue);
        source.tick(kNow);
        QElapsedTimer timer;
        timer.start();
        model.load(std::move(queue));
        model.tick(kNow);
        print(
            {u"queue: load rows into the model"_s, double(timer.nsecsElapsed()) / 1e6, u"ms"_s, {}, 0, 250});
    }

    void filter();
    void sort();
    void selectAll();
    void tick();
    void changes();
    void counts();
};

void Bench::filter()
{
    const QStringList words{u"slow"_s, u"fails"_s, u"export"_s, u"eu"_s, u""_s};
    const double own = medianOf(25, [&](int i) {
        model.setFilter(parseFilter(words[i % words.size()]), kNow);
        paint(view);
    });
    const double base = medianOf(1, [&](int) {
        proxy.setFilterFixedString(u"slow"_s);
        paint(proxyView);
    });
    proxy.setSourceModel(nullptr);
    proxy.setFilterFixedString({});
    proxy.setSourceModel(&source);
    paint(proxyView);
    print({u"queue: change of filter text, to painted rows"_s, own, u"ms"_s,
           u"QSortFilterProxyModel, fixed string"_s, base});
    const QStringList timed{u"due<2h state:running,at_risk"_s,
                            u"priority:p1 tier:enterprise due<2h -status:waiting export"_s};
    print({u"queue: change of timed filter, to painted rows"_s, medianOf(10, [&](int i) {
               model.setFilter(parseFilter(timed[i % 2]), kNow);
               paint(view);
           })});
    model.setFilter({}, kNow);
}

void Bench::sort()
{
    for (const auto column :
         {QueueModel::Age, QueueModel::Subject, QueueModel::Customer, QueueModel::NextDue}) {
        const auto sortBoth = [&](auto &&sorted, QTableView &table) {
            return medianOf(4, [&](int i) {
                sorted(i % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder);
                paint(table);
            });
        };
        const double own = sortBoth([&](Qt::SortOrder order) { model.setOrder(column, order); }, view);
        const double base = sortBoth([&](Qt::SortOrder order) { proxy.sort(column, order); }, proxyView);
        const QString title = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        print({u"queue: re-sort by %1, to painted rows"_s.arg(title), own, u"ms"_s,
               u"QSortFilterProxyModel, sort role"_s, base});
    }
}

void Bench::selectAll()
{
    const double own = medianOf(5, [&](int) {
        model.clearMarks();
        model.markAll();
        paint(view);
    });
    const double base = medianOf(5, [&](int) {
        proxyView.clearSelection();
        proxyView.selectAll();
        paint(proxyView);
    });
    print({u"queue: select all, to painted rows"_s, own, u"ms"_s,
           u"QTableView::selectAll over QSortFilterProxyModel"_s, base});
    qsizetype ownIds = 0, baseIds = 0;
    const double ownWithIds = medianOf(5, [&](int) {
        model.clearMarks();
        model.markAll();
        paint(view);
        ownIds = qsizetype(model.marked().size());
    });
    const double baseWithIds = medianOf(3, [&](int) {
        proxyView.clearSelection();
        proxyView.selectAll();
        paint(proxyView);
        std::vector<QByteArray> ids;
        for (const auto &index : proxyView.selectionModel()->selectedRows())
            ids.push_back(index.data(QueueModel::TicketIdRole).toByteArray());
        baseIds = qsizetype(ids.size());
    });
    if (ownIds != baseIds)
        qFatal("both selections should hold every row");
    print({u"queue: select all, to painted rows and the tickets' ids"_s, ownWithIds, u"ms"_s,
           u"QTableView::selectAll over QSortFilterProxyModel, selectedRows"_s, baseWithIds});
    model.clearMarks();
    proxyView.clearSelection();
}

void Bench::tick()
{
    Instant now = model.now();
    const auto dueRect = [](QTableView &table) {
        return QRect(table.columnViewportPosition(QueueModel::NextDue), 0,
                     table.columnWidth(QueueModel::NextDue), 900);
    };
    const double own = cpuOf(300, [&](int) {
        model.tick(now += 1s);
        paint(view, dueRect(view));
    });
    const double still = cpuOf(300, [&](int) { model.tick(now += 1ms); });
    const double base = cpuOf(3, [&](int) {
        source.tick(now += 1s);
        emit source.dataChanged(source.index(0, QueueModel::NextDue),
                                source.index(source.rowCount() - 1, QueueModel::NextDue));
        paint(proxyView);
    });
    print({u"queue: one-second tick, 40 rows visible"_s, own / 10, u"% of a core"_s,
           u"QSortFilterProxyModel told of the changed column"_s, base / 10, 1});
    print({u"queue: tick in which nothing passes, the model alone"_s, still * 1000, u"us"_s, {}, 0, 10});
}

void Bench::changes()
{
    test::QueueRows rows(7);
    const auto changesOf = [&](int count) {
        QueueChange change{model.names(), {}, {}, {}};
        for (int i = 0; i < count; ++i) {
            auto row = rows.row();
            row.id = model.rowAt(rows.below(model.rowCount()))->id;
            change.rows.push_back(std::move(row));
        }
        return change;
    };
    for (const int count : {1, 50, 1000}) {
        std::vector<QueueChange> prepared;
        for (int i = 0; i < 5; ++i)
            prepared.push_back(changesOf(count));
        print({u"queue: take in %1 changed rows, to painted rows"_s.arg(count), medianOf(5, [&](int i) {
                   model.apply(prepared[size_t(i)]);
                   paint(view);
               })});
    }
}

void Bench::counts()
{
    std::vector<FilterQuery> queries;
    for (const auto &saved : shippedViews({u"enterprise"_s, u"business"_s, u"free"_s}, {}))
        queries.push_back(parseFilter(saved.filter));
    for (const auto &text : {u"export priority:p1"_s, u"age>2d -is:acknowledged"_s, u"tag:vip due<4h"_s})
        queries.push_back(parseFilter(text));
    model.setMe(model.names().people[1].id);
    const Instant now = model.now();
    print({u"queue: live counts of %1 views"_s.arg(queries.size()),
           medianOf(9, [&](int i) { model.counts(queries, now - Millis(i)); }),
           u"ms"_s,
           {},
           0,
           30});
    Instant later = now;
    print({u"queue: one-second tick with the same counts asked for again"_s,
           cpuOf(300,
                 [&](int) {
                     model.tick(later += 1s);
                     model.counts(queries, later);
                 }) /
               10,
           u"% of a core"_s,
           {},
           0,
           1});
    print({u"queue: load of the next 24 hours"_s,
           medianOf(9, [&](int) { model.load24(now); }),
           u"ms"_s,
           {},
           0,
           10});
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const int rows = argc > 1 ? std::max(100, QByteArray(argv[1]).toInt()) : 100'000;
    Bench bench(rows);
    bench.sort();
    bench.selectAll();
    bench.counts();
    bench.tick();
    bench.changes();
    bench.filter();
    return 0;
}
