// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/automation/assignment.h"

#include "models/escalation/mailtext.h"
#include "models/sla/calendar.h"

#include <QDateTime>
#include <QLocale>
#include <QSet>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

constexpr qsizetype kEnoughWords = 3; ///< of a language, to tell a text by them

QSet<QString> wordsIn(const ticket::Ticket &ticket)
{
    QSet<QString> words;
    const QString text = (ticket.subject + u'\n' + ticket.description).left(escalation::kMostRead);
    const auto found = escalation::wordsOf(text);
    for (const escalation::TextWord &word : found)
        words.insert(word.plain);
    return words;
}

bool holdsAny(const QSet<QString> &words, const QStringList &wanted)
{
    return std::ranges::any_of(
        wanted, [&](const QString &each) { return words.contains(escalation::plainText(each)); });
}

/// A skill that this ticket asks for.
struct Asked
{
    QString skill;
    bool must = false;
};

/// Null where no language shows clearly, or two do as much.
const policy::SpokenLanguage *languageOf(const QSet<QString> &words, const policy::AssignmentRules &rules)
{
    const policy::SpokenLanguage *best = nullptr;
    qsizetype most = kEnoughWords - 1;
    for (const policy::SpokenLanguage &language : rules.languages) {
        const qsizetype found = std::ranges::count_if(
            language.words, [&](const QString &each) { return words.contains(escalation::plainText(each)); });
        if (found == most)
            best = nullptr;
        if (found > most) {
            most = found;
            best = &language;
        }
    }
    return best;
}

std::vector<Asked> askedBy(const ticket::Ticket &ticket, const policy::AssignmentRules &rules)
{
    std::vector<Asked> asked;
    if (!ticket.exists)
        return asked;
    const QSet<QString> words = wordsIn(ticket);
    const auto fits = [](const QStringList &wanted, const auto &holds) {
        return wanted.isEmpty() || holds(wanted);
    };
    for (const policy::SkillNeed &need : rules.needs) {
        const bool isAsked =
            fits(need.words, [&](const QStringList &wanted) { return holdsAny(words, wanted); }) &&
            fits(need.tags,
                 [&](const QStringList &wanted) {
                     return std::ranges::any_of(
                         wanted, [&](const QString &tag) { return ticket.tags.contains(tag); });
                 }) &&
            fits(need.tiers, [&](const QStringList &wanted) { return wanted.contains(ticket.tier); }) &&
            fits(need.priorities,
                 [&](const QStringList &wanted) { return wanted.contains(ticket.priority); });
        if (isAsked)
            asked.push_back({need.skill, need.must});
    }
    if (const auto *language = languageOf(words, rules); language && !language->skill.isEmpty())
        asked.push_back({language->skill, false});
    return asked;
}

/// "Mon 09:00 Europe/Berlin".
QString timeInZone(Instant at, const QString &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMillis(at), QTimeZone(zone.toLatin1()));
    return QLocale::c().toString(local, u"ddd HH:mm "_s) + zone;
}

QString openText(int open)
{
    return open == 0 ? u"no open tickets"_s : open == 1 ? u"1 open ticket"_s : u"%1 open tickets"_s.arg(open);
}

QString sentenced(const QStringList &parts)
{
    QStringList sentences;
    for (const QString &part : parts)
        sentences += part.left(1).toUpper() + part.mid(1) + u'.';
    return sentences.join(u' ');
}

struct Judged
{
    Fit fit;
    qsizetype missing = 0; ///< of the skills that are wished for
    bool isBusy = false;
    int open = 0;
};

Judged judge(const Candidate &candidate, const std::vector<Asked> &asked,
             const policy::AssignmentRules &rules, Instant now)
{
    const people::Person &person = candidate.person;
    Judged judged{{person.id, person.name, true, {}, {}},
                  0,
                  person.availability == people::Availability::Busy,
                  candidate.open};
    QStringList has, lacks, against;
    if (!rules.roles.contains(person.role))
        against +=
            u"takes no tickets as %1"_s.arg(person.role.isEmpty() ? u"one without a role"_s : person.role);
    for (const Asked &each : asked) {
        if (person.skills.contains(each.skill, Qt::CaseInsensitive)) {
            has += each.skill;
            continue;
        }
        lacks += each.skill;
        ++judged.missing;
        if (each.must)
            against += u"has not the skill %1, which it needs"_s.arg(each.skill);
    }
    const bool isAway = person.availability == people::Availability::Away;
    if (isAway)
        against += u"away"_s;
    if (candidate.open >= rules.most)
        against += u"holds %1, as many as the policy allows"_s.arg(openText(candidate.open));
    const auto calendar = candidate.hours != nullptr ? candidate.hours : people::calendarOf(person);
    const people::AtWork hours = people::atWork(calendar.get(), now);
    if (!hours.isNow) {
        if (against.isEmpty() && hours.begin != kNever)
            judged.fit.begins = hours.begin;
        against += hours.begin == kNever
                       ? u"not at work"_s
                       : u"not at work before %1"_s.arg(timeInZone(hours.begin, person.zone));
    }
    judged.fit.fits = against.isEmpty();
    QStringList said = against;
    if (!has.isEmpty())
        said += u"has %1"_s.arg(has.join(u", "_s));
    if (against.isEmpty() && !lacks.isEmpty())
        said += u"without %1"_s.arg(lacks.join(u", "_s));
    if (candidate.open < rules.most)
        said += openText(candidate.open);
    if (judged.isBusy)
        said += u"busy"_s;
    if (hours.isNow && hours.until != kNever)
        said += u"at work until %1"_s.arg(timeInZone(hours.until, person.zone));
    judged.fit.why = sentenced(said);
    return judged;
}

} // namespace

std::vector<Fit> fitsOf(const ticket::Ticket &ticket, const policy::AssignmentRules &rules,
                        std::span<const Candidate> candidates, Instant now)
{
    const std::vector<Asked> asked = askedBy(ticket, rules);
    std::vector<Judged> all;
    for (const Candidate &candidate : candidates) {
        all.push_back(judge(candidate, asked, rules, now));
    }
    std::ranges::sort(all, {}, [](const Judged &each) {
        return std::tuple(!each.fit.fits, each.missing, each.isBusy, each.open, each.fit.person);
    });
    std::vector<Fit> fits;
    fits.reserve(all.size());
    for (Judged &each : all)
        fits.push_back(std::move(each.fit));
    return fits;
}

std::optional<Instant> assignmentDue(const ticket::Ticket &ticket, const policy::AssignmentRules &rules)
{
    if (!rules.isAutomatic || !ticket.exists || !ticket.assignee.isNull() || !ticket::isOpen(ticket.status))
        return std::nullopt;
    return ticket.ownerSince + rules.after;
}

NewFact assignedByRule(const ticket::Ticket &ticket, const Fit &fit, Instant due, Instant now)
{
    const ticket::Assigned assigned{fit.person, {}, u"By rule, nobody owned it. "_s + fit.why};
    return {u"ticket"_s,
            idCast<SubjectId>(ticket.id),
            ticket::typeName(assigned),
            1,
            std::max(due, now),
            ticket::toPayload(assigned),
            FactId::derived(due, {u"assignment"_s, ticket.id.toString()})};
}

} // namespace muster::automation
