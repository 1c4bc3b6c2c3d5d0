// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/timelineexport.h"

#include "models/base/json.h"

#include <QDateTime>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::TimelineLine;

QDateTime moment(Instant at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), zone);
}

QString localText(Instant at, const QTimeZone &here)
{
    const QDateTime local = moment(at, here);
    return local.toString(u"yyyy-MM-dd HH:mm:ss "_s) + here.abbreviation(local);
}

QString utcText(Instant at)
{
    return moment(at, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

/// A line with names in the place of tokens.
struct Told
{
    const TimelineLine &line;
    QString kind, text, result, owner, author;
};

Told told(const TimelineLine &line, const ExportFrame &frame)
{
    const auto name = [&frame](PersonId person) {
        return person.isNull() ? QString() : frame.nameOf(person);
    };
    return {line,
            incident::entryKindName(line.kind),
            withNames(line.text, frame.rules, frame.nameOf),
            withNames(line.result, frame.rules, frame.nameOf),
            name(line.owner),
            name(line.author)};
}

QByteArray csv(const incident::Incident &incident, const ExportFrame &frame)
{
    QStringList rows{u"occurred_utc,occurred_local,recorded_utc,kind,text,result,owner,author,automatic,"
                     "pinned,corrected_from,why,alternatives"_s};
    for (const TimelineLine &line : incident.timeline) {
        const Told each = told(line, frame);
        const auto flag = [](bool set) { return set ? u"yes"_s : QString(); };
        QStringList cells{utcText(line.occurred),
                          localText(line.occurred, frame.here),
                          utcText(line.recorded),
                          each.kind,
                          each.text,
                          each.result,
                          each.owner,
                          each.author,
                          flag(line.isAutomatic),
                          flag(line.isPinned),
                          line.struckText.value_or(QString()),
                          line.why,
                          line.alternatives};
        for (QString &text : cells)
            text = csvCell(text);
        rows += cells.join(u',');
    }
    return (rows.join(u"\r\n"_s) + u"\r\n"_s).toUtf8();
}

QJsonObject object(const Told &each, const ExportFrame &frame)
{
    QJsonObject line{{u"occurred_at"_s, toRfc3339(each.line.occurred)},
                     {u"occurred_local"_s, localText(each.line.occurred, frame.here)},
                     {u"recorded_at"_s, toRfc3339(each.line.recorded)},
                     {u"kind"_s, each.kind}};
    const auto add = [&line](const QString &key, const QString &text) {
        if (!text.isEmpty())
            line.insert(key, text);
    };
    add(u"text"_s, each.text);
    add(u"result"_s, each.result);
    add(u"owner"_s, each.owner);
    add(u"author"_s, each.author);
    add(u"milestone"_s, each.line.milestone);
    add(u"why"_s, each.line.why);
    add(u"alternatives"_s, each.line.alternatives);
    add(u"corrected_from"_s, each.line.struckText.value_or(QString()));
    if (each.line.kind == incident::EntryKind::Hypothesis)
        line.insert(u"hypothesis"_s, incident::hypothesisStateName(each.line.hypothesis));
    const auto flag = [&line](const QString &key, bool set) {
        if (set)
            line.insert(key, true);
    };
    flag(u"automatic"_s, each.line.isAutomatic);
    flag(u"pinned"_s, each.line.isPinned);
    flag(u"redacted"_s, each.line.isRedacted);
    return line;
}

QByteArray json(const incident::Incident &incident, const ExportFrame &frame)
{
    QJsonArray lines;
    for (const TimelineLine &line : incident.timeline)
        lines.append(object(told(line, frame), frame));
    return canonicalJson({{u"incident"_s, incident.number},
                          {u"title"_s, incident.title},
                          {u"severity"_s, incident.severity},
                          {u"status"_s, incident::statusName(incident.status)},
                          {u"declared_at"_s, toRfc3339(incident.declaredAt)},
                          {u"local_zone"_s, QString::fromLatin1(frame.here.id())},
                          {u"timeline"_s, lines}}) +
           '\n';
}

/// Text of people inside a table: no cell, line or heading of its own.
QString inTable(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'|', u"\\|"_s).replace(u'<', u"&lt;"_s);
    return text.replace(u"\r\n"_s, u"<br>"_s).replace(u'\n', u"<br>"_s).replace(u'\r', u"<br>"_s);
}

QByteArray markdown(const incident::Incident &incident, const ExportFrame &frame)
{
    QStringList lines{u"# %1 %2: %3"_s.arg(incident.number, incident.severity, inTable(incident.title)),
                      QString(),
                      u"Declared %1 (%2). Status: %3."_s.arg(utcText(incident.declaredAt),
                                                             localText(incident.declaredAt, frame.here),
                                                             statusTitle(incident.status)),
                      QString(),
                      u"| UTC | local (%1) | kind | what | who |"_s.arg(QString::fromLatin1(frame.here.id())),
                      u"| --- | --- | --- | --- | --- |"_s};
    for (const TimelineLine &line : incident.timeline) {
        const Told each = told(line, frame);
        QStringList what{inTable(each.text)};
        if (!each.result.isEmpty())
            what += u"→ "_s + inTable(each.result);
        if (!line.why.isEmpty())
            what += u"Why: "_s + inTable(line.why);
        if (!line.alternatives.isEmpty())
            what += u"Instead of: "_s + inTable(line.alternatives);
        if (line.struckText)
            what += u"Corrected; before: ~~%1~~"_s.arg(inTable(*line.struckText));
        if (line.recorded - line.occurred >= std::chrono::minutes(1))
            what += u"Written down %1"_s.arg(utcText(line.recorded));
        const QString who = each.owner.isEmpty() ? each.author : u'@' + each.owner;
        lines +=
            u"| %1 | %2 | %3 | %4 | %5 |"_s.arg(utcText(line.occurred), localText(line.occurred, frame.here),
                                                kindTitle(line.kind), what.join(u"<br>"_s), inTable(who));
    }
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace

QString csvCell(QString text)
{
    static const QString kFormula = u"=+-@\t\r"_s;
    if (!text.isEmpty() && kFormula.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

ExportForm exportFormOf(const QString &fileName)
{
    if (fileName.endsWith(u".csv"_s, Qt::CaseInsensitive))
        return ExportForm::Csv;
    return fileName.endsWith(u".json"_s, Qt::CaseInsensitive) ? ExportForm::Json : ExportForm::Markdown;
}

QByteArray exportTimeline(const incident::Incident &incident, const ExportFrame &frame, ExportForm form)
{
    switch (form) {
    case ExportForm::Csv:
        return csv(incident, frame);
    case ExportForm::Json:
        return json(incident, frame);
    case ExportForm::Markdown:
        break;
    }
    return markdown(incident, frame);
}

} // namespace muster::views
