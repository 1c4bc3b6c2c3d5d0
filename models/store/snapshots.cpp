// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots for new desks: making one, taking one in, and reading the history behind it.
#include "models/store/admission.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

const QString kHistory = u"hub.history"_s;
constexpr qsizetype kPart = 256 * 1024; ///< bytes of facts in one message
constexpr size_t kMostTickets = 50'000; ///< of the queue; the others come with the history

/// The founder first: a newcomer knows its key.
std::vector<DeviceId> teamWriters(const team::Roster &roster)
{
    std::vector<DeviceId> devices{roster.root};
    for (const auto &[device, member] : roster.members) {
        if (device != roster.root)
            devices.push_back(device);
    }
    return devices;
}

/// Gathers facts into messages under this desk's word.
class Gatherer
{
public:
    Gatherer(const ledger::DeviceKey &key, const Workspace::EachPart &each) : m_key(key), m_each(each) {}

    bool add(sync::Stage stage, const Fact &fact)
    {
        if (stage != m_stage || m_size > kPart)
            end();
        m_stage = stage;
        m_size += fact.payload.size() + 300;
        m_facts.push_back(fact);
        return m_isWanted;
    }
    void end()
    {
        if (!m_facts.empty() && m_isWanted)
            m_isWanted = m_each(m_stage, sync::encode(sync::vouch(std::move(m_facts), m_key)));
        m_facts.clear();
        m_size = 0;
    }

private:
    const ledger::DeviceKey &m_key;
    const Workspace::EachPart &m_each;
    sync::Stage m_stage = sync::Stage::Team;
    std::vector<Fact> m_facts;
    qsizetype m_size = 0;
    bool m_isWanted = true;
};

} // namespace

Result<void> Workspace::forEachSnapshotPart(const EachPart &each)
{
    Parts &parts = *m_parts;
    if (!parts.key || !parts.isInTeam())
        return Error{Fault::NotAllowed, u"only a desk of a team that has its key makes a snapshot"_s};
    // The team's own facts prove themselves: they come in the runs in which their authors signed them.
    bool isWanted = true;
    for (const DeviceId device : teamWriters(parts.roster)) {
        auto sent = parts.sendTeamRuns(device, [&](const sync::Outgoing &message) {
            isWanted = isWanted && each(sync::Stage::Team, message.body);
            return isWanted;
        });
        if (!sent || !isWanted)
            return sent;
    }
    Gatherer gather(*parts.key, each);
    const auto addSubject = [&](sync::Stage stage, QLatin1StringView kind, SubjectId subject) {
        for (const Fact &fact : parts.facts.ofSubject(kind, subject)) {
            // What was not seen at the hub comes over the stream, signed by its author.
            if (parts.wasSeen(fact) && !gather.add(stage, fact))
                return;
        }
    };
    for (const QLatin1StringView kind : {kPolicy, kPerson, kCustomer, kKnownIssue}) {
        const auto subjects = parts.facts.subjectsOf(kind);
        for (const SubjectId &subject : subjects)
            addSubject(sync::Stage::Basics, kind, subject);
    }
    const auto open = parts.projections.openIncidents();
    if (!open)
        return open.error();
    QSet<SubjectId> sent;
    for (const IncidentId &incident : *open) {
        addSubject(sync::Stage::Incidents, kIncident, idCast<SubjectId>(incident));
        for (const TicketId &ticket : parts.incidentOf(incident).tickets) {
            sent.insert(idCast<SubjectId>(ticket));
            addSubject(sync::Stage::Incidents, kTicket, idCast<SubjectId>(ticket));
        }
    }
    const auto escalated = parts.projections.openEscalations();
    if (!escalated)
        return escalated.error();
    for (const EscalationId &id : *escalated) {
        const auto ticket = idCast<SubjectId>(parts.escalationOf(id).raised.ticket);
        addSubject(sync::Stage::Incidents, kEscalation, idCast<SubjectId>(id));
        if (!sent.contains(ticket)) {
            sent.insert(ticket);
            addSubject(sync::Stage::Incidents, kTicket, ticket);
        }
    }
    for (const TicketId &ticket : parts.projections.newestOpenTickets(int(kMostTickets))) {
        if (!sent.contains(idCast<SubjectId>(ticket)))
            addSubject(sync::Stage::Queue, kTicket, idCast<SubjectId>(ticket));
    }
    gather.end();
    return {};
}

Result<TakeReport> Workspace::takeSnapshotParts(std::span<const QByteArray> messages, DeviceId maker,
                                                quint64 sequence)
{
    Parts &parts = *m_parts;
    TakeReport report;
    const QByteArray subject = "restore." + maker.toString().toLatin1() + ".f";
    const auto done = parts.inTransaction([&]() -> Result<void> {
        Admission admission(parts, report);
        admission.trust(maker);
        for (const QByteArray &body : messages) {
            if (const auto considered = admission.consider(sync::HubMessage{sequence, subject, body});
                !considered)
                return considered.error();
        }
        return admission.finish();
    });
    if (!done)
        return done.error();
    parts.head = parts.ownHead();
    return report;
}

Result<void> Workspace::goOnBehindSnapshot(const sync::Place &place)
{
    Parts &parts = *m_parts;
    return parts.inTransaction([&]() -> Result<void> {
        if (auto set = parts.hub.setPlace(place); !set)
            return set;
        return parts.setHistory({1, place.sequence});
    });
}

Result<void> Workspace::Parts::setHistory(const HistoryToRead &history)
{
    QByteArray kept;
    QDataStream out(&kept, QIODevice::WriteOnly);
    out << history.next << history.last;
    return facts.setSetting(kHistory, history.next > history.last ? QByteArray() : kept);
}

HistoryToRead Workspace::historyToRead() const
{
    HistoryToRead history;
    const QByteArray kept = m_parts->facts.setting(kHistory);
    QDataStream in(kept);
    in >> history.next >> history.last;
    return in.status() == QDataStream::Ok ? history : HistoryToRead{};
}

Result<void> Workspace::takeHistory(std::span<const sync::HubMessage> messages, quint64 next)
{
    Parts &parts = *m_parts;
    const HistoryToRead history = historyToRead();
    TakeReport report;
    auto done = parts.inTransaction([&]() -> Result<void> {
        Admission admission(parts, report);
        if (const auto considered = admission.considerAll(messages); !considered)
            return considered.error();
        return parts.setHistory({next, history.last});
    });
    if (done)
        parts.head = parts.ownHead();
    return done;
}

} // namespace muster::store
