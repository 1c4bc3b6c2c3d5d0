// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange with a hub, as the sync client asks for it.
#include "models/ledger/signing.h"
#include "models/store/admission.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

/// About what a fact takes in a message.
qsizetype sizeOf(const Fact &fact)
{
    constexpr qsizetype kEnvelope = 160;
    return kEnvelope + fact.payload.size() + fact.signature.size();
}

using Sink = Workspace::Parts::Sink;
using Source = Workspace::Parts::Source;

const QString kNoKey = u"the key of this device is not at hand"_s;

/// Gathers facts of one device into signed runs of about kWantedBatch bytes.
class Runs
{
public:
    /// `own` signs what is this desk's; others' runs end where their author signed.
    Runs(QByteArray subject, QByteArray key, const ledger::DeviceKey *own, Sink sink)
        : m_subject(std::move(subject)), m_key(std::move(key)), m_own(own), m_sink(std::move(sink))
    {}

    /// False once there is enough. `known`: what of the hub had been read when the fact was written; it holds
    /// for a whole run.
    bool add(Fact fact, quint64 known = 0)
    {
        const bool goesOn = !m_run.empty() && m_known == known && m_run.back().counter + 1 == fact.counter &&
                            fact.previous == ledger::factHash(m_run.back());
        const bool isFull = m_size + sizeOf(fact) > sync::kWantedBatch;
        if (!m_run.empty() && (!goesOn || (isFull && mayEnd())))
            end();
        m_known = known;
        m_size += sizeOf(fact);
        m_run.push_back(std::move(fact));
        return m_isWanted;
    }

    void end()
    {
        if (m_own != nullptr && !m_run.empty()) {
            ledger::sign(m_run.back(), *m_own);
        } else {
            // What follows the last signature cannot be proven yet.
            while (!m_run.empty() && m_run.back().signature.isEmpty())
                m_run.pop_back();
        }
        if (!m_run.empty() && m_isWanted) {
            const qint64 last = m_own != nullptr ? m_run.back().counter : 0;
            const auto count = qint64(m_run.size());
            QByteArray body = sync::encode(
                {sync::BatchKind::Run, m_key, m_known, std::move(m_run), {}, sync::newSending()});
            m_isWanted = m_sink({m_subject, std::move(body), count, last});
        }
        m_run.clear();
        m_size = 0;
    }

private:
    bool mayEnd() const { return m_own != nullptr || !m_run.back().signature.isEmpty(); }

    QByteArray m_subject, m_key;
    quint64 m_known = 0;
    const ledger::DeviceKey *m_own;
    Sink m_sink;
    bool m_isWanted = true;
    qsizetype m_size = 0;
    std::vector<Fact> m_run;
};

QByteArray subjectOf(const char *kind, DeviceId writer)
{
    return QByteArray(kind) + '.' + writer.toString().toLatin1() + ".f";
}

/// Gathers until nothing is left of the bytes; both live as long as the sink.
Sink gatherInto(sync::Outbox &outbox, qsizetype &left)
{
    return [&outbox, &left](sync::Outgoing message) {
        left -= message.body.size();
        outbox.messages.push_back(std::move(message));
        return left > 0;
    };
}

qint64 waitingOf(Workspace::Parts &parts)
{
    constexpr qint64 kCounted = 1'000; // asked with each piece that comes in or goes out
    const qint64 counted = parts.hub.unseenCount(parts.device, kCounted);
    return counted < kCounted ? counted : parts.head.counter - parts.hub.seenTo(parts.device);
}

} // namespace

sync::Place Workspace::hubPlace() const
{
    return m_parts->hub.place();
}

Result<sync::TakeOutcome> Workspace::takeFromHub(std::span<const sync::HubMessage> messages,
                                                 const sync::Place &place)
{
    Parts &parts = *m_parts;
    if (const auto held = parts.takeHeld(); !held)
        return held.error();
    TakeReport report;
    sync::TakeOutcome outcome;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        if (const auto noted = parts.hub.noteWritten(parts.device, parts.head.counter); !noted)
            return noted.error();
        Admission admission(parts, report);
        if (const auto considered = admission.considerAll(messages); !considered)
            return considered.error();
        outcome.isTeamChanged = admission.isTeamChanged();
        parts.noteConflicts(admission.news());
        // Read anew, the texts come back that a redaction blanked which did not count, and so does what was
        // left out because nobody knew who wrote it.
        outcome.isPlaceLost =
            admission.isToReadAnew() || (admission.isTeamChanged() && parts.hub.hasDropped());
        auto placed = outcome.isPlaceLost ? parts.hub.forgetHub(place.created) : parts.hub.setPlace(place);
        if (!placed)
            return placed;
        parts.head = parts.ownHead();
        outcome.waiting = waitingOf(parts); // notes what is seen in this transaction, not in one of its own
        return {};
    });
    if (!done)
        return done.error();
    outcome.taken = report.taken;
    outcome.duplicates = report.duplicates;
    outcome.refused = report.quarantined;
    outcome.held = report.held;
    return outcome;
}

Result<TakeReport> Workspace::takeMessages(std::span<const sync::HubMessage> messages)
{
    Parts &parts = *m_parts;
    TakeReport report;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        Admission admission(parts, report);
        if (const auto considered = admission.considerAll(messages); !considered)
            return considered.error();
        parts.noteConflicts(admission.news());
        return {};
    });
    if (!done)
        return done.error();
    parts.head = parts.ownHead();
    return report;
}

Result<sync::Outbox> Workspace::outbox(qint64 after, qsizetype bytes)
{
    Parts &parts = *m_parts;
    sync::Outbox outbox;
    if (!parts.isInTeam())
        return outbox;
    outbox.waiting = waitingOf(parts);
    if (outbox.waiting <= 0 || bytes <= 0)
        return outbox;
    if (!parts.key)
        return Error{Fault::NotAllowed, kNoKey};
    Runs runs(subjectOf("ops", parts.device), parts.key->publicKey(), &*parts.key, gatherInto(outbox, bytes));
    const auto read = parts.hub.forEachUnseen(
        parts.device, after, [&](Fact fact, quint64 known) { return runs.add(std::move(fact), known); });
    if (!read)
        return read.error();
    runs.end();
    return outbox;
}

Result<sync::Outbox> Workspace::restorable(qsizetype bytes)
{
    Parts &parts = *m_parts;
    sync::Outbox outbox;
    const QString role = parts.ownRole();
    if (role.isEmpty() || role == u"observer" || role == u"none")
        return outbox; // the hub lets it write nothing
    if (!parts.key)
        return Error{Fault::NotAllowed, kNoKey};
    const Sink sink = gatherInto(outbox, bytes);
    for (const DeviceId &device : parts.facts.devices()) {
        if (device == parts.device)
            continue;
        if (bytes <= 0)
            break;
        const Source unseen = [&](const std::function<bool(Fact)> &each) {
            return parts.hub.forEachUnseen(device, 0,
                                           [&](Fact fact, quint64) { return each(std::move(fact)); });
        };
        if (const auto sent = parts.sendOthers(device, unseen, sink); !sent)
            return sent.error();
    }
    return outbox;
}

Result<void> Workspace::forEachMessage(const std::function<bool(const sync::Outgoing &)> &each)
{
    Parts &parts = *m_parts;
    if (!parts.key)
        return Error{Fault::NotAllowed, kNoKey};
    const Sink sink = [&each](const sync::Outgoing &message) { return each(message); };
    // Team first: who reads it knows then whom to believe.
    std::vector<DeviceId> devices = parts.facts.devices();
    std::stable_partition(devices.begin(), devices.end(),
                          [&](DeviceId device) { return device == parts.roster.root; });
    for (const DeviceId &device : devices) {
        const Source all = [&](const std::function<bool(Fact)> &take) {
            return parts.facts.forEachOf(device, take);
        };
        if (device == parts.device) {
            Runs runs(subjectOf("ops", device), parts.key->publicKey(), &*parts.key, sink);
            if (auto read = all([&](Fact fact) { return runs.add(std::move(fact)); }); !read)
                return read;
            runs.end();
        } else if (auto sent = parts.sendOthers(device, all, sink); !sent) {
            return sent;
        }
    }
    return {};
}

/// Facts of another device, as it signed them; of one that never was in the team, under the founder's word.
Result<void> Workspace::Parts::sendOthers(DeviceId author, const Source &source, const Sink &sink)
{
    if (const team::Member *member = roster.member(author)) {
        Runs runs(subjectOf("restore", device), member->key, nullptr, sink);
        auto read = source([&](Fact fact) { return runs.add(std::move(fact)); });
        runs.end();
        return read;
    }
    if (device != roster.root)
        return {};
    std::vector<Fact> gathered;
    qsizetype size = 0;
    bool isWanted = true;
    auto read = source([&](Fact fact) {
        size += sizeOf(fact);
        gathered.push_back(std::move(fact));
        if (size > sync::kWantedBatch) {
            isWanted = sendVouched(std::move(gathered), sink);
            gathered.clear();
            size = 0;
        }
        return isWanted;
    });
    if (isWanted)
        sendVouched(std::move(gathered), sink);
    return read;
}

Result<void> Workspace::Parts::sendTeamRuns(DeviceId author, const Sink &sink)
{
    const team::Member *member = roster.member(author);
    if (member == nullptr)
        return {};
    std::vector<qint64> numbers;
    for (const Fact &fact : facts.ofSubject(team::kTeam, roster.team)) {
        if (fact.device == author)
            numbers.push_back(fact.counter);
    }
    std::ranges::sort(numbers);
    qint64 sentTo = 0;
    bool isWanted = true;
    for (const qint64 number : numbers) {
        if (number <= sentTo)
            continue;
        // From the fact to the next signature behind it.
        std::vector<Fact> run;
        auto read = facts.forEachOf(
            author,
            [&](const Fact &fact) {
                if (!run.empty() && fact.previous != ledger::factHash(run.back()))
                    return false;
                run.push_back(fact);
                if (author == device)
                    ledger::sign(run.back(), *key);
                return run.back().signature.isEmpty();
            },
            number - 1);
        if (!read)
            return read;
        sentTo = run.back().counter;
        if (run.back().signature.isEmpty())
            continue;
        const auto count = qint64(run.size());
        isWanted = isWanted &&
                   sink({subjectOf("restore", device),
                         sync::encode({sync::BatchKind::Run, member->key, 0, std::move(run), {}}), count, 0});
    }
    return {};
}

bool Workspace::Parts::sendVouched(std::vector<Fact> gathered, const Sink &sink)
{
    if (gathered.empty())
        return true;
    const auto count = qint64(gathered.size());
    sync::Batch batch = sync::vouch(std::move(gathered), *key);
    batch.sending = sync::newSending();
    return sink({subjectOf("ops", device), sync::encode(batch), count, 0});
}

Result<void> Workspace::forgetHub(const QByteArray &created)
{
    return m_parts->inTransaction([&] { return m_parts->hub.forgetHub(created); });
}

} // namespace muster::store
