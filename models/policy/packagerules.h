// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of the escalation package: its sections, its severities and what makes each, and the
// figures by which the check weighs reasons. Source: the guide to packages.
#pragma once

#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace muster::policy {

struct PackageSection
{
    enum class Kind : quint8
    {
        Text,
        Lines, ///< one a line, numbered
        Tried, ///< what was tried, each with its outcome
        Time,
        Severity
    };
    QString key, name, group;
    QString help; ///< the question that it answers
    Kind kind = Kind::Text;
    bool isDimension = false; ///< one of those by which impact is measured
    bool isRequired = false;  ///< wherever it goes
    bool operator==(const PackageSection &) const = default;
};

/// What is known to be so and makes a severity.
enum class ImpactSign : quint8
{
    ServiceDown,
    DataAtRisk,
    Security,
    ManyHighValue, ///< several accounts of high value
    Blocked,       ///< a main function fails and there is no way round it
    ManyCustomers,
    RevenueLost,
    SlaBreached
};
QString impactSignName(ImpactSign sign); ///< "service_down", …

struct PackageSeverity
{
    QString key, name, definition;
    std::vector<ImpactSign> signs; ///< any of them makes it; none: what is left
    bool operator==(const PackageSeverity &) const = default;
};

struct PackageRules
{
    std::vector<PackageSection> sections;
    std::vector<PackageSeverity> severities; ///< the highest first; the last one is what is left
    QStringList highValueTiers;
    std::map<QString, qint64> highValueArr; ///< minor units by currency: from this on
    int manyCustomers = 0;                  ///< from this on
    int similarSolved = 0;                  ///< so many solved before speak for support
    Millis longOpen{}, longSilence{};       ///< open, and without a word from us

    const PackageSection *section(const QString &key) const; ///< null where unknown
    const PackageSeverity *severity(const QString &key) const;
    bool operator==(const PackageRules &) const = default;
};

} // namespace muster::policy
