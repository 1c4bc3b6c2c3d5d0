// SPDX-License-Identifier: GPL-3.0-or-later
// Customers: tier, ARR, contacts, account manager, churn risk. Values, facts and the fold.
#pragma once

#include "models/base/id.h"
#include "models/ledger/fact.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace muster::customer {

enum class ChurnRisk : quint8
{
    Unknown,
    Low,
    Medium,
    High
};
QString churnRiskName(ChurnRisk risk); ///< "unknown", "low", "medium", "high"
std::optional<ChurnRisk> churnRiskFromName(QStringView name);

struct Contact
{
    QString name;
    QString email;
    QString phone;
    QString role;
    bool operator==(const Contact &) const = default;
};

/// Money is integer minor units with its ISO 4217 code.
struct Money
{
    qint64 minor = 0;
    QString currency = QStringLiteral("USD");
    bool operator==(const Money &) const = default;
};

struct Customer
{
    CustomerId id;
    QString name;
    QString tier; ///< key of a tier of the policy; may be empty
    std::optional<Money> arr;
    std::vector<Contact> contacts;
    QString accountManager;
    ChurnRisk churnRisk = ChurnRisk::Unknown;
    QString notes;
    Instant createdAt{};
    bool operator==(const Customer &) const = default;
};

/// One fact type, "customer.changed": each set field replaces the customer's; the first one creates it.
struct CustomerChanged
{
    std::optional<QString> name, tier, accountManager, notes;
    std::optional<Money> arr;
    std::optional<std::vector<Contact>> contacts;
    std::optional<ChurnRisk> churnRisk;
    bool operator==(const CustomerChanged &) const = default;
};

QJsonObject toPayload(const CustomerChanged &fact);
Result<CustomerChanged> customerFromPayload(const QJsonObject &payload);
Customer apply(Customer state, const CustomerChanged &fact, Instant occurredAt);

/// Checks a change against the state: a name is needed and stays under 200 characters, e-mails have an @, ARR
/// is not negative; whatever else its payload could not hold.
Result<CustomerChanged> decide(const Customer &state, const CustomerChanged &wish);

} // namespace muster::customer
