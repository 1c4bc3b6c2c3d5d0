// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/thresholdreader.h"

#include "models/policy/listreader.h"
#include "models/policy/shipped.h"

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr int kMostTickets = 1'000'000;
constexpr size_t kMostLimits = 24; // the queue counts each as two of its 64 watched views

const std::pair<QString, Threshold::Counts> kCounts[]{
    {u"all"_s, Threshold::Counts::All},
    {u"unassigned"_s, Threshold::Counts::Unassigned},
    {u"at_risk"_s, Threshold::Counts::AtRisk},
    {u"older"_s, Threshold::Counts::Older},
};

class ThresholdReader : ListReader
{
public:
    ThresholdReader(YamlReader &yaml, QString field, const Policy *known)
        : ListReader(yaml, std::move(field)), m_policy(known)
    {}

    ThresholdRules read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"key"_s, u"title"_s, u"version"_s, u"hold"_s, u"clear"_s, u"limits"_s}))
            return {};
        m_yaml.readHead(node, m_field, u"give the limits a key, as in key: our-limits"_s, m_rules);
        m_rules.hold = duration(node, "hold", path(u"hold"_s));
        if (const YAML::Node clear = YamlReader::child(node, "clear"); clear.IsDefined())
            m_rules.clearPercent = m_yaml.number(clear, path(u"clear"_s), 0, 100).value_or(100);
        const YAML::Node limits = YamlReader::child(node, "limits");
        if (!limits.IsDefined())
            return std::move(m_rules);
        list<Threshold>(
            node, "limits",
            {u"counts"_s, u"priorities"_s, u"tiers"_s, u"tags"_s, u"than"_s, u"above"_s, u"least"_s},
            m_rules.limits, [this](Threshold &limit, const YAML::Node &each, const QString &at) {
                readLimit(limit, each, at);
            });
        if (m_rules.limits.size() > kMostLimits)
            m_yaml.wrong(limits, path(u"limits"_s), u"there are %1 limits"_s.arg(m_rules.limits.size()),
                         u"keep to %1"_s.arg(kMostLimits));
        return std::move(m_rules);
    }

private:
    void readLimit(Threshold &limit, const YAML::Node &node, const QString &at)
    {
        readCounts(limit, node, at);
        limit.priorities = keysIn(m_policy, node, "priorities", at);
        limit.tiers = keysIn(m_policy, node, "tiers", at);
        limit.tags = m_yaml.texts(node, "tags", below(at, "tags"));
        if (limit.counts == Threshold::Counts::Older)
            limit.than = duration(node, "than", below(at, "than"));
        else if (const YAML::Node than = YamlReader::child(node, "than"); than.IsDefined())
            m_yaml.wrong(than, below(at, "than"), u"an age says something only beside counts: older"_s,
                         u"write counts: older, or leave it out"_s);
        readAbove(limit, node, at);
        const YAML::Node least = YamlReader::child(node, "least");
        if (!least.IsDefined())
            return;
        limit.least = m_yaml.number(least, below(at, "least"), 1, kMostTickets).value_or(1);
        if (!limit.isShare)
            m_yaml.wrong(least, below(at, "least"), u"this says something only of a share"_s,
                         u"write the limit as a share, as in above: 25%, or leave it out"_s);
    }

    void readCounts(Threshold &limit, const YAML::Node &node, const QString &at)
    {
        if (!m_yaml.has(node, "counts", below(at, "counts"),
                        u"say which tickets count: all, unassigned, at_risk or older"_s))
            return;
        QStringList words;
        for (const auto &each : kCounts)
            words += each.first;
        const QString written = reference(node, "counts", at, words);
        for (const auto &each : kCounts) {
            if (each.first == written)
                limit.counts = each.second;
        }
    }

    void readAbove(Threshold &limit, const YAML::Node &node, const QString &at)
    {
        if (!m_yaml.has(node, "above", below(at, "above"),
                        u"say how many are too many, as in above: 15 or above: 25%"_s))
            return;
        const YAML::Node above = YamlReader::child(node, "above");
        const QString text = m_yaml.text(above, below(at, "above"), 20).trimmed();
        limit.isShare = text.endsWith(u'%');
        bool isNumber = false;
        limit.above = (limit.isShare ? text.chopped(1).trimmed() : text).toInt(&isNumber);
        const int most = limit.isShare ? 99 : kMostTickets;
        if (!isNumber || limit.above < 0 || limit.above > most)
            m_yaml.wrong(above, below(at, "above"), u"\"%1\" is no limit"_s.arg(text.left(20)),
                         u"write a number such as 15, or a share from 0% to 99%"_s);
        if (limit.isShare && limit.counts == Threshold::Counts::All)
            m_yaml.wrong(above, below(at, "above"), u"all of them are always 100%"_s,
                         u"write a number, or count something else than all"_s);
    }

    const Policy *m_policy;
    ThresholdRules m_rules;
};

} // namespace

const Threshold *ThresholdRules::limit(const QString &limitKey) const
{
    const auto found = std::ranges::find(limits, limitKey, &Threshold::key);
    return found == limits.end() ? nullptr : &*found;
}

ThresholdRules readThresholdRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                                  const Policy *known)
{
    return ThresholdReader(reader, field, known).read(node);
}

const ThresholdRules &shippedThresholds()
{
    static const auto rules =
        readShipped<ThresholdRules>(u":/thresholds/desk.yaml"_s, [](YamlReader &reader, const auto &node) {
            return readThresholdRules(reader, node, {}, nullptr);
        });
    return rules;
}

} // namespace muster::policy
