// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts and people that stay inside, in messages for the public.
#include "models/comms/checks.h"

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

/// RFC 1918, loopback, link-local and shared addresses; names under suffixes that no public host has; host
/// names of the form that clouds and racks give.
const QRegularExpression &hostShapes()
{
    static const QRegularExpression rule(
        u"(?<![\\w.])(?:10(?:\\.\\d{1,3}){3}|192\\.168(?:\\.\\d{1,3}){2}|172\\.(?:1[6-9]|2\\d|3[01])(?:\\."
        u"\\d{1,3}){2}|127(?:\\.\\d{1,3}){3}|"
        u"169\\.254(?:\\.\\d{1,3}){2}|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])(?:\\.\\d{1,3}){2})(?![\\w.]*"
        u"\\d)"
        u"|(?<![\\w.-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\\.){1,8}(?:internal|local|localdomain|lan|corp|intra|"
        u"intranet|svc|home\\.arpa)(?![\\w-])"
        u"|\\bip-(?:\\d{1,3}-){3}\\d{1,3}\\b|(?<![\\w:])f[cd][0-9a-f]{2}(?::[0-9a-f]{0,4}){2,7}"_s,
        QRegularExpression::CaseInsensitiveOption);
    return rule;
}

QRegularExpression namesRule(const QStringList &names)
{
    QStringList escaped;
    for (const QString &name : names) {
        if (const QString plain = proseOf(name.simplified()).text; !plain.isEmpty())
            escaped += QRegularExpression::escape(plain).replace(u"\\ "_s, u"\\s{1,4}"_s);
    }
    return escaped.isEmpty() ? QRegularExpression(u"(?!)"_s)
                             : QRegularExpression(u"(?<![\\w-])(?:"_s + escaped.join(u'|') + u")(?![\\w-])"_s,
                                                  QRegularExpression::CaseInsensitiveOption |
                                                      QRegularExpression::UseUnicodePropertiesOption);
}

/// "version 10.2.3.4" is no address.
bool isVersion(const Prose &prose, qsizetype at)
{
    static const QRegularExpression rule(u"\\b(?:version|release|build|v|ver\\.)\\s*$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return rule.match(prose.in({std::max<qsizetype>(0, at - 12), at})).hasMatch();
}

} // namespace

void checkInternalNames(const Reading &reading, Findings &findings)
{
    if (!reading.isPublic())
        return;
    const auto add = [&](Span at) {
        findings.push_back(reading.finding(
            FindingKind::InternalName, at, u"\"%1\" stays inside the company."_s.arg(reading.shown(at)),
            u"Say what it does for the customer instead, as in \"a database\"."_s));
    };
    std::vector<Hit> named = hitsOf(reading.prose, namesRule(reading.context.rules.internalNames));
    qsizetype last = 0;
    size_t next = 0;
    for (const Hit &hit : hitsOf(reading.prose, hostShapes())) {
        // Of a marked name within a host's full name only the whole is told.
        for (; next < named.size() && named[next].span.begin < hit.span.end; ++next) {
            if (named[next].span.end <= hit.span.begin && named[next].span.begin >= last)
                add(named[next].span);
        }
        if (!isVersion(reading.prose, hit.span.begin))
            add(hit.span);
        last = hit.span.end;
    }
    for (; next < named.size(); ++next) {
        if (named[next].span.begin >= last)
            add(named[next].span);
    }
}

} // namespace muster::comms
