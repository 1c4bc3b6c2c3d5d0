// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/ledgerlink.h"

namespace muster::app {

LedgerLink::LedgerLink(DatabaseThread &database, QObject &receiver,
                       std::function<void(store::Workspace &)> afterTaking)
    : m_database(database), m_receiver(&receiver), m_afterTaking(std::move(afterTaking))
{}

template <typename Question, typename Answer> void LedgerLink::ask(Question question, sync::Then<Answer> then)
{
    m_database.post([receiver = m_receiver, question = std::move(question),
                     then = std::move(then)](store::Workspace &workspace) mutable {
        Answer answer = question(workspace);
        if (receiver)
            QMetaObject::invokeMethod(
                receiver.data(), [then = std::move(then), answer = std::move(answer)] { then(answer); },
                Qt::QueuedConnection);
    });
}

void LedgerLink::askPlace(sync::Then<Result<sync::Place>> then)
{
    ask([](store::Workspace &workspace) { return workspace.hubPlace(); }, std::move(then));
}

void LedgerLink::take(std::vector<sync::HubMessage> messages, sync::Place place,
                      sync::Then<Result<sync::TakeOutcome>> then)
{
    ask(
        [messages = std::move(messages), place = std::move(place),
         afterTaking = m_afterTaking](store::Workspace &workspace) {
            auto outcome = workspace.takeFromHub(messages, place);
            afterTaking(workspace);
            return outcome;
        },
        std::move(then));
}

void LedgerLink::askOutbox(qint64 after, qsizetype bytes, sync::Then<Result<sync::Outbox>> then)
{
    ask([after, bytes](store::Workspace &workspace) { return workspace.outbox(after, bytes); },
        std::move(then));
}

void LedgerLink::askRestore(qsizetype bytes, sync::Then<Result<sync::Outbox>> then)
{
    ask([bytes](store::Workspace &workspace) { return workspace.restorable(bytes); }, std::move(then));
}

void LedgerLink::forgetHub(QByteArray created, sync::Then<Result<void>> then)
{
    ask([created = std::move(created)](store::Workspace &workspace) { return workspace.forgetHub(created); },
        std::move(then));
}

} // namespace muster::app
