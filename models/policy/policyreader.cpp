// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/policyreader.h"

#include "models/policy/assignmentreader.h"
#include "models/policy/creditreader.h"
#include "models/policy/escalationreader.h"
#include "models/policy/incidentreader.h"
#include "models/policy/notificationreader.h"
#include "models/policy/playbookreader.h"
#include "models/policy/policyrules.h"
#include "models/policy/thresholdreader.h"
#include "models/policy/yamlreader.h"
#include "models/sla/calendar.h"
#include "models/sla/calendarjson.h"
#include "models/sla/zonetable.h"

#include <QDir>
#include <QFile>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr qsizetype kMostBytes = 1024 * 1024;

class PolicyReader
{
public:
    explicit PolicyReader(YamlReader &yaml) : m_yaml(yaml) {}

    Policy read(const YAML::Node &root)
    {
        if (!m_yaml.isMap(root, {}, {u"muster_policy"_s,   u"key"_s,
                                     u"title"_s,           u"description"_s,
                                     u"version"_s,         u"warn_at_percent"_s,
                                     u"tiers"_s,           u"roles"_s,
                                     u"calendars"_s,       u"default_calendar"_s,
                                     u"intake"_s,          u"pause_on"_s,
                                     u"acknowledgement"_s, u"closing_note"_s,
                                     u"priorities"_s,      u"incidents"_s,
                                     u"credits"_s,         u"notifications"_s,
                                     u"escalation"_s,      u"assignment"_s,
                                     u"thresholds"_s}))
            return {};
        if (m_yaml.has(root, "muster_policy", u"muster_policy"_s,
                       u"begin the document with \"muster_policy: 1\""_s))
            m_yaml.number(YamlReader::child(root, "muster_policy"), u"muster_policy"_s, 1, 1);
        if (m_yaml.has(root, "key", u"key"_s, u"give the policy a key, as in key: our-policy"_s))
            m_policy.key = m_yaml.key(YamlReader::child(root, "key"), u"key"_s);
        m_policy.title = m_yaml.optionalText(root, "title", u"title"_s, 100);
        if (m_policy.title.isEmpty())
            m_policy.title = m_policy.key;
        m_policy.description = m_yaml.optionalText(root, "description", u"description"_s);
        if (const YAML::Node version = YamlReader::child(root, "version"); version.IsDefined())
            m_policy.version = m_yaml.number(version, u"version"_s, 1, 1'000'000).value_or(1);
        readWarnings(root);
        m_policy.roles = m_yaml.texts(root, "roles", u"roles"_s);
        readCalendars(root);
        readTiers(root);
        readIntake(root);
        m_policy.pauseStatuses = m_yaml.texts(root, "pause_on", u"pause_on"_s);
        m_policy.acknowledgementTemplate = m_yaml.optionalText(root, "acknowledgement", u"acknowledgement"_s);
        readClosingNote(root);
        readPriorities(root);
        const YAML::Node incidents = YamlReader::child(root, "incidents");
        m_policy.incidents =
            incidents.IsDefined() ? readIncidentRules(m_yaml, incidents, u"incidents"_s) : runbook();
        const YAML::Node credits = YamlReader::child(root, "credits");
        m_policy.credits =
            credits.IsDefined() ? readCreditTerms(m_yaml, credits, u"credits"_s, &m_policy) : shippedTerms();
        const YAML::Node notifications = YamlReader::child(root, "notifications");
        m_policy.notifications = notifications.IsDefined()
                                     ? readChannelRules(m_yaml, notifications, u"notifications"_s)
                                     : shippedChannels();
        const YAML::Node escalation = YamlReader::child(root, "escalation");
        m_policy.escalation = escalation.IsDefined()
                                  ? readEscalationRules(m_yaml, escalation, u"escalation"_s, &m_policy)
                                  : shippedEscalation();
        const YAML::Node assignment = YamlReader::child(root, "assignment");
        m_policy.assignment = assignment.IsDefined()
                                  ? readAssignmentRules(m_yaml, assignment, u"assignment"_s, &m_policy)
                                  : shippedAssignment();
        const YAML::Node thresholds = YamlReader::child(root, "thresholds");
        m_policy.thresholds = thresholds.IsDefined()
                                  ? readThresholdRules(m_yaml, thresholds, u"thresholds"_s, &m_policy)
                                  : shippedThresholds();
        return std::move(m_policy);
    }

private:
    void readWarnings(const YAML::Node &root)
    {
        const YAML::Node node = YamlReader::child(root, "warn_at_percent");
        if (!m_yaml.has(root, "warn_at_percent", u"warn_at_percent"_s,
                        u"write the shares of a target that warn, as in [50, 75, 90]"_s))
            return;
        if (node.IsSequence() && node.size() == 0)
            m_yaml.wrong(node, u"warn_at_percent"_s, u"there is no share, so nothing would ever warn"_s,
                         u"write the shares of a target that warn, as in [50, 75, 90]"_s);
        m_yaml.each(node, u"warn_at_percent"_s, [&](const YAML::Node &entry, const QString &field) {
            const auto percent = m_yaml.number(entry, field, 1, 99);
            if (percent && !m_policy.warnPercents.empty() && *percent <= m_policy.warnPercents.back())
                m_yaml.wrong(entry, field,
                             u"%1 does not come after %2"_s.arg(*percent).arg(m_policy.warnPercents.back()),
                             u"write the shares in rising order"_s);
            if (percent)
                m_policy.warnPercents.push_back(*percent);
        });
    }

    void readClosingNote(const YAML::Node &root)
    {
        const YAML::Node node = YamlReader::child(root, "closing_note");
        if (!node.IsDefined())
            return;
        const QString word = m_yaml.text(node, u"closing_note"_s, 20);
        m_policy.closingNoteRequired = word != u"optional";
        if (word != u"optional" && word != u"required" && node.IsScalar())
            m_yaml.wrong(node, u"closing_note"_s, u"\"%1\" is not known"_s.arg(word),
                         u"write required or optional"_s);
    }

    void readCalendars(const YAML::Node &root)
    {
        const YAML::Node node = YamlReader::child(root, "calendars");
        if (!m_yaml.has(root, "calendars", u"calendars"_s, u"name at least one, as in always: 24x7"_s) ||
            !m_yaml.isMap(node, u"calendars"_s, {}))
            return;
        for (const auto &entry : node) {
            const QString key = m_yaml.key(entry.first, u"calendars"_s);
            const QString field = u"calendars."_s + key;
            if (auto spec = readCalendar(entry.second, field))
                m_policy.calendars.emplace(key, std::move(*spec));
            else
                m_brokenCalendars += key;
        }
        if (!m_yaml.has(root, "default_calendar", u"default_calendar"_s,
                        u"name the calendar that holds where a tier has none of its own"_s))
            return;
        const YAML::Node chosen = YamlReader::child(root, "default_calendar");
        m_policy.defaultCalendar = m_yaml.text(chosen, u"default_calendar"_s, 60);
        checkCalendarName(chosen, u"default_calendar"_s, m_policy.defaultCalendar);
    }

    void checkCalendarName(const YAML::Node &at, const QString &field, const QString &name)
    {
        if (m_policy.calendars.contains(name) || m_brokenCalendars.contains(name))
            return;
        QStringList known = m_brokenCalendars;
        for (const auto &[key, spec] : m_policy.calendars)
            known += key;
        m_yaml.wrong(at, field, u"there is no calendar \"%1\""_s.arg(name.left(60)),
                     u"known are: %1"_s.arg(known.join(u", "_s)));
    }

    std::optional<sla::CalendarSpec> readCalendar(const YAML::Node &node, const QString &field)
    {
        sla::CalendarSpec spec;
        if (node.IsScalar() && node.Scalar() == "24x7") {
            spec.always = true;
            return spec;
        }
        if (!m_yaml.isMap(node, field, {u"zone"_s, u"hours"_s, u"holidays"_s, u"breaks"_s}))
            return std::nullopt;
        bool isGood = true;
        if (m_yaml.has(node, "zone", field + u".zone"_s, u"write a time zone such as Europe/Berlin"_s)) {
            const YAML::Node zone = YamlReader::child(node, "zone");
            spec.zone = m_yaml.text(zone, field + u".zone"_s, 60);
            if (!sla::ZoneTable::load(spec.zone)) {
                m_yaml.wrong(zone, field + u".zone"_s, u"there is no time zone \"%1\""_s.arg(spec.zone),
                             u"write one such as Europe/Berlin or America/New_York"_s);
                isGood = false;
            }
        } else {
            isGood = false;
        }
        isGood = readHours(node, field, spec) && isGood;
        for (const QString &date : m_yaml.texts(node, "holidays", field + u".holidays"_s)) {
            if (const auto read = sla::parseDate(date))
                spec.holidays.push_back(*read);
            else
                m_yaml.wrong(dateNode(YamlReader::child(node, "holidays"), date), field + u".holidays"_s,
                             read.error().detail, u"write a day that exists as 2026-12-25"_s);
        }
        readBreaks(node, field, spec);
        return isGood && canBeCounted(spec, node, field) ? std::optional(spec) : std::nullopt;
    }

    /// What the reader lets through and the clocks would refuse later is told here, with its line.
    bool canBeCounted(const sla::CalendarSpec &spec, const YAML::Node &node, const QString &field)
    {
        const auto made = sla::Calendar::make(spec);
        if (!made)
            m_yaml.wrong(node, field, made.error().detail,
                         u"change the calendar so that hours can be counted"_s);
        return made.has_value();
    }

    static YAML::Node dateNode(const YAML::Node &list, const QString &date)
    {
        for (const auto &entry : list) {
            if (entry.IsScalar() && QString::fromStdString(entry.Scalar()).trimmed() == date)
                return entry;
        }
        return list;
    }

    bool readHours(const YAML::Node &node, const QString &field, sla::CalendarSpec &spec)
    {
        static const QStringList days{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
        const YAML::Node hours = YamlReader::child(node, "hours");
        const QString remedy = u"write hours: with a line a weekday, as in mon: [\"09:00-17:00\"]"_s;
        if (!m_yaml.has(node, "hours", field + u".hours"_s, remedy) ||
            !m_yaml.isMap(hours, field + u".hours"_s, days))
            return false;
        bool hasHours = false;
        for (qsizetype day = 0; day < 7; ++day) {
            const QByteArray name = days[day].toLatin1();
            const YAML::Node list = YamlReader::child(hours, name.constData());
            if (!list.IsDefined() || list.IsNull())
                continue;
            m_yaml.each(list, u"%1.hours.%2"_s.arg(field, days[day]),
                        [&](const YAML::Node &entry, const QString &path) {
                            if (const auto interval = readInterval(entry, path)) {
                                spec.hours[size_t(day)].push_back(*interval);
                                hasHours = true;
                            }
                        });
        }
        if (!hasHours)
            m_yaml.wrong(hours, field + u".hours"_s,
                         u"the calendar has no hours on any weekday, so nothing would ever be due"_s,
                         remedy + u"; or use 24x7"_s);
        return hasHours;
    }

    std::optional<sla::WallInterval> readInterval(const YAML::Node &node, const QString &field)
    {
        const QString read = m_yaml.text(node, field, 40);
        const QStringList ends = QString(read).replace(u'–', u'-').split(u'-');
        const auto from = sla::parseTimeOfDay(ends.value(0).trimmed()),
                   to = sla::parseTimeOfDay(ends.value(1).trimmed());
        const bool isGood = ends.size() == 2 && from && to && *from != *to && *from != 1440;
        if (isGood)
            return sla::WallInterval{*from, *to};
        if (node.IsScalar())
            m_yaml.wrong(
                node, field, u"\"%1\" is no interval of the day"_s.arg(read),
                u"write \"09:00-17:00\"; the day ends at 24:00, and \"22:00-06:00\" runs over midnight"_s);
        return std::nullopt;
    }

    void readBreaks(const YAML::Node &node, const QString &field, sla::CalendarSpec &spec)
    {
        const YAML::Node breaks = YamlReader::child(node, "breaks");
        if (!breaks.IsDefined() || breaks.IsNull())
            return;
        m_yaml.each(breaks, field + u".breaks"_s, [&](const YAML::Node &entry, const QString &path) {
            if (!m_yaml.isMap(entry, path, {u"date"_s, u"from"_s, u"to"_s}))
                return;
            const auto date = sla::parseDate(m_yaml.optionalText(entry, "date", path + u".date"_s, 20));
            const auto from = sla::parseTimeOfDay(m_yaml.optionalText(entry, "from", path + u".from"_s, 20));
            const auto to = sla::parseTimeOfDay(m_yaml.optionalText(entry, "to", path + u".to"_s, 20));
            if (date && from && to && *from != *to && *from != 1440)
                spec.breaks.push_back({*date, {*from, *to}});
            else
                m_yaml.wrong(entry, path, u"a break needs a day and two times of it"_s,
                             u"write {date: 2026-12-24, from: \"12:00\", to: \"24:00\"}"_s);
        });
    }

    void readTiers(const YAML::Node &root)
    {
        const YAML::Node node = YamlReader::child(root, "tiers");
        if (!node.IsDefined())
            return;
        m_yaml.each(node, u"tiers"_s, [&](const YAML::Node &entry, const QString &field) {
            if (!m_yaml.isMap(entry, field, {u"key"_s, u"name"_s, u"calendar"_s}))
                return;
            Tier tier;
            if (m_yaml.has(entry, "key", field + u".key"_s, u"give the tier a key, as in enterprise"_s))
                tier.key = m_yaml.key(YamlReader::child(entry, "key"), field + u".key"_s);
            tier.name = m_yaml.optionalText(entry, "name", field + u".name"_s, 60);
            if (tier.name.isEmpty())
                tier.name = tier.key;
            tier.calendar = m_yaml.optionalText(entry, "calendar", field + u".calendar"_s, 60);
            if (!tier.calendar.isEmpty())
                checkCalendarName(YamlReader::child(entry, "calendar"), field + u".calendar"_s,
                                  tier.calendar);
            if (m_policy.tier(tier.key))
                m_yaml.wrong(entry, field + u".key"_s, u"there are two tiers \"%1\""_s.arg(tier.key),
                             u"give each a key of its own"_s);
            m_policy.tiers.push_back(std::move(tier));
        });
    }

    void readIntake(const YAML::Node &root)
    {
        static const QStringList fields{u"subject"_s,     u"description"_s, u"priority"_s,      u"customer"_s,
                                        u"tier"_s,        u"contact"_s,     u"contact_email"_s, u"impact"_s,
                                        u"environment"_s, u"steps"_s};
        const YAML::Node node = YamlReader::child(root, "intake");
        if (!node.IsDefined())
            return;
        m_yaml.each(node, u"intake"_s, [&](const YAML::Node &entry, const QString &path) {
            if (!m_yaml.isMap(entry, path, {u"key"_s, u"name"_s, u"help"_s, u"required"_s, u"choices"_s}))
                return;
            IntakeField field;
            if (m_yaml.has(entry, "key", path + u".key"_s, u"name the field, as in impact"_s)) {
                field.key = m_yaml.key(YamlReader::child(entry, "key"), path + u".key"_s);
                if (!fields.contains(field.key))
                    m_yaml.wrong(YamlReader::child(entry, "key"), path + u".key"_s,
                                 u"tickets have no field \"%1\""_s.arg(field.key),
                                 u"known are: %1"_s.arg(fields.join(u", "_s)));
                if (std::ranges::count(m_policy.intake, field.key, &IntakeField::key) > 0)
                    m_yaml.wrong(YamlReader::child(entry, "key"), path + u".key"_s,
                                 u"there are two intake fields \"%1\""_s.arg(field.key),
                                 u"keep one of them"_s);
            }
            field.name = m_yaml.optionalText(entry, "name", path + u".name"_s, 60);
            if (field.name.isEmpty())
                field.name = field.key;
            field.help = m_yaml.optionalText(entry, "help", path + u".help"_s, 300);
            field.required = m_yaml.flag(entry, "required", path + u".required"_s, false);
            field.choices = m_yaml.texts(entry, "choices", path + u".choices"_s);
            m_policy.intake.push_back(std::move(field));
        });
    }

    void readPriorities(const YAML::Node &root)
    {
        if (!m_yaml.has(root, "priorities", u"priorities"_s, u"list the priorities, the highest first"_s))
            return;
        m_yaml.each(
            YamlReader::child(root, "priorities"), u"priorities"_s,
            [&](const YAML::Node &entry, const QString &field) {
                if (m_yaml.isMap(entry, field,
                                 {u"key"_s, u"name"_s, u"summary"_s, u"badge"_s, u"definition"_s,
                                  u"examples"_s, u"words"_s, u"impacts"_s, u"may_pause"_s,
                                  u"pauses_first_response"_s, u"targets"_s, u"cadence"_s, u"playbook"_s}))
                    readPriority(entry, field);
            });
    }

    void readPriority(const YAML::Node &node, const QString &field)
    {
        Priority priority;
        if (m_yaml.has(node, "key", field + u".key"_s, u"give the priority a key, as in P1"_s))
            priority.key = m_yaml.key(YamlReader::child(node, "key"), field + u".key"_s);
        priority.name = m_yaml.optionalText(node, "name", field + u".name"_s, 60);
        if (priority.name.isEmpty())
            priority.name = priority.key;
        priority.summary = m_yaml.optionalText(node, "summary", field + u".summary"_s, 200);
        priority.definition = m_yaml.optionalText(node, "definition", field + u".definition"_s);
        priority.examples = m_yaml.texts(node, "examples", field + u".examples"_s);
        priority.words = m_yaml.texts(node, "words", field + u".words"_s);
        priority.impacts = m_yaml.texts(node, "impacts", field + u".impacts"_s);
        priority.badge = m_yaml.optionalText(node, "badge", field + u".badge"_s, 20);
        static const QStringList badges{u"red"_s, u"amber"_s, u"blue"_s, u"grey"_s};
        if (priority.badge.isEmpty())
            priority.badge = u"grey"_s;
        else if (!badges.contains(priority.badge))
            m_yaml.wrong(YamlReader::child(node, "badge"), field + u".badge"_s,
                         u"there is no badge \"%1\""_s.arg(priority.badge),
                         u"use one of: %1"_s.arg(badges.join(u", "_s)));
        priority.targets.mayPause = m_yaml.flag(node, "may_pause", field + u".may_pause"_s, true);
        priority.targets.pausesFirstResponse =
            m_yaml.flag(node, "pauses_first_response", field + u".pauses_first_response"_s, false);
        readTargets(node, field, priority);
        readCadence(node, field, priority);
        priority.playbook = readPlaybook(m_yaml, m_policy, priority, YamlReader::child(node, "playbook"),
                                         field + u".playbook"_s);
        m_policy.priorities.push_back(std::move(priority));
        rules::checkPriority(m_yaml, m_policy, node, field);
    }

    void readTargets(const YAML::Node &node, const QString &field, Priority &priority)
    {
        const YAML::Node targets = YamlReader::child(node, "targets");
        QStringList names;
        for (const sla::ClockKind kind : sla::kClockKinds)
            names += sla::clockName(kind);
        const QString path = field + u".targets"_s;
        if (!m_yaml.has(node, "targets", path, u"state each of %1, or none"_s.arg(names.join(u", "_s))) ||
            !m_yaml.isMap(targets, path, names))
            return;
        for (const sla::ClockKind kind : sla::kClockKinds) {
            const QByteArray name = sla::clockName(kind).toLatin1();
            const QString at = path + u'.' + sla::clockName(kind);
            if (!m_yaml.has(targets, name.constData(), at,
                            u"write %1: {sla: 4h, slo: 3h}, or %1: none where nothing is promised"_s.arg(
                                sla::clockName(kind))))
                continue;
            const YAML::Node clock = YamlReader::child(targets, name.constData());
            if (clock.IsScalar() && clock.Scalar() == "none")
                continue;
            if (!m_yaml.isMap(clock, at, {u"sla"_s, u"slo"_s}))
                continue;
            sla::ClockTarget &into = priority.targets.clocks[size_t(kind)];
            if (m_yaml.has(clock, "sla", at + u".sla"_s, u"write the contractual target, as in sla: 4h"_s))
                into.sla = m_yaml.target(YamlReader::child(clock, "sla"), at + u".sla"_s);
            if (const YAML::Node slo = YamlReader::child(clock, "slo"); slo.IsDefined())
                into.slo = m_yaml.target(slo, at + u".slo"_s);
            rules::checkSlo(m_yaml, m_policy, clock, at, into);
        }
    }

    void readCadence(const YAML::Node &node, const QString &field, Priority &priority)
    {
        const YAML::Node cadence = YamlReader::child(node, "cadence");
        if (!cadence.IsDefined() || (cadence.IsScalar() && cadence.Scalar() == "none"))
            return;
        if (cadence.IsScalar() && cadence.Scalar() == "continuous")
            priority.continuousCadence = true;
        else
            priority.cadence = m_yaml.target(cadence, field + u".cadence"_s);
    }

    YamlReader &m_yaml;
    Policy m_policy;
    QStringList m_brokenCalendars;
};

bool isUtf8(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder(text);
    return !decoder.hasError();
}

} // namespace

QString Problem::text() const
{
    return u"%1:%2:%3: %4: %5%6; %7"_s.arg(file).arg(line).arg(column).arg(
        isWarning ? u"warning"_s : u"error"_s, field.isEmpty() ? QString() : field + u": "_s, what, remedy);
}

ReadPolicy readPolicy(const QByteArray &yaml, const QString &file)
{
    ReadPolicy result;
    YamlReader reader(file);
    Policy policy;
    if (yaml.size() > kMostBytes) {
        reader.wrongAt(1, 1, {}, u"the document has %1 bytes"_s.arg(yaml.size()),
                       u"a policy has at most %1"_s.arg(kMostBytes));
    } else if (!isUtf8(yaml) || yaml.contains('\0')) {
        reader.wrongAt(1, 1, {}, u"the document is not UTF-8 text"_s, u"save it as UTF-8"_s);
    } else {
        try {
            const std::vector<YAML::Node> documents = YAML::LoadAll(yaml.toStdString());
            const YAML::Node root = documents.empty() ? YAML::Node() : documents.front();
            for (size_t i = 1; i < documents.size(); ++i) {
                if (!documents[i].IsNull())
                    reader.wrong(documents[i], {}, u"a second document begins here (after \"---\")"_s,
                                 u"keep one policy a file"_s);
            }
            policy = PolicyReader(reader).read(root);
            if (root.IsMap())
                rules::checkWhole(reader, policy, root);
        } catch (const YAML::Exception &failure) {
            reader.wrongAt(
                std::max(0, failure.mark.line) + 1, std::max(0, failure.mark.column) + 1, {},
                u"the YAML cannot be read here: %1"_s.arg(QString::fromStdString(failure.msg)),
                u"look at the indentation (spaces, no tabs), the colons and the quotes of this line and the one before"_s);
        }
    }
    result.problems = reader.take();
    const bool isGood = std::ranges::all_of(result.problems, &Problem::isWarning);
    if (isGood)
        result.policy = std::move(policy);
    return result;
}

QStringList presetKeys()
{
    // The scheme with the plainest words first: it is what the first start proposes.
    QStringList keys =
        QDir(u":/policies"_s).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (QString &key : keys)
        key.chop(5);
    return keys;
}

QByteArray presetText(const QString &key)
{
    QFile file(u":/policies/%1.yaml"_s.arg(key));
    return presetKeys().contains(key) && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace muster::policy
