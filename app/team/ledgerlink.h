// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger as the sync client asks for it: questions go to the database thread, answers come back to the
// thread of `receiver`.
#pragma once

#include "app/databasethread.h"
#include "models/sync/hublink.h"

#include <QObject>

namespace muster::app {

class LedgerLink final : public sync::DeskLedger
{
public:
    /// `afterTaking` runs on the database thread after facts came in: the window is told there.
    LedgerLink(DatabaseThread &database, QObject &receiver,
               std::function<void(store::Workspace &)> afterTaking);

    void askPlace(sync::Then<Result<sync::Place>> then) override;
    void take(std::vector<sync::HubMessage> messages, sync::Place place,
              sync::Then<Result<sync::TakeOutcome>> then) override;
    void askOutbox(qint64 after, qsizetype bytes, sync::Then<Result<sync::Outbox>> then) override;
    void askRestore(qsizetype bytes, sync::Then<Result<sync::Outbox>> then) override;
    void forgetHub(QByteArray created, sync::Then<Result<void>> then) override;

private:
    template <typename Question, typename Answer> void ask(Question question, sync::Then<Answer> then);

    DatabaseThread &m_database;
    QPointer<QObject> m_receiver;
    std::function<void(store::Workspace &)> m_afterTaking;
};

} // namespace muster::app
