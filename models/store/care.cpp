// SPDX-License-Identifier: GPL-3.0-or-later
// The care of the file: check, rebuild, salvage, state hash.
#include "models/automation/fired.h"
#include "models/ledger/chaincheck.h"
#include "models/ledger/signing.h"
#include "models/store/backup.h"
#include "models/store/migrations.h"
#include "models/store/workspaceparts.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qsizetype kToldProblems = 50;

void checkPages(Database &database, CheckReport &report)
{
    Statement query = database.prepare("PRAGMA integrity_check(20)");
    while (query.next()) {
        if (query.text(0) != u"ok")
            report.problems += u"the file: "_s + query.text(0);
    }
    if (query.failed())
        report.problems += u"the file cannot be read through: "_s + query.error().detail;
}

void addUpTo(QStringList &told, const QStringList &found)
{
    told += found.mid(0, std::max<qsizetype>(0, kToldProblems - told.size()));
}

/// One device's chain where there is no team: every number once, without a gap.
Result<void> checkChain(FactTable &facts, DeviceId device, CheckReport &report)
{
    ledger::ChainHead head;
    return facts.forEachOf(device, [&](const Fact &fact) {
        addUpTo(report.problems, ledger::verifyChain(std::span(&fact, 1), head));
        head = {fact.counter, ledger::factHash(fact)};
        return true;
    });
}

QString nameOf(Workspace::Parts &parts, DeviceId device)
{
    const team::Member *member = parts.roster.member(device);
    if (member == nullptr)
        return device.toString();
    const QString person = parts.names.names().people[parts.names.person(member->person)].name;
    return u"“%1” of %2"_s.arg(member->name, person.isEmpty() ? u"somebody"_s : person);
}

/// The same in a team: what another desk wrote twice, or did not send yet, is told and is no fault here.
Result<void> checkTeamChain(Workspace::Parts &parts, DeviceId device, CheckReport &report)
{
    const team::Member *member = parts.roster.member(device);
    ledger::ChainCheck chain(parts.facts.provenAside(device), [member](const Fact &fact) {
        return member != nullptr && ledger::isSignedBy(fact, member->key);
    });
    const auto read = parts.facts.forEachOf(device, [&](const Fact &fact) {
        chain.add(fact);
        return true;
    });
    chain.finish();
    addUpTo(report.problems, chain.problems());
    const QString name = nameOf(parts, device);
    QStringList notes;
    for (const qint64 number : chain.forks())
        notes +=
            u"desk %1 wrote two histories from number %2 on: a backup was put back, or its key was copied"_s
                .arg(name, QString::number(number));
    for (const auto &[from, to] : chain.missing()) {
        notes +=
            from == to
                ? u"number %1 of desk %2 is not here: not arrived yet, or set aside"_s.arg(from).arg(name)
                : u"numbers %1 to %2 of desk %3 are not here: not arrived yet, or set aside"_s.arg(from)
                      .arg(to)
                      .arg(name);
    }
    addUpTo(report.notes, notes);
    return read;
}

/// Chains device by device, in pieces, so that a long ledger does not fill the memory.
void checkChains(Workspace::Parts &parts, CheckReport &report)
{
    const std::vector<DeviceId> devices = parts.facts.devices();
    report.devices = qint64(devices.size());
    for (const DeviceId &device : devices) {
        const auto read = parts.isInTeam() ? checkTeamChain(parts, device, report)
                                           : checkChain(parts.facts, device, report);
        if (!read)
            report.problems += read.error().detail;
    }
}

/// A payload may be empty only where a redaction names the fact, or the fact corrected a redacted one.
void checkRedactions(Database &database, FactTable &facts, CheckReport &report)
{
    Statement query =
        database.prepare("SELECT id, subject_kind, subject FROM facts WHERE length(payload) = 0");
    std::vector<std::tuple<FactId, QString, SubjectId>> blank;
    while (query.next())
        blank.emplace_back(query.id<FactId>(0), query.text(1), query.id<SubjectId>(2));
    report.redacted = qint64(blank.size());
    for (const auto &[id, kind, subject] : blank) {
        const auto entries = ledger::effective(facts.ofSubject(kind, subject));
        const bool isOrdered = std::ranges::any_of(entries, [](const ledger::Effective &entry) {
            return entry.fact.type == ledger::kRedacted && !entry.redacted;
        });
        if (!isOrdered && report.problems.size() < kToldProblems)
            report.problems += u"fact %1: its text is gone, but nobody redacted it"_s.arg(id.toString());
    }
}

/// Copies that were taken before somebody redacted something hold the text still.
void checkCopies(Workspace::Parts &parts, CheckReport &report)
{
    Statement query = parts.database->prepare("SELECT max(stamp) FROM facts WHERE type = ?");
    const QString redacted(ledger::kRedacted);
    query.bind(1, redacted);
    if (!query.next() || query.isNull(0))
        return;
    const Stamp newest{quint64(query.number(0))};
    if (!backupsBefore(parts.database->file(), newest.instant()).isEmpty())
        report.notes +=
            u"backups that were taken before the last redaction still hold its text; muster backup --forget-older takes a new one in their place"_s;
}

/// The derived row and the words of every ticket against a fold of its facts.
void checkTickets(Workspace::Parts &parts, CheckReport &report)
{
    for (const TicketId &id : parts.projections.allTickets()) {
        if (parts.database->wasStopped())
            return;
        const auto place = parts.projections.placeOf(id);
        const ticket::Ticket state = parts.foldTicket(id);
        const QString customer = parts.names.names().customers[parts.names.customer(state.customer)].name;
        const bool isSame = place && state.exists && parts.projections.holds(state, parts.clocksOf(state)) &&
                            (parts.words.isDue(id) || parts.words.holds(place->number, state, customer));
        if (!isSame && report.problems.size() < kToldProblems)
            report.problems +=
                u"case %1: its row is not what its facts say; muster check --rebuild mends it"_s.arg(
                    state.caseNumber);
    }
}

template <typename State>
void checkStates(Workspace::Parts &parts, const std::vector<State> &known,
                 State (Workspace::Parts::*fold)(decltype(State::id)), CheckReport &report)
{
    for (const State &each : known) {
        if (!parts.projections.holds((parts.*fold)(each.id)) && report.problems.size() < kToldProblems)
            report.problems +=
                u"%1: the row is not what its facts say; muster check --rebuild mends it"_s.arg(each.name);
    }
}

void checkNotifications(Workspace::Parts &parts, CheckReport &report)
{
    for (const SubjectId &id : parts.projections.allNotifications()) {
        if (!parts.projections.holds(parts.foldNotification(id)) && report.problems.size() < kToldProblems)
            report.problems +=
                u"notification %1: its row is not what its facts say; muster check --rebuild mends it"_s.arg(
                    id.toString());
    }
}

void checkKnownIssues(Workspace::Parts &parts, CheckReport &report)
{
    for (const knowledge::KnownIssue &each : parts.projections.knownIssues()) {
        if (each != parts.foldKnownIssue(idCast<SubjectId>(each.id)) &&
            report.problems.size() < kToldProblems)
            report.problems +=
                u"known issue %1: its row is not what its facts say; muster check --rebuild mends it"_s.arg(
                    each.number);
    }
}

void checkFirings(Workspace::Parts &parts, CheckReport &report)
{
    qint64 fired = 0;
    bool isSame = true;
    const auto read = parts.facts.forEachDerived([&](const Fact &fact) -> Result<void> {
        if (const auto rule = automation::firedBy(fact)) {
            ++fired;
            isSame = isSame && parts.projections.holdsFiring(fact.id, *rule, fact.occurredAt);
        }
        return {};
    });
    if (!read || !isSame || fired != parts.projections.firingCount())
        report.problems +=
            u"the list of what rules did is not what the facts say; muster check --rebuild mends it"_s;
}

} // namespace

Result<views::Record> Workspace::record()
{
    constexpr int kShown = 200;
    constexpr qsizetype kShownLine = 120;
    views::Record record;
    record.file = m_parts->database->file();
    record.bytes = QFileInfo(record.file).size() + QFileInfo(record.file + u"-wal"_s).size();
    const auto newest = m_parts->database->scalar("SELECT max(seq) FROM facts");
    if (!newest)
        return newest.error();
    record.entries = *newest; // none is ever taken out
    record.lastBackup = newestBackup(record.file);
    record.setAsideCount = m_parts->facts.quarantined();
    for (const FactTable::Aside &aside : m_parts->facts.newestAside(kShown)) {
        const auto fact = ledger::fromLine(aside.line);
        const QString what = fact ? u"%1 of device %2"_s.arg(fact->type, fact->device.toString())
                                  : QString::fromUtf8(aside.line.left(kShownLine));
        record.setAside.push_back({aside.takenAt, what, aside.reason, aside.until});
    }
    return record;
}

void Workspace::stopWhen(std::function<bool()> isStopped)
{
    m_parts->database->stopWhen(std::move(isStopped));
}

Result<CheckReport> Workspace::check()
{
    CheckReport report;
    checkPages(*m_parts->database, report);
    report.facts = m_parts->facts.count();
    report.quarantined = m_parts->facts.quarantined();
    checkChains(*m_parts, report);
    checkRedactions(*m_parts->database, m_parts->facts, report);
    checkCopies(*m_parts, report);
    checkTickets(*m_parts, report);
    checkStates(*m_parts, m_parts->projections.customers(), &Parts::foldCustomer, report);
    checkStates(*m_parts, m_parts->projections.people(), &Parts::foldPerson, report);
    checkNotifications(*m_parts, report);
    checkKnownIssues(*m_parts, report);
    checkFirings(*m_parts, report);
    // SQLite checks the index by a statement that writes nothing, yet only where writing is allowed.
    if (m_parts->lock) {
        if (const auto verified = m_parts->words.verify(); !verified)
            report.problems += u"the words for the search: "_s + verified.error().detail;
    }
    if (m_parts->database->wasStopped())
        return Error{Fault::NotAllowed, u"the check was stopped before it was done"_s};
    return report;
}

Result<void> Workspace::Parts::remakeProjections()
{
    states.clear();
    incidents.clear();
    escalations.clear();
    openNotes.reset();
    notes.clear();
    judgements.doubtAll();
    return inTransaction([&]() -> Result<void> {
        if (const auto made = makeEmptyProjections(*database); !made)
            return made.error();
        projections.forgetNumbers();
        std::vector<std::pair<QString, SubjectId>> subjects;
        {
            // Customers and people first: the words of tickets hold their names.
            Statement query = database->prepare("SELECT DISTINCT subject_kind, subject FROM facts"
                                                " ORDER BY subject_kind = 'ticket', subject");
            while (query.next())
                subjects.emplace_back(query.text(0), query.id<SubjectId>(1));
            if (query.failed())
                return query.error();
        }
        for (const auto &[kind, subject] : subjects) {
            if (const auto projected = projectSubject(kind, subject); !projected)
                return projected.error();
        }
        return projectFirings();
    });
}

Result<CheckReport> Workspace::rebuild()
{
    if (const auto done = m_parts->remakeProjections(); !done)
        return done.error();
    auto report = check();
    if (report)
        report->rebuilt = true;
    return report;
}

Result<QString> Workspace::backup()
{
    return backUp(m_parts->database->file(), m_parts->clock.now());
}

Result<QByteArray> Workspace::stateHash()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto read = m_parts->facts.forEach([&](const Fact &fact) {
        const Hash256 each = ledger::factHash(fact);
        hash.addData(QByteArrayView(each.data(), qsizetype(each.size())));
        return true;
    });
    if (!read)
        return read.error();
    if (const auto fed = m_parts->projections.digest([&](QByteArrayView bytes) { hash.addData(bytes); });
        !fed)
        return fed.error();
    return hash.result();
}

} // namespace muster::store
