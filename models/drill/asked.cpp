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
    const Beat &beat;
    const Script &script;
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
        const QString name = action.document == u"brief" ? u"the executive brief"_s : u"the post-mortem"_s;
        return (isAgain(action) ? u"Bring %1 up to date"_s : u"Write %1"_s).arg(name);
    }
    QString operator()(const LinkTickets &action) const
    {
        QStringList subjects;
        for (const QString &key : action.tickets) {
            const Beat *opened = script.beat(key);
            const auto *ticket = opened != nullptr ? std::get_if<OpenTicket>(&opened->action) : nullptr;
            subjects += ticket != nullptr ? ticket->subject : key;
        }
        return u"Link to the incident: %1"_s.arg(subjects.join(u"; "_s));
    }
    QString operator()(const ProposeCredit &action) const
    {
        return u"Propose the credit that the terms give %1"_s.arg(
            nameOr(script.customer(action.customer), action.customer));
    }
    QString operator()(const ApproveCredit &action) const
    {
        const auto *proposal = std::get_if<ProposeCredit>(&script.beat(action.proposal)->action);
        return u"Decide on the credit for %1"_s.arg(
            nameOr(script.customer(proposal->customer), proposal->customer));
    }
    template <typename Other> QString operator()(const Other &) const { return u"Go on"_s; }

    /// A beat above wrote the same document.
    bool isAgain(const WriteDocument &action) const
    {
        for (const Beat &each : script.story) {
            if (each.key == beat.key)
                return false;
            const auto *written = std::get_if<WriteDocument>(&each.action);
            if (written != nullptr && written->document == action.document)
                return true;
        }
        return false;
    }
};

} // namespace

QString asked(const Beat &beat, const Script &script, const policy::IncidentRules &rules)
{
    return std::visit(Asked{beat, script, rules}, beat.action);
}

} // namespace muster::drill
