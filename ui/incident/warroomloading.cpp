// SPDX-License-Identifier: GPL-3.0-or-later
// Which incidents the room knows and which one it shows, who there is, and who is hit: asked of the desk,
// kept up with what changes.
#include "models/views/casetext.h"
#include "models/views/presencetext.h"
#include "ui/incident/affectedpanel.h"
#include "ui/incident/creditform.h"
#include "ui/incident/declareform.h"
#include "ui/incident/documentform.h"
#include "ui/incident/entrybar.h"
#include "ui/incident/incidentheader.h"
#include "ui/incident/recoveryform.h"
#include "ui/incident/timelineview.h"
#include "ui/incident/updateform.h"
#include "ui/incident/warroompage.h"
#include "ui/incident/workboard.h"
#include "ui/widgets/deskanswer.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kShownSetting = u"warroom.shown"_s;

/// Highest severity first, then the oldest: the order of chips and of going through them.
void sortRunning(std::vector<views::LedIncident> &open)
{
    std::ranges::sort(open, {}, [](const views::LedIncident &led) {
        return std::tuple(!incident::isRunning(led.incident.status),
                          led.rules().rankOf(led.incident.severity), led.incident.declaredAt,
                          led.incident.id);
    });
}

} // namespace

IncidentId WarRoomPage::incidentInFront() const
{
    return isVisible() && led() ? m_current : IncidentId();
}

void WarRoomPage::setHere(std::vector<views::Here> here)
{
    m_here = std::move(here);
    showHere();
}

void WarRoomPage::showHere()
{
    const auto there = views::hereAt(m_here, m_current);
    m_header->setHere(views::hereText(there, m_desk.me()),
                      std::ranges::any_of(there, &views::Here::isWriting));
}

void WarRoomPage::load()
{
    loadPolicy();
    loadPeople();
    whenAnswered(
        m_incidents.openIncidents(), this, [this](const Result<std::vector<views::LedIncident>> &open) {
            if (!open) {
                emit notice(tr("The incidents cannot be read: %1").arg(views::sentence(open.error().detail)),
                            {});
                return;
            }
            const auto shown = led() ? std::optional(*led()) : std::nullopt;
            m_open = *open;
            if (shown && std::ranges::none_of(m_open, [&](const views::LedIncident &each) {
                    return each.incident.id == shown->incident.id;
                }))
                m_open.push_back(*shown); // a closed one that somebody works at
            sortRunning(m_open);
            if (!led() && !m_open.empty())
                m_current = lastShown();
            present();
            emit incidentsTaken();
        });
}

void WarRoomPage::loadPolicy()
{
    whenAnswered(m_desk.policyInForce(), this, [this](const Result<views::PolicyInForce> &inForce) {
        if (!inForce || !inForce->policy)
            return; // nothing can be declared until there is one; declare() says so
        if (!m_declare) {
            m_declare = new DeclareForm(m_desk, window());
            connect(m_declare, &DeclareForm::declared, this, &WarRoomPage::onDeclared);
        }
        m_declare->setRules(inForce->policy);
    });
}

void WarRoomPage::loadPeople()
{
    whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &people) {
        if (!people || *people == m_people)
            return;
        m_people = *people;
        m_names.clear();
        for (const people::Person &person : *people)
            m_names.insert(person.id, person.name);
        m_update->setPeople(m_names.values());
        m_entry->setPeople(*people);
        m_work->setPeople(*people);
        present();
    });
}

/// The one that was in front when the program ended, as long as it is open; else the first.
IncidentId WarRoomPage::lastShown() const
{
    const QByteArray last = m_desk.setting(kShownSetting);
    const auto found = std::ranges::find_if(m_open, [&](const views::LedIncident &each) {
        return each.incident.id.toString().toLatin1() == last;
    });
    return (found == m_open.end() ? m_open.front() : *found).incident.id;
}

void WarRoomPage::rememberShown()
{
    const QByteArray shown = m_current.toString().toLatin1();
    if (m_desk.setting(kShownSetting) != shown)
        whenAnswered(m_desk.setSetting(kShownSetting, shown), this, [](const Result<void> &) {});
}

void WarRoomPage::take(views::LedIncident changed)
{
    const auto known = std::ranges::find_if(
        m_open, [&](const views::LedIncident &each) { return each.incident.id == changed.incident.id; });
    const bool isOpen = changed.incident.status != incident::Status::Closed;
    const bool isShown = changed.incident.id == m_current;
    if (known == m_open.end())
        m_open.push_back(std::move(changed));
    else if (isOpen || isShown)
        *known = std::move(changed); // a closed one stays until the person leaves it
    else
        m_open.erase(known);
    sortRunning(m_open);
    if (m_current.isNull())
        m_current = m_open.front().incident.id;
    present();
    emit incidentsTaken();
}

void WarRoomPage::openIncident(IncidentId incident)
{
    const bool isKnown = std::ranges::any_of(
        m_open, [&](const views::LedIncident &each) { return each.incident.id == incident; });
    // One that was closed and left, from an old notice: it is read again, and until then nothing changes.
    if (isKnown)
        bringUp(incident);
    else
        readAndShow(incident);
}

void WarRoomPage::readAndShow(IncidentId incident)
{
    whenAnswered(m_incidents.loadIncident(incident), this, [this](const Result<views::LedIncident> &led) {
        if (!led)
            return emit notice(tr("It cannot be read: %1").arg(views::sentence(led.error().detail)), {});
        take(*led);
        bringUp(led->incident.id);
        m_entry->takeFocus();
    });
}

void WarRoomPage::bringUp(IncidentId incident)
{
    std::erase_if(m_open, [&](const views::LedIncident &each) {
        return each.incident.status == incident::Status::Closed && each.incident.id != incident;
    });
    const bool isOther = incident != m_current;
    m_current = incident;
    rememberShown();
    if (isOther) {
        m_timeline->lines().clear();
        if (m_update->isOpen())
            m_update->close();
        if (m_document->isOpen())
            m_document->close();
        closeOverlays();
        m_work->close();
    }
    present();
    if (isOther)
        m_timeline->toEnd();
}

/// Asks only where other tickets are linked or another incident is shown.
void WarRoomPage::loadAffected()
{
    const views::LedIncident *shown = led();
    if (!shown || (m_counted && *m_counted == std::pair(m_current, shown->incident.tickets)))
        return;
    m_counted.emplace(m_current, shown->incident.tickets);
    whenAnswered(m_incidents.affectedBy(m_current), this,
                 [this, asked = m_current](const Result<views::Affected> &affected) {
                     if (asked != m_current)
                         return;
                     if (!affected) {
                         m_counted.reset(); // the next change asks again
                         return;
                     }
                     m_hit = *affected;
                     m_header->setAffected(*affected);
                     m_affected->setAffected(*affected);
                     m_credits->setAffected(*affected);
                     m_recovery->setAffected(*affected);
                     m_update->setAffected(*affected);
                 });
}

void WarRoomPage::countAgain()
{
    m_counted.reset();
    loadAffected();
}

void WarRoomPage::followTickets(const views::QueueChange &change)
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    const std::vector<TicketId> &linked = shown->incident.tickets; // sorted
    const auto isLinked = [&](TicketId ticket) { return std::ranges::binary_search(linked, ticket); };
    if (std::ranges::any_of(change.rows, isLinked, &views::TicketRow::id) ||
        std::ranges::any_of(change.gone, isLinked))
        countAgain();
}

void WarRoomPage::loadWho()
{
    countAgain();
    loadPeople();
}

} // namespace muster::ui
