// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/teampages.h"

#include "models/sync/bundle.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr qsizetype kBytesAtOnce = 256 * 1024; ///< a transaction, behind which an entry may have to wait

const QString kNoTeam =
    u"this desk is in no team, so nobody could tell who wrote what; muster export writes everything as lines"_s;

} // namespace

Result<views::TeamPage> teamPage(store::Workspace &workspace)
{
    views::TeamPage page;
    const team::Roster &roster = workspace.roster();
    page.team = roster.name;
    QHash<PersonId, QString> names;
    const auto people = workspace.people();
    if (!people)
        return people.error();
    for (const people::Person &person : *people)
        names.insert(person.id, person.name);
    for (const auto &[id, member] : roster.members) {
        views::TeamDevice device;
        device.device = id;
        device.name = member.name;
        device.person = member.person;
        device.personName = names.value(member.person);
        device.role = roster.roleOf(id);
        device.isMine = id == workspace.device();
        device.isRevoked = device.role == u"none";
        const store::DeviceHistory history = workspace.historyOf(id);
        device.entries = history.entries;
        device.missing = history.missing;
        device.isForked = history.isForked;
        device.lastWrote = history.lastWrote;
        page.devices.push_back(std::move(device));
    }
    for (const auto &[id, invitation] : roster.invitations) {
        if (invitation.usedBy.isNull() && !invitation.isWithdrawn)
            page.invitations.push_back({invitation.name, invitation.role, invitation.expires});
    }
    const auto record = workspace.record();
    if (!record)
        return record.error();
    page.refusedCount = record->setAsideCount;
    return page;
}

Result<views::BundleOutcome> exportBundle(store::Workspace &workspace, const QString &path,
                                          const std::function<bool()> &isOver)
{
    const ledger::DeviceKey *key = workspace.deviceKey();
    if (!workspace.isInTeam() || key == nullptr)
        return Error{Fault::NotAllowed, kNoTeam};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{Fault::ReadOnly, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    views::BundleOutcome outcome;
    outcome.file = path;
    sync::BundleWriter writer(file, workspace.roster().team, *key);
    Result<void> done = writer.begin();
    if (done) {
        const auto read = workspace.forEachMessage([&](const sync::Outgoing &message) {
            outcome.entries += message.facts;
            done = isOver && isOver() ? Error{Fault::Cancelled, u"the program ends"_s}
                                      : writer.add(message.body);
            return done.has_value();
        });
        if (done)
            done = read;
    }
    if (done)
        done = writer.end();
    if (!done)
        return done.error();
    if (!file.commit())
        return Error{Fault::DiskFull, u"%1 could not be written: %2"_s.arg(path, file.errorString())};
    return outcome;
}

Result<views::BundleOutcome> importBundle(store::Workspace &workspace, const QString &path,
                                          const std::function<void()> &between)
{
    if (!workspace.isInTeam())
        return Error{Fault::NotAllowed,
                     u"this desk is in no team; join one first, then bring its bundle in"_s};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"%1 cannot be read: %2"_s.arg(path, file.errorString())};
    const auto head = sync::checkBundle(file);
    if (!head)
        return Error{head.error().fault, path + u": "_s + head.error().detail};
    if (head->team != workspace.roster().team)
        return Error{Fault::BadInput, u"%1 is a bundle of another team; nothing of it was taken"_s.arg(path)};
    views::BundleOutcome outcome;
    outcome.file = path;
    std::vector<sync::HubMessage> batch;
    qsizetype bytes = 0;
    const QByteArray subject = "restore." + head->maker().toString().toLatin1() + ".f";
    const auto flush = [&]() -> Result<void> {
        const auto taken = workspace.takeMessages(batch);
        batch.clear();
        bytes = 0;
        if (!taken)
            return taken.error();
        outcome.entries += taken->taken;
        outcome.known += taken->duplicates;
        outcome.refused += taken->quarantined;
        if (between)
            between();
        return {};
    };
    auto read = sync::forEachMessage(file, [&](QByteArray message) -> Result<void> {
        bytes += message.size();
        batch.push_back({0, subject, std::move(message)});
        return bytes < kBytesAtOnce ? Result<void>() : flush();
    });
    if (read)
        read = flush();
    if (!read)
        return read.error();
    return outcome;
}

} // namespace muster::app
