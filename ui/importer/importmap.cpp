// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/importmap.h"

#include "models/base/json.h"

#include <QCoreApplication>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

struct MapText
{
    Q_DECLARE_TR_FUNCTIONS(MapText)
};

struct KnownField
{
    QString key, title;
    bool required;
    QStringList names; ///< column names that say it, folded
};

std::vector<KnownField> knownFields()
{
    return {
        {u"id"_s,
         MapText::tr("Number there"),
         true,
         {u"id"_s, u"number"_s, u"key"_s, u"ticket"_s, u"ticketid"_s, u"case"_s, u"issuekey"_s}},
        {u"subject"_s, MapText::tr("Subject"), true, {u"subject"_s, u"title"_s, u"summary"_s}},
        {u"description"_s, MapText::tr("Description"), false, {u"description"_s, u"body"_s, u"text"_s}},
        {u"customer"_s,
         MapText::tr("Customer"),
         false,
         {u"customer"_s, u"organization"_s, u"organisation"_s, u"company"_s, u"account"_s}},
        {u"contact_name"_s,
         MapText::tr("Contact"),
         false,
         {u"contact"_s, u"contactname"_s, u"requester"_s, u"reporter"_s}},
        {u"contact_email"_s,
         MapText::tr("E-mail"),
         false,
         {u"email"_s, u"contactemail"_s, u"requesteremail"_s}},
        {u"priority"_s, MapText::tr("Priority"), false, {u"priority"_s, u"severity"_s}},
        {u"tier"_s, MapText::tr("Tier"), false, {u"tier"_s, u"plan"_s, u"segment"_s}},
        {u"status"_s, MapText::tr("Status"), false, {u"status"_s, u"state"_s}},
        {u"assignee"_s, MapText::tr("Owner"), false, {u"assignee"_s, u"owner"_s, u"agent"_s}},
        {u"created_at"_s,
         MapText::tr("Created at"),
         true,
         {u"created"_s, u"createdat"_s, u"opened"_s, u"date"_s}},
        {u"tags"_s, MapText::tr("Tags"), false, {u"tags"_s, u"labels"_s}},
    };
}

QString folded(const QString &column)
{
    QString plain;
    for (const QChar each : column.section(u'.', -1)) {
        if (each.isLetterOrNumber())
            plain += each.toLower();
    }
    return plain;
}

} // namespace

std::vector<MappedField> mappedFields(const intake::FieldMap &map)
{
    std::vector<MappedField> fields;
    QStringList listed;
    for (const KnownField &known : knownFields()) {
        fields.push_back({known.key, known.title, map.fields.value(known.key).toString(), known.required});
        listed.append(known.key);
    }
    // A map may know more fields than have a name here; they stay in it and can be changed as well.
    for (auto it = map.fields.begin(); it != map.fields.end(); ++it) {
        if (!listed.contains(it.key()) && it.value().isString())
            fields.push_back({it.key(), it.key(), it.value().toString(), false});
    }
    return fields;
}

intake::FieldMap guessMap(const intake::Peek &peek, const QString &system)
{
    intake::FieldMap map;
    map.key = u"own"_s;
    map.title = MapText::tr("Own mapping");
    map.system = folded(system).isEmpty() ? u"file"_s : folded(system);
    for (const KnownField &known : knownFields()) {
        for (const QString &column : peek.columns) {
            if (known.names.contains(folded(column)) && !map.fields.contains(known.key))
                map.fields.insert(known.key, column);
        }
    }
    return map;
}

QByteArray mapJson(const intake::FieldMap &map, const std::vector<MappedField> &fields)
{
    QJsonObject columns = map.fields;
    for (const MappedField &field : fields) {
        if (field.column.isEmpty())
            columns.remove(field.key);
        else
            columns.insert(field.key, field.column);
    }
    QJsonObject whole{{u"key"_s, map.key},    {u"title"_s, map.title},   {u"system"_s, map.system},
                      {u"fields"_s, columns}, {u"values"_s, map.values}, {u"zone"_s, map.zone}};
    if (!map.timeFormat.isEmpty())
        whole.insert(u"time_format"_s, map.timeFormat);
    return canonicalJson(whole);
}

QString peekSentence(const intake::Peek &peek)
{
    const QString columns = MapText::tr("%1 columns").arg(peek.columns.size());
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
