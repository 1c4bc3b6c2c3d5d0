// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/incidenttexts.h"

#include "models/views/casetext.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::CadenceClock;

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

template <typename Known> QString nameOr(const Known *known, const QString &key)
{
    return known ? known->name : key;
}

QString tokenText(QStringView kind, const QString &key, const policy::IncidentRules &rules,
                  const NameOf &nameOf)
{
    if (kind == u"role")
        return nameOr(rules.role(key), key);
    if (kind == u"step")
        return nameOr(rules.step(key), key);
    if (kind == u"milestone")
        return nameOr(rules.milestone(key), key);
    if (kind == u"audience")
        return nameOr(rules.audience(key), key);
    if (kind == u"time")
        return absoluteText(Instant(Millis(key.toLongLong())), QTimeZone::utc());
    if (kind == u"person") {
        const auto person = PersonId::parse(key);
        return person ? nameOf(*person) : key;
    }
    for (const policy::FlowStep &step : rules.steps) {
        for (const policy::Ask &ask : step.asks) {
            if (ask.key == key)
                return ask.text;
        }
    }
    return key;
}

bool isToken(QStringView kind, QStringView key)
{
    const bool isKey = std::ranges::all_of(
        key, [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.'; });
    if (key.isEmpty() || !isKey)
        return false;
    return kind == u"person" || kind == u"role" || kind == u"step" || kind == u"ask" || kind == u"audience" ||
           kind == u"milestone" || kind == u"time";
}

} // namespace

QString withNames(const QString &text, const policy::IncidentRules &rules, const NameOf &nameOf)
{
    QString out;
    qsizetype from = 0;
    while (true) {
        const qsizetype begin = text.indexOf(u'{', from);
        const qsizetype colon = begin < 0 ? -1 : text.indexOf(u':', begin);
        const qsizetype end = colon < 0 ? -1 : text.indexOf(u'}', colon);
        if (end < 0)
            break;
        const QStringView kind = QStringView(text).mid(begin + 1, colon - begin - 1);
        if (!isToken(kind, QStringView(text).mid(colon + 1, end - colon - 1))) {
            out.append(QStringView(text).mid(from, begin + 1 - from));
            from = begin + 1;
            continue;
        }
        out.append(QStringView(text).mid(from, begin - from));
        out += tokenText(kind, text.mid(colon + 1, end - colon - 1), rules, nameOf);
        from = end + 1;
    }
    return out.append(QStringView(text).mid(from));
}

QString countdownText(Millis length)
{
    const bool negative = length < Millis(0);
    const qint64 seconds = std::abs(length.count()) / 1000;
    const qint64 days = seconds / 86'400;
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    QString text = two(seconds / 60 % 60) + u':' + two(seconds % 60);
    if (days > 0)
        text = translated("%1 d %2").arg(days).arg(two(seconds / 3600 % 24) + u':' + two(seconds / 60 % 60));
    else if (seconds >= 3600)
        text = QString::number(seconds / 3600) + u':' + text;
    return negative && seconds > 0 ? u'-' + text : text;
}

QString statusTitle(incident::Status status)
{
    switch (status) {
    case incident::Status::Investigating:
        return translated("Investigating");
    case incident::Status::Identified:
        return translated("Identified");
    case incident::Status::Mitigated:
        return translated("Mitigated");
    case incident::Status::Monitoring:
        return translated("Monitoring");
    case incident::Status::Resolved:
        return translated("Resolved");
    case incident::Status::Closed:
        return translated("Closed");
    }
    return {};
}

QString kindTitle(incident::EntryKind kind)
{
    switch (kind) {
    case incident::EntryKind::Fact:
        return translated("Fact");
    case incident::EntryKind::Action:
        return translated("Action");
    case incident::EntryKind::Decision:
        return translated("Decision");
    case incident::EntryKind::Hypothesis:
        return translated("Hypothesis");
    case incident::EntryKind::Update:
        return translated("Update");
    case incident::EntryKind::Milestone:
        return translated("Milestone");
    }
    return {};
}

QString hypothesisTitle(incident::HypothesisState state)
{
    switch (state) {
    case incident::HypothesisState::Open:
        return translated("open");
    case incident::HypothesisState::Confirmed:
        return translated("confirmed");
    case incident::HypothesisState::RuledOut:
        return translated("ruled out");
    }
    return {};
}

Pressing pressingOf(const incident::Incident &incident, const policy::IncidentRules &rules, Instant now)
{
    Pressing pressing;
    for (const CadenceClock &clock : incident::cadenceOf(incident, rules, now)) {
        if (clock.state == CadenceClock::State::Stopped)
            continue;
        if (!pressing.due || clock.due < *pressing.due) {
            pressing.due = clock.due;
            pressing.audience = clock.audience;
        }
        const auto level = clock.state == CadenceClock::State::Overdue   ? Pressing::Level::Alarm
                           : clock.state == CadenceClock::State::Warning ? Pressing::Level::Warning
                                                                         : Pressing::Level::Calm;
        pressing.level = std::max(pressing.level, level);
    }
    for (const incident::MissingRole &missing : incident::missingRoles(incident, rules, now))
        pressing.missingRoles += missing.role;
    if (!pressing.missingRoles.isEmpty())
        pressing.level = Pressing::Level::Alarm;
    return pressing;
}

QString nextUpdateText(const Pressing &pressing, const policy::IncidentRules &rules, Instant now)
{
    if (!pressing.due)
        return {};
    const QString who = nameOr(rules.audience(pressing.audience), pressing.audience);
    if (*pressing.due < now)
        return translated("%1 overdue by %2").arg(who, countdownText(now - *pressing.due));
    return translated("%1 in %2").arg(who, countdownText(*pressing.due - now));
}

QString tiersText(const std::map<QString, int> &tiers)
{
    QStringList parts;
    for (const auto &[tier, count] : tiers)
        parts += u"%1 × %2"_s.arg(QString::number(count), tier.isEmpty() ? u"tier not known"_s : tier);
    return parts.join(u", "_s);
}

} // namespace muster::views
