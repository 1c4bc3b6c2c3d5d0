// SPDX-License-Identifier: GPL-3.0-or-later
// A team for tests of the window. It is a fake: no hub, no ledger; it says what the test tells it to say and
// writes down what it was asked.
#pragma once

#include "models/views/teamdesk.h"

#include <functional>
#include <optional>

namespace muster::test {

class FakeTeam final : public views::TeamDesk
{
    Q_OBJECT
public:
    struct Look
    {
        TicketId ticket;
        IncidentId incident;
        bool isWriting = false;
        bool operator==(const Look &) const = default;
    };

    views::LinkStatus status() const override { return link; }
    std::vector<views::Here> here() const override { return people; }
    QFuture<Result<views::TeamPage>> loadTeam() override
    {
        ++loads;
        return trouble.isEmpty() ? ready(page) : failed<views::TeamPage>();
    }
    void tryNow() override { ++tries; }
    void lookAt(TicketId ticket, IncidentId incident, bool isWriting) override
    {
        looks.push_back({ticket, incident, isWriting});
    }
    QFuture<Result<views::BundleOutcome>> exportBundle(QString file) override { return bundle(file); }
    QFuture<Result<views::BundleOutcome>> importBundle(QString file) override { return bundle(file); }
    QFuture<Result<void>> join(QString invitation) override
    {
        invitations += invitation;
        if (joining)
            return joining->future();
        if (!trouble.isEmpty())
            return failed<void>();
        return QtFuture::makeReadyFuture(Result<void>());
    }

    QFuture<Result<QString>> invite(QString name, QString role) override
    {
        asked += name + QStringLiteral(" as ") + role;
        return trouble.isEmpty() ? ready(QStringLiteral("-----BEGIN MUSTER INVITATION-----"))
                                 : failed<QString>();
    }
    QFuture<Result<void>> setRole(DeviceId device, QString role, QString reason) override
    {
        asked += device.toString() + QStringLiteral(" is ") + role + QStringLiteral(": ") + reason;
        return trouble.isEmpty() ? QtFuture::makeReadyFuture(Result<void>()) : failed<void>();
    }

    QFuture<Result<void>> serversWereTold() override
    {
        page.serversToTell.clear();
        return QtFuture::makeReadyFuture(Result<void>());
    }

    void turn(const views::LinkStatus &next)
    {
        link = next;
        emit statusChanged();
    }
    void meet(std::vector<views::Here> next)
    {
        people = std::move(next);
        emit hereChanged();
    }

    views::LinkStatus link;
    std::vector<views::Here> people;
    views::TeamPage page;
    views::BundleOutcome outcome;
    QString trouble;                               ///< every question is answered with it
    std::optional<QPromise<Result<void>>> joining; ///< answers once the test finishes it
    int loads = 0, tries = 0;
    std::vector<Look> looks;
    QStringList files, invitations, asked;

private:
    template <typename T> static QFuture<Result<T>> ready(T value)
    {
        return QtFuture::makeReadyFuture(Result<T>(std::move(value)));
    }
    template <typename T> QFuture<Result<T>> failed() const
    {
        return QtFuture::makeReadyFuture(Result<T>(Error{Fault::BadInput, trouble}));
    }
    QFuture<Result<views::BundleOutcome>> bundle(const QString &file)
    {
        files += file;
        views::BundleOutcome done = outcome;
        done.file = file;
        return trouble.isEmpty() ? ready(done) : failed<views::BundleOutcome>();
    }
};

} // namespace muster::test
