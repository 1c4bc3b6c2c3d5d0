// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange with a hub, as the sync client asks for it.
#include "models/ledger/signing.h"
#include "models/store/admission.h"

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

/// About what a fact takes in a message.
qsizetype sizeOf(const Fact &fact)
{
    constexpr qsizetype kEnvelope = 160;
    return kEnvelope + fact.payload.size() + fact.signature.size();
}

/// Gathers facts of one device into signed runs of about kWantedBatch bytes.
class Runs
{
public:
    /// `own` signs what is this desk's; others' runs end where their author signed.
    Runs(QByteArray subject, QByteArray key, quint64 seen, const ledger::DeviceKey *own, qsizetype bytes)
        : m_subject(std::move(subject)), m_key(std::move(key)), m_seen(seen), m_own(own), m_left(bytes)
    {}

    /// False once there is enough.
    bool add(Fact fact)
    {
        const bool goesOn = !m_run.empty() && m_run.back().counter + 1 == fact.counter &&
                            fact.previous == ledger::factHash(m_run.back());
        const bool isFull = m_size + sizeOf(fact) > sync::kWantedBatch;
        if (!m_run.empty() && (!goesOn || (isFull && mayEnd())))
            end();
        if (m_left <= 0)
            return false;
        m_size += sizeOf(fact);
        m_run.push_back(std::move(fact));
        return true;
    }

    std::vector<sync::Outgoing> take()
    {
        if (!m_run.empty())
            end();
        return std::move(m_messages);
    }

private:
    bool mayEnd() const { return m_own != nullptr || !m_run.back().signature.isEmpty(); }

    void end()
    {
        if (m_own != nullptr) {
            ledger::sign(m_run.back(), *m_own);
        } else {
            // What follows the last signature cannot be proven yet.
            while (!m_run.empty() && m_run.back().signature.isEmpty())
                m_run.pop_back();
        }
        if (!m_run.empty()) {
            const qint64 last = m_own != nullptr ? m_run.back().counter : 0;
            const auto count = qint64(m_run.size());
            QByteArray body = sync::encode({sync::BatchKind::Run, m_key, m_seen, std::move(m_run), {}});
            m_left -= body.size();
            m_messages.push_back({m_subject, std::move(body), count, last});
        }
        m_run.clear();
        m_size = 0;
    }

    QByteArray m_subject, m_key;
    quint64 m_seen;
    const ledger::DeviceKey *m_own;
    qsizetype m_left;
    qsizetype m_size = 0;
    std::vector<Fact> m_run;
    std::vector<sync::Outgoing> m_messages;
};

QByteArray subjectOf(const char *kind, DeviceId writer)
{
    return QByteArray(kind) + '.' + writer.toString().toLatin1() + ".f";
}

qint64 waitingOf(Workspace::Parts &parts)
{
    constexpr qint64 kCounted = 10'000;
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
        Admission admission(parts, report);
        for (const sync::HubMessage &message : messages) {
            if (const auto considered = admission.consider(message); !considered)
                return considered.error();
        }
        if (const auto finished = admission.finish(); !finished)
            return finished.error();
        outcome.isTeamChanged = admission.isTeamChanged();
        return parts.hub.setPlace(place);
    });
    if (!done)
        return done.error();
    parts.head = parts.ownHead();
    outcome.taken = report.taken;
    outcome.duplicates = report.duplicates;
    outcome.refused = report.quarantined;
    outcome.held = report.held;
    outcome.waiting = waitingOf(parts);
    return outcome;
}

Result<TakeReport> Workspace::takeMessages(std::span<const sync::HubMessage> messages)
{
    Parts &parts = *m_parts;
    TakeReport report;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        Admission admission(parts, report);
        for (const sync::HubMessage &message : messages) {
            if (const auto considered = admission.consider(message); !considered)
                return considered.error();
        }
        return admission.finish();
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
    outbox.waiting = waitingOf(parts);
    if (outbox.waiting <= 0 && parts.hub.unseenDerived(1).empty())
        return outbox;
    Runs runs(subjectOf("ops", parts.device), parts.key.publicKey(), parts.hub.place().sequence, &parts.key,
              bytes);
    const auto read =
        parts.hub.forEachUnseen(parts.device, after, [&](Fact fact) { return runs.add(std::move(fact)); });
    if (!read)
        return read.error();
    outbox.messages = runs.take();
    return outbox;
}

Result<sync::Outbox> Workspace::restorable(qsizetype bytes)
{
    constexpr int kDerivedAtOnce = 64;
    Parts &parts = *m_parts;
    sync::Outbox outbox;
    const QByteArray subject = subjectOf("restore", parts.device);
    for (const DeviceId &device : parts.facts.devices()) {
        const team::Member *author = parts.roster.member(device);
        if (device == parts.device || bytes <= 0)
            continue;
        if (author == nullptr) {
            if (parts.device == parts.roster.root)
                bytes -= vouchFor(device, bytes, outbox);
            continue;
        }
        Runs runs(subject, author->key, 0, nullptr, bytes);
        const auto read =
            parts.hub.forEachUnseen(device, 0, [&](Fact fact) { return runs.add(std::move(fact)); });
        if (!read)
            return read.error();
        for (sync::Outgoing &message : runs.take()) {
            bytes -= message.body.size();
            outbox.messages.push_back(std::move(message));
        }
    }
    if (const auto derived = parts.hub.unseenDerived(kDerivedAtOnce); !derived.empty())
        outbox.messages.push_back({subjectOf("ops", parts.device),
                                   sync::encode(sync::vouch(derived, parts.key)), qint64(derived.size()), 0});
    return outbox;
}

/// What the founder brought along from devices that never were in the team.
qsizetype Workspace::vouchFor(DeviceId device, qsizetype bytes, sync::Outbox &outbox)
{
    Parts &parts = *m_parts;
    std::vector<Fact> facts;
    qsizetype size = 0, sent = 0;
    const auto end = [&] {
        if (facts.empty())
            return;
        const auto count = qint64(facts.size());
        outbox.messages.push_back({subjectOf("ops", parts.device),
                                   sync::encode(sync::vouch(std::move(facts), parts.key)), count, 0});
        sent += size;
        size = 0;
        facts.clear();
    };
    (void)parts.hub.forEachUnseen(device, 0, [&](Fact fact) {
        size += sizeOf(fact);
        facts.push_back(std::move(fact));
        if (size > sync::kWantedBatch)
            end();
        return sent < bytes;
    });
    end();
    return sent;
}

Result<void> Workspace::forgetHub(const QByteArray &created)
{
    return m_parts->inTransaction([&] { return m_parts->hub.forgetHub(created); });
}

} // namespace muster::store
