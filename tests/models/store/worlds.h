// SPDX-License-Identifier: GPL-3.0-or-later
// Real workspaces in a temporary folder, for tests of the store.
#pragma once

#include "models/policy/policyreader.h"
#include "models/store/workspace.h"
#include "tests/support/testclock.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <stdexcept>

namespace muster::test {

inline std::unique_ptr<store::Workspace> openAt(const QString &file, const Clock &clock,
                                                store::OpenMode mode = store::OpenMode::CreateIfMissing)
{
    auto opened = store::Workspace::open(file, mode, clock);
    if (!opened)
        throw std::runtime_error(opened.error().detail.toStdString());
    return std::move(*opened);
}

/// With a policy, a person who sits there, and one customer.
struct World
{
    explicit World(const QString &file, const Clock &systemClock)
        : clock(systemClock), path(file), workspace(openAt(file, systemClock))
    {
        if (!workspace->adoptPolicy(policy::presetText(QStringLiteral("playbook-p0-p3"))))
            throw std::runtime_error("policy");
        people::PersonChanged person;
        person.name = QStringLiteral("Sam Rivera");
        person.role = QStringLiteral("lead");
        (void)workspace->setMe(*workspace->savePerson(std::nullopt, person));
        customer::CustomerChanged change;
        change.name = QStringLiteral("Nordwind");
        change.tier = QStringLiteral("enterprise");
        customer = *workspace->saveCustomer(std::nullopt, change);
    }

    ticket::TicketOrder creation(const QString &subject) const
    {
        ticket::CreateTicket create;
        create.fields.subject = subject;
        create.fields.description = QStringLiteral("It stopped at 98 %");
        create.fields.customer = customer;
        create.fields.contactName = QStringLiteral("Ada");
        create.fields.priority = QStringLiteral("P1");
        create.fields.impact = QStringLiteral("A main function fails");
        create.fields.environment = QStringLiteral("web");
        create.fields.steps = QStringLiteral("1. export");
        return {TicketId::random(clock.now()), create, std::nullopt};
    }

    TicketId create(const QString &subject = QStringLiteral("Export stuck"))
    {
        const auto order = creation(subject);
        const auto receipt = workspace->submit(std::span(&order, 1));
        if (!receipt || receipt->saved != 1)
            throw std::runtime_error(receipt ? receipt->failures.front().error.detail.toStdString()
                                             : receipt.error().detail.toStdString());
        return order.ticket;
    }

    views::Receipt submit(TicketId ticket, ticket::TicketCommand command)
    {
        const ticket::TicketOrder order{ticket, std::move(command), std::nullopt};
        return *workspace->submit(std::span(&order, 1));
    }

    std::vector<Fact> facts()
    {
        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        (void)workspace->exportLines(buffer);
        std::vector<Fact> all;
        for (const QByteArray &line : buffer.data().split('\n')) {
            if (!line.isEmpty())
                all.push_back(*ledger::fromLine(line));
        }
        return all;
    }

    const Clock &clock;
    QString path;
    CustomerId customer;
    std::unique_ptr<store::Workspace> workspace;
};

} // namespace muster::test
