// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/declaring.h"

#include "models/base/json.h"
#include "models/base/payload.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

Result<QString> severityKey(const QString &wanted, const policy::IncidentRules &rules)
{
    if (rules.severities.empty())
        return Error{Fault::NotFound, u"the policy in force has no severities"_s};
    if (wanted.isEmpty())
        return rules.severities.front().key;
    QStringList known;
    for (const policy::Severity &severity : rules.severities) {
        if (severity.key.compare(wanted, Qt::CaseInsensitive) == 0 ||
            severity.key.endsWith(u'-' + wanted, Qt::CaseInsensitive))
            return severity.key;
        known += severity.key;
    }
    return Error{Fault::BadInput,
                 u"there is no severity \"%1\"; there are %2"_s.arg(wanted, known.join(u", "_s))};
}

} // namespace

QByteArray toLine(const Declaration &declaration)
{
    PayloadWriter writer;
    writer.text(u"title"_s, declaration.title);
    writer.text(u"severity"_s, declaration.severity);
    writer.text(u"scope"_s, declaration.scope);
    writer.time(u"first_report"_s, declaration.firstReport);
    writer.time(u"at"_s, declaration.at);
    writer.list(u"cases"_s, declaration.cases);
    return canonicalJson(writer.take());
}

Result<Declaration> declarationFrom(const QByteArray &line)
{
    const auto object = parseJsonObject(line);
    if (!object)
        return object.error();
    PayloadReader reader(*object);
    Declaration declaration;
    declaration.title = reader.neededText(u"title"_s);
    declaration.severity = reader.text(u"severity"_s);
    declaration.scope = reader.text(u"scope"_s);
    declaration.firstReport = reader.time(u"first_report"_s);
    declaration.at = reader.time(u"at"_s);
    declaration.cases = reader.list(u"cases"_s);
    return reader.finish<Declaration>(std::move(declaration));
}

Result<incident::IncidentOrder>
orderOf(const Declaration &declaration, const policy::IncidentRules &rules, PersonId me,
        const std::function<std::optional<TicketId>(const QString &)> &ticketOf)
{
    const auto severity = severityKey(declaration.severity, rules);
    if (!severity)
        return severity.error();
    incident::Declare command;
    command.fields.title = declaration.title.simplified();
    command.fields.severity = *severity;
    command.fields.scope.text = declaration.scope.simplified();
    command.fields.firstReportAt = declaration.firstReport;
    for (const QString &number : declaration.cases) {
        const auto ticket = ticketOf(number);
        if (!ticket)
            return Error{Fault::BadInput, u"there is no open ticket %1"_s.arg(number)};
        command.tickets.push_back(*ticket);
    }
    if (const QString role = incident::leadingRole(rules, *severity); !role.isEmpty() && !me.isNull())
        command.roles.emplace_back(role, me);
    return incident::IncidentOrder{IncidentId{}, std::move(command), declaration.at};
}

} // namespace muster::app
