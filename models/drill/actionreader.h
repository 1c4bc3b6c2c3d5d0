// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what happens in a beat of a drill's script. Nothing outside models/drill includes this.
#pragma once

#include "models/drill/script.h"
#include "models/policy/yamlreader.h"

namespace muster::drill {

/// The length of time under a key that has to be there: at least nothing, at most 30 days, round the clock.
std::optional<Millis> lengthOf(policy::YamlReader &yaml, const YAML::Node &node, const char *key,
                               const QString &at);

template <typename Entry> QStringList keysOf(const std::vector<Entry> &entries)
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys += entry.key;
    return keys;
}

inline QString under(const QString &at, const char *key)
{
    return at + u'.' + QString::fromLatin1(key);
}

class ActionReader
{
public:
    /// `script` holds the cast, the customers and the beats above the one that is read.
    ActionReader(policy::YamlReader &yaml, const Script &script, const policy::Policy &policy)
        : m_yaml(yaml), m_script(script), m_policy(policy)
    {}

    static QStringList kinds(); ///< the keys that stand for an action
    /// Exactly one of them has to be there.
    void read(Beat &beat, const YAML::Node &node, const QString &at);

private:
    using Read = Action (ActionReader::*)(const YAML::Node &, const QString &);
    struct Kind
    {
        const char *key;
        Read read;
    };
    static std::span<const Kind> table();

    Action openTicket(const YAML::Node &node, const QString &at);
    Action ticketMessage(const YAML::Node &node, const QString &at);
    Action answerTickets(const YAML::Node &node, const QString &at);
    Action declare(const YAML::Node &node, const QString &at);
    Action giveRole(const YAML::Node &node, const QString &at);
    Action takeRole(const YAML::Node &node, const QString &at);
    Action writeEntry(const YAML::Node &node, const QString &at);
    Action setStatus(const YAML::Node &node, const QString &at);
    Action setSeverity(const YAML::Node &node, const QString &at);
    Action setScope(const YAML::Node &node, const QString &at);
    Action goToStep(const YAML::Node &node, const QString &at);
    Action tickAsk(const YAML::Node &node, const QString &at);
    Action judge(const YAML::Node &node, const QString &at);
    Action addTask(const YAML::Node &node, const QString &at);
    Action finishTask(const YAML::Node &node, const QString &at);
    Action linkTickets(const YAML::Node &node, const QString &at);
    Action sendUpdate(const YAML::Node &node, const QString &at);
    Action confirmRecovery(const YAML::Node &node, const QString &at);
    Action writeClosing(const YAML::Node &node, const QString &at);
    Action proposeCredit(const YAML::Node &node, const QString &at);
    Action approveCredit(const YAML::Node &node, const QString &at);
    Action writeDocument(const YAML::Node &node, const QString &at);

    incident::Scope scope(const YAML::Node &node, const QString &at);
    QString text(const YAML::Node &node, const char *key, const QString &at);     ///< has to be there
    QString optional(const YAML::Node &node, const char *key, const QString &at); ///< may be absent
    /// `text` as it is, with what is wrong about its placeholders told.
    QString checked(const YAML::Node &node, const char *key, const QString &at, QString text);
    /// One of `known`; says what is known where it is not.
    QString oneOf(const YAML::Node &node, const char *key, const QString &at, const QStringList &known);
    QString person(const YAML::Node &node, const char *key, const QString &at);
    /// The beat above that did an action of this kind.
    template <typename Wanted> QString beatOf(const YAML::Node &node, const char *key, const QString &at);
    QStringList tickets(const YAML::Node &node, const QString &at);
    template <typename Wanted> QStringList beatsWith() const;
    QStringList asks() const;

    policy::YamlReader &m_yaml;
    const Script &m_script;
    const policy::Policy &m_policy;
};

} // namespace muster::drill
