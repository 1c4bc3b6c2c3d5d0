// SPDX-License-Identifier: GPL-3.0-or-later
// What a drill asks of its trainee, in words.
#include "models/drill/player.h"

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

template <typename Known> QString nameOr(const Known *known, const QString &key)
{
    return known != nullptr ? known->name : key;
}

QString askText(const policy::IncidentRules &rules, const QString &key)
{
    for (const policy::FlowStep &step : rules.steps) {
        for (const policy::Ask &ask : step.asks) {
            if (ask.key == key)
                return ask.text;
        }
    }
    return key;
}

/// The moves that a drill waits for; nothing waits for the others.
struct Asked
{
    const policy::IncidentRules &rules;

    QString operator()(const Declare &action) const
    {
        return u"Declare the incident, %1"_s.arg(action.severity);
    }
    QString operator()(const GiveRole &action) const
    {
        return u"Give somebody the role %1"_s.arg(nameOr(rules.role(action.role), action.role));
    }
    QString operator()(const SetStatus &action) const
    {
        return u"Set the status to %1 once it is so"_s.arg(incident::statusName(action.status));
    }
    QString operator()(const TickAsk &action) const
    {
        return u"Tick off: %1"_s.arg(askText(rules, action.ask));
    }
    QString operator()(const SendUpdate &action) const
    {
        return u"Send an update to %1"_s.arg(nameOr(rules.audience(action.audience), action.audience));
    }
    QString operator()(const ConfirmRecovery &) const { return u"Confirm the recovery, with evidence"_s; }
    QString operator()(const WriteClosing &) const
    {
        return u"Write the closing: cause, workaround, prevention"_s;
    }
    QString operator()(const WriteDocument &action) const
    {
        return action.document == u"brief" ? u"Write the executive brief"_s : u"Write the post-mortem"_s;
    }
    template <typename Other> QString operator()(const Other &) const { return u"Go on"_s; }
};

} // namespace

QString asked(const Action &action, const policy::IncidentRules &rules)
{
    return std::visit(Asked{rules}, action);
}

} // namespace muster::drill
