// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications: their rows, what people do with them, and what this desk is sending.
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr Millis kKeptSendings{std::chrono::hours(24 * 31)};

std::vector<SubjectId> idsOf(Statement query)
{
    std::vector<SubjectId> ids;
    while (query.next())
        ids.push_back(query.id<SubjectId>(0));
    return ids;
}

Result<void> keep(Database &database, const notify::Attempt &attempt)
{
    const QByteArray state = canonicalJson(notify::toJson(attempt));
    Statement insert = database.prepare(
        "INSERT INTO attempts (key, state) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET state = ?2");
    insert.bind(1, attempt.key).bind(2, QByteArrayView(state));
    return insert.run();
}

Result<void> forget(Database &database, const QString &key)
{
    Statement remove = database.prepare("DELETE FROM attempts WHERE key = ?");
    return remove.bind(1, key).run();
}

/// What could not be read again must not get in.
Result<void> judged(const NewFact &fact)
{
    if (fact.subjectKind != kNotification)
        return Error{Fault::Internal,
                     u"a fact of the kind %1 is none of a notification"_s.arg(fact.subjectKind)};
    const auto read = notify::fromPayload(fact.type, fact.version, fact.payload);
    return read ? Result<void>() : Result<void>(read.error());
}

/// What this desk says itself; within a transaction.
Result<void> writeOwn(Workspace::Parts &parts, std::span<const NewFact> facts)
{
    for (const NewFact &fact : facts) {
        if (const auto good = judged(fact); !good)
            return good.error();
        if (const auto done = parts.writeToSubject(fact); !done)
            return done.error();
    }
    return {};
}

} // namespace

Result<void> Projections::write(const notify::Notification &notification)
{
    Statement insert = m_database.prepare(
        "INSERT INTO notifications (id, asked, open, over, about) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (id) DO UPDATE SET asked = ?2, open = ?3, over = ?4, about = ?5");
    insert.bind(1, notification.id).bind(2, toMillis(notification.at)).bind(3, notify::isOpen(notification));
    insert.bind(4, notification.settledAt.has_value()).bind(5, notification.asked.about);
    return insert.run();
}

bool Projections::holds(const notify::Notification &notification)
{
    Statement query = m_database.prepare("SELECT asked, open, over, about FROM notifications WHERE id = ?");
    query.bind(1, notification.id);
    return query.next() && query.number(0) == toMillis(notification.at) &&
           (query.number(1) == 1) == notify::isOpen(notification) &&
           (query.number(2) == 1) == notification.settledAt.has_value() &&
           query.id<SubjectId>(3) == notification.asked.about;
}

std::vector<SubjectId> Projections::openNotifications()
{
    return idsOf(m_database.prepare("SELECT id FROM notifications WHERE open = 1 ORDER BY asked, id"));
}

std::vector<SubjectId> Projections::newestNotifications(int limit, int from)
{
    Statement query = m_database.prepare("SELECT id FROM notifications ORDER BY asked DESC, id LIMIT ?"
                                         " OFFSET ?");
    query.bind(1, limit).bind(2, from);
    return idsOf(std::move(query));
}

std::vector<SubjectId> Projections::notificationsAbout(SubjectId subject)
{
    Statement query = m_database.prepare("SELECT id FROM notifications WHERE about = ? ORDER BY asked, id");
    query.bind(1, subject);
    return idsOf(std::move(query));
}

std::vector<SubjectId> Projections::allNotifications()
{
    return idsOf(m_database.prepare("SELECT id FROM notifications ORDER BY id"));
}

notify::Notification Workspace::Parts::foldNotification(SubjectId id)
{
    notify::Notification state;
    state.id = id;
    for (const ledger::Effective &entry : ledger::effective(facts.ofSubject(kNotification, id))) {
        if (entry.redacted)
            continue;
        if (auto fact = notify::fromPayload(entry.fact.type, entry.fact.version, entry.payload))
            notify::apply(state, {entry.fact.id, entry.fact.occurredAt, entry.fact.actor, entry.fact.device,
                                  std::move(*fact)});
    }
    return state;
}

void Workspace::Parts::noteChanged(SubjectId notification)
{
    notes.remove(notification);
    if (const auto before = notificationChangedAt.constFind(notification);
        before != notificationChangedAt.cend())
        changedNotifications.erase(*before);
    notificationChangedAt.insert(notification, ++notificationChanges);
    changedNotifications.emplace(notificationChanges, notification);
}

notify::Notification Workspace::Parts::notificationOf(SubjectId id)
{
    if (const notify::Notification *known = notes.object(id))
        return *known;
    auto state = foldNotification(id);
    notes.insert(id, new notify::Notification(state));
    return state;
}

Result<void> Workspace::Parts::projectNotification(SubjectId id)
{
    noteChanged(id);
    const notify::Notification state = notificationOf(id);
    if (!state.exists)
        return forgetSubject(kNotification, id);
    if (state.settledAt) { // not by what was judged here, maybe
        const auto about = state.asked.aboutKind == kEscalation
                               ? projections.ticketOf(idCast<EscalationId>(state.asked.about))
                               : idCast<TicketId>(state.asked.about);
        judgements.doubt(about);
    }
    if (openNotes && notify::isOpen(state))
        openNotes->insert(id, state);
    else if (openNotes)
        openNotes->remove(id);
    return projections.write(state);
}

Result<qint64> Workspace::writeNotifications(std::span<const NewFact> derived)
{
    for (const NewFact &fact : derived) {
        if (const auto good = judged(fact); !good)
            return good.error();
        if (!fact.derivedId)
            return Error{Fault::Internal, u"what rules ask for has an id that follows from its cause"_s};
    }
    return act(derived);
}

Result<void> Workspace::submit(SubjectId id, const notify::Order &order)
{
    const auto fact = notify::decide(m_parts->notificationOf(id), order, m_parts->clock.now());
    if (!fact)
        return fact.error();
    return m_parts->inTransaction([&] { return m_parts->writeToSubject(*fact); });
}

std::vector<notify::Notification> Workspace::openNotifications()
{
    auto &open = m_parts->openNotes;
    if (!open) {
        open.emplace();
        for (const SubjectId &id : m_parts->projections.openNotifications())
            open->insert(id, m_parts->notificationOf(id));
    }
    std::vector<notify::Notification> found(open->cbegin(), open->cend());
    std::ranges::sort(found, {},
                      [](const notify::Notification &each) { return std::pair(each.at, each.id); });
    return found;
}

std::vector<notify::Notification> Workspace::notifications(int limit, int from)
{
    std::vector<notify::Notification> found;
    for (const SubjectId &id : m_parts->projections.newestNotifications(limit, from))
        found.push_back(m_parts->notificationOf(id));
    return found;
}

Workspace::ChangedNotifications Workspace::notificationsChangedSince(qint64 mark, int most)
{
    ChangedNotifications found{{}, m_parts->notificationChanges};
    const auto &changed = m_parts->changedNotifications;
    for (auto each = changed.upper_bound(mark); each != changed.end(); ++each) {
        if (found.notifications.size() == size_t(most))
            return found;
        found.mark = each->first;
        found.notifications.push_back(m_parts->notificationOf(each->second));
    }
    found.mark = m_parts->notificationChanges;
    return found;
}

notify::Notification Workspace::notification(SubjectId id)
{
    return m_parts->notificationOf(id);
}

qint64 Workspace::notificationChanges() const
{
    return m_parts->notificationChanges;
}

std::vector<notify::Attempt> Workspace::attempts()
{
    auto &kept = m_parts->attempts;
    if (kept)
        return *kept;
    kept.emplace();
    Statement query = m_parts->database->prepare("SELECT state FROM attempts ORDER BY key");
    while (query.next()) {
        const auto json = parseJsonObject(query.blob(0));
        if (auto attempt = json ? notify::attemptFromJson(*json) : Result<notify::Attempt>(json.error()))
            kept->push_back(std::move(*attempt));
    }
    if (query.failed())
        return *std::exchange(kept, std::nullopt); // asked for again the next time
    return *kept;
}

Result<void> Workspace::keepAttempts(std::span<const notify::Attempt> attempts,
                                     std::span<const notify::Sending> sendings, const QStringList &forgotten)
{
    Database &database = *m_parts->database;
    m_parts->attempts.reset();
    return m_parts->inTransaction([&]() -> Result<void> {
        for (const QString &key : forgotten) {
            if (const auto done = forget(database, key); !done)
                return done.error();
        }
        for (const notify::Attempt &attempt : attempts) {
            if (const auto done = keep(database, attempt); !done)
                return done.error();
        }
        for (const notify::Sending &sending : sendings) {
            Statement insert = database.prepare("INSERT INTO sendings (channel, at) VALUES (?1, ?2)");
            insert.bind(1, sending.channel).bind(2, toMillis(sending.at));
            if (const auto done = insert.run(); !done)
                return done.error();
        }
        Statement old = database.prepare("DELETE FROM sendings WHERE at < ?");
        return old.bind(1, toMillis(m_parts->clock.now() - kKeptSendings)).run();
    });
}

std::vector<notify::Sending> Workspace::sendingsSince(Instant since)
{
    std::vector<notify::Sending> found;
    Statement query = m_parts->database->prepare("SELECT channel, at FROM sendings WHERE at >= ?");
    query.bind(1, toMillis(since));
    while (query.next())
        found.push_back({query.text(0), fromMillis(query.number(1))});
    return found;
}

Result<void> Workspace::recordSome(std::span<const NewFact> facts)
{
    return m_parts->inTransaction([&] { return writeOwn(*m_parts, facts); });
}

Result<void> Workspace::endTry(const QString &key, const std::optional<notify::Attempt> &attempt,
                               std::span<const NewFact> facts)
{
    m_parts->attempts.reset();
    return m_parts->inTransaction([&]() -> Result<void> {
        if (const auto written = writeOwn(*m_parts, facts); !written)
            return written.error();
        return attempt ? keep(*m_parts->database, *attempt) : forget(*m_parts->database, key);
    });
}

} // namespace muster::store
