// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/historymodel.h"

#include "models/views/casetext.h"

#include <QTimeZone>

namespace muster::views {

namespace {

QString textOf(const HistoryEntry &entry)
{
    return entry.redacted ? HistoryModel::tr("Redacted") : entry.text;
}

QString spoken(const HistoryEntry &entry)
{
    const QString when = absoluteText(entry.occurredAt, QTimeZone::utc());
    return entry.struck
               ? HistoryModel::tr("%1, %2, corrected later: %3").arg(when, entry.actor, textOf(entry))
               : HistoryModel::tr("%1, %2: %3").arg(when, entry.actor, textOf(entry));
}

} // namespace

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const HistoryEntry *entry = index.isValid() ? at(index.row()) : nullptr;
    if (!entry)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*entry);
    case Qt::AccessibleTextRole:
        return spoken(*entry);
    case ActorRole:
        return entry->actor;
    case TimeRole:
        return qint64(toMillis(entry->occurredAt));
    case RecordedRole:
        return qint64(toMillis(entry->recordedAt));
    case LateRole:
        return entry->recordedAt - entry->occurredAt >= std::chrono::minutes(1);
    case StruckRole:
        return entry->struck;
    case RedactedRole:
        return entry->redacted;
    case FactRole:
        return entry->fact.toBlob();
    default:
        return {}; // roles are Qt's, an open set
    }
}

} // namespace muster::views
