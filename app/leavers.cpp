// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/leavers.h"

#include "models/views/fold.h"
#include "ui/widgets/deskanswer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr Millis kSoon{1'000};
constexpr Millis kSlowly{60'000}; ///< people change on other desks without a word

struct LeaversText
{
    Q_DECLARE_TR_FUNCTIONS(LeaversText)
};

views::FilterQuery queryOf(const QStringList &names)
{
    views::FilterQuery query = views::parseFilter(u"is:open"_s);
    views::FilterTerm owner{views::FilterTerm::Key::Owner, views::FilterTerm::Compare::Equals, false, {}, {}};
    for (const QString &name : names)
        owner.values += views::folded(name);
    query.terms.push_back(std::move(owner));
    return query;
}

/// Persons all of whose devices were taken out of the team.
QSet<PersonId> goneFrom(const views::TeamPage &team)
{
    QSet<PersonId> gone, there;
    for (const views::TeamDevice &device : team.devices)
        (device.isRevoked ? gone : there).insert(device.person);
    return gone - there;
}

} // namespace

QString leaversSentence(const std::vector<Leaver> &leavers)
{
    QStringList parts;
    for (const Leaver &each : leavers)
        parts +=
            (each.isGone ? LeaversText::tr("%1 left the team and owns %2")
                         : LeaversText::tr("%1 is away and owns %2"))
                .arg(each.name, each.tickets == 1 ? LeaversText::tr("1 open ticket")
                                                  : LeaversText::tr("%1 open tickets").arg(each.tickets));
    if (parts.size() > 3)
        parts = parts.mid(0, 2) << LeaversText::tr("%1 more people").arg(leavers.size() - 2);
    return parts.isEmpty() ? QString() : parts.join(u"; "_s) + u'.';
}

QString leaversFilter(const std::vector<Leaver> &leavers)
{
    QStringList names;
    for (const Leaver &each : leavers)
        names += each.name;
    return names.isEmpty() ? QString() : views::filterText(queryOf(names));
}

Leavers::Leavers(views::Desk &desk, views::TeamDesk *team, const views::QueueModel &queue, QObject *parent)
    : QObject(parent), m_desk(desk), m_team(team), m_queue(queue)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &Leavers::ask);
    connect(&m_slowly, &QTimer::timeout, this, &Leavers::ask);
    connect(&desk, &views::Desk::queueChanged, this, &Leavers::look);
    if (team != nullptr)
        connect(team, &views::TeamDesk::teamChanged, this, &Leavers::askTeam);
    m_slowly.start(kSlowly);
    askTeam();
    look();
}

void Leavers::look()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void Leavers::ask()
{
    ui::whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &people) {
        if (people)
            took(*people);
    });
}

/// Not with each change of the queue: the page counts the entries of every device.
void Leavers::askTeam()
{
    if (m_team == nullptr)
        return;
    ui::whenAnswered(m_team->loadTeam(), this, [this](const Result<views::TeamPage> &team) {
        if (!team)
            return;
        m_gone = goneFrom(*team);
        look();
    });
}

void Leavers::took(const std::vector<people::Person> &people)
{
    m_leavers.clear();
    bool isNew = false, mayLead = people.size() < 2;
    for (const people::Person &person : people) {
        if (person.id == m_desk.me())
            mayLead = mayLead || person.role == u"lead" || person.role == u"admin";
        const bool isGone = m_gone.contains(person.id);
        const bool isAway = isGone || (person.availability == people::Availability::Away &&
                                       person.id != m_desk.me()); // who sits here knows
        const int tickets = isAway ? m_queue.ownedBy(person.id) : 0;
        if (tickets == 0) {
            m_said.remove(person.id);
            continue;
        }
        m_leavers.push_back({person.id, person.name, tickets, isGone});
        isNew = isNew || !m_said.contains(person.id);
    }
    if (!isNew || !mayLead)
        return;
    for (const Leaver &each : m_leavers)
        m_said.insert(each.person);
    emit found(leaversSentence(m_leavers));
}

} // namespace muster::app
