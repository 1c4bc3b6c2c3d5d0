// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do to an escalation: asks what each order needs and gives it. The same from the board and
// from a ticket; its forms lie over the window. Window thread; owned by the board.
#pragma once

#include "models/people/person.h"
#include "models/views/escalationcase.h"
#include "models/views/escalationtexts.h"
#include "models/views/incidentdesk.h"
#include "models/views/knownquestion.h"
#include "ui/escalation/askform.h"

#include <QObject>

namespace muster::ui {

class Dialogs;
class PackageForm;
class Picker;

class EscalationOrders final : public QObject
{
    Q_OBJECT
public:
    enum class Order : quint8
    {
        Accept,
        Refuse,
        HandOver,
        Package,
        TellCustomer,
        TellOurs,
        Contact,
        ContactDone,
        Note,
        Approval,
        Judge,
        Level,
        Incident,
        DeEscalate,
        Step,
        Close,
        StandAgain
    };
    /// `host`: what the forms lie over.
    EscalationOrders(views::Desk &desk, views::EscalationDesk &escalations, QWidget *host);

    void setDialogs(std::shared_ptr<Dialogs> dialogs);
    /// Where what is known already is asked for; the check goes without where there is none.
    void setKnowledge(views::KnowledgeDesk *knowledge) { m_knowledge = knowledge; }
    void setPeople(std::vector<people::Person> people);
    const views::PersonNameOf &nameOf() const { return m_nameOf; }
    /// Of a ticket: the check, then the form.
    void escalate(TicketId ticket);
    /// What can be done to it now, to choose from; `isApart`: it takes up nothing else of its ticket, which
    /// may be escalated for something else beside it.
    void choose(const views::LedEscalation &led, bool isApart = false);
    /// NotAllowed in words where the order makes no sense now.
    void begin(Order order, const views::LedEscalation &led);
    static QString nameOf(Order order);
    static bool isPossible(Order order, const views::LedEscalation &led);

signals:
    void told(const QString &sentence);

private:
    using Done = std::function<void(const QString &refusal)>;
    void send(const views::LedEscalation &led, escalation::EscalationCommand command, const QString &sentence,
              Done done);
    void ask(const views::LedEscalation &led, const QString &key, Ask ask);
    /// Goes on with the ticket behind it.
    void withTicket(const views::LedEscalation &led, std::function<void(const views::TicketDetail &)> then);
    void package(const views::LedEscalation &led);
    /// What is known already, for the check and the package; nothing where it is asked nowhere.
    void learnKnown(const views::TicketDetail &detail,
                    const std::function<void(const views::KnownCase &)> &then);
    void raise(const views::TicketDetail &detail, std::shared_ptr<const policy::CompiledPolicy> policy,
               const views::KnownCase &known);
    // escalationwords.cpp
    void tellCustomer(const views::LedEscalation &led, const views::TicketDetail &detail);
    void tellOurs(const views::LedEscalation &led, const views::TicketDetail &detail);
    void askOurs(const views::LedEscalation &led, const views::TicketDetail &detail,
                 const QStringList &names);
    void say(const views::LedEscalation &led, escalation::Told told, const QString &sentence, Done done);
    QStringList peopleNames() const;
    // escalationasks.cpp
    void accept(const views::LedEscalation &led);
    void refuse(const views::LedEscalation &led);
    void handOver(const views::LedEscalation &led, const views::TicketDetail &detail);
    void contact(const views::LedEscalation &led);
    void contactDone(const views::LedEscalation &led);
    void note(const views::LedEscalation &led);
    void approval(const views::LedEscalation &led);
    void judge(const views::LedEscalation &led);
    void level(const views::LedEscalation &led);
    void incident(const views::LedEscalation &led);
    void deEscalate(const views::LedEscalation &led);
    void step(const views::LedEscalation &led);
    void closeIt(const views::LedEscalation &led);
    void standAgain(const views::LedEscalation &led);
    AskField personField(const QString &label, const QString &nobody) const;

    views::Desk &m_desk;
    views::EscalationDesk &m_escalations;
    views::KnowledgeDesk *m_knowledge = nullptr;
    std::vector<people::Person> m_people;
    views::PersonNameOf m_nameOf;
    AskForm *m_form;
    PackageForm *m_package;
    Picker *m_picker;
};

} // namespace muster::ui
