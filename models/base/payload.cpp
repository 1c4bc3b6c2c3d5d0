// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/payload.h"

using namespace Qt::StringLiterals;

namespace muster {

void PayloadWriter::text(const QString &key, const QString &value)
{
    if (!value.isEmpty())
        m_payload.insert(key, value);
}

void PayloadWriter::text(const QString &key, const std::optional<QString> &value)
{
    if (value)
        m_payload.insert(key, *value);
}

void PayloadWriter::list(const QString &key, const QStringList &values)
{
    if (!values.isEmpty())
        m_payload.insert(key, QJsonArray::fromStringList(values));
}

void PayloadWriter::flag(const QString &key, bool value)
{
    if (value)
        m_payload.insert(key, true);
}

void PayloadWriter::time(const QString &key, const std::optional<Instant> &value)
{
    if (value)
        m_payload.insert(key, toRfc3339(*value));
}

QString PayloadReader::neededText(const QString &key, qsizetype limit)
{
    const QString read = text(key, limit);
    if (read.isEmpty())
        fail(key, u"a text that is not empty"_s);
    return read;
}

QString PayloadReader::text(const QString &key, qsizetype limit)
{
    const QJsonValue value = m_payload.value(key);
    if (!value.isUndefined() && !value.isString())
        fail(key, u"a text"_s);
    const QString read = value.toString();
    if (read.size() > limit)
        fail(key, u"at most %1 characters long"_s.arg(limit));
    return read;
}

std::optional<QString> PayloadReader::optionalText(const QString &key, qsizetype limit)
{
    return m_payload.contains(key) ? std::optional(text(key, limit)) : std::nullopt;
}

QStringList PayloadReader::list(const QString &key)
{
    const QJsonValue value = m_payload.value(key);
    const QJsonArray entries = value.toArray();
    if (!value.isUndefined() && (!value.isArray() || entries.size() > kMaxPayloadList))
        fail(key, u"a list of at most %1 texts"_s.arg(kMaxPayloadList));
    QStringList read;
    for (const auto &entry : entries) {
        if (!entry.isString() || entry.toString().size() > kMaxPayloadList)
            fail(key, u"a list of texts of at most %1 characters"_s.arg(kMaxPayloadList));
        read += entry.toString();
    }
    return read;
}

bool PayloadReader::flag(const QString &key)
{
    const QJsonValue value = m_payload.value(key);
    if (!value.isUndefined() && !value.isBool())
        fail(key, u"true or false"_s);
    return value.toBool();
}

std::optional<Instant> PayloadReader::time(const QString &key)
{
    if (!m_payload.contains(key))
        return std::nullopt;
    const auto read = parseRfc3339(text(key));
    if (!read)
        fail(key, u"a time such as 2026-11-21T14:05:00Z"_s);
    return read.value_or(Instant{});
}

void PayloadReader::fail(const QString &key, const QString &wanted)
{
    if (m_error.isEmpty())
        m_error = u"\"%1\" should be %2"_s.arg(key, wanted);
}

} // namespace muster
