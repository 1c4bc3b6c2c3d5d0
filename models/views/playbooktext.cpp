// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/playbooktext.h"

#include "models/views/casetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using ticket::StepDeed;
using ticket::StepState;
using Place = StepState::Place;

struct PlaybookText
{
    Q_DECLARE_TR_FUNCTIONS(PlaybookText)
};

const QString kBetween = u" · "_s;

std::vector<StepState> statesOf(const TicketDetail &detail, Instant now)
{
    if (!detail.policy)
        return {};
    std::optional<Instant> room;
    if (!detail.incidents.empty())
        room = detail.incidents.front().declared;
    return ticket::playbookOf(detail.ticket, *detail.policy, room, now);
}

QString actorOf(const TicketDetail &detail, FactId fact)
{
    const auto entry = std::ranges::find(detail.history, fact, &HistoryEntry::fact);
    return entry == detail.history.end() ? QString() : entry->actor;
}

/// "done 14:05 UTC by Sam Rivera", "acknowledged …", "MSTR-INC-0001 declared 14:05 UTC".
QString deedText(const TicketDetail &detail, const StepState &state, Instant now)
{
    const StepDeed &deed = *state.deed;
    const QString at = utcText(deed.at, now), who = actorOf(detail, deed.fact);
    const auto by = [&who](const QString &text) {
        return who.isEmpty() ? text : PlaybookText::tr("%1 by %2").arg(text, who);
    };
    switch (deed.how) {
    case StepDeed::How::Ticked:
        return by(PlaybookText::tr("done %1").arg(at));
    case StepDeed::How::Automatic:
        return who.isEmpty() ? PlaybookText::tr("notice given %1").arg(at)
                             : PlaybookText::tr("notice given %1 on the desk of %2").arg(at, who);
    case StepDeed::How::Reply:
        return by(PlaybookText::tr("replied %1").arg(at));
    case StepDeed::How::Room:
        return PlaybookText::tr("%1 declared %2").arg(detail.incidents.front().number, at);
    case StepDeed::How::Backlog:
        return by(PlaybookText::tr("tagged %1 %2").arg(QString(ticket::kBacklogTag), at));
    }
    return {};
}

QString lengthText(const sla::Target &length)
{
    return length.kind == sla::Target::Kind::RoundTheClock ? shortLength(Millis(length.amount))
                                                           : sla::targetText(length);
}

QString dueText(Instant due, Instant now)
{
    return due <= now
               ? PlaybookText::tr("overdue by %1, since %2").arg(shortLength(now - due), utcText(due, now))
               : PlaybookText::tr("due %1, %2").arg(relativeText(due, now), utcText(due, now));
}

QString aboutText(const TicketDetail &detail, const StepState &state, Instant now)
{
    QStringList parts;
    if (!state.step.role.isEmpty())
        parts += roleTitle(state.step.role);
    if (state.step.every)
        parts += PlaybookText::tr("every %1").arg(lengthText(*state.step.every));
    if (state.deed)
        parts += deedText(detail, state, now);
    if (state.isLate)
        parts += PlaybookText::tr("%1 late").arg(shortLength(state.deed->at - *state.due));
    switch (state.place) {
    case Place::Waiting:
        parts += PlaybookText::tr("once it is resolved");
        break;
    case Place::Open:
    case Place::Overdue:
        if (state.due)
            parts += dueText(*state.due, now);
        break;
    case Place::Done:
        break;
    case Place::Ended:
        parts += PlaybookText::tr("not done");
        break;
    }
    return parts.join(kBetween);
}

StepLine lineOf(const TicketDetail &detail, const StepState &state, Instant now)
{
    StepLine line{state.step.key, state.step.text, aboutText(detail, state, now), state.place,
                  state.step.action};
    line.isTicked = state.place == Place::Done;
    line.isSeen = line.isTicked && state.deed->how != StepDeed::How::Ticked &&
                  state.deed->how != StepDeed::How::Automatic;
    line.canBeDone = line.action != policy::StepAction::None && !line.isTicked && state.place != Place::Ended;
    return line;
}

} // namespace

QString roleTitle(const QString &key)
{
    QString title = QString(key).replace(u'_', u' ').replace(u'-', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

std::vector<StepLine> stepLines(const TicketDetail &detail, Instant now)
{
    std::vector<StepLine> lines;
    for (const StepState &state : statesOf(detail, now))
        lines.push_back(lineOf(detail, state, now));
    return lines;
}

std::optional<NextStep> nextStep(const TicketDetail &detail, Instant now)
{
    const std::vector<StepState> states = statesOf(detail, now);
    const StepState *next = nullptr;
    for (const StepState &state : states) {
        if (state.place != Place::Open && state.place != Place::Overdue)
            continue;
        if (!next || state.due.value_or(kNever) < next->due.value_or(kNever))
            next = &state;
    }
    if (!next)
        return std::nullopt;
    NextStep told;
    told.isOverdue = next->place == Place::Overdue;
    told.text =
        told.isOverdue
            ? PlaybookText::tr("Overdue by %1: %2").arg(shortLength(now - *next->due), next->step.text)
        : next->due ? PlaybookText::tr("Due %1: %2").arg(relativeText(*next->due, now), next->step.text)
                    : PlaybookText::tr("To do: %1").arg(next->step.text);
    if (!next->step.role.isEmpty())
        told.text += kBetween + roleTitle(next->step.role);
    return told;
}

} // namespace muster::views
