// SPDX-License-Identifier: GPL-3.0-or-later
// Who is to own tickets: the people in the order in which they fit, each with the reasons.
#include "models/views/casetext.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/queuecommands.h"
#include "ui/widgets/deskanswer.h"

#include <map>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kBest = u"best"_s;
const QString kNobody = u"nobody"_s;

/// "Ada 2, Bo 1", by name.
QString sharesText(const views::Fitting &fitting)
{
    std::map<QString, int> shares;
    for (const auto &[ticket, fit] : fitting.best)
        ++shares[fit.name];
    QStringList parts;
    for (const auto &[name, count] : shares)
        parts += u"%1 %2"_s.arg(name).arg(count);
    return parts.join(u", "_s);
}

QString nameOf(const views::Fitting &fitting, PersonId person)
{
    const auto found = std::ranges::find(fitting.people, person, &automation::Fit::person);
    return found == fitting.people.end() ? QString() : found->name;
}

} // namespace

void QueueCommands::assign()
{
    const std::vector<TicketId> tickets = targets();
    if (tickets.empty()) {
        emit nothingChosen();
        return;
    }
    whenAnswered(m_parts.desk.fitting(tickets), this, [this, tickets](const Result<views::Fitting> &fitting) {
        if (!fitting)
            return m_parts.bar.tell(
                tr("The people could not be read: %1").arg(views::sentence(fitting.error().detail)), false,
                true);
        askOwner(tickets, *fitting);
    });
}

void QueueCommands::askOwner(const std::vector<TicketId> &tickets, const views::Fitting &fitting)
{
    const auto meant = held(tickets);
    const PersonId owner = meant.size() == 1 ? meant.front().assignee : PersonId{};
    std::vector<PickerEntry> entries;
    if (tickets.size() == 1 && !fitting.best.empty()) {
        const automation::Fit &best = fitting.best.front().second;
        entries.push_back(
            {kBest, tr("Whoever fits best: %1").arg(best.name), best.why, best.person == owner});
    } else if (!fitting.best.empty()) {
        entries.push_back({kBest, tr("Whoever fits each best"), sharesText(fitting), false});
    }
    for (const automation::Fit &fit : fitting.people) {
        const QString me = fit.person == m_parts.desk.me() ? tr("Me. ") : QString();
        entries.push_back({fit.person.toString(), fit.name, me + fit.why, fit.person == owner});
    }
    entries.push_back({kNobody, tr("Nobody"), tr("takes the owner off"), false});
    m_parts.picker.open(title(tr("Assign %1 to"), tr("Assign %1 tickets to")), entries,
                        [this, fitting](const QString &key) {
                            if (key == kBest)
                                return giveToBest(fitting);
                            const PersonId person = PersonId::parse(key).value_or(PersonId{});
                            run(ticket::Assign{person}, nameOf(fitting, person));
                        });
}

void QueueCommands::giveToBest(const views::Fitting &fitting)
{
    std::vector<ticket::TicketOrder> orders;
    orders.reserve(fitting.best.size());
    for (const auto &[ticket, fit] : fitting.best)
        orders.push_back({ticket, ticket::Assign{fit.person, fit.why}, std::nullopt});
    if (orders.size() == 1 && targets().size() == 1)
        return submit(tr("Assign to %1").arg(fitting.best.front().second.name), std::move(orders), {});
    QString question = tr("Assign %1 tickets to whoever fits each best: %2")
                           .arg(QString::number(orders.size()), sharesText(fitting));
    if (const size_t left = targets().size() - std::min(targets().size(), orders.size()); left > 0)
        question +=
            left == 1 ? tr("; 1 fits nobody now and stays") : tr("; %1 fit nobody now and stay").arg(left);
    m_parts.bar.ask(question, [this, orders = std::move(orders)] {
        submit(tr("Assign to whoever fits best"), orders, {});
    });
}

} // namespace muster::ui
