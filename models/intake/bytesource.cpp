// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/bytesource.h"

#include <QFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

constexpr qint64 kChunk = 64 * 1024;
constexpr QByteArrayView kBom = "\xEF\xBB\xBF";

/// What Windows-1252 puts where Latin-1 has control codes; 0 where it has nothing either.
constexpr std::array<char16_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool isUtf16(const QByteArray &start)
{
    return start.startsWith(QByteArrayView("\xFF\xFE")) || start.startsWith(QByteArrayView("\xFE\xFF"));
}

/// Of the UTF-8 character that begins the bytes, the first being above 0x7F; 0 where none does.
qsizetype characterLength(QByteArrayView bytes)
{
    const uchar lead = uchar(bytes.front());
    const qsizetype length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
    return length > 0 && length <= bytes.size() && bytes.first(length).isValidUtf8() ? length : 0;
}

/// How many characters of several bytes a text has, and how many bytes above 0x7F that are part of none.
class Utf8Count
{
public:
    /// Returns how many bytes it took; what is left may be the start of a character.
    qsizetype see(QByteArrayView bytes, bool isEnd)
    {
        qsizetype at = 0;
        while (at < bytes.size() && (isEnd || at + 4 <= bytes.size())) {
            if (uchar(bytes[at]) < 0x80) {
                ++at;
                continue;
            }
            const qsizetype length = characterLength(bytes.sliced(at));
            ++(length > 0 ? m_whole : m_broken);
            at += std::max<qsizetype>(length, 1);
        }
        return at;
    }
    bool looksLikeUtf8() const { return m_broken == 0 || (m_whole > 0 && m_whole >= m_broken); }

private:
    qint64 m_whole = 0, m_broken = 0;
};

} // namespace

QString encodingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return u"UTF-8"_s;
    case Encoding::Utf8WithBom:
        return u"UTF-8 with BOM"_s;
    case Encoding::Utf16:
        return u"UTF-16"_s;
    case Encoding::Windows1252:
        return u"Windows-1252"_s;
    }
    return {};
}

Encoding detectEncoding(QIODevice &device)
{
    QByteArray bytes = device.read(kChunk);
    const bool hasBom = bytes.startsWith(kBom);
    const bool isWide = isUtf16(bytes);
    Utf8Count count;
    while (!hasBom && !isWide && !bytes.isEmpty()) {
        const QByteArray more = device.read(kChunk);
        const qsizetype seen = count.see(bytes, more.isEmpty());
        bytes = bytes.sliced(seen) + more;
    }
    device.seek(0);
    if (isWide)
        return Encoding::Utf16;
    if (hasBom)
        return Encoding::Utf8WithBom;
    return count.looksLikeUtf8() ? Encoding::Utf8 : Encoding::Windows1252;
}

qsizetype firstBroken(QByteArrayView bytes, Encoding encoding)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const uchar byte = uchar(bytes[at]);
        qsizetype length = 1;
        if (byte >= 0x80 && encoding != Encoding::Windows1252)
            length = characterLength(bytes.sliced(at));
        else if (byte >= 0x80 && byte <= 0x9F)
            length = kWindows[byte - 0x80U] != 0 ? 1 : 0;
        if (length == 0)
            return at;
        at += length;
    }
    return -1;
}

QString decoded(const QByteArray &bytes, Encoding encoding)
{
    if (encoding != Encoding::Windows1252)
        return QString::fromUtf8(bytes);
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c >= u'\x80' && c <= u'\x9f')
            c = kWindows[c.unicode() - 0x80U] != 0 ? QChar(kWindows[c.unicode() - 0x80U])
                                                   : QChar(QChar::ReplacementCharacter);
    }
    return text;
}

Result<std::unique_ptr<QIODevice>> openFile(const QString &file)
{
    auto device = std::make_unique<QFile>(file);
    if (!device->open(QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"%1 cannot be read: %2"_s.arg(file, device->errorString())};
    if (device->isSequential())
        return Error{Fault::BadInput, u"%1 is not a plain file; save it to disk and import that"_s.arg(file)};
    return std::unique_ptr<QIODevice>(std::move(device));
}

ByteSource::ByteSource(QIODevice &device, Encoding encoding) : m_device(device), m_encoding(encoding)
{
    if (encoding == Encoding::Utf8WithBom)
        m_bytesRead += m_device.skip(kBom.size());
}

bool ByteSource::fill()
{
    m_at = 0;
    m_chunk.clear();
    while (m_chunk.isEmpty()) { // half a UTF-16 character alone makes no text yet
        const QByteArray bytes = m_device.read(kChunk);
        if (bytes.isEmpty())
            return false;
        m_bytesRead += bytes.size();
        m_chunk = m_encoding == Encoding::Utf16 ? fromUtf16(bytes) : bytes;
    }
    return true;
}

QByteArray ByteSource::fromUtf16(const QByteArray &bytes)
{
    QString text = m_half + QString(m_utf16.decode(bytes));
    m_half.clear();
    if (!text.isEmpty() && text.back().isHighSurrogate()) {
        m_half = text.back();
        text.chop(1);
    }
    return text.toUtf8();
}

int ByteSource::take()
{
    const int c = peek();
    if (c == kEnd)
        return kEnd;
    ++m_at;
    if (c == '\n' || (c == '\r' && peek() != '\n'))
        ++m_line;
    return c;
}

void ByteSource::putBack(const QByteArray &bytes, qint64 line)
{
    m_chunk = bytes + m_chunk.sliced(m_at);
    m_at = 0;
    m_line = line;
}

} // namespace muster::intake
