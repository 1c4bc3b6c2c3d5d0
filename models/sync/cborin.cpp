// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/cborin.h"

using namespace Qt::StringLiterals;

namespace muster::sync {

CborIn::CborIn(QByteArrayView bytes)
    : m_bytes(QByteArray::fromRawData(bytes.data(), bytes.size())), m_reader(m_bytes)
{}

void CborIn::fail(const QString &why)
{
    if (m_error.isEmpty())
        m_error = u"%1 (at byte %2)"_s.arg(why).arg(m_reader.currentOffset());
}

bool CborIn::isAt(QCborStreamReader::Type type, const char *wanted)
{
    if (isGood() && (m_reader.lastError() != QCborError::NoError || m_reader.type() != type))
        fail(u"%1 was expected"_s.arg(QLatin1StringView(wanted)));
    return isGood();
}

void CborIn::array(quint64 size)
{
    if (const quint64 found = anyArray(size); isGood() && found != size)
        fail(u"a list of %1 parts was expected"_s.arg(size));
}

quint64 CborIn::anyArray(quint64 most)
{
    if (!isAt(QCborStreamReader::Array, "a list"))
        return 0;
    if (!m_reader.isLengthKnown() || m_reader.length() > most) {
        fail(u"a list of at most %1 parts was expected"_s.arg(most));
        return 0;
    }
    const quint64 size = m_reader.length();
    if (!m_reader.enterContainer())
        fail(u"a list was expected"_s);
    return isGood() ? size : 0;
}

void CborIn::leave()
{
    if (!isGood())
        return;
    if (m_reader.hasNext() || !m_reader.leaveContainer())
        fail(u"a list is longer than it should be"_s);
}

quint64 CborIn::number(quint64 most)
{
    if (!isAt(QCborStreamReader::UnsignedInteger, "a number"))
        return 0;
    const quint64 value = m_reader.toUnsignedInteger();
    if (value > most)
        fail(u"a number of at most %1 was expected"_s.arg(most));
    m_reader.next();
    return isGood() ? value : 0;
}

qint64 CborIn::signedNumber()
{
    constexpr qint64 kMost = qint64(1) << 53; // of milliseconds: beyond every date
    if (isGood() && m_reader.type() == QCborStreamReader::UnsignedInteger)
        return qint64(number(quint64(kMost)));
    if (!isAt(QCborStreamReader::NegativeInteger, "a number"))
        return 0;
    const quint64 below = quint64(m_reader.toNegativeInteger());
    if (below == 0 || below > quint64(kMost))
        fail(u"a number is out of range"_s);
    m_reader.next();
    return isGood() ? -qint64(below) : 0;
}

QByteArray CborIn::bytes(qsizetype least, qsizetype most)
{
    if (!isAt(QCborStreamReader::ByteArray, "bytes"))
        return {};
    if (!m_reader.isLengthKnown() || m_reader.length() > quint64(most) ||
        m_reader.length() < quint64(least)) {
        fail(least == most ? u"%1 bytes were expected"_s.arg(most)
                           : u"at most %1 bytes were expected"_s.arg(most));
        return {};
    }
    const auto read = m_reader.readByteArray();
    // The end of the text is a read of its own.
    if (read.status != QCborStreamReader::Ok ||
        m_reader.readByteArray().status != QCborStreamReader::EndOfString) {
        fail(u"bytes are cut off"_s);
        return {};
    }
    return read.data;
}

QString CborIn::text(qsizetype most)
{
    if (!isAt(QCborStreamReader::String, "a text"))
        return {};
    if (!m_reader.isLengthKnown() || m_reader.length() > quint64(most)) {
        fail(u"a text of at most %1 bytes was expected"_s.arg(most));
        return {};
    }
    const auto read = m_reader.readString();
    if (read.status != QCborStreamReader::Ok ||
        m_reader.readString().status != QCborStreamReader::EndOfString) {
        fail(u"a text is cut off or no UTF-8"_s);
        return {};
    }
    return read.data;
}

void CborIn::end()
{
    if (isGood() && m_reader.currentOffset() != m_bytes.size())
        fail(u"something follows its end"_s);
}

} // namespace muster::sync
