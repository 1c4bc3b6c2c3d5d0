// SPDX-License-Identifier: GPL-3.0-or-later
// What a person has to look at after an import, beside the source: rows that were rejected, and tickets that
// were understood in part.
#pragma once

#include "models/intake/incoming.h"
#include "models/views/desk.h"

namespace muster::store {

class ImportReport
{
public:
    void reject(const intake::RejectedRow &row);
    void note(const intake::IncomingTicket &ticket, const QStringList &notes);
    /// Writes `<source>.rejected.csv` (line, reason, row) and `<source>.notes.csv` (line, ticket, note) where
    /// there is something to say, and names them in `progress`; a file that cannot be written becomes its
    /// error. Each file holds at most the first 64 MiB.
    void write(const QString &sourceFile, views::ImportProgress &progress) const;

private:
    QByteArray m_rejected, m_notes; ///< CSV without the heading
};

} // namespace muster::store
