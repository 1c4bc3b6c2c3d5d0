// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simdesk.h"

#include "tests/simulation/simdisk.h"

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace muster::simulation {

SimDesk::SimDesk(SimTime &time, SimHub &hub, const Weather &weather, QString file, int number)
    : m_time(time), m_hub(hub), m_weather(weather), m_file(std::move(file)), m_number(number), m_clock(time)
{}

SimDesk::~SimDesk() = default;

void SimDesk::start()
{
    auto opened = store::Workspace::open(m_file, store::OpenMode::ReadWrite, m_clock);
    if (!opened)
        throw std::runtime_error(opened.error().detail.toStdString());
    m_workspace = std::move(*opened);
    m_line = std::make_unique<SimLine>(m_time, m_hub, m_weather);
    m_client = std::make_unique<sync::SyncClient>(
        *m_line, *this, [this] { return m_time.now(); }, m_time.number());
    m_line->onUp = [this] { m_client->lineUp(); };
    m_line->onDown = [this] { m_client->lineDown(); };
    m_line->onLive = [this](sync::HubMessage message) { m_client->live(std::move(message)); };
    m_client->onStatus = [this] {
        const sync::SyncStatus &status = m_client->status();
        m_time.trace(u"desk %1: stage %2, at %3 of %4, %5 to send %6"_s.arg(m_number)
                         .arg(int(status.stage))
                         .arg(status.cursor)
                         .arg(status.hubLast)
                         .arg(status.toSend)
                         .arg(status.trouble));
    };
    m_line->open();
    keepTicking();
}

void SimDesk::keepTicking()
{
    m_time.after(m_ticks, [this, life = m_life, was = *m_life] {
        if (*life != was)
            return;
        m_client->tick();
        keepTicking();
    });
}

void SimDesk::crash()
{
    if (!isRunning())
        return;
    m_time.trace(u"desk %1 crashes"_s.arg(m_number));
    SimDisk::endAfter(m_file, 0);
    leave();
    // The program alone, or the machine with it.
    const bool isAll = m_time.chance(500);
    SimDisk::recover(m_file, [&] { return isAll && m_time.chance(500); });
}

void SimDesk::stop()
{
    if (isRunning())
        leave();
}

void SimDesk::leave()
{
    ++*m_life;
    m_isToCrash = false;
    m_client.reset();
    // What is on its way holds on to the line no longer.
    m_line->onUp = [] {};
    m_line->onDown = [] {};
    m_line->onLive = [](const sync::HubMessage &) {};
    m_line->pull();
    m_graveyard.push_back(std::move(m_line));
    m_workspace.reset();
}

void SimDesk::crashSoon()
{
    m_isToCrash = isRunning();
}

void SimDesk::post(std::function<void()> job)
{
    m_time.after(Millis{1}, [life = m_life, was = *m_life, job = std::move(job)] {
        if (*life == was)
            job();
    });
}

void SimDesk::askPlace(sync::Then<Result<sync::Place>> then)
{
    post([this, then] { then(m_workspace->hubPlace()); });
}

void SimDesk::take(std::vector<sync::HubMessage> messages, sync::Place place,
                   sync::Then<Result<sync::TakeOutcome>> then)
{
    post([this, messages = std::move(messages), place, then] {
        if (m_isToCrash)
            return endIn([&] { (void)m_workspace->takeFromHub(messages, place); });
        auto outcome = m_workspace->takeFromHub(messages, place);
        then(std::move(outcome));
    });
}

void SimDesk::askOutbox(qint64 after, qsizetype bytes, sync::Then<Result<sync::Outbox>> then)
{
    post([this, after, bytes, then] { then(m_workspace->outbox(after, bytes)); });
}

void SimDesk::askRestore(qsizetype bytes, sync::Then<Result<sync::Outbox>> then)
{
    post([this, bytes, then] { then(m_workspace->restorable(bytes)); });
}

void SimDesk::forgetHub(QByteArray created, sync::Then<Result<void>> then)
{
    m_time.trace(u"desk %1 reads anew"_s.arg(m_number));
    post([this, created = std::move(created), then] { then(m_workspace->forgetHub(created)); });
}

void SimDesk::endIn(const std::function<void()> &work)
{
    constexpr qint64 kMostWrites = 80; // about what a transaction has
    SimDisk::endAfter(m_file, m_time.between(0, kMostWrites));
    try {
        work();
    } catch (const std::runtime_error &failed) {
        m_time.trace(QString::fromUtf8(failed.what()));
    }
    crash();
}

void SimDesk::write()
{
    if (!isRunning())
        return;
    if (m_isToCrash && m_time.chance(500))
        return endIn([this] { writeSomething(); });
    writeSomething();
    announce();
}

void SimDesk::writeSomething()
{
    switch (m_time.between(0, 9)) {
    case 0:
    case 1:
        createTicket();
        break;
    case 2:
    case 3:
        leadIncident();
        break;
    case 4:
        correctSomething();
        break;
    default:
        changeTicket();
    }
}

void SimDesk::submit(const ticket::TicketOrder &order)
{
    const auto receipt = m_workspace->submit(std::span(&order, 1));
    if (!receipt)
        throw std::runtime_error(receipt.error().detail.toStdString());
    for (const views::OrderFailure &failure : receipt->failures) {
        // A ticket may be in a state that refuses the order, nothing else.
        if (failure.error.fault != Fault::NotAllowed)
            throw std::runtime_error(failure.error.detail.toStdString());
    }
    if (std::holds_alternative<ticket::CreateTicket>(order.command) && receipt->saved == 1)
        m_tickets.push_back(order.ticket);
}

void SimDesk::createTicket()
{
    ticket::CreateTicket create;
    create.fields.subject = u"Export stuck at desk %1"_s.arg(m_number);
    create.fields.customer = m_workspace->customers()->front().id;
    create.fields.contactName = u"Ada"_s;
    create.fields.priority = u"P1"_s;
    create.fields.impact = u"A main function fails"_s;
    create.fields.environment = u"web"_s;
    create.fields.steps = u"1. export"_s;
    submit({TicketId::random(m_clock.now()), create, std::nullopt});
}

/// A ticket that this desk knows, most often one that another desk made.
void SimDesk::changeTicket()
{
    const auto queue = m_workspace->loadQueue();
    if (!queue || queue->rows.empty())
        return createTicket();
    const auto &rows = queue->rows;
    const TicketId id = rows[size_t(m_time.between(0, qint64(rows.size()) - 1))].id;
    switch (m_time.between(0, 4)) {
    case 0:
        return submit({id, ticket::ChangePriority{u"P%1"_s.arg(m_time.between(0, 3)), u"seen anew"_s}, {}});
    case 1:
        return submit({id, ticket::Assign{m_workspace->me()}, {}});
    case 2:
        return submit({id, ticket::SendReply{u"We look at it."_s, false, {}}, {}});
    case 3:
        return submit({id, ticket::AddCustomerMessage{u"email"_s, u"Still stuck."_s}, {}});
    default:
        return submit(
            {id, ticket::AddNote{u"Note %1 of desk %2"_s.arg(m_time.now().count()).arg(m_number)}, {}});
    }
}

void SimDesk::leadIncident()
{
    const auto open = m_workspace->openIncidents();
    incident::IncidentOrder order;
    if (!open || open->empty() || m_time.chance(100)) {
        incident::Declare declare;
        declare.fields.title = u"Checkout fails"_s;
        declare.fields.severity = u"SEV-2"_s;
        order.command = declare;
    } else {
        order.incident = (*open)[size_t(m_time.between(0, qint64(open->size()) - 1))].incident.id;
        if (m_time.chance(300))
            order.command = incident::RoleGiven{u"incident_commander"_s, m_workspace->me(), false, {}};
        else
            order.command = incident::EntryWritten{
                incident::EntryKind::Fact, u"Seen at %1"_s.arg(m_time.now().count()), {}, {}, {}, {}, {}};
    }
    const auto receipt = m_workspace->submit(order);
    if (!receipt && receipt.error().fault != Fault::NotAllowed)
        throw std::runtime_error(receipt.error().detail.toStdString());
    if (receipt && !receipt->facts.empty())
        m_entries.push_back(receipt->facts.back());
}

/// Corrects or redacts something that this desk wrote into a timeline.
void SimDesk::correctSomething()
{
    if (m_entries.empty())
        return leadIncident();
    const FactId entry = m_entries[size_t(m_time.between(0, qint64(m_entries.size()) - 1))];
    // Refused for what is no text, or redacted already. By the founder alone: what a device redacted that
    // loses its role later stays blank where it was seen before that.
    if (m_number == 0 && m_time.chance(300))
        (void)m_workspace->redact(entry, u"a secret"_s);
    else
        (void)m_workspace->correctText(entry, u"Corrected at %1"_s.arg(m_time.now().count()), u"wrong"_s);
}

} // namespace muster::simulation
