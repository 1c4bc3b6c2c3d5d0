// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillplay.h"

#include "models/views/incidentdocuments.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using drill::Next;
using drill::Progress;
using store::Workspace;

/// A refusal by the rules, as against a disk that is full.
bool isRefusal(Fault fault)
{
    return fault == Fault::NotAllowed || fault == Fault::BadInput || fault == Fault::NotFound ||
           fault == Fault::Conflict;
}

} // namespace

DrillPlay::DrillPlay(Workspace &workspace, drill::Script script, Progress progress)
    : m_workspace(workspace), m_script(std::move(script)), m_progress(std::move(progress))
{}

incident::Incident DrillPlay::incident() const
{
    const IncidentId known =
        m_progress.incident.isNull() ? drill::incidentOf(m_progress) : m_progress.incident;
    if (const auto led = m_workspace.loadIncident(known))
        return led->incident;
    // The trainee may have declared one.
    const auto open = m_workspace.openIncidents();
    return open && !open->empty() ? open->front().incident : incident::Incident{};
}

drill::Situation DrillPlay::situation(const incident::Incident &incident, Instant now) const
{
    return {m_script, m_progress, incident, now, m_held};
}

std::optional<Next> DrillPlay::next(Instant now) const
{
    const incident::Incident state = incident();
    const drill::Situation here = situation(state, now);
    return drill::isOver(here) ? std::nullopt : drill::nextBeat(here);
}

bool DrillPlay::isOver(Instant now) const
{
    return drill::isOver(situation(incident(), now));
}

views::NameOf DrillPlay::nameOf() const
{
    QHash<PersonId, QString> names;
    for (const auto people = m_workspace.people().value_or({}); const people::Person &person : people)
        names.insert(person.id, person.name);
    return [names](PersonId person) { return names.value(person, u"somebody"_s); };
}

Result<QString> DrillPlay::documentText(const drill::DocumentOrder &order, Instant now) const
{
    const auto led = m_workspace.loadIncident(incident().id);
    if (!led)
        return led.error();
    auto affected = m_workspace.affectedBy(led->incident.id);
    if (!affected)
        return affected.error();
    const views::NameOf names = nameOf();
    const views::DocumentFrame frame{led->rules(), names, std::move(*affected), now, QTimeZone::utc()};
    if (order.document == u"post_mortem")
        return drill::answered(views::postMortemDraft(led->incident, frame), order.answers);
    const auto before = led->incident.documents.find(order.document);
    return views::executiveBrief(led->incident, frame,
                                 before == led->incident.documents.end() ? nullptr : &before->second);
}

/// The first fact that came of it, null where none did.
Result<FactId> DrillPlay::write(const drill::Orders &orders, drill::Played &played)
{
    if (!orders.tickets.empty()) {
        const auto receipt = m_workspace.submit(orders.tickets);
        if (!receipt)
            return receipt.error();
        if (!receipt->failures.empty())
            played.refused = receipt->failures.front().error.detail;
        return FactId{};
    }
    auto order = orders.incident;
    if (orders.document) {
        auto text = documentText(*orders.document, orders.at);
        if (!text)
            return text.error();
        order = {incident().id, incident::DocumentWritten{orders.document->document, std::move(*text)},
                 orders.at};
    }
    if (!order)
        return FactId{};
    const auto receipt = m_workspace.submit(*order);
    if (!receipt)
        return receipt.error();
    return receipt->facts.empty() ? FactId{} : receipt->facts.front();
}

Result<FactId> DrillPlay::submit(const drill::Orders &orders, drill::Played &played)
{
    auto written = write(orders, played);
    if (written || !isRefusal(written.error().fault))
        return written;
    played.refused = written.error().detail;
    return FactId{};
}

bool DrillPlay::isToWait(const drill::Orders &orders, const drill::Played &played) const
{
    return !played.refused.isEmpty() && orders.tickets.empty() && !m_progress.trainee.isEmpty();
}

Result<void> DrillPlay::play(const Next &next, Instant now)
{
    const incident::Incident state = incident();
    const drill::Situation here = situation(state, now);
    const auto policy = m_workspace.policy();
    if (!policy)
        return Error{Fault::NotAllowed, u"this workspace has no policy; begin the drill anew"_s};
    Progress after = m_progress;
    after.reached = std::max(after.reached, next.at);
    drill::Played &played = after.played[next.beat->key];
    played.at = next.at;
    drill::Orders orders;
    if (next.how == Next::How::Play) {
        auto ordered = drill::ordersOf(next, here, policy->policy().incidents, policy->policy().credits);
        if (ordered)
            orders = std::move(*ordered);
        else
            played.refused = ordered.error().detail;
    }
    auto done = m_workspace.actAs(orders.actor, [&]() -> Result<void> {
        const auto fact = submit(orders, played);
        if (!fact)
            return fact.error();
        if (isToWait(orders, played))
            return {};
        played.fact = *fact;
        after.incident = incident().id;
        return m_workspace.setSetting(kProgressSetting, drill::toJson(after));
    });
    if (done && isToWait(orders, played))
        m_held[next.beat->key] = state.timeline.size();
    else if (done)
        m_progress = std::move(after);
    return done;
}

void DrillPlay::reach(Instant now)
{
    m_progress.reached = std::max(m_progress.reached, now);
}

Result<void> DrillPlay::save()
{
    return m_workspace.setSetting(kProgressSetting, drill::toJson(m_progress));
}

Result<void> DrillPlay::end(Instant now)
{
    const Progress before = m_progress;
    reach(now);
    m_progress.isEnded = true;
    auto saved = save();
    if (!saved)
        m_progress = before;
    return saved;
}

QStringList DrillPlay::waitingFor(Instant now) const
{
    QStringList sentences;
    const incident::Incident state = incident();
    const auto policy = m_workspace.policy();
    if (!policy)
        return sentences;
    for (const drill::Beat *beat : drill::awaited(situation(state, now)))
        sentences += drill::asked(*beat, m_script, policy->policy().incidents);
    return sentences;
}

drill::Score DrillPlay::score(Instant asOf) const
{
    const auto policy = m_workspace.policy();
    const incident::Incident state = incident();
    const policy::IncidentRules none;
    return drill::scoreOf(state,
                          {m_script, policy ? policy->policy().incidents : none,
                           drill::firstReportOf(m_script, m_progress), asOf, drill::traineeOf(m_progress)});
}

} // namespace muster::app
