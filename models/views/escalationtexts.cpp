// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/escalationtexts.h"

#include "models/escalation/package.h"
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using escalation::Approval;
using escalation::Escalation;
using escalation::HandOver;
using escalation::Status;

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

constexpr int kRiskPercent = 75; ///< of the time until a contact is due

sla::ClockSummary runningUntil(Instant start, Instant due)
{
    sla::ClockSummary clock;
    clock.phase = sla::ClockSummary::Phase::Running;
    clock.start = std::min(start, due);
    clock.due = due;
    clock.warnAt = clock.start + (due - clock.start) * kRiskPercent / 100;
    return clock;
}

/// To whom it is on its way: the path, the person, or both.
QString receiverText(const LedEscalation &led, const HandOver &handOver, const PersonNameOf &nameOf)
{
    const policy::EscalationPath *path = led.rules().path(handOver.path);
    QString way = path ? path->name : handOver.path;
    if (handOver.to.isNull())
        return way;
    const QString person = nameOf(handOver.to);
    return way.isEmpty() ? person : translated("%1 (%2)").arg(person, way);
}

QString namedIn(const std::vector<policy::Named> &list, const QString &key)
{
    const auto found = std::ranges::find(list, key, &policy::Named::key);
    return found == list.end() ? key : found->name;
}

QStringList handOverLines(const LedEscalation &led, const PersonNameOf &nameOf, const TimeTextOf &timeText)
{
    QStringList lines;
    for (const HandOver &each : led.escalation.handOvers) {
        QString line = translated("%1: to %2, from %3")
                           .arg(timeText(each.at), receiverText(led, each, nameOf), nameOf(each.from));
        switch (each.state) {
        case HandOver::State::Waits:
            line += translated("; not answered yet");
            break;
        case HandOver::State::Accepted:
            line += translated("; taken by %1").arg(nameOf(each.answeredBy));
            break;
        case HandOver::State::Refused:
            line += translated("; refused by %1: %2").arg(nameOf(each.answeredBy), each.refusal);
            break;
        case HandOver::State::Replaced:
            line += translated("; a later one took its place");
            break;
        }
        lines += line;
        lines += each.brief;
        if (!each.without.isEmpty() && !each.reason.isEmpty())
            lines += translated("It went with an incomplete package: %1").arg(each.reason);
    }
    return lines;
}

QStringList approvalLines(const LedEscalation &led, const PersonNameOf &nameOf)
{
    QStringList lines;
    for (const Approval &each : led.escalation.approvals) {
        const QString what = translated("%1: %2").arg(led.rules().authorityName(each.authority), each.text);
        switch (each.state) {
        case Approval::State::Asked: {
            const auto *level = escalation::neededLevel(led.rules(), each.authority);
            lines += translated("%1; asked by %2, for %3 or higher")
                         .arg(what, nameOf(each.askedBy), level ? level->name : translated("nobody"));
            break;
        }
        case Approval::State::Approved:
            lines += translated("%1; approved by %2 as %3").arg(what, nameOf(each.judge), each.levelName);
            break;
        case Approval::State::Declined:
            lines += translated("%1; declined by %2: %3").arg(what, nameOf(each.judge), each.reason);
            break;
        }
        for (const escalation::Overruled &word : each.overruled) {
            lines += (word.isApproved ? translated("Approved by %1, which does not count: %2")
                                      : translated("Declined by %1, which does not count: %2"))
                         .arg(nameOf(word.by), word.why);
        }
    }
    return lines;
}

QStringList followUpLines(const LedEscalation &led, const PersonNameOf &nameOf, const TimeTextOf &timeText)
{
    QStringList lines;
    for (const escalation::FollowUp *each : escalation::openFollowUps(led.escalation)) {
        QString line = each->text;
        if (each->due)
            line = translated("%1: %2").arg(timeText(*each->due), line);
        lines += each->person.isNull() ? line : translated("%1 (%2)").arg(line, nameOf(each->person));
    }
    for (const escalation::FollowUp &each : led.escalation.followUps) {
        if (each.doneAt)
            lines += translated("Done %1: %2").arg(timeText(*each.doneAt), each.text) +
                     (each.result.isEmpty() ? QString() : translated(" -> %1").arg(each.result));
    }
    return lines;
}

QString formName(const QString &form)
{
    if (form == u"pdf")
        return translated("as PDF");
    if (form == u"markdown")
        return translated("as Markdown");
    return form == u"chat" ? translated("as a text for a chat") : form;
}

/// "Given away 14:05 UTC by Ana as PDF: Summary, Impact (as kept, version 2)"
QStringList giftLines(const LedEscalation &led, const PersonNameOf &nameOf, const TimeTextOf &timeText)
{
    QStringList lines;
    for (const escalation::Gift &gift : led.escalation.gifts) {
        QStringList sections;
        for (const QString &key : gift.content.sections) {
            const policy::PackageSection *section = led.rules().package.section(key);
            sections += section != nullptr ? section->name : key;
        }
        const QString version = gift.content.version == 0
                                    ? translated("not as it was kept")
                                    : translated("version %1").arg(gift.content.version);
        lines += translated("Given away by %1, %2, %3 (%4): %5")
                     .arg(nameOf(gift.by), timeText(gift.at), formName(gift.content.form), version,
                          sections.isEmpty() ? translated("nothing was filled in") : sections.join(u", "_s));
    }
    return lines;
}

QStringList packageLines(const LedEscalation &led, const PersonNameOf &nameOf, const TimeTextOf &timeText)
{
    const escalation::Package &package = led.escalation.package;
    QStringList gifts = giftLines(led, nameOf, timeText);
    if (package.version == 0)
        return gifts;
    const policy::PackageSeverity *severity = led.rules().package.severity(package.content.severity);
    const auto summary = package.content.texts.find(escalation::section::kSummary);
    QStringList head;
    if (severity)
        head += severity->name;
    if (summary != package.content.texts.end())
        head += summary->second.simplified();
    const auto lacks = escalation::completeness(package.content, led.rules(), led.escalation.path);
    QStringList missing;
    for (const escalation::MissingSection &each : lacks.missing)
        missing += each.name;
    return QStringList{head.join(u": "_s),
                       missing.isEmpty() ? translated("Complete: all %1 parts").arg(lacks.wanted)
                                         : translated("Missing: %1").arg(missing.join(u", "_s)),
                       translated("Kept by %1, %2").arg(nameOf(package.by), timeText(package.at))} +
           gifts;
}

QStringList wayBackLines(const LedEscalation &led)
{
    const Escalation &state = led.escalation;
    QStringList lines{namedIn(led.rules().deEscalationReasons, state.deEscalated->reason)};
    if (!state.deEscalated->text.isEmpty())
        lines += state.deEscalated->text;
    for (const policy::Named &step : led.rules().deEscalationSteps)
        lines += (state.steps.contains(step.key) ? u"☑ "_s : u"☐ "_s) + step.name;
    if (!state.lessons.isEmpty())
        lines += translated("Lessons: %1").arg(state.lessons);
    return lines;
}

QStringList levelLines(const LedEscalation &led, const PersonNameOf &nameOf, const TimeTextOf &timeText)
{
    QStringList lines;
    for (const escalation::AtLevel &each : led.escalation.levels) {
        const policy::EscalationLevel *level = led.rules().level(each.level);
        const QString by = each.rule.isEmpty() ? nameOf(each.by) : translated("a rule");
        lines += translated("%1: %2, by %3").arg(timeText(each.at), level ? level->name : each.level, by);
        if (!each.reason.isEmpty() && &each != &led.escalation.levels.front()) // that one is the first part
            lines += each.reason;
    }
    return lines;
}

} // namespace

QString whyText(const LedEscalation &led)
{
    const escalation::Raised &raised = led.escalation.raised;
    const policy::EscalationRules &rules = led.rules();
    if (const policy::EscalationTrigger *trigger = rules.trigger(raised.trigger))
        return trigger->name;
    QString why = raised.text;
    if (const policy::ManualReason *reason = rules.reason(raised.reason))
        why = reason->name;
    else if (const policy::Situation *situation = rules.situation(raised.situation);
             situation && why.isEmpty())
        why = situation->name;
    const policy::RequestSource *source = rules.source(raised.source);
    return source ? translated("%1 · %2").arg(why, source->name) : why;
}

QString closedText(const LedEscalation &led)
{
    const auto &back = led.escalation.deEscalated;
    return back ? namedIn(led.rules().deEscalationReasons, back->reason) : QString();
}

QString levelName(const LedEscalation &led)
{
    const QString key = led.escalation.level().level;
    const policy::EscalationLevel *level = led.rules().level(key);
    return level ? level->name : key;
}

QString holderText(const LedEscalation &led, const PersonNameOf &nameOf)
{
    const Escalation &state = led.escalation;
    if (const HandOver *pending = escalation::pendingHandOver(state))
        return translated("Handed to %1, not answered yet").arg(receiverText(led, *pending, nameOf));
    switch (state.status) {
    case Status::Raised:
        return translated("Nobody has it yet");
    case Status::Held:
        return translated("Held by %1").arg(nameOf(state.owner));
    case Status::DeEscalating:
        return translated("On the way back, %1 of %2 steps")
            .arg(state.steps.size())
            .arg(led.rules().deEscalationSteps.size());
    case Status::Closed:
        return translated("Closed");
    }
    return {};
}

EscalationClock shownClock(const LedEscalation &led)
{
    const Escalation &state = led.escalation;
    if (led.clock.phase == sla::ClockSummary::Phase::Running)
        return {translated("Response"), led.clock};
    const auto open = escalation::openFollowUps(state);
    const auto promised = escalation::promisedUpdate(state);
    const bool hasContact = !open.empty() && open.front()->due;
    if (promised && (!hasContact || *promised <= *open.front()->due))
        return {translated("Next update"), runningUntil(state.updatedAt, *promised)};
    if (hasContact)
        return {translated("Next contact"), runningUntil(open.front()->madeAt, *open.front()->due)};
    return {translated("Response"), led.clock};
}

QString ticketLine(const LedEscalation &led, const PersonNameOf &nameOf, Instant now)
{
    const EscalationClock clock = shownClock(led);
    QString line = translated("Escalated to %1 · %2").arg(levelName(led), holderText(led, nameOf));
    if (clock.clock.phase == sla::ClockSummary::Phase::Running)
        line += clock.clock.due > now
                    ? translated(" · %1 due in %2").arg(clock.name, shortLength(clock.clock.due - now))
                    : translated(" · %1 overdue by %2").arg(clock.name, shortLength(now - clock.clock.due));
    return line;
}

std::vector<TextPart> escalationParts(const LedEscalation &led, const PersonNameOf &nameOf,
                                      const TimeTextOf &timeText)
{
    const Escalation &state = led.escalation;
    if (!led.isReadable())
        return {{translated("Restricted"),
                 {translated("This escalation is for those who work on it. It stands at %1.")
                      .arg(levelName(led))}}};
    std::vector<TextPart> parts;
    const auto add = [&parts](const char *title, QStringList lines) {
        if (!lines.isEmpty())
            parts.push_back({translated(title), std::move(lines)});
    };
    add("Why",
        QStringList{whyText(led)} + (state.raised.text.isEmpty() || whyText(led).startsWith(state.raised.text)
                                         ? QStringList()
                                         : QStringList{state.raised.text}));
    add("Package", packageLines(led, nameOf, timeText));
    if (state.deEscalated)
        add("The way back", wayBackLines(led));
    add("Handed over", handOverLines(led, nameOf, timeText));
    add("Approvals", approvalLines(led, nameOf));
    add("Contacts", followUpLines(led, nameOf, timeText));
    add("Levels", levelLines(led, nameOf, timeText));
    QStringList told, notes;
    for (const escalation::Word &word : state.words)
        told += translated("%1, %2: %3")
                    .arg(timeText(word.at),
                         word.told.audience == escalation::Audience::Customer ? translated("to the customer")
                                                                              : translated("to our people"),
                         word.told.text);
    add("What was said", told);
    for (const escalation::Note &note : state.notes)
        notes += translated("%1, %2: %3").arg(timeText(note.at), nameOf(note.by), note.text);
    add("Notes", notes);
    return parts;
}

} // namespace muster::views
