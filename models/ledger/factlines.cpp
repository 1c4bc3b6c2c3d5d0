// SPDX-License-Identifier: GPL-3.0-or-later
// The text form of facts: one JSON object a line.
#include "models/ledger/ledger.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace muster::ledger {
namespace {

constexpr qsizetype kSignatureSize = 64;
constexpr qsizetype kMaxLine = 12 * 1024 * 1024;
constexpr double kMaxWhole = 9007199254740992.0; // 2^53: whole numbers are exact in JSON up to here

QString hex(const Hash256 &hash)
{
    return QString::fromLatin1(QByteArrayView(hash.data(), qsizetype(hash.size())).toByteArray().toHex());
}

/// Reads the fields of one line; the first mistake is kept and ends in the error.
class LineReader
{
public:
    explicit LineReader(const QJsonObject &object) : m_object(object) {}

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        if (!value.isString())
            fail(key, u"a text"_s);
        return value.toString();
    }

    /// Numbers beyond 2^53 do not survive JSON: stamps and counters are written as texts.
    quint64 number(QLatin1StringView key)
    {
        bool ok = false;
        const quint64 value = text(key).toULongLong(&ok);
        if (!ok)
            fail(key, u"a whole number as text"_s);
        return value;
    }

    int small(QLatin1StringView key)
    {
        const double value = m_object.value(key).toDouble(-1);
        if (value < 0 || value > 0xffff || value != std::floor(value))
            fail(key, u"a whole number up to 65535"_s);
        return int(value);
    }

    template <typename IdType> IdType id(QLatin1StringView key, bool mayBeMissing = false)
    {
        if (mayBeMissing && !m_object.contains(key))
            return {};
        const auto read = IdType::parse(text(key));
        if (!read)
            fail(key, u"an id of 26 letters and digits"_s);
        return read.value_or(IdType{});
    }

    Instant time(QLatin1StringView key)
    {
        const auto read = parseRfc3339(text(key));
        if (!read)
            fail(key, u"a time such as 2026-11-21T14:05:00Z"_s);
        return read.value_or(Instant{});
    }

    Hash256 hash(QLatin1StringView key, bool mayBeMissing = false)
    {
        Hash256 hash{};
        if (mayBeMissing && !m_object.contains(key))
            return hash;
        const QByteArray written = text(key).toLatin1();
        const QByteArray bytes = QByteArray::fromHex(written);
        if (written.size() != 64 || bytes.size() != 32)
            fail(key, u"a hash of 64 hexadecimal digits"_s);
        else
            std::copy(bytes.begin(), bytes.end(), hash.begin());
        return hash;
    }

    void fail(QLatin1StringView key, const QString &wanted)
    {
        if (m_error.isEmpty())
            m_error = u"the field \"%1\" should be %2"_s.arg(key, wanted);
    }

    const QString &error() const { return m_error; }

private:
    const QJsonObject &m_object;
    QString m_error;
};

} // namespace

QByteArray toLine(const Fact &fact)
{
    QJsonObject line{
        {u"id"_s, fact.id.toString()},
        {u"stamp"_s, QString::number(fact.stamp.value)},
        {u"subject_kind"_s, fact.subjectKind},
        {u"subject"_s, fact.subject.toString()},
        {u"type"_s, fact.type},
        {u"version"_s, fact.version},
        {u"occurred_at"_s, toRfc3339(fact.occurredAt)},
        {u"payload_hash"_s, hex(fact.payloadHash)},
    };
    if (!fact.isDerived()) {
        line.insert(u"device"_s, fact.device.toString());
        line.insert(u"counter"_s, QString::number(fact.counter));
        line.insert(u"previous"_s, hex(fact.previous));
    }
    if (!fact.actor.isNull())
        line.insert(u"actor"_s, fact.actor.toString());
    // As text: the bytes are what was hashed, and a reader need not canonicalise to check them.
    if (!fact.isRedacted())
        line.insert(u"payload"_s, QString::fromUtf8(fact.payload));
    if (!fact.signature.isEmpty())
        line.insert(u"signature"_s, QString::fromLatin1(fact.signature.toHex()));
    return canonicalJson(line);
}

Result<Fact> fromLine(const QByteArray &line)
{
    const auto object = parseJsonObject(line, kMaxLine);
    if (!object)
        return object.error();
    LineReader reader(*object);
    Fact fact;
    fact.id = reader.id<FactId>("id"_L1);
    fact.stamp = Stamp{reader.number("stamp"_L1)};
    fact.subjectKind = reader.text("subject_kind"_L1);
    fact.subject = reader.id<SubjectId>("subject"_L1);
    fact.type = reader.text("type"_L1);
    fact.version = reader.small("version"_L1);
    fact.occurredAt = reader.time("occurred_at"_L1);
    fact.payloadHash = reader.hash("payload_hash"_L1);
    fact.device = reader.id<DeviceId>("device"_L1, true);
    if (object->contains("counter"_L1)) {
        const quint64 counter = reader.number("counter"_L1);
        if (counter > quint64(kMaxWhole))
            reader.fail("counter"_L1, u"smaller"_s);
        fact.counter = qint64(counter);
    }
    fact.previous = reader.hash("previous"_L1, true);
    if (fact.isDerived() && (!fact.device.isNull() || fact.previous != Hash256{}))
        reader.fail("counter"_L1, u"at least 1 in what a device wrote"_s);
    fact.actor = reader.id<PersonId>("actor"_L1, true);
    if (object->contains("payload"_L1))
        fact.payload = reader.text("payload"_L1).toUtf8();
    if (object->contains("signature"_L1)) {
        fact.signature = QByteArray::fromHex(reader.text("signature"_L1).toLatin1());
        if (fact.signature.size() != kSignatureSize)
            reader.fail("signature"_L1, u"a signature of 128 hexadecimal digits"_s);
    }
    if (!reader.error().isEmpty())
        return Error{Fault::BadInput, reader.error()};
    return fact;
}

} // namespace muster::ledger
