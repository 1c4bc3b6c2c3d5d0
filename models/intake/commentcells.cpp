// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/commentcells.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

QJsonArray asList(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray();
    return value.isUndefined() ? QJsonArray() : QJsonArray{value};
}

/// The name that another column of the row gives this id; the id itself where none does.
QString nameOf(const QString &author, const Record &record, const QJsonObject &paths)
{
    const QJsonArray ids = asList(paths.value("author_ids"_L1)), names = asList(paths.value("authors"_L1));
    for (qsizetype i = 0; i < std::min(ids.size(), names.size()); ++i) {
        const QString name = record.text(names[i]);
        if (!name.isEmpty() && record.text(ids[i]) == author)
            return name;
    }
    return author;
}

/// Nothing where the cell does not begin with a time that has come and an author.
std::optional<QJsonObject> understood(const QString &cell, const Record &record, const EntryRules &rules)
{
    const qsizetype first = cell.indexOf(u';'), second = cell.indexOf(u';', first + 1);
    if (first < 0 || second < 0)
        return {};
    const auto at = rules.time(cell.left(first).trimmed());
    if (!at || rules.isFuture(*at))
        return {};
    const QString author = cell.mid(first + 1, second - first - 1).trimmed();
    // As an instant, so that an export written with other dates names the same entry.
    const QString time = toRfc3339(*at - rules.context.shift), text = cell.sliced(second + 1).trimmed();
    const QJsonObject paths = rules.map.fields.value("comments"_L1).toObject();
    return QJsonObject{{u"id"_s, entryId({}, author + u'\n' + text, time)},
                       {u"time"_s, time},
                       {u"author_id"_s, author},
                       {u"author"_s, nameOf(author, record, paths)},
                       {u"text"_s, text}};
}

/// Where the ticket was last changed; its creation where that is not known.
QJsonValue lastChange(const Record &record, const EntryRules &rules)
{
    const QJsonValue updated = record.value(rules.map.fields.value("updated_at"_L1));
    const auto at = rules.time(updated);
    return at && !rules.isFuture(*at) ? updated : record.value(rules.map.fields.value("created_at"_L1));
}

} // namespace

QJsonArray commentsInCells(const Record &record, const EntryRules &rules, QStringList &notes)
{
    const QJsonObject paths = rules.map.fields.value("comments"_L1).toObject();
    QJsonArray comments;
    const QJsonArray cells = asList(record.value(paths.value("columns"_L1)));
    for (const auto &value : cells) {
        const QString cell = value.isString() ? textOf(value) : QString();
        if (cell.isEmpty())
            continue;
        if (const auto comment = understood(cell, record, rules)) {
            comments += *comment;
            continue;
        }
        comments += QJsonObject{{u"id"_s, entryId({}, cell, {})},
                                {u"time"_s, lastChange(record, rules)},
                                {u"text"_s, cell},
                                {u"internal"_s, true}};
        notes += u"the comment \"%1\" does not begin with a time and an author; it was kept as a note at the "
                 "ticket's last change"_s.arg(cell.left(60));
    }
    return comments;
}

QJsonObject pathsOfCells(const QJsonObject &paths)
{
    return {{u"id"_s, u"id"_s},
            {u"time"_s, u"time"_s},
            {u"text"_s, u"text"_s},
            {u"author"_s, u"author"_s},
            {u"author_id"_s, u"author_id"_s},
            {u"sender"_s, u"author_id"_s},
            {u"internal"_s, u"internal"_s},
            {u"customer"_s, paths.value("customer"_L1)}};
}

} // namespace muster::intake
