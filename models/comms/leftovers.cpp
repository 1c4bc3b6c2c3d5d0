// SPDX-License-Identifier: GPL-3.0-or-later
// Placeholders that nobody filled: {…}, […], <…>, TBD, XXX.
#include "models/comms/checks.h"

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

/// "[RESOLVED]", "[1]", "[INC-7F3K-0003]", "[14:05 UTC]", "[x]": brackets with nothing to fill in.
bool isMark(const QString &inner)
{
    static const QRegularExpression marks(
        u"^\\s*$|^[xX]$|^[\"']|^[^a-z]*\\d[^a-z]*$|^(?:\\.\\.\\.|…|sic|edit(?:ed)?|url|https?:.*|"
        u"www\\..*)$"_s);
    if (marks.match(inner).hasMatch())
        return true;
    static const QRegularExpression asksFor(
        u"\\b(?:insert|enter|name|time|date|customer|number|link|describe|description|your|our|owner|"
        u"team|percent|severity|title|hh|tbd|fill|add|company|product|service|reason|cause|impact|"
        u"workaround|status|issue|problem|action|details?|feature|eta)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return inner.front().isUpper() && !asksFor.match(inner).hasMatch();
}

bool isTag(const QString &inner)
{
    static const QRegularExpression tag(
        u"^/?(?:a|b|i|u|p|br|em|hr|li|ol|ul|td|tr|th|div|img|pre|code|span|strong|table|html|body|small|"
        u"sub|sup|h[1-6])\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return tag.match(inner).hasMatch();
}

void add(const Reading &reading, Findings &findings, Span at)
{
    findings.push_back(reading.finding(FindingKind::Placeholder, at,
                                       u"\"%1\" is not filled in."_s.arg(reading.shown(at)),
                                       u"Write what belongs there, or take it out."_s));
}

} // namespace

void checkLeftovers(const Reading &reading, Findings &findings)
{
    static const QRegularExpression braces(
        u"\\{\\{[^{}\\n\":]{1,80}\\}\\}|\\$?(?<![/\\w])\\{[^{}\\n\":]{1,80}\\}|"
        u"(?<=\\$)\\{[^{}\\n\":]{1,80}\\}"_s);
    static const QRegularExpression brackets(u"\\[([^\\[\\]\\n]{0,80})\\](?!\\()"_s);
    static const QRegularExpression angles(u"<{1,3}([A-Za-z][A-Za-z _'-]{0,40})>{1,3}"_s);
    static const QRegularExpression words(
        QStringList{u"(?<![\\w-])(?:TBD|TBC|TBA|TODO|FIXME|T\\.B\\.D\\.)(?!\\w)"_s,
                    u"\\b[Xx]{3,12}\\b|\\bXX\\b|\\b(?:HH:MM|hh:mm|YYYY-MM-DD)\\b|\\?{3,10}|_{4,40}"_s,
                    u"%[A-Z][A-Z_]{2,30}%|\\b(?:INSERT|ENTER|FILL IN)(?: [A-Z]{2,20}){1,4}\\b"_s,
                    u"(?i:\\blorem ipsum\\b|\\bto be (?:determined|confirmed|filled in)\\b)"_s}
            .join(u'|'));
    for (const Hit &hit : hitsOf(reading.prose, braces))
        add(reading, findings, hit.span);
    for (const Hit &hit : hitsOf(reading.prose, brackets)) {
        if (!isMark(hit.groups[1]))
            add(reading, findings, hit.span);
    }
    for (const Hit &hit : hitsOf(reading.prose, angles)) {
        if (!isTag(hit.groups[1]))
            add(reading, findings, hit.span);
    }
    for (const Hit &hit : hitsOf(reading.prose, words)) {
        const bool isInside = hit.span.begin > 0 && u"[{<"_s.contains(reading.prose.text[hit.span.begin - 1]);
        if (!isInside)
            add(reading, findings, hit.span);
    }
}

} // namespace muster::comms
