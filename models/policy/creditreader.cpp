// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/creditreader.h"

#include "models/base/amount.h"
#include "models/policy/shipped.h"
#include "models/policy/yamlreader.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

class CreditReader
{
public:
    CreditReader(YamlReader &yaml, QString field, const Policy *known)
        : m_yaml(yaml), m_field(std::move(field)), m_known(known)
    {}

    CreditTerms read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"key"_s, u"title"_s, u"version"_s, u"own_proposals"_s, u"tiers"_s, u"levels"_s}))
            return m_terms;
        m_yaml.readHead(node, m_field, u"give the terms a key, as in key: our-terms"_s, m_terms);
        m_terms.mayApproveOwn = m_yaml.flag(node, "own_proposals", path(u"own_proposals"_s), false);
        readTiers(node);
        readLevels(node);
        return m_terms;
    }

private:
    QString path(const QString &key) const { return m_field.isEmpty() ? key : m_field + u'.' + key; }

    void readTiers(const YAML::Node &node)
    {
        const QString field = path(u"tiers"_s);
        if (!m_yaml.has(node, "tiers", field, u"say for each tier what downtime gives"_s))
            return;
        m_yaml.each(YamlReader::child(node, "tiers"), field, [&](const YAML::Node &each, const QString &at) {
            if (m_yaml.isMap(each, at, {u"tier"_s, u"minimum"_s, u"cap"_s, u"severities"_s, u"bands"_s}) &&
                m_yaml.has(each, "tier", at + u".tier"_s, u"name the tier"_s))
                m_terms.tiers.push_back(readTier(each, at));
        });
    }
    TierTerms readTier(const YAML::Node &node, const QString &at)
    {
        TierTerms tier;
        tier.tier = m_yaml.key(YamlReader::child(node, "tier"), at + u".tier"_s);
        if (m_terms.tier(tier.tier) != nullptr)
            m_yaml.wrong(YamlReader::child(node, "tier"), at + u".tier"_s,
                         u"\"%1\" stands here twice"_s.arg(tier.tier), u"keep one of them"_s);
        if (m_known && m_known->tier(tier.tier) == nullptr)
            m_yaml.wrong(YamlReader::child(node, "tier"), at + u".tier"_s,
                         u"there is no tier \"%1\""_s.arg(tier.tier), u"use a key of tiers:"_s);
        if (YamlReader::child(node, "minimum").IsDefined())
            tier.minimum = duration(YamlReader::child(node, "minimum"), at + u".minimum"_s);
        if (m_yaml.has(node, "cap", at + u".cap"_s, u"write the most that one incident gives, as in 50%"_s))
            tier.capBasisPoints = share(YamlReader::child(node, "cap"), at + u".cap"_s).value_or(kWholeFee);
        tier.severities = m_yaml.texts(node, "severities", at + u".severities"_s);
        for (const QString &severity : std::as_const(tier.severities)) {
            if (m_known && m_known->incidents.severity(severity) == nullptr)
                m_yaml.wrong(YamlReader::child(node, "severities"), at + u".severities"_s,
                             u"there is no severity \"%1\""_s.arg(severity),
                             u"use a key of incidents.severities:"_s);
        }
        readBands(node, at, tier);
        return tier;
    }
    void readBands(const YAML::Node &node, const QString &at, TierTerms &tier)
    {
        const QString field = at + u".bands"_s;
        if (!m_yaml.has(node, "bands", field, u"list at least one, as in {from: 1h, credit: 10%}"_s))
            return;
        const YAML::Node bands = YamlReader::child(node, "bands");
        m_yaml.each(bands, field, [&](const YAML::Node &each, const QString &where) {
            if (!m_yaml.isMap(each, where, {u"from"_s, u"credit"_s}) ||
                !m_yaml.has(each, "from", where + u".from"_s, u"write a length of downtime such as 1h"_s) ||
                !m_yaml.has(each, "credit", where + u".credit"_s, u"write a share such as 10%"_s))
                return;
            const CreditBand band{duration(YamlReader::child(each, "from"), where + u".from"_s),
                                  share(YamlReader::child(each, "credit"), where + u".credit"_s).value_or(0)};
            if (!tier.bands.empty() &&
                (band.from <= tier.bands.back().from || band.basisPoints <= tier.bands.back().basisPoints))
                m_yaml.wrong(each, where, u"the band does not rise above the one before"_s,
                             u"write longer downtime and a larger credit with each band"_s);
            tier.bands.push_back(band);
        });
        if (bands.IsSequence() && bands.size() == 0)
            m_yaml.wrong(bands, field, u"there is no band, so no downtime ever gives a credit"_s,
                         u"list at least one, or leave the tier out"_s);
    }

    void readLevels(const YAML::Node &node)
    {
        const QString field = path(u"levels"_s);
        if (!m_yaml.has(node, "levels", field, u"list the levels, the lowest first"_s))
            return;
        m_yaml.each(YamlReader::child(node, "levels"), field, [&](const YAML::Node &each, const QString &at) {
            if (!m_yaml.isMap(
                    each, at,
                    {u"key"_s, u"name"_s, u"roles"_s, u"share"_s, u"per_customer"_s, u"per_incident"_s}) ||
                !m_yaml.has(each, "key", at + u".key"_s, u"give it a short key"_s))
                return;
            ApprovalLevel level = readLevel(each, at);
            checkLevel(each, at, level);
            m_terms.levels.push_back(std::move(level));
        });
    }
    ApprovalLevel readLevel(const YAML::Node &node, const QString &at)
    {
        ApprovalLevel level;
        level.key = m_yaml.key(YamlReader::child(node, "key"), at + u".key"_s);
        level.name = m_yaml.optionalText(node, "name", at + u".name"_s, 100);
        if (level.name.isEmpty())
            level.name = level.key;
        level.roles = m_yaml.texts(node, "roles", at + u".roles"_s);
        if (const YAML::Node part = YamlReader::child(node, "share"); part.IsDefined())
            level.feeBasisPoints = share(part, at + u".share"_s);
        level.perCustomer = amounts(node, "per_customer", at + u".per_customer"_s);
        level.perIncident = amounts(node, "per_incident", at + u".per_incident"_s);
        return level;
    }
    void checkLevel(const YAML::Node &node, const QString &at, const ApprovalLevel &level)
    {
        if (m_terms.level(level.key) != nullptr)
            m_yaml.wrong(YamlReader::child(node, "key"), at + u".key"_s,
                         u"\"%1\" stands here twice"_s.arg(level.key), u"give each a key of its own"_s);
        for (const QString &role : level.roles) {
            if (m_known && m_known->incidents.role(role) == nullptr)
                m_yaml.wrong(YamlReader::child(node, "roles"), at + u".roles"_s,
                             u"incidents have no role \"%1\""_s.arg(role),
                             u"use a key of incidents.roles:"_s);
        }
        if (level.roles.isEmpty() && !level.perCustomer.empty())
            m_yaml.wrong(node, at, u"nobody acts at the level %1: it names no role"_s.arg(level.key),
                         u"name in roles: who may approve at this level"_s);
        for (const auto &[currency, most] : level.perCustomer) {
            const auto total = level.perIncident.find(currency);
            if (total == level.perIncident.end() || total->second < most)
                m_yaml.wrong(node, at,
                             u"the level may approve more a customer than an incident in %1"_s.arg(currency),
                             u"state per_incident in %1, not below per_customer"_s.arg(currency));
        }
        if (m_terms.levels.empty())
            return;
        for (const auto &[currency, before] : m_terms.levels.back().perCustomer) {
            const auto here = level.perCustomer.find(currency);
            if (here == level.perCustomer.end() || here->second < before)
                m_yaml.wrong(node, at,
                             u"the level may approve less in %1 than the one below it"_s.arg(currency),
                             u"write the levels with rising limits, the lowest first"_s);
        }
    }

    std::map<QString, qint64> amounts(const YAML::Node &node, const char *key, const QString &field)
    {
        std::map<QString, qint64> read;
        const YAML::Node list = YamlReader::child(node, key);
        if (!list.IsDefined() || list.IsNull())
            return read;
        m_yaml.each(list, field, [&](const YAML::Node &each, const QString &at) {
            const auto amount = readAmount(m_yaml.text(each, at, 60));
            if (!amount)
                m_yaml.wrong(each, at, amount.error().detail, u"write one amount a currency"_s);
            else if (!read.emplace(amount->currency, amount->minor).second)
                m_yaml.wrong(each, at, u"%1 stands here twice"_s.arg(amount->currency),
                             u"write one amount a currency"_s);
        });
        return read;
    }
    /// "12.5%" as basis points.
    std::optional<int> share(const YAML::Node &node, const QString &field)
    {
        static const QRegularExpression percent(u"^([0-9]{1,3})(?:\\.([0-9]{1,2}))? ?%$"_s);
        const auto match = percent.match(m_yaml.text(node, field, 20));
        const int points = match.captured(1).toInt() * 100 + match.captured(2).leftJustified(2, u'0').toInt();
        if (match.hasMatch() && points > 0 && points <= kWholeFee)
            return points;
        m_yaml.wrong(node, field, u"this is no share of the monthly fee"_s,
                     u"write a percentage above 0% and up to 100%, as in 12.5%"_s);
        return std::nullopt;
    }
    Millis duration(const YAML::Node &node, const QString &field)
    {
        const auto target = m_yaml.target(node, field);
        if (target && target->kind != sla::Target::Kind::RoundTheClock)
            m_yaml.wrong(node, field, u"downtime does not keep office hours"_s,
                         u"write a duration round the clock such as 30m or 4h"_s);
        return target && target->kind == sla::Target::Kind::RoundTheClock ? Millis(target->amount) : Millis{};
    }

    YamlReader &m_yaml;
    QString m_field;
    const Policy *m_known;
    CreditTerms m_terms;
};

} // namespace

CreditTerms readCreditTerms(YamlReader &reader, const YAML::Node &node, const QString &field,
                            const Policy *known)
{
    return CreditReader(reader, field, known).read(node);
}

const CreditTerms &shippedTerms()
{
    static const auto terms =
        readShipped<CreditTerms>(u":/incidents/terms.yaml"_s, [](YamlReader &reader, const auto &node) {
            return readCreditTerms(reader, node, {}, nullptr);
        });
    return terms;
}

} // namespace muster::policy
