// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a file as UTF-8 or Windows-1252, one at a time, with the line that the next one stands in.
// Used by one reader on one thread; memory is one chunk, however long the file is.
#pragma once

#include "models/base/result.h"

#include <QIODevice>
#include <QStringDecoder>

#include <memory>

namespace muster::intake {

enum class Encoding : quint8
{
    Utf8,
    Utf8WithBom,
    Utf16, ///< with its byte order mark; handed out as UTF-8
    Windows1252
};
QString encodingName(Encoding encoding);

/// Reads the whole device in chunks to tell UTF-8 from Windows-1252, then goes back to its start. The file
/// as a whole decides: UTF-8 with some damage, which holds at least as many whole characters of several bytes
/// as broken ones, stays UTF-8.
Encoding detectEncoding(QIODevice &device);

/// Text in the encoding, which is UTF-8 for all but Windows1252. U+FFFD stands where bytes are no character.
QString decoded(const QByteArray &bytes, Encoding encoding);

/// The place of the first byte that is no character, or no part of one, in the encoding; -1 where all are.
qsizetype firstBroken(QByteArrayView bytes, Encoding encoding);

/// Opens a path or a Qt resource for reading; NotFound says why not.
Result<std::unique_ptr<QIODevice>> openFile(const QString &file);

class ByteSource
{
public:
    /// The device stands at its start, is open and outlives the source.
    ByteSource(QIODevice &device, Encoding encoding);

    static constexpr int kEnd = -1;
    int peek() { return m_at < m_chunk.size() || fill() ? int(uchar(m_chunk[m_at])) : kEnd; }
    /// Counts a line at every LF, CRLF and lone CR.
    int take();
    qint64 line() const { return m_line; } ///< of the next byte, from 1
    qint64 bytesRead() const { return m_bytesRead; }
    /// Puts bytes back in front; `line` is the line of the first of them.
    void putBack(const QByteArray &bytes, qint64 line);

private:
    bool fill();
    QByteArray fromUtf16(const QByteArray &bytes);

    QIODevice &m_device;
    Encoding m_encoding;
    QStringDecoder m_utf16{QStringDecoder::Utf16};
    QString m_half; ///< the first half of a surrogate pair whose second comes with the next chunk
    QByteArray m_chunk;
    qsizetype m_at = 0;
    qint64 m_line = 1;
    qint64 m_bytesRead = 0;
};

} // namespace muster::intake
