// SPDX-License-Identifier: GPL-3.0-or-later
// How credits read: cells, totals, the trace of a figure, and the two files.
#include "models/base/amount.h"
#include "models/views/casetext.h"
#include "models/views/creditsheet.h"
#include "models/views/timelineexport.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::Credit;
using incident::DowntimeSource;

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

QString unknown()
{
    return translated("unknown");
}

QString amountOr(const std::optional<qint64> &minor, const QString &currency)
{
    return minor ? amountText(*minor, currency) : unknown();
}

QString figureText(const credit::Figure &figure)
{
    switch (figure.kind) {
    case credit::Figure::Kind::Owed:
        return amountText(figure.money.minor, figure.money.currency);
    case credit::Figure::Kind::Nothing:
        return translated("nothing");
    case credit::Figure::Kind::Unknown:
        return unknown();
    }
    return {};
}

QString downtimeText(const CreditLine &line)
{
    if (!line.downtime.isHit)
        return translated("not hit");
    const auto length = line.downtime.length();
    if (!length)
        return unknown();
    const QString text = spokenLength(*length);
    return line.downtime.toSource == DowntimeSource::Running ? translated("%1, running").arg(text) : text;
}

QString bandText(const CreditLine &line)
{
    if (!line.figure.band)
        return u"–"_s;
    return translated("from %1: %2")
        .arg(spokenLength(line.figure.band->from), credit::percentText(line.figure.band->basisPoints));
}

QString capText(const CreditLine &line, const policy::CreditTerms &terms)
{
    const policy::TierTerms *tier = terms.tier(line.tier);
    if (tier == nullptr)
        return u"–"_s;
    const QString share = credit::percentText(tier->capBasisPoints);
    return line.figure.isCapped ? translated("%1, reached").arg(share) : share;
}

QString stateText(const CreditLine &line)
{
    if (!line.credit)
        return line.figure.kind == credit::Figure::Kind::Owed ? translated("to propose") : u"–"_s;
    switch (line.credit->state) {
    case Credit::State::Proposed:
        return translated("proposed");
    case Credit::State::Approved:
        return translated("approved");
    case Credit::State::Refused:
        return translated("refused");
    case Credit::State::Replaced:
        return translated("replaced");
    }
    return {};
}

QString sourceText(DowntimeSource source)
{
    switch (source) {
    case DowntimeSource::Unknown:
        return unknown();
    case DowntimeSource::Started:
        return translated("the milestone when harm began");
    case DowntimeSource::FirstReport:
        return translated("the first report, for no milestone says when harm began");
    case DowntimeSource::Declared:
        return translated("the declaration, for nothing says when harm began");
    case DowntimeSource::Mitigated:
        return translated("the milestone when harm stopped");
    case DowntimeSource::Resolved:
        return translated("the resolution");
    case DowntimeSource::Closed:
        return translated("the closing, for no milestone says when harm stopped");
    case DowntimeSource::Running:
        return translated("now: it has not stopped");
    case DowntimeSource::ByHand:
        return translated("set by hand");
    }
    return {};
}

QString timeText(Instant at)
{
    return absoluteText(at, QTimeZone::utc());
}

QStringList downtimeTrace(const CreditLine &line, const NameOf &nameOf)
{
    QStringList lines;
    if (!line.downtime.isHit)
        lines += translated("Downtime: this customer was not hit.");
    else if (const auto length = line.downtime.length())
        lines += translated("Downtime: %1, from %2 (%3) to %4 (%5).")
                     .arg(spokenLength(*length), timeText(line.downtime.from),
                          sourceText(line.downtime.fromSource), timeText(line.downtime.to),
                          sourceText(line.downtime.toSource));
    else
        lines += translated("Downtime: unknown, for its end %1 lies before its beginning %2. Put the "
                            "milestones right, or set the downtime by hand.")
                     .arg(timeText(line.downtime.to), timeText(line.downtime.from));
    if (line.byHand)
        lines += translated("Set by %1 on %2: %3")
                     .arg(nameOf(line.byHand->by), timeText(line.byHand->at), line.byHand->set.reason);
    return lines;
}

QString termsTrace(const CreditLine &line, const LedIncident &led)
{
    const policy::CreditTerms &terms = led.policy->policy().credits;
    const policy::TierTerms *tier = terms.tier(line.tier);
    if (tier == nullptr)
        return translated("Terms: %1, version %2; they say nothing of this customer's tier.")
            .arg(terms.title, QString::number(terms.version));
    QStringList bands;
    for (const policy::CreditBand &band : tier->bands)
        bands += translated("from %1 %2").arg(spokenLength(band.from), credit::percentText(band.basisPoints));
    return translated("Terms: %1, version %2; tier %3 at %4: %5; at most %6 of the monthly fee an incident; "
                      "less than %7 gives nothing.")
        .arg(terms.title, QString::number(terms.version), line.tier,
             incident::worstSeverity(led.incident, led.rules()), bands.join(u", "_s),
             credit::percentText(tier->capBasisPoints),
             spokenLength(std::max(tier->minimum, tier->bands.front().from)));
}

QString figureTrace(const CreditLine &line)
{
    switch (line.figure.kind) {
    case credit::Figure::Kind::Owed:
        return translated(
                   "Computed: %1 of a month, which is the ARR %2 / 12, comes to %3, rounded half up once%4.")
            .arg(credit::percentText(line.figure.basisPoints),
                 line.arr ? amountText(line.arr->minor, line.arr->currency) : unknown(),
                 amountText(line.figure.money.minor, line.figure.money.currency),
                 line.figure.isCapped ? translated("; the cap cut the band's %1")
                                            .arg(credit::percentText(line.figure.band->basisPoints))
                                      : QString());
    case credit::Figure::Kind::Nothing:
        return translated("Computed: nothing, for %1.").arg(line.figure.why);
    case credit::Figure::Kind::Unknown:
        return translated("Computed: unknown, for %1.").arg(line.figure.why);
    }
    return {};
}

QStringList proposalTrace(const Credit &credit, const NameOf &nameOf)
{
    const incident::CreditProposed &figures = credit.figures;
    QStringList lines;
    QString proposed = translated("Proposed: %1 by %2 on %3, when the terms %4, version %5, came to %6")
                           .arg(amountText(figures.amount, figures.currency), nameOf(credit.proposer),
                                timeText(credit.at), figures.terms, QString::number(figures.termsVersion),
                                amountOr(figures.computed, figures.currency));
    if (figures.from && figures.to)
        proposed += translated(" for %1 of downtime").arg(spokenLength(*figures.to - *figures.from));
    lines += proposed + (figures.reason.isEmpty() ? u"."_s : translated("; because: %1").arg(figures.reason));
    if (credit.state == Credit::State::Proposed || credit.state == Credit::State::Replaced)
        return lines;
    QString judged = credit.state == Credit::State::Approved ? translated("Approved by %1 on %2")
                                                             : translated("Refused by %1 on %2");
    judged = judged.arg(nameOf(credit.judge), timeText(credit.judgedAt));
    if (!credit.levelName.isEmpty())
        judged += translated(" as %1").arg(credit.levelName);
    lines += judged + (credit.reason.isEmpty() ? u"."_s : u": "_s + credit.reason);
    return lines;
}

/// "1234.50" without its currency, for a spreadsheet.
QString plainAmount(const std::optional<qint64> &minor, const QString &currency)
{
    if (!minor)
        return {};
    return amountText(*minor, currency).remove(0, currency.size() + 1).remove(u',');
}

/// What stands, proposed and approved, of an ARR.
QString shareText(const CreditTotal &total, const std::optional<qint64> &arr)
{
    if (!total.proposed || !total.approved || !arr)
        return unknown();
    const qint64 parts[]{total.proposed.value(), total.approved.value()};
    const qint64 part = credit::sumOf(parts).value_or(-1);
    const int points = credit::basisPointsOf(part, arr.value()).value_or(-1);
    if (points < 0)
        return unknown();
    return points == 0 && part > 0 ? translated("under 0.01 %") : credit::percentText(points);
}

QString markdownCell(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'|', u"\\|"_s).replace(u'\n', u' ');
}

} // namespace

QString creditColumnTitle(CreditColumn column)
{
    switch (column) {
    case CreditColumn::Customer:
        return translated("Customer");
    case CreditColumn::Tier:
        return translated("Tier");
    case CreditColumn::Downtime:
        return translated("Downtime");
    case CreditColumn::Band:
        return translated("Band");
    case CreditColumn::Computed:
        return translated("Computed");
    case CreditColumn::Cap:
        return translated("Cap");
    case CreditColumn::Proposed:
        return translated("Proposed");
    case CreditColumn::Level:
        return translated("Level needed");
    case CreditColumn::State:
        return translated("State");
    }
    return {};
}

QString creditCell(const CreditLine &line, CreditColumn column, const policy::CreditTerms &terms)
{
    switch (column) {
    case CreditColumn::Customer:
        return line.name;
    case CreditColumn::Tier:
        return line.tier.isEmpty() ? unknown() : line.tier;
    case CreditColumn::Downtime:
        return downtimeText(line);
    case CreditColumn::Band:
        return bandText(line);
    case CreditColumn::Computed:
        return figureText(line.figure);
    case CreditColumn::Cap:
        return capText(line, terms);
    case CreditColumn::Proposed:
        return line.credit ? amountText(line.credit->figures.amount, line.credit->figures.currency) : u"–"_s;
    case CreditColumn::Level:
        return !line.needed.isEmpty()     ? line.needed
               : line.whyNobody.isEmpty() ? u"–"_s
                                          : translated("nobody");
    case CreditColumn::State:
        return stateText(line);
    }
    return {};
}

QStringList creditTotalTexts(const CreditSheet &sheet)
{
    QStringList texts;
    for (const CreditTotal &total : sheet.totals) {
        const auto shareOf = [&](const std::optional<qint64> &arr) { return shareText(total, arr); };
        texts += translated("%1: by the terms %2 · waiting for a decision %3 · approved %4 · proposed and "
                            "approved are %5 of the ARR that is hit and %6 of all ARR")
                     .arg(total.currency, amountOr(total.computed, total.currency),
                          amountOr(total.proposed, total.currency), amountOr(total.approved, total.currency),
                          shareOf(total.affectedArr), shareOf(total.allArr));
    }
    if (sheet.unknown > 0)
        texts +=
            sheet.unknown == 1
                ? translated("The credit of 1 customer is not known and in no sum.")
                : translated("The credits of %1 customers are not known and in no sum.").arg(sheet.unknown);
    return texts;
}

QStringList creditTrace(const CreditLine &line, const LedIncident &led, const NameOf &nameOf)
{
    QStringList lines = downtimeTrace(line, nameOf);
    lines += termsTrace(line, led);
    lines += figureTrace(line);
    if (line.credit)
        lines += proposalTrace(*line.credit, nameOf);
    if (line.credit && line.credit->state == Credit::State::Approved)
        return lines;
    if (!line.needed.isEmpty())
        lines += translated("Approval: %1 may approve it.").arg(line.needed);
    else if (!line.whyNobody.isEmpty())
        lines += translated("Approval: nobody may approve it, for %1. Propose less, or change the terms.")
                     .arg(line.whyNobody);
    return lines;
}

QString creditsText(const incident::Incident &incident)
{
    const auto sums = [&](Credit::State state) {
        QStringList texts;
        for (const Credit &credit : incident.credits) {
            const QString &currency = credit.figures.currency;
            if (credit.state == state)
                texts += amountOr(creditSum(incident, state, currency), currency);
        }
        texts.removeDuplicates(); // a sum stands once a currency
        return texts.isEmpty() ? translated("none") : texts.join(u" and "_s);
    };
    if (incident.credits.empty())
        return translated("none proposed; what is owed is not decided");
    return translated("waiting for a decision %1, approved %2")
        .arg(sums(Credit::State::Proposed), sums(Credit::State::Approved));
}

QString creditsMarkdown(const CreditSheet &sheet, const LedIncident &led, const NameOf &nameOf, Instant now)
{
    const policy::CreditTerms &terms = led.policy->policy().credits;
    QStringList lines{u"# "_s + translated("Credits of %1: %2").arg(led.incident.number, led.incident.title),
                      {},
                      translated("As of %1. Internal.").arg(timeText(now)),
                      {}};
    QStringList heads, rule;
    for (int column = 0; column < kCreditColumns; ++column) {
        heads += creditColumnTitle(CreditColumn(column));
        rule += u"---"_s;
    }
    lines << u"| %1 |"_s.arg(heads.join(u" | "_s)) << u"| %1 |"_s.arg(rule.join(u" | "_s));
    for (const CreditLine &line : sheet.lines) {
        QStringList cells;
        for (int column = 0; column < kCreditColumns; ++column)
            cells += markdownCell(creditCell(line, CreditColumn(column), terms));
        lines += u"| %1 |"_s.arg(cells.join(u" | "_s));
    }
    lines += QString();
    for (const QString &total : creditTotalTexts(sheet))
        lines += u"- "_s + total;
    for (const CreditLine &line : sheet.lines) {
        lines << QString() << u"## "_s + line.name << QString();
        for (const QString &each : creditTrace(line, led, nameOf))
            lines += u"- "_s + each;
    }
    return lines.join(u'\n') + u'\n';
}

QByteArray creditsCsv(const CreditSheet &sheet, const LedIncident &led, const NameOf &nameOf)
{
    QStringList rows{u"incident,customer,tier,currency,arr,downtime_from_utc,downtime_to_utc,"
                     "downtime_seconds,percent_of_month,computed,proposed,state,level_needed,proposed_by,"
                     "decided_by,decided_as,reason,terms,terms_version"_s};
    const policy::CreditTerms &terms = led.policy->policy().credits;
    for (const CreditLine &line : sheet.lines) {
        const QString currency = line.arr      ? line.arr->currency
                                 : line.credit ? line.credit->figures.currency
                                               : QString();
        const auto length = line.downtime.length();
        const bool isTimed = line.downtime.isHit && length;
        const bool isKnown = line.figure.kind != credit::Figure::Kind::Unknown;
        const Credit none;
        const Credit &credit = line.credit ? *line.credit : none;
        QStringList cells{
            led.incident.number,
            line.name,
            line.tier,
            currency,
            plainAmount(line.arr ? std::optional(line.arr->minor) : std::nullopt, currency),
            isTimed ? toRfc3339(line.downtime.from) : QString(),
            isTimed ? toRfc3339(line.downtime.to) : QString(),
            length ? QString::number(length->count() / 1000) : QString(),
            isKnown ? credit::percentText(line.figure.basisPoints).remove(u" %"_s) : QString(),
            plainAmount(isKnown ? std::optional(line.figure.money.minor) : std::nullopt, currency),
            line.credit ? plainAmount(credit.figures.amount, credit.figures.currency) : QString(),
            line.credit ? stateText(line) : QString(),
            line.needed,
            line.credit ? nameOf(credit.proposer) : QString(),
            credit.judge.isNull() ? QString() : nameOf(credit.judge),
            credit.levelName,
            credit.reason.isEmpty() ? credit.figures.reason : credit.reason,
            line.credit ? credit.figures.terms : terms.key,
            QString::number(line.credit ? credit.figures.termsVersion : terms.version)};
        for (QString &cell : cells)
            cell = csvCell(cell);
        rows += cells.join(u',');
    }
    return (rows.join(u"\r\n"_s) + u"\r\n"_s).toUtf8();
}

} // namespace muster::views
