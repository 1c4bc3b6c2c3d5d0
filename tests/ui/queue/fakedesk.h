// SPDX-License-Identifier: GPL-3.0-or-later
// A desk in memory for tests of the window. It is a fake: commands, folds and clocks are the real rules of
// models/*, but nothing is written anywhere; the real one is covered by tests/e2e.
#pragma once

#include "models/views/desk.h"

#include <functional>
#include <map>

namespace muster::test {

class FakeDesk final : public views::Desk
{
    Q_OBJECT
public:
    explicit FakeDesk(policy::Policy policy, Instant now, QObject *parent = nullptr);

    QFuture<Result<views::QueueSnapshot>> loadQueue() override;
    QFuture<Result<views::TicketDetail>> loadTicket(TicketId ticket) override;
    QFuture<Result<views::Receipt>> submit(std::vector<ticket::TicketOrder> orders) override;
    QFuture<Result<void>> correctEntry(FactId entry, QString text, QString reason) override;
    QFuture<Result<void>> redactEntry(FactId entry, QString reason) override;
    QFuture<Result<views::SearchResult>> search(QString words, int limit) override;
    QFuture<Result<std::vector<customer::Customer>>> customers() override;
    QFuture<Result<CustomerId>> saveCustomer(std::optional<CustomerId> id,
                                             customer::CustomerChanged change) override;
    QFuture<Result<std::vector<people::Person>>> people() override;
    QFuture<Result<views::Fitting>> fitting(std::vector<TicketId> tickets) override;
    QFuture<Result<PersonId>> savePerson(std::optional<PersonId> id, people::PersonChanged change) override;
    PersonId me() const override { return m_me; }
    QFuture<Result<void>> setMe(PersonId person) override;
    QFuture<Result<views::PolicyInForce>> policyInForce() override;
    QFuture<Result<void>> adoptPolicy(QByteArray yaml) override;
    QFuture<Result<void>> setSetting(QString key, QByteArray value) override;
    QByteArray setting(const QString &key) const override { return settings.value(key); }
    QStringList settingKeys(const QString &prefix) const override;
    void startImport(QString file, QString mapKey, QByteArray mapJson, bool dryRun) override;
    void startPolicyTrial(QByteArray yaml) override { triedPolicies += yaml; }
    void cancelPolicyTrial() override { triedPolicies += QByteArray(); }
    void cancelImport() override { ++cancelled; }
    Instant now() const override { return time; }
    QString fileName() const override { return QStringLiteral("memory"); }

    // What tests look at and turn.
    Instant time{};
    QHash<QString, QByteArray> settings;
    bool readFails = false;  ///< loadQueue answers with an error
    bool writeFails = false; ///< submit answers with a full disk
    bool searchFails = false;
    int searches = 0;
    QByteArrayList triedPolicies; ///< what a trial was asked of, empty where one was given up; tests answer
    int cancelled = 0, imports = 0;
    bool lastDryRun = false;
    QByteArray policyText; ///< the document in force; adoptPolicy takes a new one
    QString lastFile, lastMapKey;
    QByteArray lastMap;
    /// Another version of the policy comes into force; tickets stay bound to theirs.
    void adopt(policy::Policy policy);
    CustomerId addCustomer(const QString &name, const QString &tier, qint64 arrMinor = 0);
    PersonId addPerson(const QString &name);
    /// A ticket as it came, at `at`; later facts by submit.
    TicketId addTicket(ticket::TicketCreated fields, Instant at);
    const ticket::Ticket &state(TicketId ticket) { return m_tickets[ticket].state; }
    /// A fact that came some other way, at `at`.
    void append(TicketId ticket, Instant at, ticket::TicketFact fact, PersonId actor = {});
    void announce(const std::vector<TicketId> &tickets); ///< tells the window

private:
    struct Held
    {
        ticket::Ticket state;
        std::vector<views::HistoryEntry> history;
        std::vector<ticket::Recorded> facts; ///< what `state` is folded from
    };
    /// Changes one fact and folds its ticket again; `what` is the type of the fact that orders it.
    QFuture<Result<void>> mend(FactId entry, const QString &what, const QString &reason,
                               const std::function<bool(ticket::Recorded &, views::HistoryEntry &)> &change);
    views::TicketRow rowOf(const ticket::Ticket &ticket);
    void giveAlerts(TicketId ticket);
    void decideOne(const ticket::TicketOrder &order, views::Receipt &receipt);
    PersonId actor() const { return m_me; }
    QString personName(PersonId person) const;

    std::shared_ptr<const policy::CompiledPolicy> policyOf(const ticket::Ticket &ticket) const;

    std::shared_ptr<const policy::CompiledPolicy> m_policy; ///< in force
    std::map<FactId, std::shared_ptr<const policy::CompiledPolicy>> m_policies;
    policy::PolicyRef m_policyInForce;
    std::map<TicketId, Held> m_tickets;
    std::map<CustomerId, customer::Customer> m_customers;
    std::map<PersonId, people::Person> m_people;
    views::Names m_names;
    PersonId m_me;
    std::vector<views::StepAlert> m_alerts; ///< given since the window was told last
    qint64 m_counter = 0;
};

} // namespace muster::test
