// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/player.h"

#include "models/drill/creditorders.h"
#include "models/drill/orders.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

bool touchesIncident(const Action &action)
{
    return !std::holds_alternative<OpenTicket>(action) && !std::holds_alternative<TicketMessage>(action) &&
           !std::holds_alternative<AnswerTickets>(action) && !std::holds_alternative<Declare>(action);
}

bool isTrainees(const Situation &situation, const Beat &beat)
{
    const CastMember *member = situation.script.member(beat.by);
    return !beat.isTold && member != nullptr && std::ranges::any_of(member->plays, [&](const QString &role) {
        return situation.progress.trainee.contains(role);
    });
}

/// Whether the record shows what an action is for. Nothing for what leaves no trace of its own.
class Stands
{
public:
    Stands(const Situation &situation, const Beat &beat)
        : m_situation(situation), m_script(situation.script), m_progress(situation.progress),
          m_incident(situation.incident), m_beat(beat)
    {}

    using Answer = std::optional<bool>;
    Answer operator()(const Declare &) const { return m_incident.exists; }
    Answer operator()(const GiveRole &action) const
    {
        return action.isHandOver ? Answer() : !holderOf(m_incident, action.role).isNull();
    }
    Answer operator()(const SetStatus &action) const { return m_incident.status >= action.status; }
    Answer operator()(const TickAsk &action) const { return m_incident.ticked.contains(action.ask); }
    Answer operator()(const ConfirmRecovery &) const { return m_incident.recovered.has_value(); }
    Answer operator()(const WriteClosing &) const { return m_incident.closing.has_value(); }
    Answer operator()(const SendUpdate &action) const
    {
        const auto sent =
            std::ranges::count(m_incident.updates, action.audience, &incident::SentUpdate::audience);
        return sent >= placeAmong<SendUpdate>(
                           [&](const SendUpdate &other) { return other.audience == action.audience; });
    }
    Answer operator()(const WriteDocument &action) const
    {
        const auto kept = m_incident.documents.find(action.document);
        const int version = kept == m_incident.documents.end() ? 0 : kept->second.version;
        return version >= placeAmong<WriteDocument>(
                              [&](const WriteDocument &other) { return other.document == action.document; });
    }
    /// Nothing to say before all of them have come.
    Answer operator()(const LinkTickets &action) const
    {
        const auto hasCome = [&](const QString &key) { return m_progress.played.contains(key); };
        if (!std::ranges::all_of(action.tickets, hasCome))
            return {};
        return std::ranges::all_of(action.tickets, [&](const QString &key) {
            return std::ranges::binary_search(m_incident.tickets, ticketOf(m_progress, key));
        });
    }
    Answer operator()(const ProposeCredit &action) const { return creditOf(action, m_situation) != nullptr; }
    Answer operator()(const ApproveCredit &action) const
    {
        const incident::Credit *credit = creditOf(action, m_situation);
        return credit != nullptr && (credit->state == incident::Credit::State::Approved ||
                                     credit->state == incident::Credit::State::Refused);
    }
    template <typename Other> Answer operator()(const Other &) const { return {}; }

private:
    /// The how-many-eth beat of its kind this one is, from 1.
    template <typename Kind> int placeAmong(const auto &isLike) const
    {
        int place = 0;
        for (const Beat &beat : m_script.story) {
            const Kind *action = std::get_if<Kind>(&beat.action);
            place += action != nullptr && isLike(*action) ? 1 : 0;
            if (beat.key == m_beat.key)
                break;
        }
        return place;
    }

    const Situation &m_situation;
    const Script &m_script;
    const Progress &m_progress;
    const incident::Incident &m_incident;
    const Beat &m_beat;
};

std::optional<bool> stands(const Situation &situation, const Beat &beat)
{
    if (!situation.incident.exists)
        return std::holds_alternative<Declare>(beat.action) ? std::optional(false) : std::nullopt;
    return std::visit(Stands(situation, beat), beat.action);
}

/// When a beat falls due; nothing while what it follows is not over.
std::optional<Instant> dueOf(const Situation &situation, const Beat &beat)
{
    const Progress &progress = situation.progress;
    const Millis offset = beat.at + jitterOf(beat, progress.seed);
    if (touchesIncident(beat.action) && !situation.incident.exists)
        return std::nullopt;
    // What waited for the trainee comes when it can, not back-dated.
    const Instant least = progress.trainee.isEmpty() ? progress.start : progress.reached;
    if (beat.after.isEmpty()) {
        const Instant due = std::max(progress.start + offset, least);
        return touchesIncident(beat.action) ? std::max(due, situation.incident.declaredAt) : due;
    }
    const auto before = progress.played.find(beat.after);
    if (before == progress.played.end())
        return std::nullopt;
    if (!touchesIncident(beat.action))
        return std::max(before->second.at + offset, least);
    // Nobody links a ticket in the second of the declaration, and nothing is done to what is not there yet.
    const Instant declared = situation.incident.declaredAt;
    const Instant from = std::holds_alternative<LinkTickets>(beat.action)
                             ? std::max(before->second.at, declared)
                             : before->second.at;
    return std::max({from + offset, least, declared});
}

/// A post-mortem that the trainee wrote is not written over.
bool isTraineesDocument(const Situation &situation, const Beat &beat)
{
    const auto *action = std::get_if<WriteDocument>(&beat.action);
    if (action == nullptr || action->document != u"post_mortem" || situation.progress.trainee.isEmpty())
        return false;
    const auto kept = situation.incident.documents.find(action->document);
    return kept != situation.incident.documents.end() && kept->second.author == traineeOf(situation.progress);
}

bool isHeld(const Situation &situation, const Beat &beat)
{
    const auto held = situation.held.find(beat.key);
    return held != situation.held.end() && held->second == situation.incident.timeline.size();
}

std::optional<Next> nextOf(const Situation &situation, const Beat &beat)
{
    const auto due = dueOf(situation, beat);
    if (!isTrainees(situation, beat)) {
        if (!due)
            return std::nullopt;
        // A second update to customers is one of its own; a second declaration is not.
        const bool isOnce = !std::holds_alternative<SendUpdate>(beat.action) &&
                            !std::holds_alternative<WriteDocument>(beat.action);
        const bool isThere =
            (isOnce && stands(situation, beat).value_or(false)) || isTraineesDocument(situation, beat);
        return Next{&beat, *due, isThere ? Next::How::IsThere : Next::How::Play};
    }
    const auto isDone = stands(situation, beat);
    if (isDone == true)
        return Next{&beat, situation.now, Next::How::IsThere};
    const bool leavesTrace =
        isDone.has_value() || (touchesIncident(beat.action) && !situation.incident.exists);
    if (leavesTrace || !due)
        return std::nullopt;
    return Next{&beat, *due, Next::How::LeftAlone};
}

} // namespace

Millis jitterOf(const Beat &beat, quint32 seed)
{
    const qint64 most = std::chrono::floor<std::chrono::seconds>(beat.jitter).count();
    if (most <= 0)
        return Millis{};
    const QByteArray hash = QCryptographicHash::hash(QByteArray::number(seed) + ':' + beat.key.toUtf8(),
                                                     QCryptographicHash::Sha256);
    quint64 drawn = 0;
    for (int i = 0; i < 8; ++i)
        drawn = drawn << 8 | quint8(hash[i]);
    return std::chrono::seconds(qint64(drawn % quint64(2 * most + 1)) - most);
}

std::optional<Next> nextBeat(const Situation &situation)
{
    std::optional<Next> first;
    if (situation.progress.isEnded)
        return first;
    for (const Beat &beat : situation.script.story) {
        if (situation.progress.played.contains(beat.key) || isHeld(situation, beat))
            continue;
        const auto next = nextOf(situation, beat);
        if (next && (!first || next->at < first->at))
            first = next;
    }
    return first;
}

std::vector<const Beat *> awaited(const Situation &situation)
{
    std::vector<const Beat *> waiting;
    for (const Beat &beat : situation.script.story) {
        if (situation.progress.played.contains(beat.key) || !isTrainees(situation, beat))
            continue;
        const auto due = dueOf(situation, beat);
        if (due && *due <= situation.now && stands(situation, beat) == false)
            waiting.push_back(&beat);
    }
    return waiting;
}

bool isOver(const Situation &situation)
{
    return situation.progress.isEnded || situation.incident.closedAt.has_value() ||
           situation.progress.played.size() >= situation.script.story.size();
}

Instant firstReportOf(const Script &script, const Progress &progress)
{
    Instant first = kNever;
    for (const Beat &beat : script.story) {
        if (!std::holds_alternative<OpenTicket>(beat.action))
            continue;
        const auto played = progress.played.find(beat.key);
        if (played != progress.played.end())
            first = std::min(first, played->second.at);
        else if (beat.after.isEmpty())
            first = std::min(first, progress.start + beat.at + jitterOf(beat, progress.seed));
    }
    return first == kNever ? progress.start : first;
}

Result<QStringList> traineeRoles(const Script &script, const QStringList &wanted)
{
    const QStringList played = script.roles();
    for (const QString &role : wanted) {
        if (!played.contains(role))
            return Error{Fault::BadInput, u"nobody plays \"%1\" in this drill; there are: %2"_s.arg(
                                              role, played.join(u", "_s))};
    }
    return wanted;
}

} // namespace muster::drill
