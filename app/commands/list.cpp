// SPDX-License-Identifier: GPL-3.0-or-later
// list: the queue on a terminal, what breaches next first.
#include "app/commands/commands.h"
#include "models/views/filterquery.h"
#include "models/views/queuemodel.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

QString padded(QString text, qsizetype width)
{
    if (text.size() > width)
        text = text.left(width - 1) + u'…';
    return text.leftJustified(width);
}

struct Cells
{
    QString caseNumber, priority, due, countdown, clock, state, subject, customer, status;
};

Cells cellsOf(const views::TicketRow &row, const views::Names &names, Instant now)
{
    Cells cells;
    cells.caseNumber = row.caseNumber;
    cells.priority = names.priorities[row.priority].key;
    cells.subject = row.subject;
    cells.customer = names.customers[row.customer].name;
    cells.status = views::statusTitle(row.status);
    if (const int next = views::nextClock(row); next >= 0) {
        const sla::ClockSummary &clock = row.clocks[size_t(next)];
        cells.due = toRfc3339(std::chrono::floor<std::chrono::seconds>(clock.due));
        cells.countdown = views::countdownText(clock, now);
        cells.clock = views::clockTitle(sla::ClockKind(next));
        cells.state = sla::clockStateName(sla::stateAt(clock, now));
    }
    return cells;
}

QByteArray jsonLine(const Cells &cells)
{
    return QJsonDocument(QJsonObject{{u"case"_s, cells.caseNumber},
                                     {u"priority"_s, cells.priority},
                                     {u"due"_s, cells.due},
                                     {u"clock"_s, cells.clock},
                                     {u"state"_s, cells.state},
                                     {u"subject"_s, cells.subject},
                                     {u"customer"_s, cells.customer},
                                     {u"status"_s, cells.status}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

Exit runList(const CommandLine &line, const Clock &clock)
{
    bool number = true;
    const int limit = line.option(u"next"_s, u"1000000000"_s).toInt(&number);
    if (!number || limit < 1)
        return misused(u"--next needs a number from 1, as in --next 10"_s);
    const views::FilterQuery query = views::parseFilter(line.option(u"filter"_s));
    if (!query.problems.empty())
        return failed({Fault::BadInput, u"the filter: "_s + query.problems.front().what});
    auto workspace = store::Workspace::open(line.database, store::OpenMode::ReadOnly, clock);
    if (!workspace)
        return failed(workspace.error());
    auto snapshot = (*workspace)->loadQueue();
    if (!snapshot)
        return failed(snapshot.error());
    views::QueueModel model;
    model.setMe((*workspace)->me());
    model.load(std::move(*snapshot));
    const auto incidents = (*workspace)->openIncidents();
    if (!incidents)
        return failed(incidents.error());
    model.setIncidents(views::ticketIncidents(*incidents));
    model.setFilter(query, clock.now());
    model.setOrder(views::QueueModel::NextDue, Qt::AscendingOrder);
    int left = limit;
    for (int row = 0; row < model.rowCount() && left > 0; ++row) {
        const views::TicketRow *ticket = model.rowAt(row);
        // "What breaches next" leaves out what was breached already and what has no running clock.
        const Instant due = views::nextDue(*ticket);
        if (line.has(u"next"_s) && (due == kNever || due < clock.now()))
            continue;
        --left;
        const Cells cells = cellsOf(*ticket, model.names(), clock.now());
        if (line.has(u"json"_s)) {
            print(QString::fromUtf8(jsonLine(cells)));
            continue;
        }
        print(u"%1  %2  %3  %4  %5  %6  %7"_s.arg(
            padded(cells.caseNumber, 15), padded(cells.priority, 4), cells.countdown.rightJustified(9),
            padded(cells.state, 8), padded(cells.clock, 14), padded(cells.subject, 48), cells.customer));
    }
    return Exit::Ok;
}

} // namespace muster::app
