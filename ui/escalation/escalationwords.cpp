// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of an escalation, to the customer and to our own people: filled in, checked as the updates of
// the war room are, and sent.
#include "models/comms/timetext.h"
#include "models/escalation/messages.h"
#include "ui/escalation/escalationorders.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/whenfield.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace muster::ui {

using Kind = AskField::Kind;

namespace {

constexpr int kWordLines = 11;

/// Who has it, as the customer may know it: where it goes, else whoever holds it, else the level.
QString holderFor(const views::LedEscalation &led, const views::PersonNameOf &nameOf)
{
    const escalation::Escalation &state = led.escalation;
    const escalation::HandOver *pending = escalation::pendingHandOver(state);
    if (const policy::EscalationPath *path = led.rules().path(pending ? pending->path : state.path))
        return path->name;
    return state.status == escalation::Status::Held ? nameOf(state.owner) : views::levelName(led);
}

/// The next update to propose: what is promised, else when the clock that is shown runs out; absent where
/// both have passed.
std::optional<Instant> nextFor(const views::LedEscalation &led, Instant now)
{
    if (const auto promised = escalation::promisedUpdate(led.escalation); promised && *promised > now)
        return promised;
    const sla::ClockSummary clock = views::shownClock(led).clock;
    if (clock.phase != sla::ClockSummary::Phase::Running || clock.due <= now + std::chrono::minutes(1))
        return std::nullopt;
    return std::chrono::floor<std::chrono::minutes>(clock.due); // nobody promises seconds
}

AskField reasonField()
{
    return {u"reason"_s, EscalationOrders::tr("Why all the same"),
            Kind::Line,  {},
            {},          EscalationOrders::tr("Mend it, or write why it goes out all the same")};
}

/// The channels that an escalation is told by.
QStringList channelNames(const policy::Policy &policy)
{
    const policy::ChannelRules &channels = policy.notifications;
    QStringList names;
    for (const QString &key : channels.occasion(u"escalation"_s).channels) {
        const policy::Channel *channel = channels.channel(key);
        names += channel ? channel->name : key;
    }
    return names;
}

} // namespace

QStringList EscalationOrders::peopleNames() const
{
    QStringList names;
    for (const people::Person &each : m_people)
        names += each.name;
    return names;
}

void EscalationOrders::tellCustomer(const views::LedEscalation &led, const views::TicketDetail &detail)
{
    const comms::TimeFrame time{m_desk.now(), localZone()};
    const auto next = nextFor(led, time.now);
    const bool isOver = led.escalation.status == escalation::Status::DeEscalating;
    Ask made;
    made.title = tr("Tell the customer: %1").arg(detail.ticket.caseNumber);
    made.yes = tr("Send as a reply");
    made.fields = {
        {u"holder"_s, tr("Who has it"), Kind::Line, {}, holderFor(led, m_nameOf)},
        {u"next"_s, tr("Next update by"), Kind::When, {}, next && !isOver ? fixedWhen(*next) : QString()},
        {u"workaround"_s,
         tr("Helps until then"),
         Kind::Line,
         {},
         {},
         tr("What they can do meanwhile; empty where nothing is known")},
        {u"text"_s, tr("Reply"), Kind::Text, {}, {}, {}, kWordLines},
        reasonField()};
    made.told = [](const AskAnswers &) {
        AskTold told;
        told.text = tr("It becomes a reply on the ticket, and stands in the escalation.");
        return told;
    };
    const escalation::CustomerWords known{detail.ticket.contactName,
                                          detail.ticket.caseNumber,
                                          detail.ticket.subject,
                                          {},
                                          {},
                                          {},
                                          m_nameOf(m_desk.me()),
                                          isOver};
    made.compose = [known, time](const AskAnswers &answers) {
        escalation::CustomerWords words = known;
        words.holder = answers.text(u"holder"_s);
        words.nextBy = answers.time(u"next"_s);
        words.workaround = answers.text(u"workaround"_s);
        return escalation::customerMessage(words, [time](Instant at) { return comms::clockText(at, time); });
    };
    made.check = [led, time, isOver, names = peopleNames(),
                  number = detail.ticket.caseNumber](const AskAnswers &answers) {
        return escalation::checkCustomerMessage(
            {number, answers.texts.value(u"text"_s), answers.time(u"next"_s), isOver},
            led.policy->policy().incidents, time, names);
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        escalation::Told told{escalation::Audience::Customer,
                              answers.text(u"text"_s),
                              u"reply"_s,
                              answers.time(u"next"_s),
                              answers.held,
                              {}};
        told.reason = answers.text(u"reason"_s);
        say(led, std::move(told), tr("The reply is on the ticket."), done);
    };
    ask(led, u"tell_customer"_s, std::move(made));
}

void EscalationOrders::tellOurs(const views::LedEscalation &led, const views::TicketDetail &detail)
{
    // The channels are those in force now, and not those of the version that the escalation goes by.
    whenAnswered(m_desk.policyInForce(), this,
                 [this, led, detail](const Result<views::PolicyInForce> &inForce) {
                     const bool isKnown = inForce && inForce->policy;
                     askOurs(led, detail, channelNames((isKnown ? inForce->policy : led.policy)->policy()));
                 });
}

void EscalationOrders::askOurs(const views::LedEscalation &led, const views::TicketDetail &detail,
                               const QStringList &names)
{
    const comms::TimeFrame time{m_desk.now(), localZone()};
    const escalation::CaseValues values = views::checkInputOf(detail, led.policy->policy(), time.now).values;
    Ask made;
    made.title = tr("Tell our people: %1").arg(detail.ticket.caseNumber);
    made.yes = tr("Send and copy");
    made.fields = {{u"text"_s, tr("Message"), Kind::Text, {}, {}, {}, kWordLines}, reasonField()};
    const bool isRestricted = escalation::isRestricted(led.escalation, led.rules());
    made.told = [names, isRestricted](const AskAnswers &) {
        AskTold told;
        told.text = names.isEmpty() ? tr("The policy has no channel for escalations: it is copied, and "
                                         "stands in the escalation.")
                                    : tr("Goes out as a notification (%1), is copied, and stands in the "
                                         "escalation.")
                                          .arg(names.join(u", "_s));
        if (isRestricted)
            told.result = tr("Restricted: the notification says only that there is something to look at.");
        return told;
    };
    made.compose = [led, values, nameOf = m_nameOf](const AskAnswers &) {
        return escalation::internalNotification(led.escalation, {led.rules(), values, nameOf, fixedWhen});
    };
    made.check = [led, time, all = peopleNames()](const AskAnswers &answers) {
        return escalation::checkInternalMessage(answers.texts.value(u"text"_s),
                                                led.policy->policy().incidents, time, all);
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        escalation::Told told{escalation::Audience::Internal,
                              answers.text(u"text"_s),
                              u"notification"_s,
                              std::nullopt,
                              answers.held,
                              {}};
        told.reason = answers.text(u"reason"_s);
        say(led, told, tr("Our people are told; the message is copied as well."),
            [done, text = told.text](const QString &refusal) {
                if (refusal.isEmpty())
                    QGuiApplication::clipboard()->setText(text);
                done(refusal);
            });
    };
    ask(led, u"tell_ours"_s, std::move(made));
}

void EscalationOrders::say(const views::LedEscalation &led, escalation::Told told, const QString &sentence,
                           Done done)
{
    whenAnswered(m_escalations.tell(led.escalation.id, std::move(told)), this,
                 [this, sentence, done = std::move(done)](const Result<views::EscalationReceipt> &receipt) {
                     done(receipt ? QString() : receipt.error().detail);
                     if (receipt)
                         emit this->told(sentence);
                 });
}

} // namespace muster::ui
