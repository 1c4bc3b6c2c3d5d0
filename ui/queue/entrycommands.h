// SPDX-License-Identifier: GPL-3.0-or-later
// Putting entries of a ticket right and taking them out: finds the entry that is meant, opens the form and
// hands the wish to the desk. Window thread; owned by the queue page.
#pragma once

#include "models/views/desk.h"
#include "ui/widgets/entryform.h"
#include "ui/widgets/picker.h"

#include <QObject>

namespace muster::ui {

class BulkBar;

class EntryCommands final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        views::Desk &desk;
        Picker &picker;
        BulkBar &bar;
        EntryForm &form;
    };
    EntryCommands(Parts parts, QObject *parent);

    /// `entry` is the one that is chosen in the history; where it is null, the entries are asked for.
    void begin(EntryForm::Task task, TicketId ticket, FactId entry);

signals:
    void saved(const QString &action); ///< there is no way back

private:
    void pick(EntryForm::Task task, TicketId ticket);
    void take(EntryForm::Task task, const views::TicketDetail &detail, FactId entry);
    void save(EntryForm::Task task, FactId entry, const QString &text, const QString &reason);

    Parts m_parts;
};

/// What can be put right (messages) or taken out (all that people wrote), the newest first.
std::vector<EntryForm::Entry> mendable(EntryForm::Task task, const views::TicketDetail &detail);

} // namespace muster::ui
