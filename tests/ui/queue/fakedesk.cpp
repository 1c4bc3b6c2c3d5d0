// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queue/fakedesk.h"

#include "models/policy/policyreader.h"
#include "models/ticket/playbook.h"
#include "models/views/markedtext.h"

#include <QRegularExpression>

namespace muster::test {

using namespace Qt::StringLiterals;

namespace {

template <typename T> QFuture<Result<T>> ready(T value)
{
    return QtFuture::makeReadyFuture(Result<T>(std::move(value)));
}

template <typename T> QFuture<Result<T>> failed(Fault fault, const QString &detail)
{
    return QtFuture::makeReadyFuture(Result<T>(Error{fault, detail}));
}

template <typename List, typename Match, typename Make> auto indexOf(List &list, Match match, Make make)
{
    const auto found = std::find_if(list.begin() + 1, list.end(), match);
    if (found != list.end())
        return size_t(found - list.begin());
    list.push_back(make());
    return list.size() - 1;
}

/// The text with \x02 … \x03 around the words, as the store's snippets have them.
QString markedSnippet(QString text, const QString &words)
{
    const std::vector<views::MarkedSpan> places = views::wordPlaces(text, words);
    for (auto place = places.rbegin(); place != places.rend(); ++place)
        text.insert(place->at + place->length, QChar(3)).insert(place->at, QChar(2));
    return text;
}

} // namespace

FakeDesk::FakeDesk(policy::Policy policy, Instant now, QObject *parent) : Desk(parent), time(now)
{
    adopt(std::move(policy));
    for (const policy::Priority &each : m_policy->policy().priorities)
        m_names.priorities.push_back({each.key, each.name, each.badge, int(m_names.priorities.size())});
    for (const policy::Tier &each : m_policy->policy().tiers)
        m_names.tiers.push_back({each.key, each.name});
}

void FakeDesk::adopt(policy::Policy policy)
{
    const PolicyId subject = PolicyId::derived(Instant{}, {u"policy"});
    m_policyInForce = {subject, FactId::derived(time, {u"version", QString::number(m_policies.size())})};
    m_policy = policy::CompiledPolicy::make(std::move(policy)).value();
    m_policies[m_policyInForce.version] = m_policy;
    emit policyChanged();
}

std::shared_ptr<const policy::CompiledPolicy> FakeDesk::policyOf(const ticket::Ticket &ticket) const
{
    return m_policies.at(ticket.policy.version);
}

CustomerId FakeDesk::addCustomer(const QString &name, const QString &tier, qint64 arrMinor)
{
    const CustomerId id = CustomerId::derived(time, {u"customer", name});
    customer::Customer customer{id, name, tier, {}, {}, {}, {}, {}, time};
    if (arrMinor > 0)
        customer.arr = customer::Money{arrMinor, u"USD"_s};
    m_customers[id] = customer;
    return id;
}

PersonId FakeDesk::addPerson(const QString &name)
{
    const PersonId id = PersonId::derived(time, {u"person", name});
    people::Person person;
    person.id = id;
    person.name = name;
    person.role = u"agent"_s;
    m_people[id] = person;
    if (m_me.isNull())
        m_me = id;
    return id;
}

QString FakeDesk::personName(PersonId person) const
{
    const auto found = m_people.find(person);
    return found == m_people.end() ? QString() : found->second.name;
}

TicketId FakeDesk::addTicket(ticket::TicketCreated fields, Instant at)
{
    ++m_counter;
    if (fields.caseNumber.isEmpty())
        fields.caseNumber = u"MSTR-7F3K-%1"_s.arg(m_counter, 4, 10, QLatin1Char('0'));
    fields.policy = m_policyInForce;
    const TicketId id = TicketId::derived(at, {u"ticket", fields.caseNumber});
    m_tickets[id].state.id = id;
    append(id, at, fields);
    return id;
}

void FakeDesk::append(TicketId ticket, Instant at, ticket::TicketFact fact, PersonId actor)
{
    Held &held = m_tickets[ticket];
    const FactId id = FactId::derived(at, {u"fact", ticket.toString(), QString::number(held.history.size())});
    held.history.push_back(
        {id, at, time, personName(actor), ticket::typeName(fact), ticket::typeName(fact), false, false});
    held.facts.push_back(ticket::Recorded{id, at, time, actor, std::move(fact), false, {}});
    ticket::apply(held.state, held.facts.back());
}

views::TicketRow FakeDesk::rowOf(const ticket::Ticket &ticket)
{
    views::TicketRow row;
    row.id = ticket.id;
    row.caseNumber = ticket.caseNumber;
    row.subject = ticket.subject;
    row.contact = ticket.contactName;
    row.status = ticket.status;
    row.acknowledged = ticket.acknowledged;
    row.created = ticket.createdAt;
    row.updated = ticket.updatedAt;
    row.customerSpokeLast =
        !ticket.messages.empty() && ticket.messages.back().kind == ticket::MessageKind::Customer;
    if (const auto known = m_customers.find(ticket.customer); known != m_customers.end()) {
        const customer::Customer &customer = known->second;
        row.customer = quint32(indexOf(
            m_names.customers, [&](const auto &each) { return each.id == customer.id; },
            [&] {
                return views::CustomerName{customer.id, customer.name};
            }));
    }
    if (!ticket.assignee.isNull())
        row.assignee = quint32(indexOf(
            m_names.people, [&](const auto &each) { return each.id == ticket.assignee; },
            [&] {
                return views::PersonName{ticket.assignee, personName(ticket.assignee)};
            }));
    if (!ticket.tags.isEmpty())
        row.tags = quint32(indexOf(
            m_names.tagSets, [&](const auto &each) { return each == ticket.tags; },
            [&] { return ticket.tags; }));
    for (size_t i = 1; i < m_names.priorities.size(); ++i) {
        if (m_names.priorities[i].key == ticket.priority)
            row.priority = quint16(i);
    }
    for (size_t i = 1; i < m_names.tiers.size(); ++i) {
        if (m_names.tiers[i].key == ticket.tier)
            row.tier = quint16(i);
    }
    row.clocks = sla::summarise(ticket::clocksInput(ticket, *policyOf(ticket)));
    return row;
}

QFuture<Result<views::QueueSnapshot>> FakeDesk::loadQueue()
{
    if (readFails)
        return failed<views::QueueSnapshot>(Fault::Damaged, u"The file is not intact."_s);
    views::QueueSnapshot snapshot;
    for (const auto &[id, held] : m_tickets) {
        if (held.state.status == ticket::Status::Closed)
            ++snapshot.closedCount;
        else
            snapshot.rows.push_back(rowOf(held.state));
    }
    snapshot.names = m_names;
    snapshot.policy = m_policy;
    snapshot.policyInForce = m_policyInForce;
    return ready(std::move(snapshot));
}

QFuture<Result<views::TicketDetail>> FakeDesk::loadTicket(TicketId ticket)
{
    const auto held = m_tickets.find(ticket);
    if (held == m_tickets.end())
        return failed<views::TicketDetail>(Fault::NotFound, u"There is no such ticket."_s);
    views::TicketDetail detail;
    detail.ticket = held->second.state;
    detail.history = held->second.history;
    detail.policy = policyOf(detail.ticket);
    detail.assigneeName = personName(detail.ticket.assignee);
    if (const auto customer = m_customers.find(detail.ticket.customer); customer != m_customers.end())
        detail.customer = customer->second;
    return ready(std::move(detail));
}

void FakeDesk::giveAlerts(TicketId ticket)
{
    const ticket::Ticket &state = m_tickets[ticket].state;
    for (const ticket::StepMarked &alert : ticket::alertsOf(state, policyOf(state)->policy())) {
        append(ticket, time, alert, m_me);
        m_alerts.push_back({ticket, state.caseNumber, state.subject, state.priority, alert.words, {}});
    }
}

void FakeDesk::decideOne(const ticket::TicketOrder &order, views::Receipt &receipt)
{
    ticket::TicketOrder own = order;
    if (const auto *create = std::get_if<ticket::CreateTicket>(&order.command);
        create && order.ticket.isNull()) {
        ++m_counter;
        ticket::CreateTicket numbered = *create;
        numbered.fields.caseNumber = u"MSTR-7F3K-%1"_s.arg(m_counter, 4, 10, QLatin1Char('0'));
        numbered.fields.policy = m_policyInForce;
        own.ticket = TicketId::derived(time, {u"ticket", numbered.fields.caseNumber});
        own.command = numbered;
        m_tickets[own.ticket].state.id = own.ticket;
    }
    const ticket::Ticket before = m_tickets[own.ticket].state;
    const auto facts = ticket::decide(before, own, {m_policy->policy(), time, m_me, personName(m_me)});
    if (!facts) {
        receipt.failures.push_back({own.ticket, before.caseNumber, facts.error()});
        if (!before.exists)
            m_tickets.erase(own.ticket);
        return;
    }
    for (const auto &[at, fact] : *facts)
        append(own.ticket, at, fact, m_me);
    if (facts->empty())
        return;
    const ticket::Ticket &after = m_tickets[own.ticket].state;
    if (after.priority != before.priority || (ticket::isOpen(after.status) && !ticket::isOpen(before.status)))
        giveAlerts(own.ticket);
    ++receipt.saved;
    receipt.tickets.push_back(own.ticket);
    receipt.caseNumbers.push_back(m_tickets[own.ticket].state.caseNumber);
    if (const auto back = ticket::inverse(before, own.command))
        receipt.undo.push_back({own.ticket, *back, {}});
}

QFuture<Result<views::Receipt>> FakeDesk::submit(std::vector<ticket::TicketOrder> orders)
{
    if (writeFails)
        return failed<views::Receipt>(Fault::DiskFull, u"The disk is full."_s);
    views::Receipt receipt;
    for (const ticket::TicketOrder &order : orders)
        decideOne(order, receipt);
    announce(receipt.tickets);
    return ready(std::move(receipt));
}

void FakeDesk::announce(const std::vector<TicketId> &tickets)
{
    views::QueueChange change;
    for (const TicketId id : tickets) {
        const ticket::Ticket &state = m_tickets[id].state;
        if (state.status == ticket::Status::Closed || !state.mergedInto.isNull())
            change.gone.push_back(id);
        else
            change.rows.push_back(rowOf(state));
    }
    change.names = m_names;
    change.alerts = std::exchange(m_alerts, {});
    emit queueChanged(change);
}

namespace {

/// The text of a message; null for other facts.
QString *textOf(ticket::TicketFact &fact)
{
    if (auto *reply = std::get_if<ticket::ReplySent>(&fact))
        return &reply->text;
    if (auto *note = std::get_if<ticket::NoteAdded>(&fact))
        return &note->text;
    auto *message = std::get_if<ticket::CustomerMessageReceived>(&fact);
    return message ? &message->text : nullptr;
}

} // namespace

QFuture<Result<void>>
FakeDesk::mend(FactId entry, const QString &what, const QString &reason,
               const std::function<bool(ticket::Recorded &, views::HistoryEntry &)> &change)
{
    if (writeFails)
        return QtFuture::makeReadyFuture(Result<void>(Error{Fault::DiskFull, u"The disk is full."_s}));
    for (auto &[id, held] : m_tickets) {
        const auto fact = std::ranges::find(held.facts, entry, &ticket::Recorded::id);
        const auto line = std::ranges::find(held.history, entry, &views::HistoryEntry::fact);
        if (fact == held.facts.end() || line == held.history.end())
            continue;
        if (!change(*fact, *line))
            return QtFuture::makeReadyFuture(
                Result<void>(Error{Fault::NotAllowed, u"This entry cannot be changed so."_s}));
        held.history.push_back({FactId::derived(time, {u"mend", QString::number(held.history.size())}), time,
                                time, personName(m_me), what, what + u": "_s + reason, false, false});
        held.state = {};
        held.state.id = id;
        for (const ticket::Recorded &each : held.facts)
            ticket::apply(held.state, each);
        announce({id});
        return QtFuture::makeReadyFuture(Result<void>());
    }
    return QtFuture::makeReadyFuture(Result<void>(Error{Fault::NotFound, u"There is no such entry."_s}));
}

QFuture<Result<void>> FakeDesk::correctEntry(FactId entry, QString text, QString reason)
{
    return mend(entry, u"fact.corrected"_s, reason,
                [&text](ticket::Recorded &fact, views::HistoryEntry &line) {
                    QString *was = textOf(fact.fact);
                    if (!was || fact.redacted)
                        return false;
                    if (!fact.correctedFrom)
                        fact.correctedFrom = fact.fact;
                    *was = text;
                    line.struck = true;
                    return true;
                });
}

QFuture<Result<void>> FakeDesk::redactEntry(FactId entry, QString reason)
{
    return mend(entry, u"fact.redacted"_s, reason, [](ticket::Recorded &fact, views::HistoryEntry &line) {
        if (QString *was = textOf(fact.fact))
            was->clear();
        fact.correctedFrom.reset();
        fact.redacted = line.redacted = true;
        line.struck = false;
        return true;
    });
}

QFuture<Result<views::SearchResult>> FakeDesk::search(QString words, int limit)
{
    ++searches;
    if (searchFails)
        return failed<views::SearchResult>(Fault::Damaged, u"The search index is damaged"_s);
    views::SearchResult result;
    for (const auto &[id, held] : m_tickets) {
        const ticket::Ticket &ticket = held.state;
        QStringList texts{ticket.description};
        for (const ticket::Message &message : ticket.messages)
            texts += message.text;
        const QString text = texts.join(u' ');
        const QString all =
            QStringList{ticket.caseNumber, ticket.subject, ticket.contactName, text}.join(u' ');
        const auto holds = [&](const QString &word) { return !views::wordPlaces(all, word).empty(); };
        if (!std::ranges::all_of(words.split(QRegularExpression(u"[\\s-]+"_s), Qt::SkipEmptyParts), holds))
            continue;
        result.more = int(result.hits.size()) >= limit;
        if (result.more)
            break;
        result.hits.push_back({rowOf(ticket), markedSnippet(text, words)});
    }
    result.names = m_names;
    return ready(std::move(result));
}

QFuture<Result<std::vector<customer::Customer>>> FakeDesk::customers()
{
    std::vector<customer::Customer> all;
    for (const auto &[id, customer] : m_customers)
        all.push_back(customer);
    return ready(std::move(all));
}

QFuture<Result<CustomerId>> FakeDesk::saveCustomer(std::optional<CustomerId> id,
                                                   customer::CustomerChanged change)
{
    const CustomerId which =
        id.value_or(CustomerId::derived(time, {u"customer", change.name.value_or(QString())}));
    const auto decided = customer::decide(m_customers[which], change);
    if (!decided)
        return failed<CustomerId>(decided.error().fault, decided.error().detail);
    m_customers[which] = customer::apply(m_customers[which], *decided, time);
    m_customers[which].id = which;
    return ready(CustomerId(which));
}

QFuture<Result<std::vector<people::Person>>> FakeDesk::people()
{
    std::vector<people::Person> all;
    for (const auto &[id, person] : m_people)
        all.push_back(person);
    return ready(std::move(all));
}

QFuture<Result<views::Fitting>> FakeDesk::fitting(std::vector<TicketId> tickets)
{
    std::vector<automation::Candidate> candidates;
    for (const auto &[id, person] : m_people) {
        const auto open = std::ranges::count_if(m_tickets, [&](const auto &held) {
            return held.second.state.assignee == id && ticket::isOpen(held.second.state.status);
        });
        candidates.push_back({person, int(open)});
    }
    const policy::AssignmentRules &rules = m_policy->policy().assignment;
    views::Fitting fitting;
    fitting.people = automation::fitsOf(m_tickets[tickets.front()].state, rules, candidates, time);
    for (const TicketId ticket : tickets) {
        const auto fits = automation::fitsOf(m_tickets[ticket].state, rules, candidates, time);
        if (!fits.empty() && fits.front().fits)
            fitting.best.emplace_back(ticket, fits.front());
    }
    return ready(std::move(fitting));
}

QFuture<Result<PersonId>> FakeDesk::savePerson(std::optional<PersonId> id, people::PersonChanged change)
{
    const PersonId which = id.value_or(PersonId::derived(time, {u"person", change.name.value_or(QString())}));
    const auto decided = people::decide(id ? m_people[which] : people::Person(), change);
    if (!decided)
        return failed<PersonId>(decided.error().fault, decided.error().detail);
    m_people[which] = people::apply(m_people[which], *decided);
    m_people[which].id = which;
    return ready(PersonId(which));
}

QFuture<Result<void>> FakeDesk::setMe(PersonId person)
{
    m_me = person;
    return QtFuture::makeReadyFuture(Result<void>());
}

QFuture<Result<views::PolicyInForce>> FakeDesk::policyInForce()
{
    return ready(views::PolicyInForce{m_policy, policyText, time});
}

QFuture<Result<void>> FakeDesk::adoptPolicy(QByteArray yaml)
{
    const policy::ReadPolicy read = policy::readPolicy(yaml, u"policy"_s);
    if (!read.policy)
        return QtFuture::makeReadyFuture(Result<void>(Error{Fault::BadInput, u"The policy is wrong."_s}));
    m_policy = policy::CompiledPolicy::make(*read.policy).value();
    policyText = yaml;
    emit policyChanged();
    return QtFuture::makeReadyFuture(Result<void>());
}

QFuture<Result<void>> FakeDesk::setSetting(QString key, QByteArray value)
{
    if (value.isEmpty())
        settings.remove(key);
    else
        settings.insert(key, value);
    return QtFuture::makeReadyFuture(Result<void>());
}

QStringList FakeDesk::settingKeys(const QString &prefix) const
{
    QStringList keys;
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        if (it.key().startsWith(prefix))
            keys.append(it.key());
    }
    return keys;
}

void FakeDesk::startImport(QString file, QString mapKey, QByteArray mapJson, bool dryRun)
{
    ++imports;
    lastFile = file;
    lastMapKey = mapKey;
    lastMap = mapJson;
    lastDryRun = dryRun;
}

} // namespace muster::test
