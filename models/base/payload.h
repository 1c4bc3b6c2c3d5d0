// SPDX-License-Identifier: GPL-3.0-or-later
// Payloads of facts to and from JSON: one way of writing and of checking them for every feature. Values on
// the caller's thread.
#pragma once

#include "models/base/id.h"
#include "models/base/json.h"

#include <QStringList>

#include <array>
#include <optional>

namespace muster {

inline constexpr qsizetype kMaxPayloadLine = 1000;
inline constexpr qsizetype kMaxPayloadText = 1024 * 1024;
inline constexpr qsizetype kMaxPayloadList = 200; ///< entries, and characters of each

/// Writes only what is there, so that payloads stay short and equal content has equal bytes.
class PayloadWriter
{
public:
    void text(const QString &key, const QString &value);
    void text(const QString &key, const std::optional<QString> &value); ///< an empty text is there, too
    void list(const QString &key, const QStringList &values);
    void flag(const QString &key, bool value);
    void time(const QString &key, const std::optional<Instant> &value);
    void value(const QString &key, const QJsonValue &value) { m_payload.insert(key, value); }
    template <typename Tag> void id(const QString &key, const Id<Tag> &value)
    {
        if (!value.isNull())
            m_payload.insert(key, value.toString());
    }
    QJsonObject take() { return std::move(m_payload); }

private:
    QJsonObject m_payload;
};

/// Reads with checks; the first mistake is kept, and what is read after it does not count.
class PayloadReader
{
public:
    /// The payload outlives the reader.
    explicit PayloadReader(const QJsonObject &payload) : m_payload(payload) {}

    bool has(const QString &key) const { return m_payload.contains(key); }
    QJsonValue value(const QString &key) const { return m_payload.value(key); }

    /// Empty where the key is not there.
    QString text(const QString &key, qsizetype limit = kMaxPayloadLine);
    /// Said to be wanted where it is empty.
    QString neededText(const QString &key, qsizetype limit = kMaxPayloadLine);
    std::optional<QString> optionalText(const QString &key, qsizetype limit = kMaxPayloadLine);
    QStringList list(const QString &key);
    bool flag(const QString &key);
    std::optional<Instant> time(const QString &key);

    template <typename IdType> IdType id(const QString &key)
    {
        const QString written = text(key);
        if (written.isEmpty())
            return {};
        const auto read = IdType::parse(written);
        if (!read)
            fail(key, QStringLiteral("an id of 26 letters and digits"));
        return read.value_or(IdType{});
    }
    template <typename IdType> IdType neededId(const QString &key)
    {
        const auto read = id<IdType>(key);
        if (read.isNull())
            fail(key, QStringLiteral("an id of 26 letters and digits"));
        return read;
    }
    template <typename Enum> Enum word(const QString &key, std::optional<Enum> (*fromName)(QStringView))
    {
        const auto read = fromName(text(key));
        if (!read)
            fail(key, QStringLiteral("a word that is known here"));
        return read.value_or(Enum{});
    }

    /// Says that the key should hold what is wanted: "a text".
    void fail(const QString &key, const QString &wanted);

    /// The fact as a Result: BadInput with the first mistake, where there is one.
    template <typename Wanted, typename Fact> Result<Wanted> finish(Fact fact) const
    {
        if (!m_error.isEmpty())
            return Error{Fault::BadInput, m_error};
        return Wanted(std::move(fact));
    }

private:
    const QJsonObject &m_payload;
    QString m_error;
};

/// One type of a feature's facts: its name in files, and what reads its payload.
template <typename Fact> struct FactType
{
    QLatin1StringView name;
    Result<Fact> (*read)(PayloadReader);
};

/// NotFound for an unknown type or a version from later (the fact is kept, not applied); BadInput for a
/// payload that does not fit.
template <typename Fact, std::size_t N>
Result<Fact> readFact(const std::array<FactType<Fact>, N> &types, const QString &type, int version,
                      const QJsonObject &payload)
{
    for (const FactType<Fact> &known : types) {
        if (known.name != type)
            continue;
        if (version != 1)
            return Error{
                Fault::NotFound,
                QStringLiteral("version %1 of %2 is newer than this program").arg(version).arg(type)};
        return known.read(PayloadReader(payload));
    }
    return Error{Fault::NotFound, QStringLiteral("the type %1 is not known here").arg(type)};
}

} // namespace muster
