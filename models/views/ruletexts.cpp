// SPDX-License-Identifier: GPL-3.0-or-later
// How rules and what they did read.
#include "models/views/casetext.h"
#include "models/views/ruleconditions.h"
#include "models/views/rulelist.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

} // namespace

QString figuresText(const RuleFigures &figures)
{
    if (!figures.last)
        return translated("Never fired");
    return translated("%1 in 24 h, %2 in 7 days").arg(figures.day).arg(figures.week);
}

QString lastText(const RuleFigures &figures, Instant now)
{
    if (!figures.last)
        return {};
    return translated("Last %1: %2, %3")
        .arg(firingTime(*figures.last, now), aboutText(*figures.last), deedText(*figures.last));
}

QString deedText(const RuleFiring &firing)
{
    switch (firing.deed) {
    case RuleFiring::Deed::Raised:
        return translated("raised to %1").arg(firing.level);
    case RuleFiring::Deed::Lifted:
        return translated("lifted to %1").arg(firing.level);
    case RuleFiring::Deed::Told:
        return firing.channels.isEmpty() ? translated("told on the desktops")
                                         : translated("told %1").arg(firing.channels.join(u", "_s));
    case RuleFiring::Deed::Given:
        return firing.person.isEmpty() ? translated("gave it to somebody")
                                       : translated("gave it to %1").arg(firing.person);
    case RuleFiring::Deed::Other:
        return translated("acted");
    }
    return {};
}

QString aboutText(const RuleFiring &firing)
{
    if (!firing.caseNumber.isEmpty())
        return firing.caseNumber;
    if (firing.aboutKind == u"incident")
        return translated("An incident that is not here");
    return firing.aboutKind == u"ticket" || firing.aboutKind == u"escalation"
               ? translated("A ticket that is not here")
               : translated("The queue");
}

std::vector<TextPart> firingParts(const RuleFiring &firing, const QString &ruleName,
                                  const TimeTextOf &timeText)
{
    std::vector<TextPart> parts;
    parts.reserve(4);
    const QString deed = deedText(firing);
    parts.push_back({translated("What it did"),
                     {translated("%1: %2, %3").arg(timeText(firing.at), aboutText(firing), deed)}});
    if (firing.isHidden)
        parts.push_back({translated("Restricted"), {translated("Why is for those who work on it.")}});
    else if (!firing.explanation.isEmpty() || !firing.title.isEmpty()) {
        QStringList why{firing.title, firing.explanation};
        why.removeAll(QString());
        parts.push_back({translated("Why"), std::move(why)});
    }
    parts.push_back({translated("Rule"), {translated("%1 (%2)").arg(ruleName, firing.rule)}});
    if (!firing.actor.isEmpty())
        parts.push_back({translated("Console"), {translated("%1's console acted.").arg(firing.actor)}});
    return parts;
}

QString actingText(Acting acting, const std::optional<RuleFiring> &newest, Instant now)
{
    switch (acting) {
    case Acting::Alone:
        return translated("This console acts: it is in no team.");
    case Acting::Here:
        return translated("This console acts for the team.");
    case Acting::Drill:
        return translated("Nothing of a drill fires.");
    case Acting::Elsewhere:
        break;
    }
    const QString other = translated("Another console of the team acts, or none.");
    if (!newest || newest->actor.isEmpty())
        return other;
    return other + u' ' +
           translated("%1's console did last, %2.").arg(newest->actor, firingTime(*newest, now));
}

} // namespace muster::views
