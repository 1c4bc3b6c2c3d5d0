// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/template.h"

#include "models/comms/placeholder.h"
#include "models/policy/incidentreader.h"
#include "models/policy/yamlreader.h"

#include <QFile>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

using policy::YamlReader;

constexpr qsizetype kMostBytes = 1024 * 1024;
constexpr qsizetype kLongestPart = 4000;

struct PartKey
{
    const char *key;
    QString Template::*part;
    bool isNeeded;
    const char *remedy;
};
constexpr PartKey kParts[]{
    {"name", &Template::name, true, "give it a name that people read"},
    {"when", &Template::when, true, "say in one sentence when to take it"},
    {"subject", &Template::subject, true, "write a subject line"},
    {"opening", &Template::opening, false, ""},
    {"acknowledge", &Template::acknowledge, true, "say first that we know of it"},
    {"impact", &Template::impact, true, "say who is affected and how"},
    {"action", &Template::action, true, "say what is being done"},
    {"next_update", &Template::nextUpdate, true, "say when more comes, or that this is the last message"},
    {"closing", &Template::closing, false, ""}};

QStringList placeholderKeys()
{
    QStringList keys;
    for (const Placeholder &each : placeholders())
        keys += each.key;
    return keys;
}

class TemplateReader
{
public:
    TemplateReader(YamlReader &yaml, const policy::IncidentRules &rules) : m_yaml(yaml), m_rules(rules) {}

    void read(const YAML::Node &root, std::vector<Template> &templates)
    {
        if (!m_yaml.isMap(root, {}, {u"muster_templates"_s, u"templates"_s}))
            return;
        if (m_yaml.has(root, "muster_templates", u"muster_templates"_s,
                       u"begin the document with \"muster_templates: 1\""_s))
            m_yaml.number(YamlReader::child(root, "muster_templates"), u"muster_templates"_s, 1, 1);
        if (!m_yaml.has(root, "templates", u"templates"_s, u"list at least one"_s))
            return;
        m_yaml.each(YamlReader::child(root, "templates"), u"templates"_s,
                    [&](const YAML::Node &node, const QString &at) { readOne(node, at, templates); });
    }

private:
    void readOne(const YAML::Node &node, const QString &at, std::vector<Template> &templates)
    {
        QStringList known{u"key"_s, u"audiences"_s};
        for (const PartKey &part : kParts)
            known += QString::fromLatin1(part.key);
        if (!m_yaml.isMap(node, at, known) ||
            !m_yaml.has(node, "key", at + u".key"_s, u"give it a short key"_s))
            return;
        Template made;
        const YAML::Node key = YamlReader::child(node, "key");
        made.key = m_yaml.key(key, at + u".key"_s);
        if (std::ranges::find(templates, made.key, &Template::key) != templates.end())
            m_yaml.wrong(key, at + u".key"_s, u"\"%1\" stands here twice"_s.arg(made.key),
                         u"give each a key of its own"_s);
        readAudiences(node, at, made);
        for (const PartKey &part : kParts)
            readPart(node, at, part, made);
        templates.push_back(std::move(made));
    }

    void readAudiences(const YAML::Node &node, const QString &at, Template &made)
    {
        const QString field = at + u".audiences"_s;
        if (!m_yaml.has(node, "audiences", field, u"name at least one, as in [customers]"_s))
            return;
        const YAML::Node list = YamlReader::child(node, "audiences");
        made.audiences = m_yaml.texts(node, "audiences", field);
        QStringList known;
        for (const policy::Audience &audience : m_rules.audiences)
            known += audience.key;
        for (const QString &audience : made.audiences) {
            if (!known.contains(audience))
                m_yaml.wrong(list, field, u"there is no audience \"%1\""_s.arg(audience.left(60)),
                             u"known are: %1"_s.arg(known.join(u", "_s)));
        }
    }

    void readPart(const YAML::Node &node, const QString &at, const PartKey &part, Template &made)
    {
        const QString field = at + u'.' + QString::fromLatin1(part.key);
        const YAML::Node child = YamlReader::child(node, part.key);
        if (!child.IsDefined()) {
            if (part.isNeeded)
                m_yaml.has(node, part.key, field, QString::fromLatin1(part.remedy));
            return;
        }
        made.*part.part = m_yaml.text(child, field, kLongestPart);
        if (part.isNeeded && (made.*part.part).isEmpty() && child.IsScalar())
            m_yaml.wrong(child, field, u"this is empty"_s, QString::fromLatin1(part.remedy));
        checkPlaceholders(child, field, made.*part.part, made.audiences);
    }

    void checkPlaceholders(const YAML::Node &node, const QString &field, const QString &text,
                           const QStringList &audiences)
    {
        const bool isPublic = std::ranges::any_of(audiences, [&](const QString &key) {
            const policy::Audience *audience = m_rules.audience(key);
            return audience != nullptr && audience->isPublic;
        });
        for (const PlaceholderUse &use : placeholdersIn(text)) {
            const Placeholder *known = placeholder(use.key);
            if (use.key.isEmpty())
                m_yaml.wrong(node, field, u"a brace is opened and nothing is named in it"_s,
                             u"write a placeholder such as {incident.title}, or no brace"_s);
            else if (known == nullptr)
                m_yaml.wrong(node, field, u"there is no placeholder {%1}"_s.arg(use.key.left(60)),
                             remedyFor(use.key));
            else if (known->isInternal && isPublic)
                m_yaml.wrong(node, field, u"{%1} stays inside the company"_s.arg(use.key),
                             u"take it out, or make a template of its own for internal audiences"_s);
        }
    }

    static QString remedyFor(const QString &key)
    {
        const QString near = policy::nearest(key, placeholderKeys());
        return near.isEmpty() ? u"known are: %1"_s.arg(placeholderKeys().join(u", "_s))
                              : u"perhaps {%1} is meant"_s.arg(near);
    }

    YamlReader &m_yaml;
    const policy::IncidentRules &m_rules;
};

bool isText(const QByteArray &yaml)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder(yaml);
    return !decoder.hasError() && !yaml.contains('\0');
}

} // namespace

QString Template::body() const
{
    QStringList parts{opening, acknowledge, impact, action, nextUpdate, closing};
    parts.removeAll(QString());
    return parts.join(u"\n\n"_s);
}

ReadTemplates readTemplates(const QByteArray &yaml, const QString &file, const policy::IncidentRules &rules)
{
    ReadTemplates result;
    YamlReader reader(file);
    if (yaml.size() > kMostBytes) {
        reader.wrongAt(1, 1, {}, u"the document has %1 bytes"_s.arg(yaml.size()),
                       u"a file of templates has at most %1"_s.arg(kMostBytes));
    } else if (!isText(yaml)) {
        reader.wrongAt(1, 1, {}, u"the document is not UTF-8 text"_s, u"save it as UTF-8"_s);
    } else {
        try {
            TemplateReader(reader, rules).read(YAML::Load(yaml.toStdString()), result.templates);
        } catch (const YAML::Exception &failure) {
            reader.wrongAt(std::max(0, failure.mark.line) + 1, std::max(0, failure.mark.column) + 1, {},
                           u"the YAML cannot be read here: %1"_s.arg(QString::fromStdString(failure.msg)),
                           u"look at the indentation, the colons and the quotes of this line"_s);
        }
    }
    result.problems = reader.take();
    return result;
}

const std::vector<Template> &shippedTemplates()
{
    static const std::vector<Template> shipped = [] {
        std::vector<Template> all;
        for (const QString &name : {u"customers.yaml"_s, u"company.yaml"_s}) {
            QFile file(u":/templates/"_s + name);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ReadTemplates read = readTemplates(file.readAll(), name, policy::runbook());
            std::ranges::move(read.templates, std::back_inserter(all));
        }
        return all;
    }();
    return shipped;
}

} // namespace muster::comms
