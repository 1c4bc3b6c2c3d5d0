// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/parcels.h"

#include "models/people/atwork.h"
#include "models/policy/mailaddress.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr int kSearchedForThread = 500;
constexpr size_t kRecordedAtOnce = 100; ///< notifications: an entry of a person may wait for them
constexpr size_t kGivenUpAtOnce = 20;   ///< attempts, each in a transaction of its own

using notify::Attempt;
using notify::Notification;
using notify::Outcome;
using notify::Phase;

bool isMuted(const people::Person &person, const notify::Message &message)
{
    return !message.isAlways && !message.occasion.isEmpty() &&
           person.muted.contains(message.occasion, Qt::CaseInsensitive);
}

/// When somebody who is mailed in their working hours only is at work again; nothing where that is now.
std::optional<Instant> awayUntil(const people::Person &person, const notify::Message &message, Instant now)
{
    if (message.isAlways || !person.isMailInHours)
        return std::nullopt;
    const people::AtWork hours = people::atWork(people::calendarOf(person).get(), now);
    return hours.isNow || hours.begin == kNever ? std::nullopt : std::optional(hours.begin);
}

struct Recipients
{
    std::vector<notify::MailName> now;
    std::vector<notify::Later> later;

    void add(const QString &name, const QString &address)
    {
        // What stands with a person was typed by somebody: only what is one address gets to a mail server.
        if (policy::isMailAddress(address) && !has(address))
            now.push_back({name, address});
    }
    bool has(const QString &address) const
    {
        return std::ranges::count(now, address, &notify::MailName::address) > 0;
    }
};

/// Of those who are meant and do not want to be left out. `reached`: addresses that have it already.
Recipients recipientsAmong(const std::vector<const people::Person *> &meant, const notify::Message &message,
                           const policy::Channel &channel, const QStringList &reached, Instant now)
{
    Recipients to;
    for (const QString &address : channel.to)
        to.add({}, address);
    std::vector<std::pair<const people::Person *, Instant>> away;
    for (const people::Person *person : meant) {
        const auto until =
            channel.kind == policy::ChannelKind::Email ? awayUntil(*person, message, now) : std::nullopt;
        if (until && qsizetype(away.size()) < notify::kMostPeople)
            away.emplace_back(person, *until);
        else
            to.add(person->name, person->email);
    }
    QStringList kept = reached;
    for (const auto &[person, until] : away) {
        if (!policy::isMailAddress(person->email) || to.has(person->email) || kept.contains(person->email))
            continue;
        kept += person->email; // one mailbox gets it once, whoever reads it
        to.later.push_back({person->id, until});
    }
    return to;
}

Recipients recipientsOf(const notify::Message &message, const policy::Channel &channel,
                        const std::vector<people::Person> &people, const QStringList &reached, Instant now)
{
    std::vector<const people::Person *> meant, wanting;
    for (const people::Person &person : people) {
        if (message.roles.contains(person.role) || std::ranges::count(message.people, person.id) > 0)
            meant.push_back(&person);
    }
    std::ranges::copy_if(meant, std::back_inserter(wanting),
                         [&](const people::Person *person) { return !isMuted(*person, message); });
    Recipients to = recipientsAmong(wanting, message, channel, reached, now);
    if (!to.now.empty())
        return to;
    // What nobody gets now goes to all of them: an alert is never lost by wishes.
    to.later.clear();
    for (const people::Person *person : meant)
        to.add(person->name, person->email);
    return to;
}

/// Of a message that was kept for somebody.
Recipients recipientsOf(PersonId person, const std::vector<people::Person> &people)
{
    Recipients to;
    const auto found = std::ranges::find(people, person, &people::Person::id);
    if (found != people.end())
        to.add(found->name, found->email);
    return to;
}

/// Where the matter was told first on that channel; empty where it was not yet.
QString threadReference(const std::vector<Notification> &all, const notify::Message &message,
                        const QString &channel)
{
    const Notification *oldest = nullptr;
    for (const Notification &each : all) {
        const notify::Delivery *told = notify::toldAt(each, channel);
        if (each.asked.thread == message.thread && told != nullptr && !told->reference.isEmpty() &&
            (oldest == nullptr || each.at < oldest->at))
            oldest = &each;
    }
    return oldest == nullptr ? QString() : notify::toldAt(*oldest, channel)->reference;
}

/// Facts of the first members, who are done with then; how many are left. Should the program end before they
/// are recorded, they are sent again under the same key. On the disk the attempt keeps all of its members
/// until the last one is recorded: what has an outcome is not wanted of it any more.
Result<size_t> end(store::Workspace &workspace, Attempt &attempt, Instant now,
                   const std::function<notify::NotifyFact(const notify::Member &)> &make)
{
    const size_t count = std::min(kRecordedAtOnce, attempt.members.size());
    const auto behind = attempt.members.begin() + qptrdiff(count);
    std::vector<NewFact> facts;
    facts.reserve(count);
    for (auto member = attempt.members.begin(); member != behind; ++member)
        facts.push_back(notify::newFact(member->notification, now, make(*member)));
    attempt.members.erase(attempt.members.begin(), behind);
    const auto ended = attempt.members.empty() ? workspace.endTry(attempt.key, std::nullopt, facts)
                                               : workspace.recordSome(facts);
    return ended ? Result<size_t>(attempt.members.size()) : Result<size_t>(ended.error());
}

/// Those for whom it was kept get it all the same.
Result<size_t> giveUp(store::Workspace &workspace, Attempt &attempt, const QString &why, Instant now,
                      const std::vector<notify::Later> &later = {})
{
    return end(workspace, attempt, now, [&](const notify::Member &member) {
        return notify::Failed{attempt.channel,         attempt.phase, member.round,
                              notify::cutTo(why, 900), later,         attempt.person};
    });
}

Millis longestWindow(const policy::ChannelRules &rules)
{
    Millis longest{0};
    for (const policy::Channel &channel : rules.channels)
        longest = std::max(longest, channel.rate ? channel.rate->within : Millis{0});
    return longest;
}

/// The attempt as it is from now on: begun once more, and due again should the program end before an answer.
Attempt begun(Attempt attempt, const std::vector<const Notification *> &left, Instant now)
{
    QSet<SubjectId> wanted;
    for (const Notification *each : left)
        wanted.insert(each->id);
    std::erase_if(attempt.members,
                  [&](const notify::Member &member) { return !wanted.contains(member.notification); });
    ++attempt.tries;
    attempt.nextAt = now;
    return attempt;
}

} // namespace

bool mayAct(const store::Workspace &workspace, bool isOnDuty)
{
    return (isOnDuty || !workspace.isInTeam()) && workspace.setting(QString(store::kDrillSetting)).isEmpty();
}

Result<Parcels> nextParcels(store::Workspace &workspace, const QSet<QString> &under, Instant now,
                            notify::MoreToCome more)
{
    Parcels parcels;
    const auto policy = workspace.policy();
    if (!policy)
        return parcels;
    const policy::ChannelRules &rules = policy->policy().notifications;
    const std::vector<Notification> open = workspace.openNotifications();
    const std::vector<Attempt> attempts = workspace.attempts();
    if (open.empty() && attempts.empty())
        return parcels;
    const notify::Plan plan = notify::plan(
        open, rules, attempts, workspace.sendingsSince(now - longestWindow(rules)), under, now, more);
    parcels.next = plan.next;
    const notify::ById index = notify::byId(open);
    const auto people = workspace.people();
    std::vector<Attempt> kept;
    std::vector<notify::Sending> sendings;
    std::vector<Notification> past;
    size_t inVain = 0;
    for (const Attempt &planned : plan.send) {
        const auto left = notify::wanted(planned, index, now);
        const policy::Channel *channel = rules.channel(planned.channel);
        const bool isToNobody = channel == nullptr || channel->kind == policy::ChannelKind::Desktop ||
                                (!planned.person.isNull() && channel->kind != policy::ChannelKind::Email);
        if (isToNobody) {
            if (++inVain > kGivenUpAtOnce) {
                parcels.next = now;
                continue;
            }
            const QString why =
                planned.person.isNull()
                    ? u"the policy has no channel %1 any more"_s.arg(planned.channel)
                    : u"kept until their working hours; the policy has no mail channel %1 any more"_s.arg(
                          planned.channel);
            Attempt vain = planned;
            while (!vain.members.empty()) {
                if (const auto done = giveUp(workspace, vain, why, now); !done)
                    return done.error();
            }
            continue;
        }
        Parcel parcel{begun(planned, left, now), notify::messageOf(planned, left), *channel, {}, {}, {}};
        if (people) {
            const Recipients to = planned.person.isNull()
                                      ? recipientsOf(parcel.message, *channel, *people, planned.reached, now)
                                      : recipientsOf(planned.person, *people);
            parcel.mailTo = to.now;
            parcel.later = to.later;
        }
        if (channel->kind == policy::ChannelKind::SlackBot && !parcel.message.thread.isEmpty()) {
            if (past.empty())
                past = workspace.notifications(kSearchedForThread);
            parcel.threadReference = threadReference(past, parcel.message, channel->key);
        }
        kept.push_back(parcel.attempt);
        sendings.push_back({channel->key, now});
        parcels.send.push_back(std::move(parcel));
    }
    if (kept.empty() && plan.drop.isEmpty())
        return parcels;
    if (const auto done = workspace.keepAttempts(kept, sendings, plan.drop); !done)
        return done.error();
    return parcels;
}

Result<size_t> recordOutcome(store::Workspace &workspace, Parcel &parcel, const Outcome &outcome, Instant now)
{
    Attempt &attempt = parcel.attempt;
    switch (outcome.kind) {
    case Outcome::Kind::Done: {
        const bool isTracked =
            parcel.channel.kind == policy::ChannelKind::PagerDuty && attempt.phase == Phase::Told;
        return end(workspace, attempt, now, [&](const notify::Member &member) {
            return notify::Delivered{attempt.channel,
                                     attempt.phase,
                                     member.round,
                                     parcel.message.peerKey,
                                     outcome.reference,
                                     outcome.reached.mid(0, notify::kMostPeople),
                                     notify::cutTo(outcome.why, 900),
                                     parcel.message.together,
                                     isTracked,
                                     parcel.later,
                                     attempt.person};
        });
    }
    case Outcome::Kind::Never:
        return giveUp(workspace, attempt, outcome.why, now, parcel.later);
    case Outcome::Kind::Later:
        break;
    }
    const auto policy = workspace.policy();
    const Millis patience = policy ? policy->policy().notifications.giveUpAfter : Millis{0};
    if (now - attempt.firstAt >= patience)
        return giveUp(workspace, attempt,
                      u"given up after %1 tries: %2"_s.arg(attempt.tries).arg(outcome.why), now,
                      parcel.later);
    attempt.nextAt = now + notify::backOff(attempt.key, attempt.tries, outcome.after);
    attempt.trouble = notify::cutTo(outcome.why, 900);
    for (const QString &address : outcome.reached) {
        if (!attempt.reached.contains(address))
            attempt.reached += address;
    }
    const auto kept = workspace.endTry(attempt.key, attempt, {});
    return kept ? Result<size_t>(size_t(0)) : Result<size_t>(kept.error());
}

Parcel testParcel(store::Workspace &workspace, const policy::Channel &channel, Instant now)
{
    Parcel parcel;
    parcel.channel = channel;
    parcel.attempt.key = SubjectId::random(now).toString();
    parcel.attempt.channel = channel.key;
    parcel.message.key = parcel.message.peerKey = parcel.attempt.key;
    parcel.message.name = u"Test"_s;
    parcel.message.urgency = policy::Urgency::Low;
    parcel.message.title = u"Test of the channel %1"_s.arg(channel.name);
    parcel.message.text = u"Somebody tries whether messages of Muster get here. Nothing is to be done."_s;
    parcel.message.at = now;
    const auto people = workspace.people();
    parcel.message.people = {workspace.me()};
    parcel.message.isAlways = true;
    if (people)
        parcel.mailTo = recipientsOf(parcel.message, channel, *people, {}, now).now;
    return parcel;
}

} // namespace muster::app
