// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/parcels.h"

#include "app/notify/recipients.h"
#include "models/automation/tellings.h"
#include "models/base/base32.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr int kSearchedForThread = 500;
constexpr size_t kRecordedAtOnce = 100; ///< notifications: an entry of a person may wait for them
constexpr size_t kGivenUpAtOnce = 20;   ///< attempts, each in a transaction of its own

const QString kNobody =
    u"nobody is there to send it to: name addresses in the policy, or give people of the role an address"_s;

using notify::Attempt;
using notify::Notification;
using notify::Outcome;
using notify::Phase;

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

/// Of the addresses that one member of a message is meant for those that have it; all where the channel has
/// no such.
QStringList reachedOf(const Parcel &parcel, const notify::Member &member, const Outcome &outcome)
{
    const auto meant = parcel.meant.constFind(member.notification);
    if (meant == parcel.meant.cend())
        return outcome.reached;
    QStringList reached;
    std::ranges::copy_if(outcome.reached, std::back_inserter(reached),
                         [&](const QString &address) { return meant->to.contains(address); });
    return reached;
}

notify::NotifyFact delivered(const Parcel &parcel, const notify::Member &member, const Outcome &outcome)
{
    const Attempt &attempt = parcel.attempt;
    const bool isTracked =
        parcel.channel.kind == policy::ChannelKind::PagerDuty && attempt.phase == Phase::Told;
    return notify::Delivered{attempt.channel,
                             attempt.phase,
                             member.round,
                             parcel.message.peerKey,
                             outcome.reference,
                             reachedOf(parcel, member, outcome).mid(0, notify::kMostPeople),
                             notify::cutTo(outcome.why, 900),
                             parcel.message.together,
                             isTracked,
                             parcel.meant.value(member.notification).later,
                             attempt.person};
}

/// Those for whom it was kept get it all the same.
notify::NotifyFact failed(const Parcel &parcel, const notify::Member &member, const QString &why)
{
    const Attempt &attempt = parcel.attempt;
    return notify::Failed{attempt.channel,
                          attempt.phase,
                          member.round,
                          notify::cutTo(why, 900),
                          parcel.meant.value(member.notification).later,
                          attempt.person};
}

/// Facts of what ended. Where not all members went to the same addresses, each is told of by its own.
Result<size_t> endParcel(store::Workspace &workspace, Parcel &parcel, const Outcome &outcome, Instant now)
{
    const bool isDone = outcome.kind == Outcome::Kind::Done;
    return end(workspace, parcel.attempt, now, [&](const notify::Member &member) {
        const auto meant = parcel.meant.constFind(member.notification);
        bool hasIt = isDone;
        if (meant != parcel.meant.cend()) {
            const qsizetype reached = reachedOf(parcel, member, outcome).size();
            hasIt = reached > 0 && (isDone || reached == meant->to.size());
        }
        const QString why = meant != parcel.meant.cend() && meant->to.isEmpty() ? kNobody : outcome.why;
        return hasIt ? delivered(parcel, member, outcome) : failed(parcel, member, why);
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
    attempt.asleep += notify::sleptBetween(attempt.nextAt, now);
    ++attempt.tries;
    attempt.nextAt = now;
    return attempt;
}

/// To each address what it is meant to know, as one mail.
void address(Parcel &parcel, const std::vector<const Notification *> &left,
             const std::vector<people::Person> &people, Instant now)
{
    AddressBook book(people, parcel.channel, parcel.attempt.reached, now);
    const PersonId person = parcel.attempt.person;
    const Recipients keptFor = person.isNull() ? Recipients() : book.of(person);
    QHash<const Recipients *, Parcel::Meant> meant;
    QHash<QString, std::vector<const Notification *>> byAddress;
    parcel.meant.reserve(qsizetype(left.size()));
    for (const Notification *each : left) {
        const Recipients &to = person.isNull() ? book.of(each->asked) : keptFor;
        auto known = meant.find(&to);
        if (known == meant.end())
            known = meant.insert(&to, {to.addresses(), to.later});
        parcel.meant.insert(each->id, *known);
        for (const notify::MailName &name : to.now) {
            auto &letter = byAddress[name.address];
            if (letter.empty())
                parcel.mailTo.push_back(name);
            letter.push_back(each);
        }
    }
    for (auto each = byAddress.cbegin(); each != byAddress.cend(); ++each) {
        if (each->size() == left.size())
            continue;
        notify::Message own = notify::messageOf(parcel.attempt, *each);
        own.key = toBase32(derivedIdBytes(Instant{}, {u"notification.letter", own.key, each.key()}));
        parcel.own.insert(each.key(), own);
    }
}

/// Who is to be in an incident's room and what stands over it: as it is by now.
void furnish(store::Workspace &workspace, Parcel &parcel, const std::vector<const Notification *> &left,
             const std::vector<people::Person> &people, Instant now)
{
    notify::Asked asked = left.front()->asked;
    const bool isOfOne =
        std::ranges::all_of(left, [&](const Notification *each) { return each->asked.about == asked.about; });
    if (!parcel.channel.opensRooms || !isOfOne || asked.aboutKind != u"incident")
        return;
    if (const auto led = workspace.loadIncident(idCast<IncidentId>(asked.about))) {
        parcel.message.roomTopic = automation::roomTopicOf(led->incident, led->rules());
        std::ranges::copy(automation::holdersOf(led->incident), std::back_inserter(asked.people));
    }
    asked.isAlways = true; // who works on it belongs there, whatever they wish to be told of
    parcel.mailTo = AddressBook(people, parcel.channel, {}, now).of(asked).now;
}

/// How many addresses it goes to now.
size_t countOf(const Parcel &parcel)
{
    QStringList addresses;
    if (parcel.channel.kind == policy::ChannelKind::Sms)
        addresses = parcel.channel.to;
    else if (parcel.channel.kind == policy::ChannelKind::Email) {
        for (const notify::MailName &to : parcel.mailTo)
            addresses += to.address;
    }
    const auto isLeft = [&](const QString &each) { return !parcel.attempt.reached.contains(each); };
    return std::max(size_t(1), size_t(std::ranges::count_if(addresses, isLeft)));
}

/// Channels whose peer is being talked to.
QSet<QString> busyChannels(const std::vector<Attempt> &attempts, const QSet<QString> &under)
{
    QSet<QString> busy;
    for (const Attempt &attempt : attempts) {
        if (under.contains(attempt.key))
            busy.insert(attempt.channel);
    }
    return busy;
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
    QSet<QString> busy = busyChannels(attempts, under);
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
            Parcel vain;
            vain.attempt = planned;
            while (!vain.attempt.members.empty()) {
                if (const auto done = endParcel(workspace, vain, notify::never(why), now); !done)
                    return done.error();
            }
            continue;
        }
        // The next one is planned when this is back: what was seen to meanwhile, and what another console
        // sends since, is not sent from here.
        if (busy.contains(planned.channel))
            continue;
        busy.insert(planned.channel);
        Parcel parcel;
        parcel.attempt = begun(planned, left, now);
        parcel.message = notify::messageOf(planned, left);
        parcel.channel = *channel;
        if (people && channel->kind == policy::ChannelKind::Email)
            address(parcel, left, *people, now);
        else if (people && channel->kind == policy::ChannelKind::SlackBot)
            furnish(workspace, parcel, left, *people, now);
        if (channel->kind == policy::ChannelKind::SlackBot && !parcel.message.thread.isEmpty()) {
            if (past.empty())
                past = workspace.notifications(kSearchedForThread);
            parcel.threadReference = threadReference(past, parcel.message, channel->key);
        }
        kept.push_back(parcel.attempt);
        sendings.insert(sendings.end(), countOf(parcel), {channel->key, now});
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
    if (outcome.kind != Outcome::Kind::Later)
        return endParcel(workspace, parcel, outcome, now);
    attempt.asleep += notify::sleptBetween(attempt.nextAt, now);
    const auto policy = workspace.policy();
    const Millis patience = policy ? policy->policy().notifications.giveUpAfter : Millis{0};
    if (notify::isOutOfPatience(attempt, patience, now)) {
        Outcome given = outcome;
        if (const auto announced = announcedBy(attempt)) // whom the channel reaches has it, room or not
            given = notify::done(*announced);
        given.why = u"given up after %1 tries: %2"_s.arg(attempt.tries).arg(outcome.why);
        return endParcel(workspace, parcel, given, now);
    }
    attempt.nextAt = now + notify::backOff(attempt.key, attempt.tries, outcome.after);
    attempt.askedUntil = outcome.after ? std::optional(attempt.nextAt) : std::nullopt;
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
    notify::Asked asked;
    asked.people = {workspace.me()};
    asked.isAlways = true;
    if (people)
        parcel.mailTo = AddressBook(*people, channel, {}, now).of(asked).now;
    return parcel;
}

} // namespace muster::app
