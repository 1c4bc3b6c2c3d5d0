// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/escalationreader.h"

#include "models/policy/listreader.h"
#include "models/policy/packagereader.h"
#include "models/policy/policy.h"
#include "models/policy/shipped.h"
#include "models/policy/wordreader.h"

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

/// In the order of Situation::Kind.
const QStringList kKinds{u"priority"_s, u"sla_breach"_s, u"security"_s,
                         u"revenue"_s,  u"repeats"_s,    u"request"_s};
constexpr int kMostRanks = 100;

class EscalationReader : private ListReader
{
public:
    EscalationReader(YamlReader &yaml, QString field, const Policy *policy)
        : ListReader(yaml, std::move(field)), m_policy(policy)
    {
        if (m_policy)
            m_tiers = keysOf(m_policy->tiers);
    }

    EscalationRules read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"key"_s, u"title"_s, u"version"_s, u"at_once"_s, u"authorities"_s, u"levels"_s,
                           u"situations"_s, u"matrix"_s, u"triggers"_s, u"reasons"_s, u"sources"_s,
                           u"paths"_s, u"lines"_s, u"package"_s, u"de_escalation"_s, u"repeats"_s,
                           u"words"_s}))
            return m_rules;
        readHead(node);
        readLevels(node);
        readPackage(node);
        readPaths(node);
        readSituations(node);
        readMatrix(node);
        readTriggers(node);
        readReasons(node);
        readLines(node);
        readDeEscalation(node);
        readRepeats(node);
        const YAML::Node words = YamlReader::child(node, "words");
        m_rules.words = words.IsDefined() ? readWordLists(m_yaml, words, path(u"words"_s)) : shippedWords();
        return std::move(m_rules);
    }

private:
    void readHead(const YAML::Node &node)
    {
        m_yaml.readHead(node, m_field, u"give the rules a key, as in key: our-escalations"_s, m_rules);
        m_rules.atOnce = duration(node, "at_once", path(u"at_once"_s));
    }
    /// A target, or nothing for "immediate".
    std::optional<sla::Target> orAtOnce(const YAML::Node &node, const char *key, const QString &at)
    {
        if (!m_yaml.has(node, key, below(at, key), u"write a length of time such as 4h, or immediate"_s))
            return std::nullopt;
        const YAML::Node child = YamlReader::child(node, key);
        if (child.IsScalar() && child.Scalar() == "immediate")
            return std::nullopt;
        return m_yaml.target(child, below(at, key));
    }
    People people(const YAML::Node &node, const QString &at)
    {
        static const QStringList roles{u"admin"_s, u"lead"_s, u"agent"_s, u"observer"_s, u"automation"_s};
        return {references(node, "roles", at, roles), m_yaml.texts(node, "skills", below(at, "skills"))};
    }
    void readLevels(const YAML::Node &node)
    {
        list<Named>(node, "authorities", {}, m_rules.authorities,
                    [](Named &, const YAML::Node &, const QString &) {});
        const QStringList authorities = keysOf(m_rules.authorities);
        list<EscalationLevel>(
            node, "levels", {u"when"_s, u"respond"_s, u"authority"_s, u"roles"_s, u"skills"_s},
            m_rules.levels, [&](EscalationLevel &level, const YAML::Node &each, const QString &at) {
                level.when = text(each, "when", at);
                level.respond = orAtOnce(each, "respond", at);
                const YAML::Node may = YamlReader::child(each, "authority");
                level.mayApproveAll = may.IsDefined() && may.IsScalar() && may.Scalar() == "all";
                if (!level.mayApproveAll)
                    level.authority = references(each, "authority", at, authorities);
                level.people = people(each, at);
                if (level.people.isEmpty())
                    m_yaml.wrong(each, at, u"nobody acts at the level %1"_s.arg(level.key),
                                 u"name roles or skills of those who do"_s);
            });
    }
    void readPackage(const YAML::Node &node)
    {
        if (m_yaml.has(node, "package", path(u"package"_s), u"say what a package holds"_s))
            m_rules.package =
                readPackageRules(m_yaml, YamlReader::child(node, "package"), path(u"package"_s), m_tiers);
    }
    void readPaths(const YAML::Node &node)
    {
        const QStringList sections = keysOf(m_rules.package.sections);
        list<EscalationPath>(
            node, "paths",
            {u"sender"_s, u"receiver"_s, u"when"_s, u"words"_s, u"contents"_s, u"skips_levels"_s,
             u"restricted"_s, u"roles"_s, u"skills"_s},
            m_rules.paths, [&](EscalationPath &each, const YAML::Node &entry, const QString &at) {
                for (const char *key : {"sender", "receiver", "when"})
                    m_yaml.has(entry, key, below(at, key), u"write it in a few words"_s);
                each.sender = text(entry, "sender", at);
                each.receiver = text(entry, "receiver", at);
                each.when = text(entry, "when", at);
                each.words = m_yaml.texts(entry, "words", below(at, "words"));
                each.contents = references(entry, "contents", at, sections);
                each.skipsLevels = m_yaml.flag(entry, "skips_levels", below(at, "skips_levels"), false);
                each.isRestricted = m_yaml.flag(entry, "restricted", below(at, "restricted"), false);
                each.people = people(entry, at);
                if (each.isRestricted && each.people.isEmpty())
                    m_yaml.wrong(entry, at, u"nobody could read what is sent here"_s,
                                 u"name roles or skills of those who may"_s);
            });
    }
    std::vector<int> ranks(const YAML::Node &node, const QString &at)
    {
        std::vector<int> read;
        const YAML::Node list = YamlReader::child(node, "ranks");
        if (!list.IsDefined())
            return read;
        m_yaml.each(list, below(at, "ranks"), [&](const YAML::Node &each, const QString &field) {
            if (const auto rank = m_yaml.number(each, field, 1, kMostRanks))
                read.push_back(*rank);
        });
        return read;
    }
    void readSituations(const YAML::Node &node)
    {
        QStringList clocks, priorities = m_policy ? keysOf(m_policy->priorities) : QStringList();
        for (const sla::ClockKind kind : sla::kClockKinds)
            clocks += sla::clockName(kind);
        const QStringList paths = keysOf(m_rules.paths);
        list<Situation>(
            node, "situations", {u"kind"_s, u"ranks"_s, u"priorities"_s, u"clocks"_s, u"moment"_s, u"path"_s},
            m_rules.situations, [&](Situation &situation, const YAML::Node &each, const QString &at) {
                if (m_yaml.has(each, "kind", below(at, "kind"),
                               u"use one of: %1"_s.arg(kKinds.join(u", "_s))))
                    situation.kind = Situation::Kind(
                        std::max<qsizetype>(0, kKinds.indexOf(reference(each, "kind", at, kKinds))));
                situation.ranks = ranks(each, at);
                situation.priorities = m_policy ? references(each, "priorities", at, priorities)
                                                : m_yaml.texts(each, "priorities", below(at, "priorities"));
                situation.clocks = references(each, "clocks", at, clocks);
                situation.moment = text(each, "moment", at);
                situation.path = reference(each, "path", at, paths);
                const bool isNamed = !situation.ranks.empty() || !situation.priorities.isEmpty();
                if (isNamed != (situation.kind == Situation::Kind::Priority))
                    m_yaml.wrong(each, at, u"priorities go with the kind priority, and with no other"_s,
                                 u"write ranks: [1] beside kind: priority"_s);
            });
    }
    void readMatrix(const YAML::Node &node)
    {
        const QString field = path(u"matrix"_s);
        if (!m_yaml.has(node, "matrix", field, u"say for tiers and situations which level it is"_s))
            return;
        m_yaml.each(YamlReader::child(node, "matrix"), field, [&](const YAML::Node &each, const QString &at) {
            if (!m_yaml.isMap(each, at, {u"tier"_s, u"situation"_s, u"level"_s, u"timeline"_s}) ||
                !m_yaml.has(each, "situation", below(at, "situation"), u"name the situation"_s) ||
                !m_yaml.has(each, "level", below(at, "level"), u"name the level"_s))
                return;
            MatrixCell cell;
            cell.tier = m_policy ? reference(each, "tier", at, m_tiers) : text(each, "tier", at);
            cell.situation = reference(each, "situation", at, keysOf(m_rules.situations));
            cell.level = reference(each, "level", at, keysOf(m_rules.levels));
            cell.within = orAtOnce(each, "timeline", at);
            const bool isThere = std::ranges::any_of(m_rules.matrix, [&](const MatrixCell &other) {
                return other.tier == cell.tier && other.situation == cell.situation;
            });
            if (isThere)
                m_yaml.wrong(each, at, u"this tier and situation stand here twice"_s, u"keep one of them"_s);
            m_rules.matrix.push_back(std::move(cell));
        });
    }
    /// One that is switched off is checked all the same, and is none of those that fire.
    void readTriggers(const YAML::Node &node)
    {
        QStringList off;
        list<EscalationTrigger>(
            node, "triggers", {u"situation"_s, u"tiers"_s, u"active"_s}, m_rules.triggers,
            [&](EscalationTrigger &trigger, const YAML::Node &each, const QString &at) {
                if (!m_yaml.flag(each, "active", below(at, "active"), true))
                    off += trigger.key;
                if (m_yaml.has(each, "situation", below(at, "situation"), u"name the situation"_s))
                    trigger.situation = reference(each, "situation", at, keysOf(m_rules.situations));
                trigger.tiers = tiers(each, at);
                const auto fits = [&](const QString &tier) {
                    return m_rules.cell(tier, trigger.situation) != nullptr;
                };
                const bool hasCell = trigger.tiers.isEmpty()
                                         ? std::ranges::any_of(m_rules.matrix,
                                                               [&](const MatrixCell &cell) {
                                                                   return cell.situation == trigger.situation;
                                                               })
                                         : std::ranges::all_of(trigger.tiers, fits);
                if (!hasCell)
                    m_yaml.wrong(each, at, u"the matrix has no level for it"_s,
                                 u"add the tier and the situation to the matrix"_s);
            });
        const auto behind = std::stable_partition(
            m_rules.triggers.begin(), m_rules.triggers.end(),
            [&](const EscalationTrigger &trigger) { return !off.contains(trigger.key); });
        m_rules.switchedOff.assign(behind, m_rules.triggers.end());
        m_rules.triggers.erase(behind, m_rules.triggers.end());
    }
    QStringList tiers(const YAML::Node &node, const QString &at)
    {
        return m_policy ? references(node, "tiers", at, m_tiers)
                        : m_yaml.texts(node, "tiers", below(at, "tiers"));
    }
    void readReasons(const YAML::Node &node)
    {
        list<ManualReason>(node, "reasons", {u"level"_s}, m_rules.reasons,
                           [&](ManualReason &reason, const YAML::Node &each, const QString &at) {
                               reason.level = reference(each, "level", at, keysOf(m_rules.levels));
                           });
        list<RequestSource>(node, "sources", {u"tiers"_s}, m_rules.sources,
                            [&](RequestSource &source, const YAML::Node &each, const QString &at) {
                                source.tiers = tiers(each, at);
                            });
    }
    void readLines(const YAML::Node &node)
    {
        list<SupportLine>(node, "lines", {u"handles"_s, u"when"_s, u"ranks"_s, u"to"_s}, m_rules.lines,
                          [&](SupportLine &line, const YAML::Node &each, const QString &at) {
                              line.handles = text(each, "handles", at);
                              line.when = text(each, "when", at);
                              line.ranks = ranks(each, at);
                              line.to = text(each, "to", at);
                          });
        const YAML::Node lines = YamlReader::child(node, "lines");
        for (const SupportLine &line : m_rules.lines)
            known(lines, path(u"lines"_s), line.to, keysOf(m_rules.lines));
    }
    void readDeEscalation(const YAML::Node &node)
    {
        const QString at = path(u"de_escalation"_s);
        if (!m_yaml.has(node, "de_escalation", at, u"write reasons: and steps:"_s))
            return;
        const YAML::Node map = YamlReader::child(node, "de_escalation");
        if (!m_yaml.isMap(map, at, {u"reasons"_s, u"steps"_s}))
            return;
        const QString outer = std::exchange(m_field, at);
        const auto none = [](Named &, const YAML::Node &, const QString &) {};
        list<Named>(map, "reasons", {}, m_rules.deEscalationReasons, none);
        list<Named>(map, "steps", {}, m_rules.deEscalationSteps, none);
        m_field = outer;
    }
    void readRepeats(const YAML::Node &node)
    {
        const QString at = path(u"repeats"_s);
        if (!m_yaml.has(node, "repeats", at, u"write {count: 3, within: 30d, alike: 45%}"_s))
            return;
        const YAML::Node map = YamlReader::child(node, "repeats");
        if (!m_yaml.isMap(map, at, {u"count"_s, u"within"_s, u"alike"_s}))
            return;
        if (m_yaml.has(map, "count", below(at, "count"), u"write a number from 2 on"_s))
            m_rules.repeats.count =
                m_yaml.number(YamlReader::child(map, "count"), below(at, "count"), 2, 1000).value_or(3);
        m_rules.repeats.within = duration(map, "within", below(at, "within"));
        QString share = text(map, "alike", at);
        bool isNumber = false;
        const int percent = share.endsWith(u'%') ? share.chopped(1).toInt(&isNumber) : 0;
        m_rules.repeats.likePercent = percent;
        if (!isNumber || percent < 1 || percent > 100)
            m_yaml.wrong(map, below(at, "alike"), u"this is no share"_s, u"write one from 1% to 100%"_s);
    }

    const Policy *m_policy;
    QStringList m_tiers;
    EscalationRules m_rules;
};

} // namespace

EscalationRules readEscalationRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                                    const Policy *known)
{
    return EscalationReader(reader, field, known).read(node);
}

const EscalationRules &shippedEscalation()
{
    static const auto rules =
        readShipped<EscalationRules>(u":/escalation/matrix.yaml"_s, [](YamlReader &reader, const auto &node) {
            return readEscalationRules(reader, node, {}, nullptr);
        });
    return rules;
}

} // namespace muster::policy
