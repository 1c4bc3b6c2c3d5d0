// SPDX-License-Identifier: GPL-3.0-or-later
// One row or object of a source as values by column name or path, and the cleaning that every text from
// outside goes through.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace muster::intake {

/// The value at a path like "fields.status.name" or "custom.0.value"; a key that has dots itself comes first.
/// Undefined where there is none.
QJsonValue valueAt(const QJsonObject &object, const QString &path);

/// Numbers without exponent, lists joined by ", ", the name or value of an object, the text of a rich-text
/// document (Atlassian's {"type":"doc"}). Control codes, broken surrogates and outer blanks are taken out.
QString textOf(const QJsonValue &value);

/// Without tags, with line ends for paragraphs and breaks, with the usual entities read.
QString withoutMarkup(const QString &html);

/// The values that a map's entry names: a name or path, or a list of them, of which the first that is there
/// and not empty counts.
class Record
{
public:
    static Record fromObject(const QJsonObject &object);
    /// Column names are compared without case and outer blanks; a name that stands twice gives a list.
    static Record fromCells(const QHash<QString, QList<qsizetype>> &columns, const QStringList &cells);

    QJsonValue value(const QJsonValue &names) const;
    QString text(const QJsonValue &names) const { return textOf(value(names)); }

private:
    QJsonValue named(const QString &name) const;

    QJsonObject m_object;
    const QHash<QString, QList<qsizetype>> *m_columns = nullptr;
    const QStringList *m_cells = nullptr;
};

/// How a column name is compared.
QString columnKey(const QString &name);

} // namespace muster::intake
