// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a notification: it is asked for, delivered, given up, acknowledged, put off. Facts of the
// subject kind "notification"; the subject follows from the cause, so that every console means the same one.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"
#include "models/base/time.h"
#include "models/ledger/fact.h"
#include "models/policy/channelrules.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace muster::notify {

inline constexpr QLatin1StringView kNotification{"notification"};

/// People and addresses in one fact.
inline constexpr qsizetype kMostPeople = 200;

/// What a delivery says of the matter. All channels say that it is there; those that keep a state of their
/// own (PagerDuty) are told as well what became of it.
enum class Phase : quint8
{
    Told,
    Acknowledged,
    Settled,
};
QString phaseName(Phase phase); ///< "told", …
std::optional<Phase> phaseFromName(QStringView name);

/// Derived by a rule. Where it goes is settled by the policy that was in force, so that no later policy sends
/// old matters to new places.
struct Asked
{
    QString cause;    ///< the key of the cause: (rule, subject, episode, level)
    QString occasion; ///< key
    QString name;     ///< of the occasion
    QString title, text;
    QString link;   ///< where to look: https:, or anything that is shown as text
    QString thread; ///< what belongs together: answers in a thread, one conversation of mails
    policy::Urgency urgency = policy::Urgency::Normal;
    bool isAlways = false;     ///< also in quiet hours
    bool isOnDesktops = false; ///< each console shows it to the person who sits there
    QStringList channels;      ///< to be sent to, by key
    QStringList roles;
    std::vector<PersonId> people;
    QString aboutKind; ///< "ticket", "incident", "escalation"
    SubjectId about;
    QString room, roomTopic; ///< a channel of its own where a bot opens them: "inc-2026-0001"
    bool operator==(const Asked &) const = default;
};

/// Somebody who is meant and is written to once they are at work again.
struct Later
{
    PersonId person;
    Instant at{}; ///< when their hours begin, as they were when the others were told
    bool operator==(const Later &) const = default;
};

/// Written by the console that did it. A channel got the message of one round, or one person for whom it was
/// kept did.
struct Delivered
{
    QString channel;
    Phase phase = Phase::Told;
    int round = 0;
    QString key;                ///< what the peer tells repetitions by
    QString reference;          ///< what the peer calls it: "C012345:1730000.0001"
    QStringList to;             ///< addresses that it went to, where the channel has such
    QString note;               ///< who was not reached, and why
    int together = 1;           ///< how many notifications were told as one
    bool isTracked = false;     ///< the peer keeps it open until it hears what became of it
    std::vector<Later> later{}; ///< for whom it is kept
    PersonId person{};          ///< for whom it had been kept; null: everybody else
    bool operator==(const Delivered &) const = default;
};

/// It is not tried any more: a dead letter, until a person sends it again.
struct Failed
{
    QString channel;
    Phase phase = Phase::Told;
    int round = 0;
    QString why;                ///< a sentence
    std::vector<Later> later{}; ///< as in Delivered
    PersonId person{};
    bool operator==(const Failed &) const = default;
};

/// A person has a dead letter tried again.
struct Resent
{
    QString channel;
    PersonId person{}; ///< to whom alone, where it had been kept for them; null: to everybody anew
    bool operator==(const Resent &) const = default;
};

/// A person has seen it: nothing of it is sent any more, anywhere.
struct Acknowledged
{
    bool operator==(const Acknowledged &) const = default;
};

/// A person wants to be told again then.
struct Snoozed
{
    Instant until{};
    bool operator==(const Snoozed &) const = default;
};

/// The cause is over.
struct Settled
{
    bool operator==(const Settled &) const = default;
};

using NotifyFact = std::variant<Asked, Delivered, Failed, Resent, Acknowledged, Snoozed, Settled>;

QString typeName(const NotifyFact &fact); ///< "notification.asked", …
QJsonObject toPayload(const NotifyFact &fact);
/// BadInput for a payload that is not of its type; NotFound for a type that is not known.
Result<NotifyFact> fromPayload(const QString &type, int version, const QJsonObject &payload);

} // namespace muster::notify
