// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope: lines, checksum, and what mails do to them. invitationfields.cpp knows what is inside.
#include "models/hub/invitation.h"

#include "models/hub/invitationfields.h"
#include "models/ledger/ledger.h"

#include <QFile>
#include <QRegularExpression>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace muster::hub {
namespace {

constexpr qsizetype kColumns = 64;
constexpr qsizetype kLengthBytes = 2, kChecksumBytes = 8;

Error bad(const QString &what)
{
    return {Fault::BadInput, what};
}

/// The length in front tells a part that is missing from one that was changed.
QByteArray enveloped(const QByteArray &fields)
{
    QByteArray bytes(kLengthBytes, '\0');
    qToBigEndian(quint16(fields.size()), bytes.data());
    const Hash256 hash = ledger::sha256(fields);
    return bytes + fields + QByteArray(reinterpret_cast<const char *>(hash.data()), kChecksumBytes);
}

Result<QByteArray> opened(const QByteArray &bytes)
{
    if (bytes.size() < kLengthBytes)
        return bad(u"the invitation is empty between its first and its last line; copy all of it"_s);
    const qsizetype length = qFromBigEndian<quint16>(bytes.constData());
    const qsizetype wanted = kLengthBytes + length + kChecksumBytes;
    const QByteArray fields = bytes.mid(kLengthBytes, length);
    if (bytes.size() == wanted && bytes == enveloped(fields))
        return fields;
    if (bytes.size() < wanted)
        return bad(u"a part of the invitation is missing: %1 of %2 bytes are here; copy all of it"_s
                       .arg(bytes.size())
                       .arg(wanted));
    if (bytes.size() > wanted)
        return bad(
            u"something stands in the invitation that does not belong there: %1 bytes where %2 are wanted; "
            "copy it again from where it came"_s.arg(bytes.size())
                .arg(wanted));
    return bad(u"a character of the invitation was changed on the way; copy it again from where it came"_s);
}

bool isBase64(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'+' ||
           c == u'/';
}

/// What mails and chats put in: blanks of all kinds, quotation marks, soft line ends, dashes of the frame.
bool isHarmless(QChar c)
{
    static const QString signs =
        u">|=-\u2010\u2011\u2012\u2013\u2014\u2015\"'`*\u200b\u200c\u200d\u2060\ufeff\u00ad"_s;
    return c.isSpace() || signs.contains(c);
}

/// What stands between the first line and the last one.
Result<QString> framed(const QString &text)
{
    static const QString gap = u"[\\s>|]+"_s;
    static const QRegularExpression begins(u"BEGIN"_s + gap + u"MUSTER"_s + gap + u"INVITATION"_s),
        ends(u"END"_s + gap + u"MUSTER"_s + gap + u"INVITATION"_s);
    const auto begin = begins.match(text);
    if (!begin.hasMatch())
        return bad(
            u"there is no invitation in this text; it begins with the line -----BEGIN MUSTER INVITATION-----"_s);
    const auto end = ends.match(text, begin.capturedEnd());
    if (!end.hasMatch())
        return bad(u"the end of the invitation is missing; copy everything up to the line "
                   "-----END MUSTER INVITATION-----"_s);
    if (begins.match(text, begin.capturedEnd()).hasMatch())
        return bad(u"here is more than one invitation; give one of them"_s);
    return text.mid(begin.capturedEnd(), end.capturedStart() - begin.capturedEnd());
}

Result<QByteArray> unwrapped(const QString &body)
{
    QByteArray base64;
    for (const QChar c : body) {
        if (isBase64(c))
            base64 += c.toLatin1();
        else if (!isHarmless(c))
            return bad(
                u"the character \"%1\" does not belong into an invitation; copy it again from where it "
                "came"_s.arg(c));
    }
    const auto decoded =
        QByteArray::fromBase64Encoding(base64, QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals |
                                                   QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return bad(u"a character of the invitation is missing; copy it again from where it came"_s);
    return *decoded;
}

} // namespace

Result<QString> invitationText(const Invitation &invitation)
{
    const auto fields = toFields(invitation);
    if (!fields)
        return fields.error();
    const QString base64 = QString::fromLatin1(enveloped(*fields).toBase64(QByteArray::OmitTrailingEquals));
    QString text = u"-----BEGIN MUSTER INVITATION-----\n"_s;
    for (qsizetype at = 0; at < base64.size(); at += kColumns)
        text += base64.mid(at, kColumns) + u'\n';
    return text + u"-----END MUSTER INVITATION-----\n"_s;
}

Result<Invitation> readInvitation(const QString &text)
{
    if (text.size() > kLongestInvitation)
        return bad(
            u"the text has %1 characters, far more than an invitation; give the invitation alone"_s.arg(
                text.size()));
    const auto body = framed(text);
    if (!body)
        return body.error();
    const auto bytes = unwrapped(*body);
    if (!bytes)
        return bytes.error();
    const auto fields = opened(*bytes);
    if (!fields)
        return fields.error();
    return fromFields(*fields);
}

Result<Invitation> readInvitationFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"%1 cannot be read: %2"_s.arg(path, file.errorString())};
    // One byte more than is taken, so that a longer file is told from one that just fits.
    auto read = readInvitation(QString::fromUtf8(file.read(kLongestInvitation + 1)));
    if (!read)
        return Error{read.error().fault, u"%1: %2"_s.arg(path, read.error().detail)};
    return read;
}

} // namespace muster::hub
