// SPDX-License-Identifier: GPL-3.0-or-later
// The history of one ticket as a list, in ledger order; corrections and redactions stay on view. Window
// thread.
#pragma once

#include "models/views/desk.h"
#include "models/views/valuelistmodel.h"

namespace muster::views {

class HistoryModel final : public ValueListModel<HistoryEntry>
{
    Q_OBJECT
public:
    enum Role
    {
        ActorRole = Qt::UserRole + 1, ///< QString
        TimeRole,                     ///< qint64, when it occurred, milliseconds UTC
        RecordedRole,                 ///< qint64
        LateRole,                     ///< bool: written down a minute or more after it occurred
        StruckRole,                   ///< bool
        RedactedRole,                 ///< bool
        FactRole,                     ///< QByteArray, 16 bytes
    };
    using ValueListModel::ValueListModel;

    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace muster::views
