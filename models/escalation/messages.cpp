// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/messages.h"

#include "models/escalation/levels.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

QString orOpen(const QString &text, const QString &label)
{
    return text.trimmed().isEmpty() ? u"[%1]"_s.arg(label) : text.simplified();
}

QString sectionText(const Escalation &escalation, QLatin1StringView section)
{
    const auto found = escalation.package.content.texts.find(section);
    return found == escalation.package.content.texts.end() ? QString() : found->second;
}

QString triedText(const Escalation &escalation, const CaseValues &values)
{
    const std::vector<Tried> &tried =
        escalation.package.content.tried.empty() ? values.tried : escalation.package.content.tried;
    QStringList lines;
    for (const Tried &each : tried)
        lines += each.outcome.isEmpty() ? each.what : each.what + u" → "_s + each.outcome;
    return lines.join(u"; "_s);
}

/// Level and path: "Director of support, Security".
QString whereText(const Escalation &escalation, const policy::EscalationRules &rules)
{
    const policy::EscalationLevel *level = rules.level(escalation.level().level);
    const HandOver *pending = pendingHandOver(escalation);
    const policy::EscalationPath *path = rules.path(pending ? pending->path : escalation.path);
    QString where = level ? level->name : escalation.level().level;
    if (path)
        where += u", "_s + path->name;
    return where;
}

QString reasonText(const Escalation &escalation, const policy::EscalationRules &rules)
{
    QStringList parts;
    if (const policy::ManualReason *reason = rules.reason(escalation.raised.reason))
        parts += reason->name;
    else if (const policy::Situation *situation = rules.situation(escalation.raised.situation))
        parts += situation->name;
    if (!escalation.raised.text.trimmed().isEmpty())
        parts += escalation.raised.text.simplified();
    return parts.join(u": "_s);
}

QString customerText(const CaseValues &values)
{
    if (values.customer.isEmpty())
        return {};
    return values.tier.isEmpty() ? values.customer : u"%1 (%2)"_s.arg(values.customer, values.tier);
}

class Brief
{
public:
    Brief(const Escalation &escalation, const MessageFrame &frame) : m_escalation(escalation), m_frame(frame)
    {}

    QString text()
    {
        const CaseValues &values = m_frame.values;
        const AtLevel &level = m_escalation.level();
        line(u"Case"_s,
             u"%1 %2"_s.arg(orOpen(values.caseNumber, u"case number"_s), values.subject).trimmed());
        line(u"Customer"_s, orOpen(customerText(values), u"customer"_s));
        line(u"Where it is"_s,
             u"%1, since %2"_s.arg(whereText(m_escalation, m_frame.rules), m_frame.timeText(level.at)));
        line(u"Why"_s, orOpen(reasonText(m_escalation, m_frame.rules), u"reason"_s));
        if (m_escalation.levels.size() > 1)
            line(u"Why this level"_s, orOpen(level.reason, u"reason"_s));
        line(u"Tried so far"_s, orOpen(triedText(m_escalation, values), u"what was tried"_s));
        line(u"Needed"_s,
             orOpen(sectionText(m_escalation, QLatin1StringView("request")), u"what we ask for"_s));
        if (m_escalation.package.content.deadline)
            line(u"Needed by"_s, m_frame.timeText(*m_escalation.package.content.deadline));
        promises();
        open();
        return m_lines.join(u'\n');
    }

private:
    void line(const QString &label, const QString &text) { m_lines += label + u": "_s + text; }
    void promises()
    {
        const auto promised = promisedUpdate(m_escalation);
        line(u"Promised to the customer"_s,
             promised ? u"an update by %1"_s.arg(m_frame.timeText(*promised)) : u"nothing"_s);
    }
    void open()
    {
        for (const FollowUp *each : openFollowUps(m_escalation)) {
            const QString who = each->person.isNull() ? QString() : m_frame.nameOf(each->person);
            line(u"Open"_s, each->text.simplified() + (who.isEmpty() ? QString() : u", "_s + who) +
                                (each->due ? u", by "_s + m_frame.timeText(*each->due) : QString()));
        }
        for (const Approval &each : m_escalation.approvals) {
            if (each.state == Approval::State::Asked)
                line(u"Waits for approval"_s,
                     u"%1: %2"_s.arg(m_frame.rules.authorityName(each.authority), each.text.simplified()));
            if (each.state == Approval::State::Approved)
                line(u"Approved"_s,
                     u"%1: %2"_s.arg(m_frame.rules.authorityName(each.authority), each.text.simplified()));
        }
    }

    const Escalation &m_escalation;
    const MessageFrame &m_frame;
    QStringList m_lines;
};

/// The check reads a message against an incident; this one has the case's number and nothing else.
std::vector<comms::Finding> checked(const CustomerCheck &message, const policy::IncidentRules &rules,
                                    const comms::TimeFrame &time, const QStringList &people, bool isPublic)
{
    incident::Incident standIn;
    standIn.exists = true;
    standIn.number = message.caseNumber;
    standIn.status = message.isOver ? incident::Status::Resolved : incident::Status::Investigating;
    const auto audience = std::ranges::find(rules.audiences, isPublic, &policy::Audience::isPublic);
    comms::Message read;
    read.audience = audience == rules.audiences.end() ? QString() : audience->key;
    read.text = message.text;
    read.nextBy = message.nextBy;
    std::vector<comms::Finding> findings = comms::check(read, {standIn, rules, time, people, std::nullopt});
    std::erase_if(findings, [&](const comms::Finding &finding) {
        const QString words = message.text.mid(finding.begin, finding.length);
        return finding.kind == comms::FindingKind::Contradiction && rules.severity(words);
    });
    return findings;
}

} // namespace

QString internalNotification(const Escalation &escalation, const MessageFrame &frame)
{
    const CaseValues &values = frame.values;
    QStringList lines{u"ESCALATION to "_s + whereText(escalation, frame.rules),
                      u"Ticket: "_s + orOpen(values.caseNumber, u"case number"_s)};
    if (isRestricted(escalation, frame.rules)) {
        lines += u"Restricted: look at it in the program, where you may."_s;
        return lines.join(u'\n');
    }
    lines += u"Customer: "_s + orOpen(customerText(values), u"customer"_s);
    lines += u"About: "_s + orOpen(values.subject, u"what it is about"_s);
    lines += u"Why: "_s + orOpen(reasonText(escalation, frame.rules), u"reason"_s);
    lines += u"Tried so far: "_s + orOpen(triedText(escalation, values), u"what was tried"_s);
    lines +=
        u"Needed: "_s + orOpen(sectionText(escalation, QLatin1StringView("request")), u"what we ask for"_s);
    return lines.join(u'\n');
}

namespace {

/// The first step of the way back: the customer confirms that it is settled.
QString endMessage(const CustomerWords &words, const QString &about, const TimeText &timeText)
{
    QStringList parts;
    parts += u"we are ending the escalation of your case %1%2. [what came of it]"_s.arg(
        orOpen(words.caseNumber, u"case number"_s), about);
    if (!words.workaround.trimmed().isEmpty())
        parts += u"This helps for now: %1"_s.arg(words.workaround.trimmed());
    if (!words.holder.isEmpty())
        parts += u"%1 stays in charge of your case."_s.arg(words.holder);
    parts +=
        u"Tell us whether this settles it for you. If something is still open, answer this message and we "
        "take it up again."_s;
    if (words.nextBy)
        parts += u"You will hear from us again by %1."_s.arg(timeText(*words.nextBy));
    return parts.join(u"\n\n"_s);
}

} // namespace

QString customerMessage(const CustomerWords &words, const TimeText &timeText)
{
    QStringList parts;
    parts += words.contact.isEmpty() ? u"Hello,"_s : u"Hello %1,"_s.arg(words.contact);
    const QString about = words.subject.isEmpty() ? QString() : u" (%1)"_s.arg(words.subject.simplified());
    if (words.isOver) {
        parts += endMessage(words, about, timeText);
        if (!words.sender.isEmpty())
            parts += words.sender;
        return parts.join(u"\n\n"_s);
    }
    parts += u"we have escalated your case %1%2. %3 has it now."_s.arg(
        orOpen(words.caseNumber, u"case number"_s), about, orOpen(words.holder, u"who has it now"_s));
    parts += words.workaround.trimmed().isEmpty()
                 ? u"We do not know a way round it yet. When we do, we will write to you."_s
                 : u"Until it is solved this helps: %1"_s.arg(words.workaround.trimmed());
    parts += u"You will hear from us again by %1."_s.arg(words.nextBy ? timeText(*words.nextBy)
                                                                      : u"[time of the next update]"_s);
    if (!words.sender.isEmpty())
        parts += words.sender;
    return parts.join(u"\n\n"_s);
}

std::vector<comms::Finding> checkCustomerMessage(const CustomerCheck &message,
                                                 const policy::IncidentRules &rules,
                                                 const comms::TimeFrame &time, const QStringList &people)
{
    return checked(message, rules, time, people, true);
}

std::vector<comms::Finding> checkInternalMessage(const QString &text, const policy::IncidentRules &rules,
                                                 const comms::TimeFrame &time, const QStringList &people)
{
    auto findings = checked({{}, text, {}, false}, rules, time, people, false);
    std::erase_if(findings, [](const comms::Finding &finding) {
        return finding.kind == comms::FindingKind::NoNextUpdate;
    });
    return findings;
}

QString handOverBrief(const Escalation &escalation, const MessageFrame &frame)
{
    return Brief(escalation, frame).text();
}

} // namespace muster::escalation
