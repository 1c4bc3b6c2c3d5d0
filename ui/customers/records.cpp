// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/records.h"

#include "models/views/casetext.h"
#include "ui/widgets/moneytext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

struct RecordText
{
    Q_DECLARE_TR_FUNCTIONS(RecordText)
};

RecordCell textCell(const QString &text)
{
    return {text, text.toCaseFolded()};
}

RecordCell countCell(int count)
{
    return {count == 0 ? QString() : QString::number(count), count};
}

void take(const Values &changes, const QString &field, std::optional<QString> &into)
{
    if (const auto found = changes.find(field); found != changes.end())
        into = found->trimmed();
}

/// Occasions by name, apart by commas; by key where the policy in force has no name for one.
QString occasionNames(const QStringList &keys, const policy::ChannelRules &channels)
{
    QStringList names;
    for (const QString &key : keys) {
        const auto known = std::ranges::find_if(channels.occasions, [&](const policy::Occasion &each) {
            return each.key.compare(key, Qt::CaseInsensitive) == 0;
        });
        names += known == channels.occasions.end() ? key : known->name;
    }
    return names.join(u", "_s);
}

/// How much of the text the word takes, up to the comma behind it or the end; 0 where it does not stand
/// there.
qsizetype lengthOf(const QString &word, const QString &text)
{
    if (word.isEmpty() || !text.startsWith(word, Qt::CaseInsensitive))
        return 0;
    const QString behind = text.mid(word.size()).trimmed();
    return behind.isEmpty() || behind.startsWith(u',') ? word.size() : 0;
}

/// The keys of occasions that are named or given by key, apart by commas, which a name may hold itself;
/// nothing where one is not known.
std::optional<QStringList> occasionKeys(const QString &text, const policy::ChannelRules &channels,
                                        FieldProblem &problem)
{
    QStringList keys;
    for (QString rest = text.simplified(); !rest.isEmpty();) {
        qsizetype longest = 0;
        QString key;
        QStringList all;
        for (const policy::Occasion &each : channels.occasions) {
            const qsizetype length =
                std::max(lengthOf(each.key, rest), lengthOf(each.name.simplified(), rest));
            if (length > longest)
                key = each.key;
            longest = std::max(longest, length);
            all += each.name;
        }
        if (longest == 0) {
            const QString word = rest.section(u',', 0, 0).trimmed();
            if (!word.isEmpty()) {
                problem = {u"muted"_s, RecordText::tr("The policy has no occasion “%1”. It has: %2.")
                                           .arg(word, all.join(u", "_s))};
                return std::nullopt;
            }
        } else {
            keys += key;
        }
        rest = rest.mid(longest).trimmed();
        if (rest.startsWith(u','))
            rest = rest.mid(1).trimmed();
    }
    return keys;
}

} // namespace

QString churnRiskTitle(customer::ChurnRisk risk)
{
    switch (risk) {
    case customer::ChurnRisk::Unknown:
        return RecordText::tr("Not known");
    case customer::ChurnRisk::Low:
        return RecordText::tr("Low");
    case customer::ChurnRisk::Medium:
        return RecordText::tr("Medium");
    case customer::ChurnRisk::High:
        return RecordText::tr("High");
    }
    return {};
}

QString availabilityTitle(people::Availability availability)
{
    switch (availability) {
    case people::Availability::Available:
        return RecordText::tr("Available");
    case people::Availability::Busy:
        return RecordText::tr("Busy");
    case people::Availability::Away:
        return RecordText::tr("Away");
    }
    return {};
}

QString roleTitle(const QString &role)
{
    static const QHash<QString, QString> titles{{u"admin"_s, RecordText::tr("Admin")},
                                                {u"lead"_s, RecordText::tr("Lead")},
                                                {u"agent"_s, RecordText::tr("Agent")},
                                                {u"observer"_s, RecordText::tr("Observer")},
                                                {u"automation"_s, RecordText::tr("Automation")}};
    return titles.value(role, role);
}

Record customerRecord(const customer::Customer &customer, const std::vector<policy::Tier> &tiers, int open)
{
    const auto tier = std::ranges::find(tiers, customer.tier, &policy::Tier::key);
    const QLocale typed(QLocale::English, QLocale::UnitedStates); // as parseMoney() reads it everywhere
    const QString arr = customer.arr ? moneyText(*customer.arr, typed) : QString();
    Record record;
    record.id = customer.id.toString();
    record.title = customer.name;
    record.cells = {
        textCell(customer.name),
        {tier == tiers.end() ? customer.tier : tier->name, int(tier - tiers.begin())},
        {customer.arr ? moneyText(*customer.arr, QLocale()) : QString(),
         customer.arr ? customer.arr->minor : qint64(-1)},
        textCell(customer.accountManager),
        {customer.churnRisk == customer::ChurnRisk::Unknown ? QString() : churnRiskTitle(customer.churnRisk),
         int(customer.churnRisk)},
        countCell(open)};
    record.values = {{u"name"_s, customer.name},
                     {u"tier"_s, customer.tier},
                     {u"arr"_s, arr},
                     {u"account_manager"_s, customer.accountManager},
                     {u"churn_risk"_s, customer::churnRiskName(customer.churnRisk)},
                     {u"notes"_s, customer.notes},
                     {u"contacts"_s, contactsText(customer.contacts)}};
    return record;
}

Record personRecord(const people::Person &person, const policy::ChannelRules &channels, int open)
{
    const QString hours = people::hoursText(person.hours);
    const QString skills = person.skills.join(u", "_s);
    Record record;
    record.id = person.id.toString();
    record.title = person.name;
    record.cells = {textCell(person.name),
                    textCell(roleTitle(person.role)),
                    textCell(skills),
                    textCell(hours),
                    {availabilityTitle(person.availability), int(person.availability)},
                    countCell(open)};
    record.values = {{u"name"_s, person.name},
                     {u"email"_s, person.email},
                     {u"role"_s, person.role},
                     {u"skills"_s, skills},
                     {u"zone"_s, person.zone},
                     {u"hours"_s, hours},
                     {u"availability"_s, people::availabilityName(person.availability)},
                     {u"muted"_s, occasionNames(person.muted, channels)},
                     {u"mail"_s, person.isMailInHours ? kInHours : QString()}};
    return record;
}

std::optional<customer::CustomerChanged> customerChange(const Values &changes, FieldProblem &problem)
{
    customer::CustomerChanged change;
    take(changes, u"name"_s, change.name);
    take(changes, u"tier"_s, change.tier);
    take(changes, u"account_manager"_s, change.accountManager);
    take(changes, u"notes"_s, change.notes);
    if (changes.contains(u"churn_risk"_s))
        change.churnRisk = customer::churnRiskFromName(changes.value(u"churn_risk"_s));
    if (changes.contains(u"contacts"_s))
        change.contacts = contactsFromText(changes.value(u"contacts"_s));
    if (const auto arr = changes.find(u"arr"_s); arr != changes.end()) {
        if (arr->trimmed().isEmpty()) {
            problem = {u"arr"_s,
                       RecordText::tr("An ARR that was entered stays. Enter 0 where there is none.")};
            return std::nullopt;
        }
        const auto money = parseMoney(*arr);
        if (!money) {
            problem = {u"arr"_s, views::sentence(money.error().detail)};
            return std::nullopt;
        }
        change.arr = *money;
    }
    return change;
}

std::optional<people::PersonChanged> personChange(const Values &changes, const policy::ChannelRules &channels,
                                                  FieldProblem &problem)
{
    people::PersonChanged change;
    take(changes, u"name"_s, change.name);
    take(changes, u"email"_s, change.email);
    take(changes, u"role"_s, change.role);
    take(changes, u"zone"_s, change.zone);
    if (changes.contains(u"skills"_s))
        change.skills = changes.value(u"skills"_s).split(u',', Qt::SkipEmptyParts);
    if (changes.contains(u"availability"_s))
        change.availability = people::availabilityFromName(changes.value(u"availability"_s));
    if (changes.contains(u"mail"_s))
        change.isMailInHours = changes.value(u"mail"_s) == kInHours;
    if (const auto muted = changes.find(u"muted"_s); muted != changes.end()) {
        change.muted = occasionKeys(*muted, channels, problem);
        if (!change.muted)
            return std::nullopt;
    }
    if (const auto text = changes.find(u"hours"_s); text != changes.end()) {
        people::WeekHours none;
        const auto hours =
            text->trimmed().isEmpty() ? Result<people::WeekHours>(none) : people::parseHours(*text);
        if (!hours) {
            problem = {u"hours"_s, views::sentence(hours.error().detail)};
            return std::nullopt;
        }
        change.hours = *hours;
    }
    return change;
}

QString contactsText(const std::vector<customer::Contact> &contacts)
{
    QJsonArray list;
    for (const customer::Contact &each : contacts)
        list.append(QJsonArray{each.name, each.email, each.phone, each.role});
    return list.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::vector<customer::Contact> contactsFromText(const QString &text)
{
    std::vector<customer::Contact> contacts;
    const QJsonArray list = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue each : list)
        contacts.push_back({each[0].toString(), each[1].toString(), each[2].toString(), each[3].toString()});
    return contacts;
}

} // namespace muster::ui
