// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/conversationmodel.h"

#include "models/views/casetext.h"

#include <QTimeZone>

namespace muster::views {

namespace {

QString textOf(const ticket::Message &message)
{
    return message.redacted ? ConversationModel::tr("Redacted") : message.text;
}

QString spoken(const ticket::Message &message)
{
    return ConversationModel::tr("%1 from %2, %3: %4")
        .arg(messageKindTitle(message.kind), message.from, absoluteText(message.at, QTimeZone::utc()),
             textOf(message));
}

} // namespace

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    const ticket::Message *message = index.isValid() ? at(index.row()) : nullptr;
    if (!message)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*message);
    case Qt::AccessibleTextRole:
        return spoken(*message);
    case TimeRole:
        return qint64(toMillis(message->at));
    case RecordedRole:
        return qint64(toMillis(message->recorded));
    case StruckRole:
        return message->struckText ? QVariant(*message->struckText) : QVariant();
    case RedactedRole:
        return message->redacted;
    case FactRole:
        return message->fact.toBlob();
    default:
        return {}; // roles are Qt's, an open set
    }
}

QString messageKindTitle(ticket::MessageKind kind)
{
    switch (kind) {
    case ticket::MessageKind::Customer:
        return ConversationModel::tr("Customer message");
    case ticket::MessageKind::Reply:
        return ConversationModel::tr("Reply");
    case ticket::MessageKind::Note:
        return ConversationModel::tr("Internal note");
    case ticket::MessageKind::AutoReply:
        return ConversationModel::tr("Automatic reply");
    }
    return {};
}

} // namespace muster::views
