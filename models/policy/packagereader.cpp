// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/packagereader.h"

#include "models/base/amount.h"
#include "models/base/names.h"
#include "models/policy/listreader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr std::array kSigns{ImpactSign::ServiceDown,   ImpactSign::DataAtRisk, ImpactSign::Security,
                            ImpactSign::ManyHighValue, ImpactSign::Blocked,    ImpactSign::ManyCustomers,
                            ImpactSign::RevenueLost,   ImpactSign::SlaBreached};
/// In the order of PackageSection::Kind.
const QStringList kKinds{u"text"_s, u"lines"_s, u"tried"_s, u"time"_s, u"severity"_s};

class PackageReader : private ListReader
{
public:
    PackageReader(YamlReader &yaml, QString field, QStringList tiers)
        : ListReader(yaml, std::move(field)), m_tiers(std::move(tiers))
    {}

    PackageRules read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"sections"_s, u"severities"_s, u"high_value_tiers"_s, u"high_value_arr"_s,
                           u"many_customers"_s, u"similar_solved"_s, u"long_open"_s, u"long_silence"_s}))
            return {};
        readSections(node);
        readSeverities(node);
        m_rules.highValueTiers = m_yaml.texts(node, "high_value_tiers", path(u"high_value_tiers"_s));
        for (const QString &tier : m_tiers.isEmpty() ? QStringList() : m_rules.highValueTiers)
            known(YamlReader::child(node, "high_value_tiers"), path(u"high_value_tiers"_s), tier, m_tiers);
        readAmounts(node);
        m_rules.manyCustomers = count(node, "many_customers");
        m_rules.similarSolved = count(node, "similar_solved");
        m_rules.longOpen = duration(node, "long_open", path(u"long_open"_s));
        m_rules.longSilence = duration(node, "long_silence", path(u"long_silence"_s));
        return std::move(m_rules);
    }

private:
    void readSections(const YAML::Node &node)
    {
        list<PackageSection>(
            node, "sections", {u"group"_s, u"kind"_s, u"help"_s, u"dimension"_s, u"required"_s},
            m_rules.sections, [&](PackageSection &section, const YAML::Node &each, const QString &at) {
                section.group = text(each, "group", at);
                section.help = text(each, "help", at);
                const qsizetype kind = kKinds.indexOf(reference(each, "kind", at, kKinds));
                section.kind = PackageSection::Kind(std::max<qsizetype>(0, kind));
                section.isDimension = m_yaml.flag(each, "dimension", below(at, "dimension"), false);
                section.isRequired = m_yaml.flag(each, "required", below(at, "required"), false);
            });
    }
    void readSeverities(const YAML::Node &node)
    {
        QStringList names;
        for (const ImpactSign sign : kSigns)
            names += impactSignName(sign);
        list<PackageSeverity>(
            node, "severities", {u"definition"_s, u"signs"_s}, m_rules.severities,
            [&](PackageSeverity &severity, const YAML::Node &each, const QString &at) {
                if (m_yaml.has(each, "definition", below(at, "definition"), u"say when it holds"_s))
                    severity.definition = text(each, "definition", at);
                for (const QString &word : references(each, "signs", at, names)) {
                    if (const auto sign = named(word, kSigns, impactSignName))
                        severity.signs.push_back(*sign);
                }
                if (!m_rules.severities.empty() && m_rules.severities.back().signs.empty())
                    m_yaml.wrong(each, at, u"the one before it takes all that is left"_s,
                                 u"put the severity without signs last"_s);
            });
        if (!m_rules.severities.empty() && !m_rules.severities.back().signs.empty())
            m_yaml.wrong(YamlReader::child(node, "severities"), path(u"severities"_s),
                         u"none is left where no sign holds"_s, u"end the list with one that has no signs"_s);
    }
    void readAmounts(const YAML::Node &node)
    {
        const QString field = path(u"high_value_arr"_s);
        const YAML::Node amounts = YamlReader::child(node, "high_value_arr");
        if (!amounts.IsDefined() || amounts.IsNull())
            return;
        m_yaml.each(amounts, field, [&](const YAML::Node &each, const QString &at) {
            const auto amount = muster::readAmount(m_yaml.text(each, at, 60));
            if (!amount)
                m_yaml.wrong(each, at, amount.error().detail, u"write one amount a currency"_s);
            else if (!m_rules.highValueArr.emplace(amount->currency, amount->minor).second)
                m_yaml.wrong(each, at, u"%1 stands here twice"_s.arg(amount->currency),
                             u"write one amount a currency"_s);
        });
    }
    int count(const YAML::Node &node, const char *key)
    {
        const QString field = path(QString::fromLatin1(key));
        if (!m_yaml.has(node, key, field, u"write a number from 1 on"_s))
            return 0;
        return m_yaml.number(YamlReader::child(node, key), field, 1, 1'000'000).value_or(0);
    }

    QStringList m_tiers;
    PackageRules m_rules;
};

} // namespace

PackageRules readPackageRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                              const QStringList &tiers)
{
    return PackageReader(reader, field, tiers).read(node);
}

} // namespace muster::policy
