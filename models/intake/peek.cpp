// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/csvreader.h"
#include "models/intake/record.h"
#include "models/intake/sourceform.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

constexpr qsizetype kSamples = 100;
constexpr qsizetype kMostColumns = 300;
constexpr qsizetype kLongestSample = 500;

QString sampleText(const QString &text)
{
    return text.left(kLongestSample);
}

void lookAtRows(Peek &peek, QIODevice &device, const SourceForm &form)
{
    ByteSource source(device, form.encoding);
    CsvReader rows(source, form.encoding, form.separator);
    if (form.hasSeparatorLine)
        (void)rows.next();
    if (const auto header = rows.next())
        peek.columns = header->cells;
    while (qsizetype(peek.samples.size()) < kSamples) {
        auto row = rows.next();
        if (!row)
            break;
        if (!row->problem.isEmpty())
            continue;
        row->cells.resize(peek.columns.size());
        std::ranges::transform(row->cells, row->cells.begin(), sampleText);
        peek.samples.push_back(row->cells);
    }
}

/// Paths of the values in an object, in the order of its keys; a list is one value.
void addPaths(const QJsonObject &object, const QString &prefix, int depth, QStringList &paths)
{
    for (auto it = object.begin(); it != object.end() && paths.size() < kMostColumns; ++it) {
        const QString path = prefix + it.key();
        if (it->isObject() && depth < 4 && !it->toObject().isEmpty())
            addPaths(it->toObject(), path + u'.', depth + 1, paths);
        else if (!paths.contains(path))
            paths += path;
    }
}

void lookAtObjects(Peek &peek, QIODevice &device, const SourceForm &form)
{
    ByteSource source(device, form.encoding);
    JsonElements elements(source, form.encoding, *form.json);
    std::vector<QJsonObject> first;
    while (qsizetype(first.size()) < kSamples) {
        const auto element = elements.next();
        if (!element)
            break;
        if (element->problem.isEmpty())
            first.push_back(element->object);
    }
    for (const QJsonObject &object : first)
        addPaths(object, {}, 1, peek.columns);
    for (const QJsonObject &object : first) {
        QStringList sample;
        for (const QString &path : std::as_const(peek.columns))
            sample += sampleText(textOf(valueAt(object, path)));
        peek.samples.push_back(sample);
    }
}

bool isAmong(const QStringList &columns, const QString &name, bool isCsv)
{
    if (isCsv)
        return columns.contains(columnKey(name));
    return columns.contains(name) ||
           std::ranges::any_of(columns, [&](const QString &each) { return each.startsWith(name + u'.'); });
}

bool isFilled(const QJsonValue &entry, const QStringList &columns, bool isCsv)
{
    const QJsonValue names = entry.isObject() ? entry[isCsv ? "columns"_L1 : "list"_L1] : entry;
    const QJsonArray all = names.isArray() ? names.toArray() : QJsonArray{names};
    return std::ranges::any_of(
        all, [&](const QJsonValue &name) { return isAmong(columns, name.toString(), isCsv); });
}

/// How many fields of the map the file fills; 0 where it lacks what every ticket needs.
qsizetype fit(const FieldMap &map, const QStringList &columns, bool isCsv)
{
    qsizetype filled = 0;
    for (auto it = map.fields.begin(); it != map.fields.end(); ++it) {
        const bool isThere = isFilled(it.value(), columns, isCsv);
        if (!isThere && (it.key() == "subject"_L1 || it.key() == "created_at"_L1))
            return 0;
        // A conversation tells one system from another better than the fields that all of them have.
        const bool isConversation = it.key() == "comments"_L1 || it.key() == "events"_L1;
        filled += isThere ? (isConversation ? 4 : 1) : 0;
    }
    return filled;
}

QString guessMap(const Peek &peek)
{
    const bool isCsv = peek.format == Peek::Format::Csv;
    QStringList columns = peek.columns;
    if (isCsv)
        std::ranges::transform(columns, columns.begin(), columnKey);
    QString best;
    qsizetype bestFit = 0;
    for (const QString &key : shippedMaps()) {
        const auto map = shippedMap(key);
        const qsizetype found = map ? fit(*map, columns, isCsv) : 0;
        // A plain spreadsheet is nobody's export until another map fills more of it.
        const bool isPlain = isCsv && key == "generic"_L1 && found > 0;
        if (found > bestFit || (isPlain && found == bestFit)) {
            best = key;
            bestFit = found;
        }
    }
    return best;
}

} // namespace

FieldMap fittedTo(const FieldMap &map, const Peek &peek)
{
    const bool isCsv = peek.format == Peek::Format::Csv;
    FieldMap fitted = map;
    for (auto it = map.fields.begin(); it != map.fields.end(); ++it) {
        if (!it->isArray() && !(isCsv && it->isString()))
            continue;
        fitted.fields.remove(it.key());
        const QJsonArray names = it->isArray() ? it->toArray() : QJsonArray{*it};
        for (const auto &name : names) {
            const auto place = std::ranges::find_if(peek.columns, [&](const QString &column) {
                return isCsv ? columnKey(column) == columnKey(name.toString())
                             : column == name.toString() || column.startsWith(name.toString() + u'.');
            });
            if (place == peek.columns.end())
                continue;
            fitted.fields.insert(it.key(), isCsv ? *place : name.toString());
            break;
        }
    }
    return fitted;
}

Result<Peek> peek(const QString &file)
{
    const auto device = openFile(file);
    if (!device)
        return device.error();
    const auto form = detectForm(**device, file);
    if (!form)
        return form.error();
    Peek look;
    look.encoding = encodingName(form->encoding);
    look.separator = char16_t(uchar(form->separator));
    if (!form->json)
        lookAtRows(look, **device, *form);
    else
        lookAtObjects(look, **device, *form);
    if (form->json)
        look.format = *form->json == JsonShape::Lines || *form->json == JsonShape::Sequence
                          ? Peek::Format::JsonLines
                          : Peek::Format::Json;
    look.guessedMap = guessMap(look);
    return look;
}

} // namespace muster::intake
