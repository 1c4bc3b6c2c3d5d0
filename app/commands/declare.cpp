// SPDX-License-Identifier: GPL-3.0-or-later
// declare: an incident from a terminal. Where a window has the workspace open, that window declares it and
// comes forward; otherwise it is written here.
#include "app/commands/commands.h"
#include "app/declaring.h"
#include "app/instance.h"
#include "models/views/queuemodel.h"
#include "models/views/whentext.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

Result<std::optional<Instant>> timeOf(const CommandLine &line, const QString &option, Instant now)
{
    if (!line.has(option))
        return std::optional<Instant>();
    const QTimeZone here(QTimeZone::systemTimeZoneId());
    const auto read = views::readWhen(line.option(option), {now, here, views::WhenSide::Past});
    if (!read)
        return Error{Fault::BadInput, u"--%1: %2"_s.arg(option, read.error().detail)};
    return std::optional<Instant>(*read);
}

Result<Declaration> declarationOf(const CommandLine &line, Instant now)
{
    Declaration declaration;
    declaration.title = line.arguments.join(u' ');
    declaration.severity = line.option(u"sev"_s);
    declaration.scope = line.option(u"scope"_s);
    declaration.cases = line.option(u"tickets"_s).split(u',', Qt::SkipEmptyParts);
    const auto reported = timeOf(line, u"reported"_s, now), at = timeOf(line, u"at"_s, now);
    if (!reported)
        return reported.error();
    if (!at)
        return at.error();
    declaration.firstReport = *reported;
    declaration.at = *at;
    return declaration;
}

/// Written to the workspace by this program: no window has it open.
Result<QString> declareHere(const QString &database, const Declaration &declaration, const Clock &clock)
{
    auto workspace = store::Workspace::open(database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return workspace.error();
    const auto inForce = (*workspace)->policyInForce();
    if (!inForce)
        return inForce.error();
    if (!inForce->policy)
        return Error{Fault::NotFound,
                     u"there is no policy yet: muster policy adopt FILE puts one in force"_s};
    auto snapshot = (*workspace)->loadQueue();
    if (!snapshot)
        return snapshot.error();
    views::QueueModel queue;
    queue.load(std::move(*snapshot));
    const auto order = orderOf(declaration, inForce->policy->policy().incidents, (*workspace)->me(),
                               [&](const QString &number) {
                                   const views::TicketRow *row = queue.findCase(number);
                                   return row ? std::optional(row->id) : std::nullopt;
                               });
    if (!order)
        return order.error();
    const auto receipt = (*workspace)->submit(*order);
    if (!receipt)
        return receipt.error();
    return receipt->number;
}

} // namespace

Exit runDeclare(const CommandLine &line, const Clock &clock)
{
    if (line.arguments.isEmpty())
        return misused(u"say what is wrong: muster declare \"Checkout is down\""_s);
    const auto declaration = declarationOf(line, clock.now());
    if (!declaration)
        return failed(declaration.error());
    const Instance::Reply reply = Instance(line.database).ask(kDeclareRequest + toLine(*declaration));
    if (reply.isTaken) {
        // It may still declare it: a second one written here would be one too many.
        if (reply.line.isEmpty())
            return failed(
                {Fault::Conflict, u"the window that has %1 open does not answer; look there whether it "
                                  "is declared before you declare it again"_s.arg(line.database)});
        if (!reply.line.startsWith(kDone))
            return failed(
                {Fault::NotAllowed, QString::fromUtf8(reply.line.mid(reply.line.indexOf(' ') + 1))});
        print(u"%1 is declared; its war room is open in the window"_s.arg(
            QString::fromUtf8(reply.line.mid(kDone.size()))));
        return Exit::Ok;
    }
    const auto number = declareHere(line.database, *declaration, clock);
    if (!number)
        return failed(number.error());
    print(u"%1 is declared"_s.arg(*number));
    return Exit::Ok;
}

} // namespace muster::app
