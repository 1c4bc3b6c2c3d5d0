// SPDX-License-Identifier: GPL-3.0-or-later
// How a drill begins in a workspace of its own, or goes on there.
#include "app/drill/drillplay.h"
#include "models/ledger/ledger.h"
#include "models/policy/policyreader.h"

#include <QBuffer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {

using drill::Progress;
using store::Workspace;

namespace {

/// The policy, the people and the customers of a drill.
Result<void> furnish(Workspace &workspace, const DrillWish &wish, const Progress &progress)
{
    if (const auto adopted = workspace.adoptPolicy(policy::presetText(wish.script.policy)); !adopted)
        return adopted.error();
    for (const drill::CastMember &member : wish.script.cast) {
        const auto saved =
            workspace.savePerson(drill::personOf(progress, member.key), drill::personFields(member));
        if (!saved)
            return saved.error();
    }
    for (const drill::DrillCustomer &customer : wish.script.customers) {
        const auto saved = workspace.saveCustomer(drill::customerOf(progress, customer.key),
                                                  drill::customerFields(customer));
        if (!saved)
            return saved.error();
    }
    people::PersonChanged trainee;
    trainee.name = wish.traineeName;
    trainee.role = u"lead"_s;
    if (const auto saved = workspace.savePerson(drill::traineeOf(progress), trainee); !saved)
        return saved.error();
    if (const auto seated = workspace.setMe(drill::traineeOf(progress)); !seated)
        return seated.error();
    if (const auto marked = workspace.setSetting(store::kDrillSetting, progress.script.toUtf8()); !marked)
        return marked.error();
    return workspace.setSetting(kProgressSetting, drill::toJson(progress));
}

/// Nobody sits here, and nothing was ever written, not even by another desk.
Result<void> requireEmpty(Workspace &workspace)
{
    const auto record = workspace.record();
    if (!record)
        return record.error();
    if (workspace.me().isNull() && record->entries == 0 && record->setAsideCount == 0)
        return {};
    return Error{
        Fault::Conflict,
        u"this is a workspace for real work; a drill needs a file of its own. Nothing was changed"_s};
}

/// The newest entry's time. A drill's file is small: some hundred entries.
Result<Instant> newestEntry(Workspace &workspace)
{
    const auto record = workspace.record();
    QBuffer lines;
    lines.open(QIODevice::ReadWrite);
    const auto written = record ? workspace.exportLines(lines) : Result<qint64>(record.error());
    if (!written)
        return written.error();
    lines.seek(0);
    Instant newest{};
    for (qint64 i = 0; i < record->entries; ++i) { // what was set aside follows them and does not count
        if (const auto fact = ledger::fromLine(lines.readLine().trimmed()))
            newest = std::max(newest, fact->stamp.instant());
    }
    return newest;
}

/// A program that was killed has not saved how far its clock came; the trainee's entries tell.
Result<Progress> goOn(Workspace &workspace, const Progress &begun, const DrillWish &wish)
{
    if (begun.script == wish.script.key && begun.seed == wish.seed && begun.trainee == wish.trainee) {
        const auto newest = newestEntry(workspace);
        if (!newest)
            return newest.error();
        Progress progress = begun;
        progress.reached = std::max(progress.reached, *newest);
        return progress;
    }
    return Error{Fault::Conflict,
                 u"this workspace holds the drill %1 with seed %2; nothing was changed. Choose another "
                 "file or folder"_s.arg(begun.script)
                     .arg(begun.seed)};
}

} // namespace

Result<std::optional<Progress>> drillOf(const Workspace &workspace)
{
    const QByteArray kept = workspace.setting(kProgressSetting);
    if (kept.isEmpty())
        return std::optional<Progress>();
    auto progress = drill::progressFromJson(kept);
    if (!progress)
        return progress.error();
    return std::optional(std::move(*progress));
}

Result<Progress> beginDrill(Workspace &workspace, const DrillWish &wish)
{
    const auto begun = drillOf(workspace);
    if (!begun)
        return begun.error();
    if (*begun)
        return goOn(workspace, **begun, wish);
    if (const auto empty = requireEmpty(workspace); !empty)
        return empty.error();
    Progress progress;
    progress.script = wish.script.key;
    progress.seed = wish.seed;
    progress.start = wish.start.value_or(wish.script.start);
    progress.reached = progress.start;
    progress.trainee = wish.trainee;
    const auto furnished =
        workspace.actAs(drill::traineeOf(progress), [&] { return furnish(workspace, wish, progress); });
    if (!furnished)
        return furnished.error();
    return progress;
}

} // namespace muster::app
