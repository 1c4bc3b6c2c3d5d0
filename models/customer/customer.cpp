// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customer/customer.h"

#include "models/base/names.h"
#include "models/base/payload.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::customer {
namespace {

constexpr qsizetype kMaxName = 200;
constexpr qsizetype kMostContacts = 1000;
constexpr qint64 kMaxMinor = 9007199254740992; // 2^53: exact in JSON up to here

QJsonObject toJson(const Contact &contact)
{
    PayloadWriter w;
    w.value(u"name"_s, contact.name);
    w.text(u"email"_s, contact.email);
    w.text(u"phone"_s, contact.phone);
    w.text(u"role"_s, contact.role);
    return w.take();
}

Result<Contact> contactFrom(const QJsonObject &json)
{
    PayloadReader r(json);
    Contact contact{r.text(u"name"_s), r.text(u"email"_s), r.text(u"phone"_s), r.text(u"role"_s)};
    return r.finish<Contact>(std::move(contact));
}

Money readMoney(PayloadReader &r)
{
    const QJsonValue value = r.value(u"arr"_s);
    const Money money{value[u"minor"].toInteger(-1), value[u"currency"].toString()};
    const bool isCode = money.currency.size() == 3 &&
                        std::ranges::all_of(money.currency, [](QChar c) { return c.isLetter(); });
    if (money.minor < 0 || money.minor > kMaxMinor || !isCode)
        r.fail(u"arr"_s, u"whole minor units and a currency of three letters"_s);
    return money;
}

std::vector<Contact> readContacts(PayloadReader &r)
{
    const QJsonValue value = r.value(u"contacts"_s);
    const QJsonArray entries = value.toArray();
    if (!value.isArray() || entries.size() > kMostContacts)
        r.fail(u"contacts"_s, u"a list of at most %1"_s.arg(kMostContacts));
    std::vector<Contact> contacts;
    for (const auto &entry : entries) {
        auto contact = contactFrom(entry.toObject());
        if (!entry.isObject() || !contact)
            r.fail(u"contacts"_s, u"a list of objects with name, email, phone and role as texts"_s);
        else
            contacts.push_back(std::move(*contact));
    }
    return contacts;
}

} // namespace

QString churnRiskName(ChurnRisk risk)
{
    switch (risk) {
    case ChurnRisk::Unknown:
        return u"unknown"_s;
    case ChurnRisk::Low:
        return u"low"_s;
    case ChurnRisk::Medium:
        return u"medium"_s;
    case ChurnRisk::High:
        return u"high"_s;
    }
    return {};
}

std::optional<ChurnRisk> churnRiskFromName(QStringView name)
{
    return named(name, std::array{ChurnRisk::Unknown, ChurnRisk::Low, ChurnRisk::Medium, ChurnRisk::High},
                 &churnRiskName);
}

QJsonObject toPayload(const CustomerChanged &fact)
{
    PayloadWriter w;
    w.text(u"name"_s, fact.name);
    w.text(u"tier"_s, fact.tier);
    w.text(u"account_manager"_s, fact.accountManager);
    w.text(u"notes"_s, fact.notes);
    if (fact.arr)
        w.value(u"arr"_s, QJsonObject{{u"minor"_s, fact.arr->minor}, {u"currency"_s, fact.arr->currency}});
    if (fact.contacts) {
        QJsonArray contacts;
        for (const Contact &contact : *fact.contacts)
            contacts.append(toJson(contact));
        w.value(u"contacts"_s, contacts);
    }
    if (fact.churnRisk)
        w.value(u"churn_risk"_s, churnRiskName(*fact.churnRisk));
    return w.take();
}

Result<CustomerChanged> customerFromPayload(const QJsonObject &payload)
{
    PayloadReader r(payload);
    CustomerChanged fact;
    fact.name = r.optionalText(u"name"_s);
    fact.tier = r.optionalText(u"tier"_s);
    fact.accountManager = r.optionalText(u"account_manager"_s);
    fact.notes = r.optionalText(u"notes"_s, kMaxPayloadText);
    if (r.has(u"arr"_s))
        fact.arr = readMoney(r);
    if (r.has(u"contacts"_s))
        fact.contacts = readContacts(r);
    if (r.has(u"churn_risk"_s))
        fact.churnRisk = r.word<ChurnRisk>(u"churn_risk"_s, &churnRiskFromName);
    return r.finish<CustomerChanged>(std::move(fact));
}

Customer apply(Customer state, const CustomerChanged &fact, Instant occurredAt)
{
    if (state.createdAt == Instant{})
        state.createdAt = occurredAt;
    state.name = fact.name.value_or(state.name);
    state.tier = fact.tier.value_or(state.tier);
    state.accountManager = fact.accountManager.value_or(state.accountManager);
    state.notes = fact.notes.value_or(state.notes);
    if (fact.arr)
        state.arr = fact.arr;
    state.contacts = fact.contacts.value_or(state.contacts);
    state.churnRisk = fact.churnRisk.value_or(state.churnRisk);
    return state;
}

Result<CustomerChanged> decide(const Customer &state, const CustomerChanged &wish)
{
    const QString name = wish.name.value_or(state.name).trimmed();
    if (name.isEmpty() || name.size() > kMaxName)
        return Error{Fault::BadInput, u"a customer needs a name of at most %1 characters"_s.arg(kMaxName)};
    if (wish.arr && wish.arr->minor < 0)
        return Error{Fault::BadInput, u"the ARR of %1 cannot be negative"_s.arg(name)};
    for (const Contact &contact : wish.contacts.value_or(std::vector<Contact>())) {
        if (!contact.email.isEmpty() && !contact.email.contains(u'@'))
            return Error{Fault::BadInput, u"\"%1\" is no e-mail address: it has no @"_s.arg(contact.email)};
    }
    CustomerChanged change = wish;
    if (change.name)
        change.name = name;
    return customerFromPayload(toPayload(change)); // what could not be read again does not get in
}

} // namespace muster::customer
