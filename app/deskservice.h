// SPDX-License-Identifier: GPL-3.0-or-later
// The Desk of a window over a workspace on the database thread. Window thread; owned by main.
#pragma once

#include "app/commands/commands.h"
#include "app/databasethread.h"
#include "models/views/desk.h"

#include <atomic>
#include <thread>

namespace muster::app {

class DeskService final : public views::Desk
{
    Q_OBJECT
public:
    explicit DeskService(const Clock &clock, QObject *parent = nullptr);
    ~DeskService() override;

    /// The first start's answers, in one job: the policy, the person, and that this person sits here.
    QFuture<Result<void>> begin(Beginning beginning);

    /// Opens the workspace and waits; nothing else may be called before it succeeded.
    Result<void> start(const QString &file, store::OpenMode mode);

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
    /// Who sits here came with an invitation.
    QFuture<Result<void>> learnMe();
    QFuture<Result<views::PolicyInForce>> policyInForce() override;
    QFuture<Result<void>> adoptPolicy(QByteArray yaml) override;
    QFuture<Result<void>> setSetting(QString key, QByteArray value) override;
    QByteArray setting(const QString &key) const override { return m_settings.value(key); }
    QStringList settingKeys(const QString &prefix) const override;
    void startPolicyTrial(QByteArray yaml) override;
    void cancelPolicyTrial() override { ++m_trial; }
    void startImport(QString file, QString mapKey, QByteArray mapJson, bool dryRun) override;
    void cancelImport() override { m_cancelImport = true; }
    Instant now() const override { return m_clock.now(); }
    QString fileName() const override { return m_file; }
    const Clock &clock() const { return m_clock; }
    DatabaseThread &thread() { return m_database; } ///< for services beside this one
    /// Tells the window of tickets that another writer on the database thread changed. On that thread.
    void announceChange(store::Workspace &workspace);

private:
    struct Trial;
    static void sayLimits(Trial &trial);
    void goOnTrying(store::Workspace &workspace, const std::shared_ptr<Trial> &trial);
    /// A job that writes: afterwards what changed in the queue is told to the window, before the future ends.
    template <typename Function> auto write(Function change);
    void runImport(store::Workspace &workspace, const QString &file, const QString &mapKey,
                   const QByteArray &mapJson, bool dryRun);
    void tellProgress(const views::ImportProgress &progress);
    /// The day's copy of the workspace; a person is told where it failed.
    void backUpIfDue();

    const Clock &m_clock;
    QString m_file;
    PersonId m_me;
    QHash<QString, QByteArray> m_settings; ///< copy of this desk's settings, so that reading never waits
    std::shared_ptr<const policy::CompiledPolicy> m_policy; ///< in force when it was told; database thread
    std::atomic<bool> m_cancelImport = false;
    std::atomic<int> m_trial = 0; ///< the newest trial of a policy
    std::jthread m_backup;
    DatabaseThread m_database; ///< last: ends first, while everything that jobs refer to is still there
};

} // namespace muster::app
