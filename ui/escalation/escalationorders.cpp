// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/escalationorders.h"

#include "models/views/casetext.h"
#include "ui/escalation/packageform.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/picker.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::ui {

using escalation::Status;
using Order = EscalationOrders::Order;

namespace {

constexpr std::array kOrders{Order::Accept,       Order::Refuse,   Order::Package, Order::HandOver,
                             Order::TellCustomer, Order::TellOurs, Order::Contact, Order::ContactDone,
                             Order::Note,         Order::Approval, Order::Judge,   Order::Level,
                             Order::Incident,     Order::Step,     Order::Close,   Order::DeEscalate,
                             Order::StandAgain};

bool hasAsked(const escalation::Escalation &state)
{
    return std::ranges::any_of(state.approvals, [](const escalation::Approval &each) {
        return each.state == escalation::Approval::State::Asked;
    });
}

} // namespace

EscalationOrders::EscalationOrders(views::Desk &desk, views::EscalationDesk &escalations, QWidget *host)
    : QObject(host), m_desk(desk), m_escalations(escalations), m_form(new AskForm(desk, host)),
      m_package(new PackageForm(desk, escalations, host)), m_picker(new Picker(host))
{
    m_picker->setObjectName(u"escalation.picker"_s);
    connect(m_package, &PackageForm::told, this, &EscalationOrders::told);
    m_package->setLearn([this](const auto &detail, const auto &then) { learnKnown(detail, then); });
    setPeople({});
}

void EscalationOrders::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_package->setDialogs(std::move(dialogs));
}

void EscalationOrders::setPeople(std::vector<people::Person> people)
{
    m_people = std::move(people);
    QHash<PersonId, QString> names;
    for (const people::Person &each : m_people)
        names.insert(each.id, each.name);
    m_nameOf = [names](PersonId person) {
        return person.isNull() ? tr("nobody") : names.value(person, tr("somebody"));
    };
}

QString EscalationOrders::nameOf(Order order)
{
    switch (order) {
    case Order::Accept:
        return tr("Take it");
    case Order::Refuse:
        return tr("Refuse it");
    case Order::HandOver:
        return tr("Hand it over");
    case Order::Package:
        return tr("Write its package");
    case Order::TellCustomer:
        return tr("Tell the customer");
    case Order::TellOurs:
        return tr("Tell our people");
    case Order::Contact:
        return tr("Set the next contact");
    case Order::ContactDone:
        return tr("Note the result of a contact");
    case Order::Note:
        return tr("Write a note");
    case Order::Approval:
        return tr("Ask for an approval");
    case Order::Judge:
        return tr("Approve or decline");
    case Order::Level:
        return tr("Bring it to another level");
    case Order::Incident:
        return tr("Raise it to an incident");
    case Order::DeEscalate:
        return tr("De-escalate");
    case Order::Step:
        return tr("Tick off a step of the way back");
    case Order::Close:
        return tr("Close the escalation");
    case Order::StandAgain:
        return tr("Escalate it again");
    }
    return {};
}

bool EscalationOrders::isPossible(Order order, const views::LedEscalation &led)
{
    const escalation::Escalation &state = led.escalation;
    const bool isPending = escalation::pendingHandOver(state) != nullptr;
    const bool isRunning = state.status == Status::Raised || state.status == Status::Held;
    switch (order) {
    case Order::Accept:
        return isPending || (isRunning && state.owner != led.who.person) || state.status == Status::Raised;
    case Order::Refuse:
        return isPending;
    case Order::HandOver:
    case Order::Package:
    case Order::TellCustomer:
    case Order::TellOurs:
    case Order::Contact:
    case Order::Approval:
    case Order::Level:
        return state.isOpen();
    case Order::ContactDone:
        return state.isOpen() && !escalation::openFollowUps(state).empty();
    case Order::Note:
        return state.exists;
    case Order::Judge:
        return state.isOpen() && hasAsked(state);
    case Order::Incident:
        return state.isOpen() && state.incident.isNull();
    case Order::DeEscalate:
        return isRunning;
    case Order::Step:
    case Order::Close:
        return state.status == Status::DeEscalating;
    case Order::StandAgain:
        return state.status == Status::DeEscalating || state.status == Status::Closed;
    }
    return false;
}

void EscalationOrders::choose(const views::LedEscalation &led, bool isApart)
{
    static const QString kAnother = u"another"_s;
    std::vector<PickerEntry> entries;
    for (const Order order : kOrders) {
        if (isPossible(order, led))
            entries.push_back({QString::number(int(order)), nameOf(order)});
    }
    if (isApart)
        entries.push_back({kAnother, tr("Escalate the ticket for something else")});
    m_picker->open(views::ticketLine(led, m_nameOf, m_desk.now()), std::move(entries),
                   [this, led](const QString &key) {
                       if (key == kAnother)
                           return escalate(led.escalation.raised.ticket);
                       begin(Order(key.toInt()), led);
                   });
}

void EscalationOrders::begin(Order order, const views::LedEscalation &led)
{
    if (!isPossible(order, led))
        return emit told(tr("%1: this makes no sense as the escalation stands. %2.")
                             .arg(nameOf(order), views::holderText(led, m_nameOf)));
    if (!led.isReadable())
        return emit told(tr("This escalation is restricted, and you are not among those who work on it."));
    switch (order) {
    case Order::Accept:
        return accept(led);
    case Order::Refuse:
        return refuse(led);
    case Order::HandOver:
        return withTicket(led, [this, led](const auto &detail) { handOver(led, detail); });
    case Order::Package:
        return package(led);
    case Order::TellCustomer:
        return withTicket(led, [this, led](const auto &detail) { tellCustomer(led, detail); });
    case Order::TellOurs:
        return withTicket(led, [this, led](const auto &detail) { tellOurs(led, detail); });
    case Order::Contact:
        return contact(led);
    case Order::ContactDone:
        return contactDone(led);
    case Order::Note:
        return note(led);
    case Order::Approval:
        return approval(led);
    case Order::Judge:
        return judge(led);
    case Order::Level:
        return level(led);
    case Order::Incident:
        return incident(led);
    case Order::DeEscalate:
        return deEscalate(led);
    case Order::Step:
        return step(led);
    case Order::Close:
        return closeIt(led);
    case Order::StandAgain:
        return standAgain(led);
    }
}

void EscalationOrders::send(const views::LedEscalation &led, escalation::EscalationCommand command,
                            const QString &sentence, Done done)
{
    escalation::EscalationOrder order{led.escalation.id, std::move(command), std::nullopt};
    whenAnswered(m_escalations.submit(std::move(order)), this,
                 [this, sentence, done = std::move(done)](const Result<views::EscalationReceipt> &receipt) {
                     if (!receipt)
                         return done(receipt.error().detail);
                     done({});
                     if (!receipt->facts.empty() && !sentence.isEmpty())
                         emit told(sentence);
                 });
}

void EscalationOrders::ask(const views::LedEscalation &led, const QString &key, Ask ask)
{
    ask.key = key + u'.' + led.escalation.id.toString();
    m_form->open(std::move(ask));
}

void EscalationOrders::withTicket(const views::LedEscalation &led,
                                  std::function<void(const views::TicketDetail &)> then)
{
    whenAnswered(m_desk.loadTicket(led.escalation.raised.ticket), this,
                 [this, then = std::move(then)](const Result<views::TicketDetail> &detail) {
                     if (!detail)
                         return emit told(
                             tr("The ticket cannot be read: %1").arg(views::sentence(detail.error().detail)));
                     then(*detail);
                 });
}

void EscalationOrders::package(const views::LedEscalation &led)
{
    withTicket(led, [this, led](const views::TicketDetail &detail) {
        learnKnown(detail, [this, led, detail](const views::KnownCase &known) {
            m_package->open(led, detail, known, m_nameOf);
        });
    });
}

AskField EscalationOrders::personField(const QString &label, const QString &nobody) const
{
    AskField field{u"person"_s, label, AskField::Kind::Choice};
    field.choices.emplace_back(QString(), nobody);
    for (const people::Person &each : m_people)
        field.choices.emplace_back(each.id.toString(), each.name);
    return field;
}

} // namespace muster::ui
