// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/json.h"
#include "models/intake/incoming.h"
#include "models/sla/zonetable.h"

#include <QFile>

using namespace Qt::StringLiterals;

static void initMaps()
{
    Q_INIT_RESOURCE(muster_maps); // a static library's resources are otherwise left out by the linker
}

namespace muster::intake {
namespace {

const QStringList &shippedKeys()
{
    // The order of guessing: of two that fit as well, the first.
    static const QStringList keys{u"zendesk"_s, u"zammad"_s, u"jira-service-management"_s, u"muster"_s,
                                  u"generic"_s};
    return keys;
}

const QStringList kCommentFields{u"list"_s,      u"id"_s,      u"time"_s,       u"text"_s,     u"author"_s,
                                 u"sender"_s,    u"public"_s,  u"internal"_s,   u"customer"_s, u"html"_s,
                                 u"author_id"_s, u"columns"_s, u"author_ids"_s, u"authors"_s};
const QStringList kValueFields{u"priority"_s, u"status"_s, u"tier"_s, u"impact"_s, u"sender"_s};
const QStringList kTopFields{u"key"_s,    u"title"_s,       u"system"_s, u"fields"_s,
                             u"values"_s, u"time_format"_s, u"zone"_s};

bool isNames(const QJsonValue &value)
{
    if (value.isString())
        return !value.toString().isEmpty();
    const QJsonArray names = value.toArray();
    return !names.isEmpty() &&
           std::ranges::all_of(names, [](const QJsonValue &each) { return each.isString(); });
}

/// Collects every mistake of one map.
class MapCheck
{
public:
    void object(const QJsonObject &map)
    {
        for (const QString &key : map.keys())
            known(key, kTopFields, u"the map"_s);
        for (const auto key : {"key"_L1, "title"_L1, "system"_L1, "time_format"_L1, "zone"_L1}) {
            if (map.contains(key) && !map.value(key).isString())
                say(u"\"%1\" is a text in quotes"_s.arg(key));
        }
        const QString system = map.value("system"_L1).toString();
        if (system.isEmpty() || system.contains(u':') || system.contains(u'#') || system.size() > 200)
            say(u"\"system\" is a short name without : and #, as in \"zendesk\""_s);
        const QString zone = map.value("zone"_L1).toString(u"UTC"_s);
        if (!sla::ZoneTable::load(zone))
            say(u"\"%1\" is no time zone; a zone looks like Europe/Berlin"_s.arg(zone));
        fields(map.value("fields"_L1));
        values(map.value("values"_L1));
    }
    const QStringList &mistakes() const { return m_mistakes; }

private:
    void say(const QString &mistake) { m_mistakes += mistake; }
    void known(const QString &key, const QStringList &keys, const QString &where)
    {
        if (!keys.contains(key))
            say(u"%1 has no \"%2\"; it knows %3"_s.arg(where, key, keys.join(u", "_s)));
    }
    void fields(const QJsonValue &value)
    {
        const QJsonObject all = value.toObject();
        for (auto it = all.begin(); it != all.end(); ++it) {
            known(it.key(), mapFields(), u"\"fields\""_s);
            if (it.key() == "comments"_L1)
                comments(it.value());
            else if (!isNames(it.value()))
                say(u"the field \"%1\" needs a column name or a list of column names"_s.arg(it.key()));
        }
        for (const auto needed : {"subject"_L1, "created_at"_L1}) {
            if (!all.contains(needed))
                say(u"\"fields\" names no column for \"%1\", which every ticket needs"_s.arg(needed));
        }
    }
    void comments(const QJsonValue &value)
    {
        const QJsonObject all = value.toObject();
        for (auto it = all.begin(); it != all.end(); ++it) {
            known(it.key(), kCommentFields, u"\"comments\""_s);
            if (!isNames(it.value()))
                say(u"\"comments\": \"%1\" needs a path or a list of paths"_s.arg(it.key()));
        }
        if (!all.contains("list"_L1) && !all.contains("columns"_L1))
            say(u"\"comments\" needs a \"list\", or \"columns\" of a spreadsheet"_s);
        for (const auto needed : {"time"_L1, "text"_L1}) {
            if (all.contains("list"_L1) && !all.contains(needed))
                say(u"\"comments\" needs \"%1\" with its list"_s.arg(needed));
        }
    }
    void values(const QJsonValue &value)
    {
        if (!value.isUndefined() && !value.isObject())
            say(u"\"values\" is an object, a field to its words"_s);
        const QJsonObject all = value.toObject();
        for (auto it = all.begin(); it != all.end(); ++it) {
            known(it.key(), kValueFields, u"\"values\""_s);
            const QJsonObject words = it.value().toObject();
            for (auto word = words.begin(); word != words.end(); ++word)
                oneValue(it.key(), word.key(), word.value());
        }
    }
    void oneValue(const QString &field, const QString &theirs, const QJsonValue &ours)
    {
        const QString where = u"\"values\", \"%1\", \"%2\""_s.arg(field, theirs);
        if (theirs != theirs.toLower())
            say(u"%1: their word is written in lower case; it matches without case"_s.arg(where));
        const bool isRank = field == "priority"_L1 && ours.isDouble() && ours.toDouble() >= 0;
        if (!ours.isString() && !isRank)
            say(u"%1: ours is a text%2"_s.arg(where,
                                              field == "priority"_L1 ? u" or a rank from 0"_s : QString()));
        if (field == "status"_L1 && ours.isString() && !ticket::statusFromName(ours.toString()))
            say(u"%1: \"%2\" is no status; there are new, open, waiting, on_hold, resolved, closed, reopened"_s
                    .arg(where, ours.toString()));
        const QString sender = ours.toString();
        if (field == "sender"_L1 && sender != "customer"_L1 && sender != "agent"_L1 &&
            sender != "automatic"_L1)
            say(u"%1: a sender is customer, agent or automatic"_s.arg(where));
    }

    QStringList m_mistakes;
};

} // namespace

QStringList mapFields()
{
    return {u"id"_s,
            u"case"_s,
            u"subject"_s,
            u"description"_s,
            u"customer"_s,
            u"tier"_s,
            u"arr"_s,
            u"currency"_s,
            u"contact_name"_s,
            u"contact_email"_s,
            u"priority"_s,
            u"impact"_s,
            u"environment"_s,
            u"steps"_s,
            u"status"_s,
            u"assignee"_s,
            u"assignee_email"_s,
            u"tags"_s,
            u"channel"_s,
            u"created_at"_s,
            u"updated_at"_s,
            u"resolved_at"_s,
            u"comments"_s,
            u"events"_s};
}

Result<FieldMap> readMap(const QByteArray &json, const QString &name)
{
    const auto object = parseJsonObject(json, 1024 * 1024);
    if (!object)
        return Error{Fault::BadInput, u"%1 is not a map: %2"_s.arg(name, object.error().detail)};
    MapCheck check;
    check.object(*object);
    if (!check.mistakes().isEmpty())
        return Error{Fault::BadInput, u"%1: %2"_s.arg(name, check.mistakes().join(u"; "_s))};
    FieldMap map;
    map.key = object->value("key"_L1).toString();
    map.title = object->value("title"_L1).toString();
    map.system = object->value("system"_L1).toString();
    map.fields = object->value("fields"_L1).toObject();
    map.values = object->value("values"_L1).toObject();
    map.timeFormat = object->value("time_format"_L1).toString();
    map.zone = object->value("zone"_L1).toString(u"UTC"_s);
    return map;
}

QStringList shippedMaps()
{
    return shippedKeys();
}

Result<FieldMap> shippedMap(const QString &key)
{
    initMaps();
    QFile file(u":/maps/%1.json"_s.arg(key));
    if (!shippedKeys().contains(key) || !file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound,
                     u"there is no map \"%1\"; there are %2"_s.arg(key, shippedKeys().join(u", "_s))};
    return readMap(file.readAll(), file.fileName());
}

} // namespace muster::intake
