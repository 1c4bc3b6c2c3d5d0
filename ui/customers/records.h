// SPDX-License-Identifier: GPL-3.0-or-later
// Customers and people as lines of a list and texts of a form, and back. Pure; any thread.
#pragma once

#include "models/customer/customer.h"
#include "models/people/person.h"
#include "models/policy/policy.h"

#include <QHash>
#include <QVariant>

#include <vector>

namespace muster::ui {

/// Texts of a form by field key, as a person types them.
using Values = QHash<QString, QString>;

struct RecordCell
{
    QString text;
    QVariant sort; ///< number or text to sort by
    bool operator==(const RecordCell &) const = default;
};

/// The value of the field "mail" of who is written to in working hours only.
inline const QString kInHours = QStringLiteral("hours");

struct Record
{
    QString id;
    QString title;
    std::vector<RecordCell> cells; ///< one a column
    Values values;
    bool operator==(const Record &) const = default;
};

/// What a form's texts cannot be: the field to go to, and a sentence.
struct FieldProblem
{
    QString field;
    QString what;
};

/// Columns: name, tier, ARR, account manager, churn risk, open tickets.
Record customerRecord(const customer::Customer &customer, const std::vector<policy::Tier> &tiers, int open);
/// Columns: name, role, skills, working hours, availability, open tickets.
/// What a person is not told of stands by the names of `channels`.
Record personRecord(const people::Person &person, const policy::ChannelRules &channels, int open);

/// A change of the fields in `changes`; where a text cannot be read, `problem` says so and nothing is
/// returned.
std::optional<customer::CustomerChanged> customerChange(const Values &changes, FieldProblem &problem);
std::optional<people::PersonChanged> personChange(const Values &changes, const policy::ChannelRules &channels,
                                                  FieldProblem &problem);

/// Contacts as one text (JSON), the form in which a draft keeps them; damaged text gives none.
QString contactsText(const std::vector<customer::Contact> &contacts);
std::vector<customer::Contact> contactsFromText(const QString &text);

QString churnRiskTitle(customer::ChurnRisk risk);             ///< "High"
QString availabilityTitle(people::Availability availability); ///< "Away"
QString roleTitle(const QString &role);                       ///< "Lead"

} // namespace muster::ui
