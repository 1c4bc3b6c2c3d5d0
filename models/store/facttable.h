// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the ledger: facts, quarantine, settings. No rule of any feature is known here.
#pragma once

#include "models/ledger/ledger.h"
#include "models/store/database.h"

#include <functional>
#include <map>
#include <optional>

namespace muster::store {

class FactTable
{
public:
    explicit FactTable(Database &database) : m_database(database) {}

    /// The new row's seq. Conflict where the id is there already. `place`: where it was seen at the hub,
    /// coded as HubTable does.
    Result<qint64> insert(const Fact &fact, std::optional<qint64> place = std::nullopt);
    bool contains(FactId id);
    std::optional<Fact> find(FactId id);
    qint64 seqOf(FactId id); ///< 0 where unknown
    /// Of that kind and subject, in ledger order. A fact of another kind says nothing about it, whatever its
    /// type.
    std::vector<Fact> ofSubject(const QString &kind, SubjectId subject);
    Result<void> blank(FactId id);                           ///< empties the payload
    Result<void> fill(FactId id, const QByteArray &payload); ///< of one that came without its text
    Result<void> keepSignature(FactId id, const QByteArray &signature);
    Result<void> remove(FactId id); ///< one that its device was not allowed to write
    struct Order
    {
        Stamp stamp;
        DeviceId device;
        FactId id;
        auto operator<=>(const Order &) const = default; // NOLINT(modernize-use-nullptr)
    };
    std::optional<Order> lastOf(const QString &kind, SubjectId subject); ///< in ledger order

    ledger::ChainHead headOf(DeviceId device);
    Stamp newestStampOf(DeviceId device);

    /// Every fact in ledger order; stops where `each` returns false. Faults of reading end it with an error.
    Result<void> forEach(const std::function<bool(const Fact &)> &each);
    /// One device's facts in counter order.
    Result<void> forEachOf(DeviceId device, const std::function<bool(const Fact &)> &each, qint64 after = 0);
    /// What rules did, in no order.
    Result<void> forEachDerived(const std::function<Result<void>(const Fact &)> &each);
    std::vector<SubjectId> subjectsOf(QLatin1StringView kind); ///< reads the whole table
    std::vector<DeviceId> devices();
    qint64 count();

    /// `author` where it is proven whose the fact is.
    Result<void> setAside(const QByteArray &line, const QString &reason, std::optional<Instant> until,
                          Instant now, DeviceId author = {});
    /// The proven facts of a device that were set aside and do not wait for their time; they are taken out.
    std::vector<QByteArray> releaseOf(DeviceId author);
    /// The same, left where they are, as hashes by number; those that wait for their time included.
    std::multimap<qint64, Hash256> provenAside(DeviceId author);
    qint64 quarantined();
    struct Aside
    {
        QByteArray line;
        QString reason;
        std::optional<Instant> until;
        Instant takenAt{};
    };
    std::vector<Aside> newestAside(int limit);
    /// The lines that were set aside, in the order in which they came.
    Result<void> forEachAside(const std::function<bool(const QByteArray &)> &each);
    bool isAnyDue(Instant now); ///< a fact is held whose time has come
    /// Facts whose time has come: their lines; they are taken out of the quarantine.
    std::vector<QByteArray> releaseDue(Instant now);

    Result<void> setSetting(const QString &key, QByteArrayView value);
    QByteArray setting(const QString &key);
    QStringList settingKeys(const QString &prefix);

    static Fact read(const Statement &row, int from = 0);

private:
    Database &m_database;
};

} // namespace muster::store
