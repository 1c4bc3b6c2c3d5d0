// SPDX-License-Identifier: GPL-3.0-or-later
// Two desks of a team over a hub that is a list of messages, for tests of the store.
#pragma once

#include "tests/models/store/worlds.h"

namespace muster::test {

template <typename T> T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}

/// A hub as a list of messages.
struct Hub
{
    QByteArray created = "hub 1";
    std::vector<sync::HubMessage> log;

    void takeIn(const sync::Outgoing &message)
    {
        log.push_back({log.size() + 1, message.subject, message.body});
    }
};

/// A founder and one more desk that know each other, a ticket and an incident on both.
struct Pair
{
    Pair()
        : a(folder.filePath(QStringLiteral("a.muster")), clock),
          b(openAt(folder.filePath(QStringLiteral("b.muster")), clock))
    {
        if (!a.workspace->foundTeam(QStringLiteral("Nordwind"), QStringLiteral("desk a")))
            qFatal("no team");
        const auto invitation = need(a.workspace->inviteToTeam(
            QStringLiteral("Ana Ruiz"), QStringLiteral("lead"), clock.now() + std::chrono::hours(1)));
        if (const auto joined = b->joinTeam(invitation, QStringLiteral("desk b")); !joined)
            qFatal("%s", qPrintable(joined.error().detail));
        ticket = a.create();
        incident::Declare declare;
        declare.fields.title = QStringLiteral("Exports fail");
        declare.fields.severity = QStringLiteral("SEV-2");
        incident = IncidentId::random(clock.now());
        (void)need(a.workspace->submit(incident::IncidentOrder{incident, declare, std::nullopt}));
        exchange();
        if (!told(*a.workspace).empty() || !told(*b).empty())
            qFatal("a conflict before anybody changed anything");
    }

    void publish(store::Workspace &desk)
    {
        for (const sync::Outgoing &message : need(desk.outbox(0, 1 << 20)).messages)
            hub.takeIn(message);
    }
    void take(store::Workspace &desk)
    {
        const quint64 from = desk.hubPlace().sequence;
        const std::vector<sync::HubMessage> messages(hub.log.begin() + qint64(from), hub.log.end());
        (void)need(desk.takeFromHub(messages, {hub.created, hub.log.size(), {}}));
    }
    void exchange()
    {
        for (int i = 0; i < 3; ++i) {
            for (store::Workspace *desk : {a.workspace.get(), b.get()}) {
                take(*desk);
                publish(*desk);
            }
        }
        take(*a.workspace);
    }
    static std::vector<views::EditConflict> told(store::Workspace &desk) { return desk.takeConflicts(); }

    void submit(store::Workspace &desk, const ticket::TicketCommand &command)
    {
        clock.advance(Millis{1000});
        const ticket::TicketOrder order{ticket, command, std::nullopt};
        const auto receipt = need(desk.submit(std::span(&order, 1)));
        if (receipt.saved != 1)
            qFatal("%s", qPrintable(receipt.failures.front().error.detail));
    }
    void setPriority(store::Workspace &desk, const QString &key)
    {
        submit(desk, ticket::ChangePriority{key, QStringLiteral("it changed")});
    }
    void takeRole(store::Workspace &desk, const QString &role)
    {
        clock.advance(Millis{1000});
        (void)need(desk.submit(incident::IncidentOrder{
            incident, incident::RoleGiven{role, desk.me(), false, {}}, std::nullopt}));
    }

    QTemporaryDir folder;
    TestClock clock;
    Hub hub;
    World a;
    std::unique_ptr<store::Workspace> b;
    TicketId ticket;
    IncidentId incident;
};

} // namespace muster::test
