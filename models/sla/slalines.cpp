// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sla/slalines.h"

#include "models/base/json.h"
#include "models/sla/calendarjson.h"
#include "models/sla/clocks.h"
#include "models/sla/zonetable.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::sla {
namespace {

constexpr qsizetype kMaxLine = 8 * 1024 * 1024;
constexpr qsizetype kKeptCalendars = 256;
constexpr qsizetype kMostEvents = 10'000;

Error wrong(const QString &what)
{
    return {Fault::BadInput, what};
}

/// Compiling a calendar costs more than asking it, and tools ask about the same few again and again.
Result<Calendar> calendarOf(const QJsonObject &question)
{
    const QJsonValue value = question.value(u"calendar"_s);
    if (value.isUndefined())
        return wrong(u"\"calendar\" is missing"_s);
    thread_local QHash<QByteArray, Calendar> kept;
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    if (const auto found = kept.constFind(text); found != kept.cend())
        return *found;
    const auto spec = calendarFromJson(value);
    if (!spec)
        return spec.error();
    const auto calendar = Calendar::make(*spec);
    if (!calendar)
        return wrong(u"calendar: "_s + calendar.error().detail);
    if (kept.size() >= kKeptCalendars)
        kept.clear();
    kept.insert(text, *calendar);
    return *calendar;
}

Result<Instant> timeOf(const QJsonValue &value, const QString &key)
{
    if (!value.isString())
        return wrong(u"\"%1\" should be a time such as 2026-11-21T14:05:00Z"_s.arg(key));
    const auto time = parseRfc3339(value.toString());
    if (!time)
        return wrong(key + u": "_s + time.error().detail);
    if (*time < kFirstInstant || *time >= kEndInstant)
        return wrong(u"%1: %2 is outside the years %3 to %4"_s.arg(key, value.toString())
                         .arg(kFirstYear)
                         .arg(kLastYear));
    return *time;
}

/// A misspelt key would be a question that was not asked.
Result<void> knowsKeys(const QJsonObject &object, const QString &where, const QStringList &known)
{
    for (const QString &key : object.keys()) {
        if (!known.contains(key))
            return wrong(u"%1the key \"%2\" is not known; there are %3"_s.arg(where, key.left(40),
                                                                              known.join(u", "_s)));
    }
    return {};
}

Result<std::vector<Interval>> pausesOf(const QJsonObject &question)
{
    const QJsonValue value = question.value(u"pauses"_s);
    std::vector<Interval> pauses;
    if (value.isUndefined() || value.isNull())
        return pauses;
    if (!value.isArray())
        return wrong(u"\"pauses\" should be a list of pairs of times"_s);
    for (const QJsonValue pair : value.toArray()) {
        if (!pair.isArray() || pair.toArray().size() != 2)
            return wrong(u"pauses: each is a pair of times; the second is null while it lasts"_s);
        const auto from = timeOf(pair[0], u"pauses"_s);
        const auto to = pair[1].isNull() ? Result<Instant>(kNever) : timeOf(pair[1], u"pauses"_s);
        if (!from)
            return from.error();
        if (!to)
            return to.error();
        if (*to < *from)
            return wrong(u"pauses: %1 is before %2"_s.arg(pair[1].toString(), pair[0].toString()));
        pauses.push_back({*from, *to});
    }
    return pauses;
}

QJsonValue seconds(Millis length)
{
    if (length.count() % 1000 == 0)
        return qint64(length.count() / 1000);
    return double(length.count()) / 1000.0;
}

Result<QJsonObject> answerDue(const QJsonObject &question)
{
    if (const auto known =
            knowsKeys(question, {}, {u"op"_s, u"calendar"_s, u"start"_s, u"target"_s, u"pauses"_s});
        !known)
        return known.error();
    const auto calendar = calendarOf(question);
    if (!calendar)
        return calendar.error();
    const auto start = timeOf(question.value(u"start"_s), u"start"_s);
    if (!start)
        return start.error();
    if (!question.value(u"target"_s).isString())
        return wrong(u"\"target\" should be a text such as 4h, 8bh or 3bd"_s);
    const auto target = parseTarget(question.value(u"target"_s).toString());
    if (!target)
        return target.error();
    const auto pauses = pausesOf(question);
    if (!pauses)
        return pauses.error();
    const Instant end = due(*calendar, *start, *target, *pauses);
    if (end == kNever && std::ranges::any_of(*pauses, [](const Interval &each) { return each.to == kNever; }))
        return QJsonObject{{u"due"_s, QJsonValue()}}; // it falls due only once the pause has ended
    if (end == kNever)
        return wrong(u"the calendar does not open long enough for %1"_s.arg(targetText(*target)));
    return QJsonObject{{u"due"_s, toRfc3339(end)}};
}

Result<QJsonObject> answerElapsed(const QJsonObject &question)
{
    if (const auto known = knowsKeys(question, {}, {u"op"_s, u"calendar"_s, u"from"_s, u"to"_s, u"pauses"_s});
        !known)
        return known.error();
    const auto calendar = calendarOf(question);
    if (!calendar)
        return calendar.error();
    const auto from = timeOf(question.value(u"from"_s), u"from"_s),
               to = timeOf(question.value(u"to"_s), u"to"_s);
    if (!from)
        return from.error();
    if (!to)
        return to.error();
    if (*to < *from)
        return wrong(u"\"to\" is before \"from\""_s);
    const auto pauses = pausesOf(question);
    if (!pauses)
        return pauses.error();
    return QJsonObject{{u"elapsed_s"_s, seconds(elapsed(*calendar, *from, *to, *pauses))}};
}

Result<TargetSet> targetSetOf(const QString &priority, const QJsonValue &value)
{
    if (!value.isObject())
        return wrong(u"targets.%1 should be an object of clocks"_s.arg(priority));
    TargetSet set;
    const QJsonObject clocks = value.toObject();
    for (auto entry = clocks.begin(); entry != clocks.end(); ++entry) {
        const auto kind = clockFromName(entry.key());
        if (!kind)
            return wrong(
                u"targets.%1: there is no clock \"%2\"; there are first_response, next_response, update, resolution"_s
                    .arg(priority, entry.key()));
        if (entry.value().isNull())
            continue;
        if (!entry.value().isString())
            return wrong(u"targets.%1.%2 should be a text such as 4h"_s.arg(priority, entry.key()));
        const auto target = parseTarget(entry.value().toString());
        if (!target)
            return wrong(u"targets.%1.%2: %3"_s.arg(priority, entry.key(), target.error().detail));
        set.clocks[size_t(*kind)].sla = *target;
    }
    return set;
}

std::optional<StatusClass> statusClassOf(const QString &name)
{
    if (name == u"open")
        return StatusClass::Open;
    if (name == u"waiting")
        return StatusClass::Waiting;
    if (name == u"resolved")
        return StatusClass::Resolved;
    if (name == u"closed")
        return StatusClass::Closed;
    return std::nullopt;
}

std::optional<EventKind> eventKindOf(const QString &name)
{
    static const QHash<QString, EventKind> kinds{
        {u"created"_s, EventKind::Created},        {u"customer_message"_s, EventKind::CustomerMessage},
        {u"agent_reply"_s, EventKind::AgentReply}, {u"internal_note"_s, EventKind::InternalNote},
        {u"auto_reply"_s, EventKind::AutoReply},   {u"status"_s, EventKind::Status},
        {u"priority"_s, EventKind::Priority}};
    const auto found = kinds.constFind(name);
    return found == kinds.cend() ? std::nullopt : std::optional(*found);
}

Result<Event> eventOf(const QJsonValue &value, const ClocksInput &input, const QString &where)
{
    if (!value.isObject())
        return wrong(where + u" should be an object"_s);
    const auto at = timeOf(value[u"at"], where + u".at"_s);
    if (!at)
        return at.error();
    const auto kind = eventKindOf(value[u"type"].toString());
    if (!kind)
        return wrong(
            u"%1: there is no type \"%2\"; there are created, customer_message, agent_reply, internal_note, auto_reply, status, priority"_s
                .arg(where, value[u"type"].toString()));
    Event event;
    event.at = *at;
    event.kind = *kind;
    if (*kind == EventKind::Status) {
        const auto status = statusClassOf(value[u"status"].toString());
        if (!status)
            return wrong(u"%1: \"status\" should be open, waiting, resolved or closed"_s.arg(where));
        event.status = *status;
    }
    if (*kind == EventKind::Priority) {
        event.priority = value[u"priority"].toString();
        if (!input.targets.contains(event.priority))
            return wrong(u"%1: the priority \"%2\" has no targets"_s.arg(where, event.priority));
    }
    return event;
}

Result<ClocksInput> clocksInputOf(const QJsonObject &question)
{
    ClocksInput input;
    const auto calendar = calendarOf(question);
    if (!calendar)
        return calendar.error();
    input.calendar = *calendar;
    if (!question.value(u"targets"_s).isObject())
        return wrong(u"\"targets\" should be an object of priorities"_s);
    const QJsonObject targets = question.value(u"targets"_s).toObject();
    for (auto entry = targets.begin(); entry != targets.end(); ++entry) {
        auto set = targetSetOf(entry.key(), entry.value());
        if (!set)
            return set.error();
        input.targets.emplace(entry.key(), *set);
    }
    if (!question.value(u"priority"_s).isString())
        return wrong(u"\"priority\" should be a text that is a key of \"targets\""_s);
    input.priority = question.value(u"priority"_s).toString();
    if (!input.targets.contains(input.priority))
        return wrong(u"the priority \"%1\" has no targets"_s.arg(input.priority));
    if (!question.value(u"events"_s).isArray())
        return wrong(u"\"events\" should be a list"_s);
    if (question.value(u"events"_s).toArray().size() > kMostEvents)
        return wrong(u"\"events\" has more than %1 entries"_s.arg(kMostEvents));
    qsizetype index = 0;
    bool isCreated = false;
    for (const QJsonValue value : question.value(u"events"_s).toArray()) {
        auto event = eventOf(value, input, u"events[%1]"_s.arg(index++));
        if (!event)
            return event.error();
        isCreated = isCreated || event->kind == EventKind::Created;
        input.events.push_back(*event);
    }
    if (!isCreated)
        return wrong(u"\"events\" needs one of type created"_s);
    return input;
}

QString spanKindName(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Counted:
        return u"counted"_s;
    case SpanKind::Paused:
        return u"paused"_s;
    case SpanKind::ClosedHours:
        return u"closed_hours"_s;
    case SpanKind::Closed:
        return u"closed"_s;
    }
    return {};
}

QJsonObject clockJson(const ClockReport &report)
{
    QJsonArray why;
    for (const Span &span : report.why)
        why.append(QJsonObject{{u"from"_s, toRfc3339(span.from)},
                               {u"to"_s, toRfc3339(span.to)},
                               {u"kind"_s, spanKindName(span.kind)},
                               {u"cause"_s, span.cause}});
    const bool isStopped = report.summary.phase == ClockSummary::Phase::Stopped;
    const bool hasDue = report.state != ClockState::Met && report.summary.due != kNever;
    return {{u"state"_s, clockStateName(report.state)},
            {u"due"_s, hasDue ? QJsonValue(toRfc3339(report.summary.due)) : QJsonValue()},
            {u"used_s"_s, seconds(report.used)},
            {u"stopped_at"_s, isStopped ? QJsonValue(toRfc3339(report.summary.stoppedAt)) : QJsonValue()},
            {u"why"_s, why}};
}

Result<QJsonObject> answerClocks(const QJsonObject &question)
{
    if (const auto known = knowsKeys(
            question, {}, {u"op"_s, u"calendar"_s, u"targets"_s, u"priority"_s, u"events"_s, u"at"_s});
        !known)
        return known.error();
    const auto input = clocksInputOf(question);
    if (!input)
        return input.error();
    const auto at = timeOf(question.value(u"at"_s), u"at"_s);
    if (!at)
        return at.error();
    QJsonObject clocks;
    for (const ClockReport &report : evaluate(*input, *at).clocks) {
        if (report.state != ClockState::None)
            clocks.insert(clockName(report.kind), clockJson(report));
    }
    return QJsonObject{{u"clocks"_s, clocks}};
}

Result<QJsonObject> answer(const QByteArray &line)
{
    const auto question = parseJsonObject(line, kMaxLine);
    if (!question)
        return question.error();
    const QString op = question->value(u"op"_s).toString();
    if (op == u"due")
        return answerDue(*question);
    if (op == u"elapsed")
        return answerElapsed(*question);
    if (op == u"clocks")
        return answerClocks(*question);
    return wrong(u"there is no op \"%1\"; there are due, elapsed and clocks"_s.arg(op.left(40)));
}

} // namespace

QByteArray answerSlaLine(const QByteArray &line)
{
    const auto answered = answer(line);
    return canonicalJson(answered ? *answered : QJsonObject{{u"error"_s, answered.error().detail}});
}

} // namespace muster::sla
