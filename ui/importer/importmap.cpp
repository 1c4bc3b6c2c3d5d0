// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/importmap.h"

#include "models/base/json.h"
#include "models/intake/words.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

struct MapText
{
    Q_DECLARE_TR_FUNCTIONS(MapText)
};

QString fieldTitle(const QString &key)
{
    static const QHash<QString, QString> titles{
        {u"id"_s, MapText::tr("Number in the other system")},
        {u"case"_s, MapText::tr("Case number")},
        {u"subject"_s, MapText::tr("Subject")},
        {u"description"_s, MapText::tr("Description")},
        {u"customer"_s, MapText::tr("Customer")},
        {u"tier"_s, MapText::tr("Tier")},
        {u"arr"_s, MapText::tr("ARR")},
        {u"currency"_s, MapText::tr("Currency of the ARR")},
        {u"contact_name"_s, MapText::tr("Contact")},
        {u"contact_email"_s, MapText::tr("E-mail")},
        {u"priority"_s, MapText::tr("Priority")},
        {u"impact"_s, MapText::tr("Impact")},
        {u"environment"_s, MapText::tr("Environment")},
        {u"steps"_s, MapText::tr("Steps to reproduce")},
        {u"status"_s, MapText::tr("Status")},
        {u"assignee"_s, MapText::tr("Owner")},
        {u"assignee_email"_s, MapText::tr("E-mail of the owner")},
        {u"tags"_s, MapText::tr("Tags")},
        {u"channel"_s, MapText::tr("Channel")},
        {u"created_at"_s, MapText::tr("Created at")},
        {u"updated_at"_s, MapText::tr("Updated at")},
        {u"resolved_at"_s, MapText::tr("Resolved at")},
    };
    return titles.value(key, key);
}

} // namespace

std::vector<MappedField> mappedFields(const intake::FieldMap &map)
{
    std::vector<MappedField> fields;
    for (const QString &key : intake::mapFields()) {
        // Conversations are mapped as a whole by a map's author; a column cannot stand for them.
        if (key == u"comments" || key == u"events")
            continue;
        const bool required = key == u"subject" || key == u"created_at";
        fields.push_back({key, fieldTitle(key), map.fields.value(key).toString(), required});
    }
    return fields;
}

intake::FieldMap mapFor(const QString &key, const intake::Peek &peek)
{
    const auto shipped = intake::shippedMap(key.isEmpty() ? u"generic"_s : key);
    intake::FieldMap map = intake::fittedTo(shipped ? *shipped : intake::FieldMap{}, peek);
    if (key.isEmpty() || !shipped) {
        map.key = u"own"_s;
        map.title = MapText::tr("Own mapping");
    }
    if (map.system.isEmpty())
        map.system = u"file"_s;
    return map;
}

std::vector<MappedValue> unknownValues(const intake::Peek &peek, const intake::FieldMap &map,
                                       const std::vector<MappedField> &fields, const QStringList &priorities)
{
    std::vector<MappedValue> unknown;
    for (const MappedField &field : fields) {
        const bool isStatus = field.key == u"status";
        const qsizetype column = peek.columns.indexOf(field.column);
        if ((!isStatus && field.key != u"priority") || field.column.isEmpty() || column < 0)
            continue;
        const QJsonObject words = map.values.value(field.key).toObject();
        for (const QStringList &row : peek.samples) {
            const QString word = row.value(column).trimmed();
            const bool isKnown = isStatus ? intake::statusFor(word, words).has_value()
                                          : intake::priorityFor(word, words, priorities).has_value();
            const auto isSame = [&](const MappedValue &each) {
                return each.field == field.key && each.theirs.compare(word, Qt::CaseInsensitive) == 0;
            };
            if (!word.isEmpty() && !isKnown && std::ranges::none_of(unknown, isSame))
                unknown.push_back({field.key, word});
        }
    }
    return unknown;
}

QByteArray mapJson(const intake::FieldMap &map, const std::vector<MappedField> &fields,
                   const std::vector<MappedValue> &values)
{
    QJsonObject words = map.values;
    for (const MappedValue &value : values) {
        if (value.ours.isEmpty())
            continue;
        QJsonObject ofField = words.value(value.field).toObject();
        ofField.insert(value.theirs.toLower(), value.ours);
        words.insert(value.field, ofField);
    }
    QJsonObject columns = map.fields;
    for (const MappedField &field : fields) {
        if (field.column.isEmpty())
            columns.remove(field.key);
        else
            columns.insert(field.key, field.column);
    }
    QJsonObject whole{{u"key"_s, map.key},    {u"title"_s, map.title}, {u"system"_s, map.system},
                      {u"fields"_s, columns}, {u"values"_s, words},    {u"zone"_s, map.zone}};
    if (!map.timeFormat.isEmpty())
        whole.insert(u"time_format"_s, map.timeFormat);
    return canonicalJson(whole);
}

QString peekSentence(const intake::Peek &peek)
{
    const QString columns = peek.columns.size() == 1
                                ? MapText::tr("%n column", nullptr, 1)
                                : MapText::tr("%n columns", nullptr, int(peek.columns.size()));
    switch (peek.format) {
    case intake::Peek::Format::Csv: {
        const QString separator = peek.separator == u';'    ? MapText::tr("semicolons")
                                  : peek.separator == u'\t' ? MapText::tr("tabs")
                                  : peek.separator == u'|'  ? MapText::tr("bars")
                                                            : MapText::tr("commas");
        return MapText::tr("CSV, separated by %1 · %2 · %3").arg(separator, peek.encoding, columns);
    }
    case intake::Peek::Format::Json:
        return MapText::tr("JSON · %1 · %2").arg(peek.encoding, columns);
    case intake::Peek::Format::JsonLines:
        return MapText::tr("JSON Lines · %1 · %2").arg(peek.encoding, columns);
    }
    return {};
}

QStringList unmapped(const std::vector<MappedField> &fields)
{
    QStringList titles;
    for (const MappedField &field : fields) {
        if (field.required && field.column.isEmpty())
            titles.append(field.title);
    }
    return titles;
}

} // namespace muster::ui
