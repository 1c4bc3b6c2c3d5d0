// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillplay.h"

#include "models/ledger/ledger.h"
#include "models/policy/policyreader.h"
#include "models/views/incidentdocuments.h"

#include <QBuffer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using drill::Next;
using drill::Progress;
using store::Workspace;

const QString kProgress = u"drill.progress"_s;

/// A refusal by the rules, as against a disk that is full.
bool isRefusal(Fault fault)
{
    return fault == Fault::NotAllowed || fault == Fault::BadInput || fault == Fault::NotFound ||
           fault == Fault::Conflict;
}

/// The policy, the people and the customers of a drill.
Result<void> furnish(Workspace &workspace, const DrillWish &wish, const Progress &progress)
{
    if (const auto adopted = workspace.adoptPolicy(policy::presetText(wish.script.policy)); !adopted)
        return adopted.error();
    for (const drill::CastMember &member : wish.script.cast) {
        const auto saved =
            workspace.savePerson(drill::personOf(progress, member.key), drill::personFields(member));
        if (!saved)
            return saved.error();
    }
    for (const drill::DrillCustomer &customer : wish.script.customers) {
        const auto saved = workspace.saveCustomer(drill::customerOf(progress, customer.key),
                                                  drill::customerFields(customer));
        if (!saved)
            return saved.error();
    }
    people::PersonChanged trainee;
    trainee.name = wish.traineeName;
    trainee.role = u"lead"_s;
    if (const auto saved = workspace.savePerson(drill::traineeOf(progress), trainee); !saved)
        return saved.error();
    if (const auto seated = workspace.setMe(drill::traineeOf(progress)); !seated)
        return seated.error();
    if (const auto marked = workspace.setSetting(store::kDrillSetting, progress.script.toUtf8()); !marked)
        return marked.error();
    return workspace.setSetting(kProgress, drill::toJson(progress));
}

/// Nobody sits here, and nothing was ever written, not even by another desk.
Result<void> requireEmpty(Workspace &workspace)
{
    const auto record = workspace.record();
    if (!record)
        return record.error();
    if (workspace.me().isNull() && record->entries == 0 && record->setAsideCount == 0)
        return {};
    return Error{
        Fault::Conflict,
        u"this is a workspace for real work; a drill needs a file of its own. Nothing was changed"_s};
}

/// The newest entry's time. A drill's file is small: some hundred entries.
Result<Instant> newestEntry(Workspace &workspace)
{
    const auto record = workspace.record();
    QBuffer lines;
    lines.open(QIODevice::ReadWrite);
    const auto written = record ? workspace.exportLines(lines) : Result<qint64>(record.error());
    if (!written)
        return written.error();
    lines.seek(0);
    Instant newest{};
    for (qint64 i = 0; i < record->entries; ++i) { // what was set aside follows them and does not count
        if (const auto fact = ledger::fromLine(lines.readLine().trimmed()))
            newest = std::max(newest, fact->stamp.instant());
    }
    return newest;
}

/// A program that was killed has not saved how far its clock came; the trainee's entries tell.
Result<Progress> goOn(Workspace &workspace, const Progress &begun, const DrillWish &wish)
{
    if (begun.script == wish.script.key && begun.seed == wish.seed && begun.trainee == wish.trainee) {
        const auto newest = newestEntry(workspace);
        if (!newest)
            return newest.error();
        Progress progress = begun;
        progress.reached = std::max(progress.reached, *newest);
        return progress;
    }
    return Error{Fault::Conflict,
                 u"this workspace holds the drill %1 with seed %2; nothing was changed. Choose another "
                 "file or folder"_s.arg(begun.script)
                     .arg(begun.seed)};
}

} // namespace

Result<std::optional<Progress>> drillOf(const Workspace &workspace)
{
    const QByteArray kept = workspace.setting(kProgress);
    if (kept.isEmpty())
        return std::optional<Progress>();
    auto progress = drill::progressFromJson(kept);
    if (!progress)
        return progress.error();
    return std::optional(std::move(*progress));
}

Result<Progress> beginDrill(Workspace &workspace, const DrillWish &wish)
{
    const auto begun = drillOf(workspace);
    if (!begun)
        return begun.error();
    if (*begun)
        return goOn(workspace, **begun, wish);
    if (const auto empty = requireEmpty(workspace); !empty)
        return empty.error();
    Progress progress;
    progress.script = wish.script.key;
    progress.seed = wish.seed;
    progress.start = wish.start.value_or(wish.script.start);
    progress.reached = progress.start;
    progress.trainee = wish.trainee;
    const auto furnished =
        workspace.actAs(drill::traineeOf(progress), [&] { return furnish(workspace, wish, progress); });
    if (!furnished)
        return furnished.error();
    return progress;
}

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
        return m_workspace.setSetting(kProgress, drill::toJson(after));
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
    return m_workspace.setSetting(kProgress, drill::toJson(m_progress));
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
