// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/package.h"

#include "models/base/amount.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

constexpr qsizetype kLongestExcerpt = 600;

QString excerpt(const QString &text)
{
    const QString one = text.simplified();
    return one.size() <= kLongestExcerpt ? one : one.left(kLongestExcerpt - 1) + u"…"_s;
}

QString clockWords(sla::ClockKind kind)
{
    switch (kind) {
    case sla::ClockKind::FirstResponse:
        return u"first response"_s;
    case sla::ClockKind::NextResponse:
        return u"next response"_s;
    case sla::ClockKind::Update:
        return u"update"_s;
    case sla::ClockKind::Resolution:
        return u"resolution"_s;
    }
    return {};
}

/// "3 days", "5 hours".
QString lengthText(Millis length)
{
    const auto count = [](qint64 number, const QString &one, const QString &many) {
        return u"%1 %2"_s.arg(number).arg(number == 1 ? one : many);
    };
    const qint64 minutes =
        std::max<qint64>(0, std::chrono::duration_cast<std::chrono::minutes>(length).count());
    if (minutes < 120)
        return count(minutes, u"minute"_s, u"minutes"_s);
    if (minutes < 48 * 60)
        return count(minutes / 60, u"hour"_s, u"hours"_s);
    return count(minutes / (24 * 60), u"day"_s, u"days"_s);
}

QString affected(const CaseValues &values)
{
    if (values.customer.isEmpty())
        return {};
    QStringList names{values.customer};
    names += values.otherCustomers;
    names.removeDuplicates();
    return names.size() == 1 ? u"1: %1"_s.arg(names.constFirst())
                             : u"%1: %2"_s.arg(names.size()).arg(names.join(u", "_s));
}

QString context(const CaseValues &values)
{
    QStringList parts;
    if (!values.customer.isEmpty())
        parts += values.tier.isEmpty() ? values.customer : u"%1 (%2)"_s.arg(values.customer, values.tier);
    if (!values.contactName.isEmpty())
        parts += u"contact: "_s + values.contactName;
    if (!values.accountManager.isEmpty())
        parts += u"account manager: "_s + values.accountManager;
    if (values.churnRisk != customer::ChurnRisk::Unknown)
        parts += u"risk of leaving: "_s + customer::churnRiskName(values.churnRisk);
    return parts.join(u"; "_s);
}

QString contract(const CaseValues &values)
{
    QStringList broken;
    for (const ClockPlace &clock : values.clocks) {
        if (clock.state == sla::ClockState::Breached)
            broken += clockWords(clock.kind);
    }
    return broken.isEmpty() ? QString() : u"Promised and missed: "_s + broken.join(u", "_s);
}

QString breadth(const CaseValues &values)
{
    QString who = affected(values);
    if (who.isEmpty() || values.reports < 2)
        return who;
    return u"%1. Reported %2 times"_s.arg(who).arg(values.reports);
}

/// By how many, as far as tickets say it.
QString frequency(const CaseValues &values)
{
    QStringList parts;
    if (values.reports > 1)
        parts += u"Reported %1 times"_s.arg(values.reports);
    if (!values.otherCustomers.isEmpty())
        parts += u"%1by %2 customers"_s.arg(parts.isEmpty() ? u"Reported "_s : QString())
                     .arg(values.otherCustomers.size() + 1);
    return parts.join(u", "_s);
}

bool isDraft(const QString &text)
{
    const QString one = text.trimmed();
    return one.startsWith(u'[') && one.endsWith(u']') && one.count(u'[') == 1;
}

MissingSection lackOf(const PackageWritten &package, const policy::PackageSection &section)
{
    QString what = u"%1 is empty"_s.arg(section.name);
    if (section.kind == policy::PackageSection::Kind::Tried && !package.tried.empty())
        what = u"%1: not every entry says what came of it"_s.arg(section.name);
    else if (!section.help.isEmpty())
        what += u": "_s + section.help;
    return {section.key, section.name, what};
}

} // namespace

QString slaPosition(const std::vector<ClockPlace> &clocks, const TimeText &timeText)
{
    QStringList parts;
    const auto add = [&](const ClockPlace &clock, const QString &state) {
        parts += clock.due == kNever
                     ? u"%1 %2"_s.arg(clockWords(clock.kind), state)
                     : u"%1 %2 (due %3)"_s.arg(clockWords(clock.kind), state, timeText(clock.due));
    };
    for (const ClockPlace &clock : clocks) {
        switch (clock.state) {
        case sla::ClockState::None:
            break;
        case sla::ClockState::Running:
            add(clock, u"in time"_s);
            break;
        case sla::ClockState::AtRisk:
            add(clock, u"at risk"_s);
            break;
        case sla::ClockState::Breached:
            add(clock, u"missed"_s);
            break;
        case sla::ClockState::Paused:
            add(clock, u"paused"_s);
            break;
        case sla::ClockState::Met:
            add(clock, u"kept"_s);
            break;
        }
    }
    if (parts.isEmpty())
        return {};
    const QString all = parts.join(u"; "_s);
    return all.left(1).toUpper() + all.mid(1);
}

PackageWritten prefill(const policy::PackageRules &rules, const CaseValues &values, const QString &severity,
                       Instant now, const TimeText &timeText)
{
    PackageWritten made;
    made.severity = severity;
    made.tried = values.tried;
    const auto put = [&](QLatin1StringView key, const QString &text) {
        if (!text.trimmed().isEmpty() && rules.section(key))
            made.texts.insert_or_assign(key, text.trimmed());
    };
    put(section::kSummary, values.subject);
    put(section::kAffected, affected(values));
    put(section::kEffect, values.impact);
    put(section::kDepth, values.impact);
    put(section::kBreadth, breadth(values));
    if (values.createdAt != Instant{})
        put(section::kDuration,
            u"Since %1, %2 by now"_s.arg(timeText(values.createdAt), lengthText(now - values.createdAt)));
    if (values.arr) {
        const QString atStake = u"%1 a year"_s.arg(amountText(values.arr->minor, values.arr->currency));
        put(section::kRevenueExposure, atStake);
        put(section::kRevenue, atStake);
    }
    put(section::kNarrative, excerpt(values.description));
    put(section::kSla, slaPosition(values.clocks, timeText));
    put(section::kContractual, contract(values));
    put(section::kSteps, values.stepsToReproduce);
    put(section::kEnvironment, values.environment);
    if (values.lastReplyAt)
        put(section::kLastUpdate, u"%1: %2"_s.arg(timeText(*values.lastReplyAt), excerpt(values.lastReply)));
    put(section::kContext, context(values));
    put(section::kFrequency, frequency(values));
    put(section::kObservations, values.wordsFound.join(u'\n'));
    QStringList references{values.caseNumber};
    references += values.links;
    references.removeAll(QString());
    put(section::kReferences, references.join(u'\n'));
    return made;
}

SeverityAnswer severityFor(const policy::PackageRules &rules, const std::vector<policy::ImpactSign> &signs)
{
    for (const policy::PackageSeverity &severity : rules.severities) {
        SeverityAnswer answer{severity.key, {}};
        std::ranges::copy_if(
            severity.signs, std::back_inserter(answer.because),
            [&](policy::ImpactSign sign) { return std::ranges::find(signs, sign) != signs.end(); });
        if (!answer.because.empty() || severity.signs.empty())
            return answer;
    }
    return {};
}

PackageWritten refilled(const PackageWritten &written, const PackageWritten &fresh)
{
    static constexpr std::array computed{section::kSla, section::kDuration, section::kLastUpdate};
    PackageWritten made = written;
    for (const auto &[section, text] : fresh.texts) {
        if (std::ranges::find(computed, section) != computed.end())
            made.texts.insert_or_assign(section, text);
        else
            made.texts.try_emplace(section, text);
    }
    if (made.severity.isEmpty())
        made.severity = fresh.severity;
    if (made.tried.empty())
        made.tried = fresh.tried;
    return made;
}

bool isFilled(const PackageWritten &package, const policy::PackageSection &section)
{
    switch (section.kind) {
    case policy::PackageSection::Kind::Severity:
        return !package.severity.isEmpty();
    case policy::PackageSection::Kind::Time:
        return package.deadline.has_value();
    case policy::PackageSection::Kind::Tried:
        return !package.tried.empty() && std::ranges::none_of(package.tried, [](const Tried &each) {
            return each.outcome.trimmed().isEmpty();
        });
    case policy::PackageSection::Kind::Text:
    case policy::PackageSection::Kind::Lines:
        break;
    }
    const auto text = package.texts.find(section.key);
    return text != package.texts.end() && !text->second.trimmed().isEmpty() && !isDraft(text->second);
}

Completeness completeness(const PackageWritten &package, const policy::EscalationRules &rules,
                          const QString &path)
{
    Completeness result;
    const policy::EscalationPath *to = rules.path(path);
    for (const policy::PackageSection &section : rules.package.sections) {
        if (!section.isRequired && !(to && to->contents.contains(section.key)))
            continue;
        ++result.wanted;
        if (isFilled(package, section))
            ++result.filled;
        else
            result.missing.push_back(lackOf(package, section));
    }
    return result;
}

} // namespace muster::escalation
