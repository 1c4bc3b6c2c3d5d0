// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/record.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

QString cleaned(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r') {
            if (i + 1 >= text.size() || text[i + 1] != u'\n')
                out += u'\n';
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out += c;
            out += text[++i];
        } else if (c.isSurrogate()) {
            out += QChar(QChar::ReplacementCharacter);
        } else if (c >= u' ' ? c != u'\x7f' && c != u'\xfeff' : c == u'\n' || c == u'\t') {
            out += c;
        }
    }
    return out.trimmed();
}

void collectRichText(const QJsonObject &node, QString &out)
{
    const QString type = node.value("type"_L1).toString();
    out += node.value("text"_L1).toString();
    if (type == "hardBreak"_L1)
        out += u'\n';
    if (type == "mention"_L1 || type == "emoji"_L1)
        out += node.value("attrs"_L1)["text"_L1].toString();
    const QJsonArray content = node.value("content"_L1).toArray();
    for (const auto &child : content)
        collectRichText(child.toObject(), out);
    if ((type == "paragraph"_L1 || type == "heading"_L1 || type == "codeBlock"_L1) && !out.endsWith(u'\n'))
        out += u'\n';
}

QString textOfObject(const QJsonObject &object)
{
    if (object.value("content"_L1).isArray()) {
        QString text;
        collectRichText(object, text);
        return cleaned(text);
    }
    for (const auto key : {"name"_L1, "displayName"_L1, "value"_L1, "title"_L1}) {
        if (object.value(key).isString())
            return cleaned(object.value(key).toString());
    }
    return {};
}

QString textOfNumber(double number)
{
    if (number == std::floor(number) && std::abs(number) < 9e15)
        return QString::number(qint64(number));
    return QString::number(number, 'f', 6).remove(QRegularExpression(u"\\.?0+$"_s));
}

bool isThere(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull() &&
           !(value.isString() && value.toString().trimmed().isEmpty()) &&
           !(value.isArray() && value.toArray().isEmpty());
}

} // namespace

QJsonValue valueAt(const QJsonObject &object, const QString &path)
{
    if (const auto whole = object.constFind(path); whole != object.constEnd())
        return *whole;
    QJsonValue at = object;
    const auto parts = QStringView(path).split(u'.');
    for (const QStringView part : parts) {
        if (at.isArray()) {
            bool isNumber = false;
            const qsizetype index = part.toInt(&isNumber);
            at = isNumber && index >= 0 ? at.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
        } else {
            at = at.toObject().value(part);
        }
    }
    return at;
}

QString textOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return textOfNumber(value.toDouble());
    case QJsonValue::String:
        return cleaned(value.toString());
    case QJsonValue::Object:
        return textOfObject(value.toObject());
    case QJsonValue::Array:
        break;
    }
    QStringList parts;
    const QJsonArray entries = value.toArray();
    for (const auto &entry : entries) {
        if (!entry.isArray())
            parts += textOf(entry);
    }
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString withoutMarkup(const QString &html)
{
    static const QRegularExpression breaks(u"<\\s*(br|/p|/div|/li|/tr|/h[1-6])\\b[^<>]*>"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tags(u"<[a-zA-Z/!][^<>]*>"_s);
    QString text = html;
    text.remove(u'\n').replace(breaks, u"\n"_s).remove(tags);
    text.replace(u"&nbsp;"_s, u" "_s).replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s);
    text.replace(u"&quot;"_s, u"\""_s).replace(u"&#39;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
    return cleaned(text);
}

QString columnKey(const QString &name)
{
    return name.simplified().toCaseFolded();
}

Record Record::fromObject(const QJsonObject &object)
{
    Record record;
    record.m_object = object;
    return record;
}

Record Record::fromCells(const QHash<QString, QList<qsizetype>> &columns, const QStringList &cells)
{
    Record record;
    record.m_columns = &columns;
    record.m_cells = &cells;
    return record;
}

QJsonValue Record::named(const QString &name) const
{
    if (m_columns == nullptr)
        return valueAt(m_object, name);
    const auto places = m_columns->constFind(columnKey(name));
    if (places == m_columns->constEnd())
        return QJsonValue::Undefined;
    if (places->size() == 1)
        return m_cells->at(places->constFirst());
    QJsonArray all;
    for (const qsizetype place : *places) {
        if (!m_cells->at(place).isEmpty())
            all += m_cells->at(place);
    }
    return all;
}

QJsonValue Record::value(const QJsonValue &names) const
{
    if (names.isString())
        return named(names.toString());
    const QJsonArray candidates = names.toArray();
    for (const auto &candidate : candidates) {
        const QJsonValue found = named(candidate.toString());
        if (isThere(found))
            return found;
    }
    return QJsonValue::Undefined;
}

} // namespace muster::intake
