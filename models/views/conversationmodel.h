// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of one ticket as a list: what the customer wrote, what we answered, notes. Window thread.
#pragma once

#include "models/ticket/ticket.h"
#include "models/views/valuelistmodel.h"

namespace muster::views {

class ConversationModel final : public ValueListModel<ticket::Message>
{
    Q_OBJECT
public:
    enum Role
    {
        TimeRole = Qt::UserRole + 1, ///< qint64, when it occurred, milliseconds UTC
        RecordedRole,                ///< qint64, when it was known here
        StruckRole,   ///< QString: what stood there before a correction; invalid where none was made
        RedactedRole, ///< bool
        FactRole,     ///< QByteArray, 16 bytes
    };
    using ValueListModel::ValueListModel;

    QVariant data(const QModelIndex &index, int role) const override;
};

QString messageKindTitle(ticket::MessageKind kind); ///< "Internal note"

} // namespace muster::views
