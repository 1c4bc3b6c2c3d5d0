// SPDX-License-Identifier: GPL-3.0-or-later
// Reads CBOR from outside step by step: each step says what it expects and how long it may be. The first
// mistake ends the reading; what is read after it is empty. No recursion, nothing reserved on the word of the
// sender.
#pragma once

#include <QCborStreamReader>
#include <QString>

#include <limits>

namespace muster::sync {

class CborIn
{
public:
    explicit CborIn(QByteArrayView bytes);

    void array(quint64 size);       ///< of exactly that many parts; entered
    quint64 anyArray(quint64 most); ///< of at most that many; entered; how many
    void leave();                   ///< the array that was entered last; nothing may be left in it
    quint64 number(quint64 most = std::numeric_limits<quint64>::max());
    qint64 signedNumber();
    QByteArray bytes(qsizetype least, qsizetype most);
    QString text(qsizetype most); ///< at most that many bytes of UTF-8
    void end();                   ///< nothing follows

    bool isGood() const { return m_error.isEmpty(); }
    const QString &error() const { return m_error; }
    void fail(const QString &why);

private:
    bool isAt(QCborStreamReader::Type type, const char *wanted);

    QByteArray m_bytes;
    QCborStreamReader m_reader;
    QString m_error;
};

} // namespace muster::sync
