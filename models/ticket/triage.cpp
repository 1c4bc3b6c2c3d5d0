// SPDX-License-Identifier: GPL-3.0-or-later
// What helps at intake: the acknowledgement's text and a priority suggested from the customer's words.
#include "models/ticket/ticketcommands.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster::ticket {
namespace {

/// The words just before a hit that turn its meaning round.
bool isNegated(const QString &text, qsizetype at)
{
    static const QRegularExpression negation(
        u"\\b(?:not|no|never|isn['’]t|aren['’]t|wasn['’]t|without|no longer)\\s+(?:\\w+\\s+)?$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return negation.match(text.mid(std::max<qsizetype>(0, at - 40), std::min<qsizetype>(40, at))).hasMatch();
}

/// The phrase as it stands in the text, on word boundaries; empty where it does not stand there.
QString findPhrase(const QString &text, const QString &phrase)
{
    QString pattern = QRegularExpression::escape(phrase.trimmed());
    pattern.replace(u"\\ "_s, u"\\s+"_s);
    const QRegularExpression search(u"(?<![\\p{L}\\p{N}])"_s + pattern + u"(?![\\p{L}\\p{N}])"_s,
                                    QRegularExpression::CaseInsensitiveOption |
                                        QRegularExpression::UseUnicodePropertiesOption);
    auto hits = search.globalMatch(text);
    while (hits.hasNext()) {
        const auto hit = hits.next();
        if (!isNegated(text, hit.capturedStart()))
            return hit.captured();
    }
    return {};
}

QStringList evidence(const QString &text, const TicketCreated &fields, const policy::Priority &priority)
{
    QStringList found;
    for (const QString &phrase : priority.words) {
        if (const QString words = findPhrase(text, phrase); !words.isEmpty() && !found.contains(words))
            found += words;
    }
    for (const QString &impact : priority.impacts) {
        if (!fields.impact.isEmpty() && fields.impact.compare(impact, Qt::CaseInsensitive) == 0)
            found += fields.impact;
    }
    return found;
}

} // namespace

QString acknowledgementText(const Ticket &ticket, const policy::Policy &policy, const QString &agentName)
{
    QString target;
    if (const policy::Priority *priority = policy.priority(ticket.priority)) {
        const auto &sla = priority->targets.clocks[size_t(sla::ClockKind::Resolution)].sla;
        target = sla ? sla::targetText(*sla) : u"no fixed date"_s;
    }
    const QHash<QString, QString> values{
        {u"{case_number}"_s, ticket.caseNumber},   {u"{summary}"_s, ticket.subject.simplified()},
        {u"{contact_name}"_s, ticket.contactName}, {u"{priority}"_s, ticket.priority},
        {u"{resolution_target}"_s, target},        {u"{agent_name}"_s, agentName}};
    static const QRegularExpression place(u"\\{[a-z_]+\\}"_s);
    const QString &pattern = policy.acknowledgementTemplate;
    QString text;
    qsizetype done = 0;
    auto places = place.globalMatch(pattern);
    while (places.hasNext()) { // once over the template: what a customer wrote is never read as a place
        const auto hit = places.next();
        const QString value = values.value(hit.captured());
        text += pattern.mid(done, hit.capturedStart() - done);
        text +=
            value.isEmpty() ? hit.captured() : value; // what is unknown stays visible for a person to fill in
        done = hit.capturedEnd();
    }
    return text + pattern.mid(done);
}

Suggestion suggestPriority(const TicketCreated &fields, const policy::Policy &policy)
{
    const QString text = fields.subject + u'\n' + fields.description + u'\n' + fields.steps;
    for (const policy::Priority &priority : policy.priorities) {
        const QStringList words = evidence(text, fields, priority);
        if (words.isEmpty())
            continue;
        QStringList quoted;
        for (const QString &word : words.first(std::min<qsizetype>(3, words.size())))
            quoted += u'“' + word.simplified() + u'”';
        return {priority.key, words, u"%1 because of %2"_s.arg(priority.key, quoted.join(u", "_s))};
    }
    return {};
}

} // namespace muster::ticket
