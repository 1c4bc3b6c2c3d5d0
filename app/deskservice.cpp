// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskservice.h"

#include "models/base/log.h"
#include "models/store/backup.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace muster::app {

using store::Workspace;

DeskService::DeskService(const Clock &clock, QObject *parent) : Desk(parent), m_clock(clock) {}

DeskService::~DeskService()
{
    m_cancelImport = true;
    ++m_trial;
}

Result<void> DeskService::start(const QString &file, store::OpenMode mode)
{
    if (const auto opened = m_database.start(file, mode, m_clock); !opened)
        return opened.error();
    m_file = file;
    auto known = m_database.ask([this](Workspace &workspace) {
        QHash<QString, QByteArray> settings;
        for (const QString &key : workspace.settingKeys(QString()))
            settings.insert(key, workspace.setting(key));
        m_policy = workspace.policy();
        return std::pair(workspace.me(), settings);
    });
    std::tie(m_me, m_settings) = known.result(); // waits once, before there is a window
    return {};
}

void DeskService::backUpIfDue()
{
    const Instant now = m_clock.now();
    if (m_backup.joinable() || !store::isBackupDue(m_file, now))
        return;
    // On a thread and connection of its own: a large file takes a while to copy.
    m_backup = std::jthread([this, now](const std::stop_token &stop) {
        const auto done = store::backUp(m_file, now, [&stop] { return stop.stop_requested(); });
        if (done || stop.stop_requested())
            return;
        log::warning(u"backup: "_s + done.error().detail);
        QMetaObject::invokeMethod(
            this, [this, why = done.error().detail] { emit trouble(why); }, Qt::QueuedConnection);
    });
}

template <typename Function> auto DeskService::write(Function change)
{
    return m_database.ask([this, change = std::move(change)](Workspace &workspace) mutable {
        auto outcome = change(workspace);
        if (!outcome) // the name of the fault alone: a detail may quote what somebody wrote
            log::warning(u"a change was not saved: "_s + faultName(outcome.error().fault));
        announceChange(workspace);
        return outcome;
    });
}

void DeskService::announceChange(Workspace &workspace)
{
    views::QueueChange change = workspace.takeChange();
    auto policy = workspace.policy();
    if (std::exchange(m_policy, policy) != policy) // adopted here, or come from elsewhere
        QMetaObject::invokeMethod(this, &Desk::policyChanged, Qt::QueuedConnection);
    const bool areNamesNew = change.names != views::Names{}; // a policy came from elsewhere
    if (change.rows.empty() && change.gone.empty() && !areNamesNew)
        return;
    QMetaObject::invokeMethod(
        this, [this, change = std::move(change)] { emit queueChanged(change); }, Qt::QueuedConnection);
}

QFuture<Result<views::QueueSnapshot>> DeskService::loadQueue()
{
    return m_database.ask([this](Workspace &workspace) {
        auto queue = workspace.loadQueue();
        // Only once the queue is there: it should not wait for the copy.
        QMetaObject::invokeMethod(this, &DeskService::backUpIfDue, Qt::QueuedConnection);
        return queue;
    });
}

QFuture<Result<views::TicketDetail>> DeskService::loadTicket(TicketId ticket)
{
    return m_database.ask([ticket](Workspace &workspace) { return workspace.loadTicket(ticket); });
}

QFuture<Result<views::Receipt>> DeskService::submit(std::vector<ticket::TicketOrder> orders)
{
    return write([orders = std::move(orders)](Workspace &workspace) { return workspace.submit(orders); });
}

QFuture<Result<void>> DeskService::correctEntry(FactId entry, QString text, QString reason)
{
    return write([entry, text = std::move(text), reason = std::move(reason)](Workspace &workspace) {
        const auto done = workspace.correctText(entry, text, reason);
        return done ? Result<void>() : Result<void>(done.error());
    });
}

QFuture<Result<void>> DeskService::redactEntry(FactId entry, QString reason)
{
    return write([entry, reason = std::move(reason)](Workspace &workspace) {
        const auto done = workspace.redact(entry, reason);
        return done ? Result<void>() : Result<void>(done.error());
    });
}

QFuture<Result<views::SearchResult>> DeskService::search(QString words, int limit)
{
    return m_database.ask(
        [words = std::move(words), limit](Workspace &workspace) { return workspace.search(words, limit); });
}

QFuture<Result<std::vector<customer::Customer>>> DeskService::customers()
{
    return m_database.ask([](Workspace &workspace) { return workspace.customers(); });
}

QFuture<Result<CustomerId>> DeskService::saveCustomer(std::optional<CustomerId> id,
                                                      customer::CustomerChanged change)
{
    return write([id, change = std::move(change)](Workspace &workspace) {
        return workspace.saveCustomer(id, change);
    });
}

QFuture<Result<std::vector<people::Person>>> DeskService::people()
{
    return m_database.ask([](Workspace &workspace) { return workspace.people(); });
}

QFuture<Result<views::Fitting>> DeskService::fitting(std::vector<TicketId> tickets)
{
    return m_database.ask(
        [tickets = std::move(tickets)](Workspace &workspace) { return workspace.fitting(tickets); });
}

QFuture<Result<PersonId>> DeskService::savePerson(std::optional<PersonId> id, people::PersonChanged change)
{
    return write(
        [id, change = std::move(change)](Workspace &workspace) { return workspace.savePerson(id, change); });
}

QFuture<Result<void>> DeskService::setMe(PersonId person)
{
    return write([person](Workspace &workspace) { return workspace.setMe(person); })
        .then(this, [this, person](const Result<void> &saved) {
            if (saved)
                m_me = person;
            return saved;
        });
}

QFuture<Result<void>> DeskService::learnMe()
{
    return m_database.ask([](Workspace &workspace) { return workspace.me(); })
        .then(this, [this](PersonId me) -> Result<void> {
            m_me = me;
            return {};
        });
}

QFuture<Result<void>> DeskService::begin(Beginning beginning)
{
    return write([beginning = std::move(beginning)](Workspace &workspace) -> Result<PersonId> {
               if (const auto begun = app::begin(workspace, beginning); !begun)
                   return begun.error();
               return workspace.me();
           })
        .then(this, [this](const Result<PersonId> &begun) -> Result<void> {
            if (!begun)
                return begun.error();
            m_me = *begun;
            emit policyChanged();
            return {};
        });
}

QFuture<Result<views::PolicyInForce>> DeskService::policyInForce()
{
    return m_database.ask([](Workspace &workspace) { return workspace.policyInForce(); });
}

QFuture<Result<void>> DeskService::adoptPolicy(QByteArray yaml)
{
    return write([yaml = std::move(yaml)](Workspace &workspace) { return workspace.adoptPolicy(yaml); });
}

QFuture<Result<void>> DeskService::setSetting(QString key, QByteArray value)
{
    if (value.isEmpty())
        m_settings.remove(key);
    else
        m_settings.insert(key, value);
    return m_database.ask([key = std::move(key), value = std::move(value)](Workspace &workspace) {
        return workspace.setSetting(key, value);
    });
}

QStringList DeskService::settingKeys(const QString &prefix) const
{
    QStringList keys;
    for (auto setting = m_settings.keyBegin(); setting != m_settings.keyEnd(); ++setting) {
        if (setting->startsWith(prefix))
            keys += *setting;
    }
    keys.sort();
    return keys;
}

void DeskService::startImport(QString file, QString mapKey, QByteArray mapJson, bool dryRun)
{
    m_cancelImport = false;
    m_database.post([=, this](Workspace &workspace) { runImport(workspace, file, mapKey, mapJson, dryRun); });
}

void DeskService::runImport(Workspace &workspace, const QString &file, const QString &mapKey,
                            const QByteArray &mapJson, bool dryRun)
{
    store::ImportOptions options;
    options.dryRun = dryRun;
    options.progress = [this](const views::ImportProgress &progress) { tellProgress(progress); };
    options.cancelled = [this, &workspace] {
        announceChange(workspace); // rows of the batch just saved
        m_database.runWaiting(workspace);
        return m_cancelImport.load();
    };
    const auto outcome = importFile(workspace, {file, mapKey, mapJson}, m_clock.now(), options);
    announceChange(workspace);
    views::ImportProgress last = outcome ? *outcome : views::ImportProgress{};
    last.done = true;
    if (!outcome)
        last.error = outcome.error().detail;
    tellProgress(last);
}

void DeskService::tellProgress(const views::ImportProgress &progress)
{
    QMetaObject::invokeMethod(
        this, [this, progress] { emit importProgress(progress); }, Qt::QueuedConnection);
}

} // namespace muster::app
