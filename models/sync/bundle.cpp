// SPDX-License-Identifier: GPL-3.0-or-later
// The form: a line that names it, team (16 bytes), key (32), then messages each behind its length (4 bytes,
// big end first), a length of zero, and the signature over the hash of all that.
#include "models/sync/bundle.h"

#include "models/sync/wire.h"

#include <QIODevice>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace muster::sync {
namespace {

const QByteArray kName = "MUSTER BUNDLE 1\n";
constexpr qint64 kTeamSize = 16, kKeySize = 32, kSignatureSize = 64;

Error damaged(const QString &why)
{
    return {Fault::BadInput, why + u"; nothing of it was taken. Ask for the file again"_s};
}

QByteArray signedWords(QCryptographicHash &hash)
{
    return "muster bundle 1:" + hash.result();
}

/// Reads exactly that much, and feeds the hash.
class Reader
{
public:
    explicit Reader(QIODevice &in) : m_in(in) {}

    QByteArray bytes(qint64 size)
    {
        QByteArray read = m_in.read(size);
        m_isGood = m_isGood && read.size() == size;
        m_hash.addData(read);
        return read;
    }
    quint32 length()
    {
        const QByteArray read = bytes(4);
        return read.size() == 4 ? qFromBigEndian<quint32>(read.constData()) : 0;
    }
    bool isGood() const { return m_isGood; }
    QCryptographicHash &hash() { return m_hash; }

private:
    QIODevice &m_in;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    bool m_isGood = true;
};

Result<BundleHead> readHead(Reader &reader)
{
    if (reader.bytes(kName.size()) != kName)
        return damaged(u"the file is no bundle of Muster"_s);
    BundleHead head;
    head.team = SubjectId::fromBlob(reader.bytes(kTeamSize)).value_or(SubjectId{});
    head.key = reader.bytes(kKeySize);
    if (!reader.isGood())
        return damaged(u"the bundle is cut off"_s);
    return head;
}

} // namespace

BundleWriter::BundleWriter(QIODevice &out, SubjectId team, const ledger::DeviceKey &key)
    : m_out(out), m_team(team), m_key(key)
{}

Result<void> BundleWriter::write(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    if (m_out.write(bytes.data(), bytes.size()) != bytes.size())
        return Error{Fault::DiskFull, u"the bundle could not be written: "_s + m_out.errorString()};
    return {};
}

Result<void> BundleWriter::begin()
{
    return write(QByteArray(kName + m_team.toBlob() + m_key.publicKey()));
}

Result<void> BundleWriter::add(QByteArrayView message)
{
    QByteArray length(4, '\0');
    qToBigEndian(quint32(message.size()), length.data());
    if (const auto written = write(length); !written)
        return written;
    return write(message);
}

Result<void> BundleWriter::end()
{
    if (const auto written = write(QByteArray(4, '\0')); !written)
        return written;
    return write(m_key.sign(signedWords(m_hash)));
}

Result<BundleHead> checkBundle(QIODevice &in)
{
    Reader reader(in);
    auto head = readHead(reader);
    if (!head)
        return head;
    for (quint32 length = reader.length(); length > 0; length = reader.length()) {
        if (length > kMaxMessage)
            return damaged(u"the bundle holds a message of %1 bytes; at most %2 are read"_s.arg(length).arg(
                kMaxMessage));
        reader.bytes(length);
        if (!reader.isGood())
            break;
        ++head->messages;
    }
    if (!reader.isGood())
        return damaged(u"the bundle is cut off"_s);
    const QByteArray words = signedWords(reader.hash());
    const QByteArray signature = in.read(kSignatureSize);
    if (!ledger::DeviceKey::verify(words, signature, head->key) || !in.read(1).isEmpty())
        return damaged(u"the bundle is not as its maker signed it"_s);
    in.seek(0);
    return head;
}

Result<void> forEachMessage(QIODevice &in, const std::function<Result<void>(QByteArray)> &each)
{
    Reader reader(in);
    if (const auto head = readHead(reader); !head)
        return head.error();
    for (quint32 length = reader.length(); length > 0 && length <= kMaxMessage; length = reader.length()) {
        QByteArray message = reader.bytes(length);
        if (!reader.isGood())
            return damaged(u"the bundle is cut off"_s);
        if (const auto done = each(std::move(message)); !done)
            return done;
    }
    return {};
}

} // namespace muster::sync
