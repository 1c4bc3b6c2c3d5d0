// SPDX-License-Identifier: GPL-3.0-or-later
// Desks of a team with real files, and what they send each other, without a hub: messages are values here.
#pragma once

#include "models/ledger/signing.h"
#include "models/sync/wire.h"
#include "tests/models/store/worlds.h"

#include <deque>

namespace muster::test {

using Messages = std::vector<sync::HubMessage>;

/// A founder and a customer, and desks that join by invitations.
class TeamWorld
{
public:
    explicit TeamWorld(const QString &folder)
        : m_folder(folder), founder(folder + QStringLiteral("/root.muster"), clock)
    {
        must(founder.workspace->foundTeam(QStringLiteral("Night shift"), QStringLiteral("laptop")));
    }

    store::Workspace &root() { return *founder.workspace; }

    /// A desk that joined and was told of nothing yet, nor the team of it.
    store::Workspace &invite(const QString &name, const QString &role)
    {
        const auto invitation = must(root().inviteToTeam(name, role, clock.now() + std::chrono::hours(24)));
        desks.push_back(openAt(m_folder + u'/' + name + QStringLiteral(".muster"), clock));
        must(desks.back()->joinTeam(invitation, QStringLiteral("laptop")));
        return *desks.back();
    }
    /// The same, and both know of each other.
    store::Workspace &join(const QString &name, const QString &role)
    {
        store::Workspace &desk = invite(name, role);
        give(desk, messagesOf(root()));
        give(root(), messagesOf(desk));
        return desk;
    }
    /// A desk that reads by its invitation, is empty, and counts for nothing.
    store::Workspace &onlooker(const QString &name) { return invite(name, QStringLiteral("observer")); }

    TicketId ticket(store::Workspace &desk, const QString &subject)
    {
        auto order = founder.creation(subject);
        clock.advance(std::chrono::seconds(1));
        order.ticket = TicketId::random(clock.now());
        const auto receipt = must(desk.submit(std::span(&order, 1)));
        if (receipt.saved != 1)
            throw std::runtime_error(receipt.failures.front().error.detail.toStdString());
        return order.ticket;
    }
    bool note(store::Workspace &desk, TicketId ticket, const QString &text)
    {
        clock.advance(std::chrono::seconds(1));
        const ticket::TicketOrder order{ticket, ticket::AddNote{text}, std::nullopt};
        return must(desk.submit(std::span(&order, 1))).saved == 1;
    }

    static Messages messagesOf(store::Workspace &desk)
    {
        Messages messages;
        must(desk.forEachMessage([&](const sync::Outgoing &message) {
            messages.push_back({0, message.subject, message.body});
            return true;
        }));
        return messages;
    }
    /// What the desk wrote itself, alone.
    static Messages ownMessagesOf(store::Workspace &desk)
    {
        Messages messages = messagesOf(desk);
        std::erase_if(messages, [](const auto &message) { return !message.subject.startsWith("ops."); });
        return messages;
    }
    static store::TakeReport give(store::Workspace &desk, const Messages &messages)
    {
        return must(desk.takeMessages(messages));
    }
    /// Over a hub: numbers from 1 on.
    static sync::TakeOutcome giveByHub(store::Workspace &desk, Messages messages)
    {
        quint64 sequence = desk.hubPlace().sequence;
        for (sync::HubMessage &message : messages)
            message.sequence = ++sequence;
        return must(desk.takeFromHub(messages, {"hub", sequence, {}}));
    }
    static std::vector<Fact> factsOf(store::Workspace &desk)
    {
        std::vector<Fact> facts;
        must(desk.forEachFact([&](const Fact &fact) {
            facts.push_back(fact);
            return true;
        }));
        return facts;
    }
    static bool has(store::Workspace &desk, TicketId ticket) { return bool(desk.loadTicket(ticket)); }
    static qint64 hits(store::Workspace &desk, const QString &word)
    {
        return qint64(must(desk.search(word, 10)).hits.size());
    }
    static QByteArray state(store::Workspace &desk) { return must(desk.stateHash()); }
    static QString problems(store::Workspace &desk) { return must(desk.check()).problems.join(u'\n'); }
    static QString notes(store::Workspace &desk) { return must(desk.check()).notes.join(u'\n'); }

    /// A run of facts under the key of its device.
    static sync::HubMessage runOf(std::vector<Fact> facts, const ledger::DeviceKey &key)
    {
        ledger::sign(facts.back(), key);
        const QByteArray subject = "ops." + key.device().toString().toLatin1() + ".f";
        return {0, subject, sync::encode({sync::BatchKind::Run, key.publicKey(), 0, std::move(facts), {}})};
    }

    template <typename T> static T must(Result<T> result)
    {
        if (!result)
            throw std::runtime_error(result.error().detail.toStdString());
        return std::move(*result);
    }
    static void must(const Result<void> &result)
    {
        if (!result)
            throw std::runtime_error(result.error().detail.toStdString());
    }

    TestClock clock;

private:
    QString m_folder;

public:
    World founder;
    std::deque<std::unique_ptr<store::Workspace>> desks;
};

} // namespace muster::test
