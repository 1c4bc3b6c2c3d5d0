// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that set a status ask before they run: which, and since when.
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"
#include "models/views/whentext.h"
#include "ui/queue/queuecommands.h"
#include "ui/theme/localzone.h"

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using ticket::Status;

std::vector<PickerEntry> QueueCommands::statusEntries() const
{
    const auto meant = held(targets());
    std::vector<Status> choices{Status::Open, Status::Waiting, Status::OnHold, Status::Resolved,
                                Status::Closed};
    const bool isKnown = meant.size() == 1 && !meant.front().caseNumber.isEmpty();
    if (isKnown && std::ranges::find(choices, meant.front().status) == choices.end())
        choices.insert(choices.begin(), meant.front().status); // new, re-opened: only to be seen
    std::vector<PickerEntry> entries;
    for (const Status status : choices) {
        const bool holds = isKnown && meant.front().status == status;
        entries.push_back({ticket::statusName(status), views::statusTitle(status), {}, holds});
    }
    return entries;
}

void QueueCommands::pickStatus()
{
    if (targets().empty()) {
        emit nothingChosen();
        return;
    }
    m_parts.picker.open(title(tr("Status of %1"), tr("Status of %1 tickets")), statusEntries(),
                        [this](const QString &key) {
                            const auto status = ticket::statusFromName(key);
                            if (status == Status::Closed)
                                close();
                            else if (status)
                                run(ticket::ChangeStatus{*status, {}});
                        });
}

void QueueCommands::pickStatusEarlier()
{
    if (targets().empty()) {
        emit nothingChosen();
        return;
    }
    std::vector<PickerEntry> entries = statusEntries();
    std::erase_if(entries, [](const PickerEntry &each) {
        return each.key == ticket::statusName(Status::Closed); // closing asks for its note, and is done now
    });
    m_parts.picker.open(
        title(tr("Status of %1, since an earlier time"), tr("Status of %1 tickets, since an earlier time")),
        entries, [this](const QString &key) {
            if (const auto status = ticket::statusFromName(key))
                pickSince(*status);
        });
}

void QueueCommands::pickSince(Status status)
{
    const auto source = [this](const QString &typed) {
        const Instant now = m_parts.desk.now();
        const QTimeZone here = localZone();
        if (typed.trimmed().isEmpty())
            return std::vector<PickerEntry>{};
        const auto at = views::readWhen(typed, {now, here, views::WhenSide::Past});
        if (!at)
            return std::vector<PickerEntry>{
                {{}, views::sentence(at.error().detail), {}, false, PickerEntry::Kind::Told}};
        return std::vector<PickerEntry>{
            {toRfc3339(*at), views::absoluteText(*at, here), views::relativeText(*at, now)}};
    };
    m_parts.picker.open(
        tr("%1 since when").arg(views::statusTitle(status)), source,
        [this, status](const QString &key) {
            if (const auto at = parseRfc3339(key))
                run(ticket::ChangeStatus{status, {}}, {}, *at);
        },
        tr("-12m, 14:05 UTC, yesterday 23:10"));
}

void QueueCommands::pickThen(std::function<void(Status)> then)
{
    std::vector<PickerEntry> entries;
    for (const Status status : {Status::Waiting, Status::Resolved, Status::OnHold, Status::Open})
        entries.push_back({ticket::statusName(status), views::statusTitle(status), {}, false});
    m_parts.picker.open(tr("Send the reply and set the status to"), entries, [then](const QString &key) {
        if (const auto status = ticket::statusFromName(key))
            then(*status);
    });
}

} // namespace muster::ui
