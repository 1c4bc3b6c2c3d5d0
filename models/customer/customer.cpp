// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customer/customer.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::StringLiterals;

namespace muster::customer {
namespace {

constexpr qsizetype kMaxName = 200;
constexpr double kMaxMinor = 9007199254740992.0; // 2^53: exact in JSON up to here

QJsonObject toJson(const Contact &contact)
{
    QJsonObject json{{u"name"_s, contact.name}};
    if (!contact.email.isEmpty())
        json.insert(u"email"_s, contact.email);
    if (!contact.phone.isEmpty())
        json.insert(u"phone"_s, contact.phone);
    if (!contact.role.isEmpty())
        json.insert(u"role"_s, contact.role);
    return json;
}

Result<Money> moneyFrom(const QJsonValue &value)
{
    const double minor = value[u"minor"].toDouble(-1);
    const QString currency = value[u"currency"].toString();
    if (minor < 0 || minor > kMaxMinor || minor != std::floor(minor) || currency.size() != 3)
        return Error{Fault::BadInput,
                     u"\"arr\" should hold whole minor units and a currency of three letters"_s};
    return Money{qint64(minor), currency};
}

Result<std::vector<Contact>> contactsFrom(const QJsonValue &value)
{
    if (!value.isArray() || value.toArray().size() > 1000)
        return Error{Fault::BadInput, u"\"contacts\" should be a list of at most 1000"_s};
    std::vector<Contact> contacts;
    for (const QJsonValue entry : value.toArray())
        contacts.push_back({entry[u"name"].toString(), entry[u"email"].toString(), entry[u"phone"].toString(),
                            entry[u"role"].toString()});
    return contacts;
}

/// Reads an optional text; false where the key holds something else.
bool readText(const QJsonObject &payload, const QString &key, std::optional<QString> &into)
{
    if (!payload.contains(key))
        return true;
    if (!payload.value(key).isString())
        return false;
    into = payload.value(key).toString();
    return true;
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
    for (const ChurnRisk risk : {ChurnRisk::Unknown, ChurnRisk::Low, ChurnRisk::Medium, ChurnRisk::High}) {
        if (churnRiskName(risk) == name)
            return risk;
    }
    return std::nullopt;
}

QJsonObject toPayload(const CustomerChanged &fact)
{
    QJsonObject payload;
    const auto put = [&](const QString &key, const std::optional<QString> &value) {
        if (value)
            payload.insert(key, *value);
    };
    put(u"name"_s, fact.name);
    put(u"tier"_s, fact.tier);
    put(u"account_manager"_s, fact.accountManager);
    put(u"notes"_s, fact.notes);
    if (fact.arr)
        payload.insert(u"arr"_s,
                       QJsonObject{{u"minor"_s, fact.arr->minor}, {u"currency"_s, fact.arr->currency}});
    if (fact.contacts) {
        QJsonArray contacts;
        for (const Contact &contact : *fact.contacts)
            contacts.append(toJson(contact));
        payload.insert(u"contacts"_s, contacts);
    }
    if (fact.churnRisk)
        payload.insert(u"churn_risk"_s, churnRiskName(*fact.churnRisk));
    return payload;
}

Result<CustomerChanged> customerFromPayload(const QJsonObject &payload)
{
    CustomerChanged fact;
    if (!readText(payload, u"name"_s, fact.name) || !readText(payload, u"tier"_s, fact.tier) ||
        !readText(payload, u"account_manager"_s, fact.accountManager) ||
        !readText(payload, u"notes"_s, fact.notes))
        return Error{Fault::BadInput,
                     u"a customer's name, tier, account manager and notes should be texts"_s};
    if (payload.contains(u"arr"_s)) {
        const auto money = moneyFrom(payload.value(u"arr"_s));
        if (!money)
            return money.error();
        fact.arr = *money;
    }
    if (payload.contains(u"contacts"_s)) {
        auto contacts = contactsFrom(payload.value(u"contacts"_s));
        if (!contacts)
            return contacts.error();
        fact.contacts = std::move(*contacts);
    }
    if (payload.contains(u"churn_risk"_s)) {
        fact.churnRisk = churnRiskFromName(payload.value(u"churn_risk"_s).toString());
        if (!fact.churnRisk)
            return Error{Fault::BadInput, u"\"churn_risk\" should be unknown, low, medium or high"_s};
    }
    return fact;
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
    return change;
}

} // namespace muster::customer
