// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/admission.h"

#include "models/base/log.h"
#include "models/ledger/acted.h"
#include "models/ledger/signing.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qsizetype kKeptJunk = 1024; ///< bytes of a message that cannot be read
/// Of devices that nobody knows; whoever lets them through has a quarter of each.
constexpr HubTable::Load kMostWaiting{20'000, 256 * 1024 * 1024};
constexpr qint64 kMostJunk = 20'000; ///< from there on they are counted, not kept

QString whyUnreadable(const Fact &fact);

/// Rules write on what is worked on, not on who may do what.
QString whyNotOfRules(const Fact &entry)
{
    static const QStringList kinds{kTicket, kIncident, u"escalation"_s, u"notification"_s};
    const auto derived = ledger::actedFacts(entry);
    if (!derived)
        return derived.error().detail;
    for (const Fact &fact : *derived) {
        if (!kinds.contains(fact.subjectKind) || fact.type.section(u'.', 0, 0) != fact.subjectKind)
            return u"no rule writes %1 of the kind %2"_s.arg(fact.type, fact.subjectKind);
        if (fact.stamp.instant() > entry.stamp.instant())
            return u"it says that a rule did what was not due yet"_s;
        if (QString why = whyUnreadable(fact); !why.isEmpty())
            return why;
    }
    return {};
}

/// What a feature of ours cannot read is set aside; what no feature here knows is kept.
QString whyUnreadable(const Fact &fact)
{
    if (fact.isRedacted())
        return {};
    const auto payload = parseJsonObject(fact.payload);
    if (!payload)
        return payload.error().detail;
    if (fact.type == ledger::kActed)
        return whyNotOfRules(fact);
    Error problem{Fault::NotFound, {}};
    const auto look = [&problem](const auto &read) {
        if (!read)
            problem = read.error();
    };
    if (fact.subjectKind == kTicket)
        look(ticket::fromPayload(fact.type, fact.version, *payload));
    else if (fact.subjectKind == kIncident)
        look(incident::fromPayload(fact.type, fact.version, *payload));
    else if (fact.subjectKind == kEscalation)
        look(escalation::fromPayload(fact.type, fact.version, *payload));
    else if (fact.subjectKind == team::kTeam)
        look(team::fromPayload(fact.type, fact.version, *payload));
    else if (fact.subjectKind == kNotification)
        look(notify::fromPayload(fact.type, fact.version, *payload));
    else if (fact.subjectKind == kKnownIssue)
        look(knowledge::fromPayload(fact.type, fact.version, *payload));
    else if (fact.type == u"customer.changed")
        look(customer::customerFromPayload(*payload));
    else if (fact.type == u"person.changed")
        look(people::personFromPayload(*payload));
    return problem.fault == Fault::BadInput ? problem.detail : QString();
}

/// Each kind has types of its own, and the folds know them by name: one under another kind would be judged as
/// what it is not. The team's facts and policies are neither corrected nor redacted.
QString whyOfNoKind(const Fact &fact, const team::Roster &roster)
{
    static const QStringList kinds{kTicket, kIncident,     kEscalation, kCustomer,   kPerson,
                                   kPolicy, kNotification, kKnownIssue, team::kTeam, ledger::kAutomation};
    const bool isOrder = fact.type == ledger::kCorrected || fact.type == ledger::kRedacted;
    const bool isFixed = fact.subjectKind == team::kTeam || fact.subjectKind == kPolicy ||
                         fact.subjectKind == ledger::kAutomation;
    const QString prefix = fact.type.section(u'.', 0, 0);
    const bool isOwn = prefix == fact.subjectKind || (isOrder && !isFixed) ||
                       (!kinds.contains(prefix) && !kinds.contains(fact.subjectKind));
    if (!isOwn)
        return u"its type %1 is not one of the kind %2"_s.arg(fact.type, fact.subjectKind);
    if (fact.subjectKind != team::kTeam)
        return {};
    if (fact.isRedacted())
        return u"what happens to a team has its text"_s;
    return roster.isTeam() && fact.subject != roster.team ? u"it is of another team"_s : QString();
}

/// In a team a device's own facts have the id that follows from them. What the founder wrote or brought along
/// before there was a team may be older than that rule.
bool isNamedRightly(const Fact &fact, const team::Roster &roster)
{
    const bool isOlder = fact.device == roster.root && fact.counter <= roster.foundedAt;
    return !roster.isTeam() || fact.isDerived() || isOlder || roster.member(fact.device) == nullptr ||
           fact.id == ledger::ownId(fact);
}

/// Of two facts under one id the same one stays on every desk, whichever came first: what a device wrote, for
/// its id follows from it, before what says that a rule did it; of two of those the one whose hash is less.
bool staysBefore(const Fact &fact, const Fact &other)
{
    if (fact.isDerived() != other.isDerived())
        return other.isDerived();
    return fact.isDerived() && ledger::factHash(fact) < ledger::factHash(other);
}

/// The device that the hub let write under that subject: "ops.<device>.f"; null for others' subjects.
DeviceId writerOf(const QByteArray &subject, bool &isRestore)
{
    const QList<QByteArray> parts = subject.split('.');
    isRestore = parts.value(0) == "restore";
    if (parts.size() != 3 || (parts[0] != "ops" && !isRestore))
        return {};
    return DeviceId::parse(QString::fromLatin1(parts[1])).value_or(DeviceId{});
}

} // namespace

Admission::Admission(Workspace::Parts &parts, TakeReport &report)
    : m_parts(parts), m_report(report), m_now(parts.clock.now()), m_rosterBefore(parts.roster)
{}

Result<void> Admission::consider(const Fact &fact, Origin origin, quint64 sequence)
{
    if (m_ids.contains(fact.id)) {
        if (const auto written = write(); !written)
            return written.error();
    }
    if (const auto known = m_parts.facts.find(fact.id))
        return considerKnown(*known, fact, origin, sequence);
    return considerUnknown(fact, origin, sequence);
}

Result<void> Admission::considerUnknown(const Fact &fact, Origin origin, quint64 sequence)
{
    if (origin == Origin::Unproven && m_parts.isInTeam())
        return setAside(fact, u"it is not signed: in a team nobody could tell who wrote it"_s, std::nullopt,
                        origin);
    if (!isNamedRightly(fact, m_parts.roster))
        return setAside(fact, u"its id is not that of its content"_s, std::nullopt, Origin::Unproven);
    const ledger::Judgement judgement = ledger::judge(fact, m_now);
    if (judgement.verdict == ledger::Verdict::HoldUntilItsTime)
        return setAside(fact, judgement.reason, fact.stamp.instant(), origin);
    if (judgement.verdict != ledger::Verdict::Accept)
        return setAside(fact, judgement.reason, std::nullopt, Origin::Unproven);
    if (const QString why = whyOfNoKind(fact, m_parts.roster); !why.isEmpty())
        return setAside(fact, why, std::nullopt, Origin::Unproven);
    if (const QString why = whyUnreadable(fact); !why.isEmpty())
        return setAside(fact, why, std::nullopt, Origin::Unproven);
    // Facts of the team are kept whoever wrote them: the fold decides whether they count.
    if (fact.subjectKind != team::kTeam)
        renewRoster();
    const team::Standing standing = team::standing(m_parts.roster, fact);
    if (standing.admission != team::Admission::Admitted && fact.subjectKind != team::kTeam &&
        origin != Origin::Vouched) {
        if (const auto dropped = fact.type == ledger::kActed ? dropActed(fact) : Result<void>(); !dropped)
            return dropped.error();
        return setAside(fact, standing.reason, std::nullopt, origin);
    }
    return take(fact, sequence);
}

Result<void> Admission::take(const Fact &fact, quint64 sequence)
{
    ++m_report.taken;
    m_parts.hybrid.observe(fact.stamp, m_now);
    std::optional<qint64> place;
    if (sequence > 0) {
        place = m_parts.hub.coded(sequence);
        m_seenOf.insert(fact.device);
    } else if (const auto noted = m_parts.hub.lowerSeen(fact.device, fact.counter); !noted) {
        return noted.error();
    }
    if (fact.device != m_parts.device && !fact.isDerived())
        m_news.push_back({fact, m_known});
    if (m_parts.isHeldAgainstRecord(fact))
        m_toCompare.emplace(fact.device, fact.counter);
    if (fact.subjectKind != team::kTeam) {
        m_ids.insert(fact.id);
        if (place)
            m_places.insert(fact.id, *place);
        m_bySubject[{fact.subjectKind, fact.subject}].push_back(fact);
        return fact.type == ledger::kActed ? takeActed(fact) : Result<void>();
    }
    return writeToTeam(fact, place);
}

void Admission::noteSeen(const Fact &fact, quint64 sequence)
{
    m_seen.emplace_back(fact.id, sequence);
    m_seenOf.insert(fact.device);
}

Result<void> Admission::writeToTeam(const Fact &fact, std::optional<qint64> place)
{
    if (const auto written = m_parts.facts.insert(fact, place); !written)
        return written.error();
    m_isTeamChanged = m_isRosterOld = true;
    return {};
}

void Admission::renewRoster()
{
    if (std::exchange(m_isRosterOld, false))
        m_parts.loadRoster();
}

Result<void> Admission::considerKnown(const Fact &known, const Fact &fact, Origin origin, quint64 sequence)
{
    const QString why = u"another fact stands here under its id"_s;
    // The hash is over the payload's own, so a redacted copy is the same fact.
    if (ledger::factHash(known) != ledger::factHash(fact)) {
        const qint64 before = m_report.taken;
        if (!m_parts.isInTeam() || !staysBefore(fact, known))
            return setAside(fact, why, std::nullopt, Origin::Unproven);
        if (const auto removed = m_parts.removeFact(known.id); !removed)
            return removed.error();
        if (const auto considered = considerUnknown(fact, origin, sequence); !considered)
            return considered.error();
        if (m_report.taken == before) { // it is not to be taken either
            return m_parts.insertFact(known);
        }
        m_toFold.insert({known.subjectKind, known.subject});
        return setAside(known, why, std::nullopt, Origin::Unproven);
    }
    ++m_report.duplicates;
    if (sequence > 0)
        noteSeen(fact, sequence);
    if (known.signature.isEmpty() && !fact.signature.isEmpty()) {
        if (const auto kept = m_parts.facts.keepSignature(fact.id, fact.signature); !kept)
            return kept.error();
    }
    // It came without its text before, and nobody may have redacted it: the fold blanks it again if so.
    if (known.isRedacted() && !fact.isRedacted() && ledger::sha256(fact.payload) == fact.payloadHash) {
        m_toFold.insert({fact.subjectKind, fact.subject});
        return m_parts.facts.fill(fact.id, fact.payload);
    }
    return {};
}

Result<void> Admission::setAside(const Fact &fact, const QString &reason, std::optional<Instant> until,
                                 Origin origin)
{
    ++(until ? m_report.held : m_report.quarantined);
    const DeviceId author = origin == Origin::Proven ? fact.device : DeviceId{};
    return m_parts.facts.setAside(ledger::toLine(fact), reason, until, m_now, author);
}

Result<void> Admission::consider(const sync::HubMessage &message)
{
    if (message.body.isEmpty() && message.subject.isEmpty())
        return {}; // taken out of the hub's store by somebody
    bool isRestore = false;
    const DeviceId writer = writerOf(message.subject, isRestore);
    if (writer.isNull())
        return setJunkAside(message, u"its subject is not one of entries"_s);
    const auto batch = sync::decode(message.body);
    if (!batch && batch.error().fault == Fault::TooNew && message.sequence > 0) {
        if (const auto noted = m_parts.hub.noteNewer(sync::formOf(message.body)); !noted)
            return noted.error();
    }
    if (!batch)
        return setJunkAside(message, batch.error().detail);
    renewRoster();
    if (!isRestore && batch->sender() != writer)
        return setJunkAside(message, u"it is signed by another device than the one that sent it"_s);
    return batch->kind == sync::BatchKind::Run ? considerRun(*batch, message)
                                               : considerVouched(*batch, message);
}

bool Admission::isJoining(const sync::Batch &batch) const
{
    if (batch.kind != sync::BatchKind::Run)
        return false;
    const Fact &first = batch.facts.front();
    if (first.type != u"team.joined")
        return false;
    const auto payload = parseJsonObject(first.payload);
    const auto joined = payload ? team::fromPayload(first.type, first.version, *payload)
                                : Result<team::TeamFact>(payload.error());
    team::Roster with = m_parts.roster;
    return joined && team::apply(with, first, *joined).isEmpty();
}

Result<void> Admission::considerAll(std::span<const sync::HubMessage> messages)
{
    for (const sync::HubMessage &message : messages) {
        if (const auto considered = consider(message); !considered)
            return considered.error();
    }
    return finish();
}

Result<void> Admission::considerRun(const sync::Batch &batch, const sync::HubMessage &message)
{
    const DeviceId author = batch.sender();
    if (m_parts.roster.member(author) == nullptr && author != m_parts.device && !isJoining(batch))
        return keepUntilKnown(author, message, u"its device is not known in the team"_s);
    const bool comesFromAuthor = message.sequence > 0 && message.subject.startsWith("ops.");
    if (comesFromAuthor && batch.seen > 0)
        m_known = batch.seen;
    Result<void> considered;
    for (const Fact &fact : batch.facts) {
        if (considered = consider(fact, Origin::Proven, message.sequence); !considered)
            break;
    }
    m_known.reset();
    return considered;
}

/// What no device numbered, or what the founder brought along of devices that never were in the team.
Result<void> Admission::considerVouched(const sync::Batch &batch, const sync::HubMessage &message)
{
    const DeviceId sender = batch.sender();
    if (m_parts.roster.member(sender) == nullptr)
        return keepUntilKnown(sender, message, u"its sender is not known in the team"_s);
    const bool isTrusted = sender == m_trusted && team::mayVouch(m_parts.roster.roleOf(sender));
    for (const Fact &fact : batch.facts) {
        const bool isForeign =
            isTrusted || (sender == m_parts.roster.root && m_parts.roster.member(fact.device) == nullptr);
        QString why;
        if (fact.isDerived())
            why = isTrusted ? QString() : u"what a rule did stands in the entry of the desk that acted"_s;
        else if (fact.subjectKind == team::kTeam)
            why = u"what happens to the team proves itself"_s;
        else if (!isForeign)
            why = u"its sender may not speak for the device that wrote it"_s;
        const auto considered = why.isEmpty() ? consider(fact, Origin::Vouched, message.sequence)
                                              : setAside(fact, why, std::nullopt, Origin::Unproven);
        if (!considered)
            return considered.error();
    }
    return {};
}

Result<void> Admission::keepUntilKnown(DeviceId device, const sync::HubMessage &message,
                                       const QString &reason)
{
    ++m_report.held;
    const auto isOver = [&message](const HubTable::Load &load, qint64 share) {
        return load.messages >= kMostWaiting.messages / share ||
               load.bytes + message.body.size() > kMostWaiting.bytes / share;
    };
    const bool isHere = m_parts.hub.isWaiting(sync::digestOf(message)); // its place may be another by now
    if (!isHere &&
        (isOver(m_parts.hub.waitingLoad(), 1) || isOver(m_parts.hub.waitingFrom(message.subject), 4))) {
        log::warning(u"a message of an unknown device was not kept: too many wait already"_s);
        return m_parts.hub.noteDropped();
    }
    return m_parts.hub.keepWaiting(device, message, reason, m_now);
}

Result<void> Admission::setJunkAside(const sync::HubMessage &message, const QString &reason)
{
    ++m_report.quarantined;
    if (m_parts.facts.quarantined() >= kMostJunk)
        return {};
    log::warning(u"message %1 of the hub was set aside: %2"_s.arg(message.sequence).arg(reason));
    const QByteArray shown = "message of the hub on " + message.subject.left(100) +
                             ", base64: " + message.body.left(kKeptJunk).toBase64();
    return m_parts.facts.setAside(shown, reason, std::nullopt, m_now);
}

Result<void> Admission::finish()
{
    do {
        if (const auto settled = settleTeam(); !settled)
            return settled.error();
        if (const auto written = write(); !written)
            return written.error();
    } while (findContradictions());
    for (const auto &[fact, sequence] : m_seen) {
        if (const auto noted = m_parts.hub.setSeen(fact, sequence); !noted)
            return noted.error();
    }
    // Counted as they come: looking through a whole history later would hold up whatever is entered then.
    for (const DeviceId device : m_seenOf)
        (void)m_parts.hub.seenTo(device);
    return {};
}

Result<void> Admission::write()
{
    bool hasPolicy = false, isPolicyGone = false;
    // Customers and people first: the words of tickets hold their names.
    for (auto &[subject, added] : m_bySubject)
        std::ranges::sort(added, &isBefore);
    for (const bool areTickets : {false, true}) {
        for (const auto &[subject, added] : m_bySubject) {
            if ((subject.first == kTicket) != areTickets)
                continue;
            hasPolicy = hasPolicy || subject.first == kPolicy;
            if (const auto merged = m_parts.mergeIntoSubject(added, m_places); !merged)
                return merged.error();
        }
    }
    for (const auto &[kind, subject] : m_toFold) {
        isPolicyGone = isPolicyGone || kind == kPolicy;
        if (const auto folded = m_parts.foldAgain(kind, subject); !folded)
            return folded.error();
    }
    m_bySubject.clear();
    m_toFold.clear();
    m_ids.clear();
    m_places.clear();
    return hasPolicy || isPolicyGone ? m_parts.policiesArrived(isPolicyGone) : Result<void>();
}

SortedRuns provenRuns(std::vector<Fact> facts, const team::Roster &roster)
{
    std::ranges::stable_sort(facts, {},
                             [](const Fact &fact) { return std::pair(fact.device, fact.counter); });
    SortedRuns sorted;
    std::vector<Fact> run;
    const auto end = [&] {
        sorted.rest.insert(sorted.rest.end(), run.begin(), run.end());
        run.clear();
    };
    for (Fact &fact : facts) {
        const bool goesOn = !run.empty() && run.back().device == fact.device &&
                            run.back().counter + 1 == fact.counter &&
                            fact.previous == ledger::factHash(run.back());
        if (!goesOn)
            end();
        const team::Member *author = roster.member(fact.device);
        run.push_back(std::move(fact));
        if (author != nullptr && ledger::isSignedBy(run.back(), author->key)) {
            sorted.runs.push_back({sync::BatchKind::Run, author->key, 0, std::move(run), {}});
            run.clear();
        }
    }
    end();
    return sorted;
}

} // namespace muster::store
