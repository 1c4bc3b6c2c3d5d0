// SPDX-License-Identifier: GPL-3.0-or-later
// After facts came in: who is known now is let in, and what somebody was not allowed to write goes out.
#include "models/ledger/acted.h"
#include "models/store/admission.h"
#include "models/team/chainrecord.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace muster::store {

/// Facts came in under numbers that were used before, of devices for which it matters which ones count.
bool Admission::findContradictions()
{
    for (const auto &[device, number] : std::exchange(m_toCompare, {})) {
        if (m_parts.isContradicted(device, number))
            m_parts.forked[device] = true;
        else if (!m_parts.isForked(device))
            continue;
        m_contradicted.insert(device);
        m_isTeamChanged = m_isTeamChanged || m_parts.teamNumbers.contains({device, number});
    }
    m_isRosterOld = m_isRosterOld || !m_contradicted.empty();
    return !m_contradicted.empty();
}

/// The team changed: who is known now is let in, and what somebody was not allowed to write goes out. Both
/// depend on the facts alone, so that every desk ends with the same ones, whatever came first.
Result<void> Admission::settleTeam()
{
    if (!m_isTeamChanged && m_contradicted.empty())
        return {};
    renewRoster();
    for (bool isMoving = true; isMoving;) {
        const auto moved = takeWaiting();
        if (!moved)
            return moved.error();
        isMoving = *moved;
    }
    renewRoster();
    if (const auto written = write(); !written)
        return written.error();
    // What was just written may stand against what the team's facts were folded from.
    m_parts.loadRoster();
    std::set<DeviceId> touched;
    for (const team::Roster *roster : {&m_rosterBefore, &m_parts.roster}) {
        for (const auto &[device, member] : roster->members) {
            const team::Member *before = m_rosterBefore.member(device), *now = m_parts.roster.member(device);
            if (!before || !now || before->grants != now->grants || before->person != now->person)
                touched.insert(device);
        }
    }
    for (const DeviceId device : touched) {
        if (const auto judged = judgeAgain(device); !judged)
            return judged.error();
    }
    touched.merge(std::exchange(m_contradicted, {}));
    m_rosterBefore = m_parts.roster;
    for (const DeviceId device : touched) {
        if (const auto taken = takeBack(device); !taken)
            return taken.error();
    }
    return {};
}

Result<bool> Admission::takeWaiting()
{
    bool isMoving = false;
    for (const DeviceId device : m_parts.hub.waitingDevices()) {
        std::vector<HubTable::Waiting> all = m_parts.hub.waitingOf(device);
        // Where it joined comes first, whatever came first here.
        std::stable_partition(all.begin(), all.end(), [this](const HubTable::Waiting &waiting) {
            const auto batch = sync::decode(waiting.message.body);
            return batch && isJoining(*batch);
        });
        for (const HubTable::Waiting &waiting : all) {
            renewRoster();
            const auto batch = sync::decode(waiting.message.body);
            const bool isKnown = m_parts.roster.member(device) != nullptr || (batch && isJoining(*batch));
            if (!isKnown)
                break;
            isMoving = true;
            if (const auto dropped = m_parts.hub.dropWaiting(waiting.key); !dropped)
                return dropped.error();
            if (const auto considered = consider(waiting.message); !considered)
                return considered.error();
        }
    }
    renewRoster();
    return isMoving;
}

/// Proven facts of a device that were refused, where its role is another now.
Result<void> Admission::judgeAgain(DeviceId device)
{
    for (const QByteArray &line : m_parts.facts.releaseOf(device)) {
        const auto fact = ledger::fromLine(line);
        if (!fact)
            continue;
        if (const auto considered = consider(*fact, Origin::Proven); !considered)
            return considered.error();
    }
    return write();
}

/// Facts of a device that are here and that it was not allowed to write, as is known now.
Result<void> Admission::takeBack(DeviceId device)
{
    const auto record = m_parts.chainRecordOf(device);
    std::vector<std::pair<Fact, QString>> refused;
    const auto read = m_parts.facts.forEachOf(device, [&](const Fact &fact) {
        const team::Standing standing = team::standing(m_parts.roster, fact);
        if (fact.subjectKind == team::kTeam)
            return true;
        if (standing.admission != team::Admission::Admitted)
            refused.emplace_back(fact, standing.reason);
        else if (record && !record->holds(fact.counter, ledger::factHash(fact)))
            refused.emplace_back(fact,
                                 u"when its device's role was set, another entry stood under its number"_s);
        return true;
    });
    if (!read)
        return read.error();
    if (device == m_parts.device && !refused.empty()) {
        // Its numbers stay used.
        if (const auto kept = m_parts.keepHead(); !kept)
            return kept.error();
    }
    for (const auto &[fact, reason] : refused) {
        if (const auto removed = m_parts.facts.remove(fact.id); !removed)
            return removed.error();
        m_toFold.insert({fact.subjectKind, fact.subject});
        if (const auto dropped = fact.type == ledger::kActed ? dropActed(fact) : Result<void>(); !dropped)
            return dropped.error();
        m_isToReadAnew = m_isToReadAnew || fact.type == ledger::kRedacted;
        std::erase_if(m_seen, [id = fact.id](const auto &each) { return each.first == id; });
        if (const auto aside = setAside(fact, reason, std::nullopt, Origin::Proven); !aside)
            return aside.error();
    }
    return {};
}

} // namespace muster::store
