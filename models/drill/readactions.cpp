// SPDX-License-Identifier: GPL-3.0-or-later
// How each action of a script is read.
#include "models/drill/actionreader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace muster::drill {

using policy::YamlReader;

namespace {

constexpr std::array kStatuses{incident::Status::Investigating, incident::Status::Identified,
                               incident::Status::Mitigated,     incident::Status::Monitoring,
                               incident::Status::Resolved,      incident::Status::Closed};
constexpr std::array kKinds{incident::EntryKind::Fact, incident::EntryKind::Action,
                            incident::EntryKind::Decision, incident::EntryKind::Hypothesis,
                            incident::EntryKind::Milestone};
constexpr std::array kTaskKinds{incident::TaskKind::Work, incident::TaskKind::Hotfix,
                                incident::TaskKind::Corrective, incident::TaskKind::Preventive,
                                incident::TaskKind::Detective};
constexpr std::array kVerdicts{incident::HypothesisState::Open, incident::HypothesisState::Confirmed,
                               incident::HypothesisState::RuledOut};

template <typename Enum, size_t count>
QStringList namesOf(const std::array<Enum, count> &values, QString (*nameOf)(Enum))
{
    QStringList names;
    for (const Enum value : values)
        names += nameOf(value);
    return names;
}

} // namespace

template <typename Wanted> QStringList ActionReader::beatsWith() const
{
    QStringList keys;
    for (const Beat &beat : m_script.story) {
        if (std::holds_alternative<Wanted>(beat.action))
            keys += beat.key;
    }
    return keys;
}

template <typename Wanted>
QString ActionReader::beatOf(const YAML::Node &node, const char *key, const QString &at)
{
    return oneOf(node, key, at, beatsWith<Wanted>());
}

QStringList ActionReader::tickets(const YAML::Node &node, const QString &at)
{
    const QString field = under(at, "tickets");
    if (!m_yaml.has(node, "tickets", field, u"name tickets of beats above"_s))
        return {};
    QStringList named = m_yaml.texts(node, "tickets", field);
    const QStringList known = beatsWith<OpenTicket>();
    for (const QString &ticket : std::as_const(named)) {
        if (!known.contains(ticket))
            m_yaml.wrong(YamlReader::child(node, "tickets"), field,
                         u"no beat above opens a ticket \"%1\""_s.arg(ticket.left(60)),
                         u"known are: %1"_s.arg(known.join(u", "_s)));
    }
    return named;
}

QStringList ActionReader::asks() const
{
    QStringList keys;
    for (const policy::FlowStep &step : m_policy.incidents.steps)
        keys += keysOf(step.asks);
    return keys;
}

incident::Scope ActionReader::scope(const YAML::Node &node, const QString &at)
{
    incident::Scope read;
    m_yaml.isMap(node, at, {u"text"_s, u"share_permille"_s, u"tiers"_s});
    if (!node.IsMap())
        return read;
    read.text = text(node, "text", at);
    if (const YAML::Node share = YamlReader::child(node, "share_permille"); share.IsDefined())
        read.sessionsPermille = m_yaml.number(share, under(at, "share_permille"), 0, 1000);
    read.tiers = m_yaml.texts(node, "tiers", under(at, "tiers"));
    for (const QString &tier : read.tiers) {
        if (m_policy.tier(tier) == nullptr)
            m_yaml.wrong(YamlReader::child(node, "tiers"), under(at, "tiers"),
                         u"there is no tier \"%1\""_s.arg(tier.left(60)),
                         u"known are: %1"_s.arg(keysOf(m_policy.tiers).join(u", "_s)));
    }
    return read;
}

Action ActionReader::openTicket(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at,
                 {u"customer"_s, u"subject"_s, u"text"_s, u"priority"_s, u"impact"_s, u"environment"_s,
                  u"steps"_s, u"channel"_s});
    const bool isCustomers = YamlReader::child(node, "customer").IsDefined();
    return OpenTicket{isCustomers ? oneOf(node, "customer", at, keysOf(m_script.customers)) : QString(),
                      text(node, "subject", at),
                      text(node, "text", at),
                      oneOf(node, "priority", at, keysOf(m_policy.priorities)),
                      text(node, "impact", at),
                      text(node, "environment", at),
                      text(node, "steps", at),
                      optional(node, "channel", at)};
}

Action ActionReader::ticketMessage(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"ticket"_s, u"text"_s});
    return TicketMessage{beatOf<OpenTicket>(node, "ticket", at), text(node, "text", at)};
}

Action ActionReader::answerTickets(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"tickets"_s, u"text"_s, u"acknowledges"_s, u"resolves"_s});
    return AnswerTickets{tickets(node, at), text(node, "text", at),
                         m_yaml.flag(node, "acknowledges", under(at, "acknowledges"), false),
                         m_yaml.flag(node, "resolves", under(at, "resolves"), false)};
}

Action ActionReader::declare(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"title"_s, u"severity"_s, u"scope"_s, u"tickets"_s});
    Declare made{
        text(node, "title", at), oneOf(node, "severity", at, keysOf(m_policy.incidents.severities)), {}, {}};
    if (m_yaml.has(node, "scope", under(at, "scope"), u"say who is affected"_s))
        made.scope = scope(YamlReader::child(node, "scope"), under(at, "scope"));
    made.tickets = tickets(node, at);
    if (made.tickets.isEmpty())
        m_yaml.wrong(node, under(at, "tickets"), u"no ticket told of it first"_s,
                     u"name the first report, so that the time to declare can be measured"_s);
    return made;
}

Action ActionReader::giveRole(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"give"_s, u"to"_s, u"hand_over"_s});
    m_yaml.has(node, "to", under(at, "to"), u"name one of the cast"_s);
    return GiveRole{oneOf(node, "give", at, keysOf(m_policy.incidents.roles)), person(node, "to", at),
                    m_yaml.flag(node, "hand_over", under(at, "hand_over"), false)};
}

Action ActionReader::takeRole(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"role"_s});
    return TakeRole{oneOf(node, "role", at, keysOf(m_policy.incidents.roles))};
}

Action ActionReader::writeEntry(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(
        node, at,
        {u"kind"_s, u"text"_s, u"result"_s, u"owner"_s, u"milestone"_s, u"why"_s, u"instead_of"_s, u"ago"_s});
    WriteEntry made;
    made.kind =
        incident::entryKindFromName(oneOf(node, "kind", at, namesOf(kKinds, &incident::entryKindName)))
            .value_or(incident::EntryKind::Fact);
    made.text = text(node, "text", at);
    made.result = optional(node, "result", at);
    made.owner = person(node, "owner", at);
    if (made.kind == incident::EntryKind::Milestone)
        made.milestone = oneOf(node, "milestone", at, keysOf(m_policy.incidents.milestones));
    made.why = optional(node, "why", at);
    made.alternatives = optional(node, "instead_of", at);
    if (YamlReader::child(node, "ago").IsDefined())
        made.ago = lengthOf(m_yaml, node, "ago", at).value_or(Millis{});
    return made;
}

Action ActionReader::setStatus(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"to"_s, u"reason"_s});
    const auto status =
        incident::statusFromName(oneOf(node, "to", at, namesOf(kStatuses, &incident::statusName)));
    return SetStatus{status.value_or(incident::Status::Investigating), optional(node, "reason", at)};
}

Action ActionReader::setSeverity(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"to"_s, u"reason"_s});
    return SetSeverity{oneOf(node, "to", at, keysOf(m_policy.incidents.severities)),
                       optional(node, "reason", at)};
}

Action ActionReader::setScope(const YAML::Node &node, const QString &at)
{
    return SetScope{scope(node, at)};
}

Action ActionReader::goToStep(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"to"_s, u"reason"_s});
    return GoToStep{oneOf(node, "to", at, keysOf(m_policy.incidents.steps)), optional(node, "reason", at)};
}

Action ActionReader::tickAsk(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"ask"_s});
    return TickAsk{oneOf(node, "ask", at, asks())};
}

Action ActionReader::judge(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"entry"_s, u"state"_s, u"because"_s});
    const auto state = incident::hypothesisStateFromName(
        oneOf(node, "state", at, namesOf(kVerdicts, &incident::hypothesisStateName)));
    return JudgeHypothesis{beatOf<WriteEntry>(node, "entry", at), text(node, "because", at),
                           state.value_or(incident::HypothesisState::Open)};
}

Action ActionReader::addTask(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(
        node, at,
        {u"text"_s, u"workstream"_s, u"owner"_s, u"due_in"_s, u"kind"_s, u"customer"_s, u"theirs"_s});
    AddTask made;
    made.text = text(node, "text", at);
    made.workstream = optional(node, "workstream", at);
    made.owner = person(node, "owner", at);
    made.dueIn = lengthOf(m_yaml, node, "due_in", at).value_or(Millis{});
    if (YamlReader::child(node, "kind").IsDefined())
        made.kind =
            incident::taskKindFromName(oneOf(node, "kind", at, namesOf(kTaskKinds, &incident::taskKindName)))
                .value_or(incident::TaskKind::Work);
    if (YamlReader::child(node, "customer").IsDefined())
        made.customer = oneOf(node, "customer", at, keysOf(m_script.customers));
    made.theirs = optional(node, "theirs", at);
    if (!made.theirs.isEmpty() && made.customer.isEmpty())
        m_yaml.wrong(node, under(at, "theirs"), u"nothing says at which customer"_s,
                     u"name the customer too"_s);
    return made;
}

Action ActionReader::finishTask(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"task"_s, u"result"_s});
    return FinishTask{beatOf<AddTask>(node, "task", at), optional(node, "result", at)};
}

Action ActionReader::linkTickets(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"tickets"_s});
    return LinkTickets{tickets(node, at)};
}

Action ActionReader::sendUpdate(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"audience"_s, u"subject"_s, u"text"_s, u"next_in"_s});
    SendUpdate made{oneOf(node, "audience", at, keysOf(m_policy.incidents.audiences)),
                    text(node, "subject", at), text(node, "text", at), std::nullopt};
    if (YamlReader::child(node, "next_in").IsDefined())
        made.nextIn = lengthOf(m_yaml, node, "next_in", at);
    return made;
}

Action ActionReader::confirmRecovery(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"evidence"_s});
    return ConfirmRecovery{text(node, "evidence", at)};
}

Action ActionReader::writeClosing(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"root_cause"_s, u"workaround"_s, u"prevention"_s});
    return WriteClosing{text(node, "root_cause", at), optional(node, "workaround", at),
                        text(node, "prevention", at)};
}

Action ActionReader::proposeCredit(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"customer"_s, u"reason"_s});
    return ProposeCredit{oneOf(node, "customer", at, keysOf(m_script.customers)),
                         optional(node, "reason", at)};
}

Action ActionReader::approveCredit(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"proposal"_s, u"reason"_s});
    return ApproveCredit{beatOf<ProposeCredit>(node, "proposal", at), optional(node, "reason", at)};
}

Action ActionReader::writeDocument(const YAML::Node &node, const QString &at)
{
    m_yaml.isMap(node, at, {u"name"_s, u"answers"_s});
    WriteDocument made{oneOf(node, "name", at, {u"brief"_s, u"post_mortem"_s}),
                       m_yaml.texts(node, "answers", under(at, "answers"))};
    for (const QString &answer : made.answers)
        checked(node, "answers", at, answer);
    return made;
}

} // namespace muster::drill
