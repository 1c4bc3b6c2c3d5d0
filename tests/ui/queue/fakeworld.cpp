// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queue/fakeworld.h"

#include "models/policy/assignmentreader.h"

namespace muster::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

sla::Target hours(qint64 count)
{
    return {sla::Target::Kind::RoundTheClock, count * 3'600'000, {}};
}

policy::Priority priority(const QString &key, const QString &name, const QString &badge, qint64 first,
                          qint64 resolution)
{
    policy::Priority made;
    made.key = key;
    made.name = name;
    made.badge = badge;
    made.targets.clocks[0] = {hours(first), {}};
    made.targets.clocks[1] = {hours(first), {}};
    made.targets.clocks[2] = {hours(first * 2), {}};
    made.targets.clocks[3] = {hours(resolution), hours(std::max<qint64>(1, resolution * 3 / 4))};
    made.targets.mayPause = key != u"P1";
    return made;
}

policy::PlaybookStep step(const QString &key, const QString &text, const QString &role,
                          policy::StepAction action, Millis due)
{
    policy::PlaybookStep made;
    made.key = key;
    made.text = text;
    made.role = role;
    made.action = action;
    made.due = sla::Target{sla::Target::Kind::RoundTheClock, due.count(), {}};
    return made;
}

struct Sample
{
    QString subject, description, customer, contact, priority;
};

std::vector<Sample> samples()
{
    return {
        {u"Checkout answers 502 in eu-west"_s,
         u"Since the release of this morning every third order fails.\nWe lose money each minute."_s,
         u"Nordwind Logistik"_s, u"Frauke Behrens"_s, u"P1"_s},
        {u"Webhooks arrive ten minutes late"_s, u"Our warehouse waits for the paid event."_s, u"Blåbær AS"_s,
         u"Ingrid Solberg"_s, u"P2"_s},
        {u"Export job stuck at 98 %"_s, u"It never ends, and there is no error."_s, u"Żubr Energia"_s,
         u"Łukasz Wójcik"_s, u"P3"_s},
        {u"مشكلة في تسجيل الدخول بعد تغيير الشهادة"_s, u"لا يمكن لأي شخص تسجيل الدخول."_s, u"شركة النور"_s,
         u"ليلى حداد"_s, u"P1"_s},
        {u"Can the invoice show our order number? It would help our accounting a great deal, because they match each line by hand today, which takes two people a day"_s,
         u"A question rather than a fault."_s, u"Contoso"_s, u"Ben 🦊 Fox"_s, u"P4"_s},
        {u"Dashboard shows totals of yesterday"_s, u"All dashboards are one day behind."_s,
         u"Nordwind Logistik"_s, u"Frauke Behrens"_s, u"P2"_s},
    };
}

} // namespace

Instant worldTime()
{
    return parseRfc3339(u"2026-11-20T14:00:00Z").value();
}

policy::Policy plainPolicy()
{
    policy::Policy policy;
    policy.key = u"plain"_s;
    policy.title = u"Plain"_s;
    policy.priorities = {
        priority(u"P1"_s, u"Critical"_s, u"red"_s, 1, 4), priority(u"P2"_s, u"High"_s, u"amber"_s, 2, 24),
        priority(u"P3"_s, u"Normal"_s, u"blue"_s, 4, 72), priority(u"P4"_s, u"Low"_s, u"grey"_s, 24, 120)};
    policy.roles = {u"agent"_s, u"technical_lead"_s};
    policy.assignment = policy::shippedAssignment();
    using policy::StepAction;
    policy.priorities[0].playbook = {
        step(u"war_room"_s, u"Open the war room"_s, u"technical_lead"_s, StepAction::CreateRoom, 15min),
        step(u"acknowledge"_s, u"Acknowledge to the customer with the case number and what was understood"_s,
             u"agent"_s, StepAction::Acknowledge, 30min),
        step(u"bridge"_s, u"Open the bridge call"_s, u"agent"_s, StepAction::None, 24h)};
    policy.priorities[1].playbook = {
        step(u"acknowledge"_s, u"Acknowledge to the customer"_s, u"agent"_s, StepAction::Acknowledge, 2h),
        step(u"backlog"_s, u"Put it into the backlog"_s, u"agent"_s, StepAction::AddToBacklog, 24h)};
    policy.priorities[0].definition = u"Nobody can work, and there is no way round it."_s;
    policy.priorities[0].examples = {u"the shop is down"_s, u"data of one customer shows for another"_s};
    policy.priorities[0].words = {u"down"_s, u"outage"_s, u"all dashboards"_s};
    policy.priorities[1].definition = u"Much is slow or broken, though there is a way round it."_s;
    policy.priorities[1].examples = {u"reports take an hour"_s};
    policy.priorities[2].definition = u"One thing is broken for few people."_s;
    policy.priorities[2].examples = {u"an export lacks a column"_s};
    policy.priorities[3].definition = u"A question, or something small."_s;
    policy.priorities[3].examples = {u"how do I change my name"_s};
    policy.tiers = {{u"enterprise"_s, u"Enterprise"_s, {}},
                    {u"business"_s, u"Business"_s, {}},
                    {u"starter"_s, u"Starter"_s, {}}};
    policy.calendars[u"always"_s].always = true;
    policy.defaultCalendar = u"always"_s;
    policy.intake = {
        {u"priority"_s, u"Priority"_s, {}, true, {}},
        {u"impact"_s, u"Impact"_s, u"Who is hit"_s, true, {u"Everyone"_s, u"Many people"_s, u"One person"_s}},
        {u"environment"_s, u"Environment"_s, u"Production, staging, version"_s, true, {}},
        {u"steps"_s, u"Steps to reproduce"_s, u"What to do to see it"_s, false, {}}};
    policy.warnPercents = {75};
    policy.pauseStatuses = {u"waiting"_s, u"on_hold"_s};
    policy.acknowledgementTemplate =
        u"Hello {contact_name},\n\nwe have your report as {case_number}: {summary}. "
        "We answer within {response_target}.\n\n{agent_name}"_s;
    return policy;
}

TicketId addPastBreach(FakeDesk &desk)
{
    ticket::TicketCreated fields;
    fields.subject = u"The nightly export was empty"_s;
    fields.contactName = u"Frauke Behrens"_s;
    fields.priority = u"P2"_s;
    const TicketId id = desk.addTicket(fields, desk.time - 30h);
    desk.append(id, desk.time - 5h, ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
    desk.append(id, desk.time - 3h, ticket::StatusChanged{ticket::Status::Reopened, {}, {}});
    desk.append(id, desk.time - 2h, ticket::PriorityChanged{u"P4"_s, {}, {}});
    return id;
}

void fill(FakeDesk &desk, int count)
{
    const PersonId me = desk.addPerson(u"Mira Okafor"_s);
    const PersonId other = desk.addPerson(u"Sam Iyer"_s);
    QHash<QString, CustomerId> customers;
    int tier = 0;
    for (const Sample &sample : samples()) {
        if (!customers.contains(sample.customer)) {
            const QString key = QStringList{u"enterprise"_s, u"business"_s, u"starter"_s}.at(tier++ % 3);
            customers.insert(sample.customer, desk.addCustomer(sample.customer, key, 120'000'00LL * tier));
        }
    }
    const std::vector<Sample> all = samples();
    for (int i = 0; i < count; ++i) {
        const Sample &sample = all[size_t(i) % all.size()];
        ticket::TicketCreated fields;
        fields.subject = sample.subject;
        fields.description = sample.description;
        fields.customer = customers.value(sample.customer);
        fields.contactName = sample.contact;
        fields.contactEmail = u"reporter@example.org"_s;
        fields.priority = sample.priority;
        fields.tier = QStringList{u"enterprise"_s, u"business"_s, u"starter"_s}.at(i % 3);
        fields.tags = i % 4 == 0 ? QStringList{u"billing"_s} : QStringList{};
        const Instant at = desk.time - 13min * (i + 1);
        const TicketId id = desk.addTicket(fields, at);
        if (i % 2 == 1)
            desk.append(id, at + 2min, ticket::Assigned{i % 4 == 1 ? me : other, {}}, me);
        if (i % 3 == 1)
            desk.append(id, at + 5min,
                        ticket::ReplySent{u"Mira Okafor"_s, u"We are looking into it."_s, {}, false, false},
                        me);
        if (i % 6 == 4)
            desk.append(id, at + 6min, ticket::StatusChanged{ticket::Status::Waiting, {}, {}}, me);
        if (i % 3 == 0)
            desk.append(id, at + 7min, ticket::NoteAdded{u"Sam Iyer"_s, u"Same pattern as last week."_s, {}},
                        other);
    }
}

} // namespace muster::test
