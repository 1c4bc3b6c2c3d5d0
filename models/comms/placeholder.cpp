// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/placeholder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {

std::span<const Placeholder> placeholders()
{
    static const std::vector<Placeholder> all{
        {u"incident.number"_s, u"incident number"_s, false},
        {u"incident.title"_s, u"what is happening"_s, false},
        {u"incident.severity"_s, u"severity"_s, false},
        {u"incident.severity_name"_s, u"name of the severity"_s, false},
        {u"incident.severity_definition"_s, u"what the severity means"_s, false},
        {u"incident.status"_s, u"status"_s, false},
        {u"incident.scope"_s, u"who is affected and how"_s, false},
        {u"incident.sessions"_s, u"share of sessions affected"_s, false},
        {u"incident.tiers"_s, u"tiers affected"_s, true},
        {u"incident.started"_s, u"start time"_s, false},
        {u"incident.declared"_s, u"time of declaration"_s, true},
        {u"incident.resolved"_s, u"time of resolution"_s, false},
        {u"incident.duration"_s, u"how long it has lasted"_s, false},
        {u"incident.tickets"_s, u"number of linked tickets"_s, true},
        {u"update.actions"_s, u"what is being done"_s, true},
        {u"update.next_by"_s, u"next update time"_s, false},
        {u"update.cadence"_s, u"how often updates come"_s, false},
        {u"people.commander"_s, u"incident commander"_s, true},
        {u"customers.count"_s, u"number of customers affected"_s, false},
        {u"customer.name"_s, u"customer's name"_s, false},
        {u"fix.workaround"_s, u"workaround"_s, false},
        {u"fix.root_cause"_s, u"root cause"_s, false},
        {u"fix.prevention"_s, u"what changes so that it does not come back"_s, false},
        {u"fix.evidence"_s, u"what shows the recovery"_s, true},
        {u"write.action"_s, u"what is being done, in the reader's words"_s, false},
        {u"write.ask"_s, u"what is needed, from whom"_s, false},
        {u"write.owner"_s, u"who has taken it"_s, false},
        {u"write.say"_s, u"what may be said to customers"_s, true},
        {u"write.steps"_s, u"what the reader can do"_s, false},
        {u"sender.name"_s, u"sender"_s, false},
    };
    return all;
}

const Placeholder *placeholder(const QString &key)
{
    const auto all = placeholders();
    const auto found = std::ranges::find(all, key, &Placeholder::key);
    return found == all.end() ? nullptr : &*found;
}

std::vector<PlaceholderUse> placeholdersIn(const QString &text)
{
    std::vector<PlaceholderUse> uses;
    for (qsizetype begin = text.indexOf(u'{'); begin >= 0;) {
        qsizetype end = begin + 1;
        while (end < text.size() && text[end] != u'}' && text[end] != u'{' && text[end] != u'\n')
            ++end;
        const bool isClosed = end < text.size() && text[end] == u'}';
        const QString key = isClosed ? text.mid(begin + 1, end - begin - 1).trimmed() : QString();
        uses.push_back({{begin, isClosed ? end + 1 : begin + 1}, key});
        begin = text.indexOf(u'{', isClosed ? end + 1 : begin + 1);
    }
    return uses;
}

} // namespace muster::comms
