// SPDX-License-Identifier: GPL-3.0-or-later
// A manifest is one CBOR array of two parts: the array of its fields, as bytes, and the signature over them.
#include "models/sync/snapshot.h"

#include "models/ledger/signing.h"
#include "models/sync/cborin.h"

#include <QCborStreamWriter>

using namespace Qt::StringLiterals;

namespace muster::sync {
namespace {

constexpr quint64 kVersion = 1;
constexpr quint64 kFields = 8;
constexpr qsizetype kMostBytes = 1024 * 1024;
constexpr qsizetype kHashSize = 32;

QByteArray signedWords(QByteArrayView fields)
{
    return "muster snapshot 1:" + fields.toByteArray();
}

QByteArrayView view(const Hash256 &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())};
}

void append(QCborStreamWriter &out, QByteArrayView bytes)
{
    out.appendByteString(bytes.data(), bytes.size());
}

Hash256 readHash(CborIn &in)
{
    const QByteArray bytes = in.bytes(kHashSize, kHashSize);
    Hash256 hash{};
    if (bytes.size() == kHashSize)
        std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

QByteArray fieldsOf(const Manifest &manifest)
{
    QByteArray fields;
    QCborStreamWriter out(&fields);
    out.startArray(kFields);
    out.append(kVersion);
    append(out, QByteArrayView(manifest.key));
    out.append(quint64(std::max<qint64>(0, toMillis(manifest.madeAt))));
    append(out, QByteArrayView(manifest.place.created));
    out.append(manifest.place.sequence);
    append(out, view(manifest.place.digest));
    out.append(manifest.slot);
    out.startArray(manifest.parts.size() * 2);
    for (const SnapshotPart &part : manifest.parts) {
        out.append(quint64(part.stage));
        append(out, view(part.digest));
    }
    out.endArray();
    out.endArray();
    return fields;
}

Error notOne(const QString &why)
{
    return {Fault::BadInput, u"this is no snapshot: "_s + why};
}

} // namespace

QByteArray manifestSubject(DeviceId maker)
{
    return "snap." + maker.toString().toLatin1() + ".m";
}

QByteArray partSubject(DeviceId maker, quint64 slot, size_t part)
{
    return "snap." + maker.toString().toLatin1() + '.' + QByteArray::number(slot) + 'x' +
           QByteArray::number(qulonglong(part));
}

QByteArray encode(const Manifest &manifest, const ledger::DeviceKey &key)
{
    const QByteArray fields = fieldsOf(manifest);
    QByteArray bytes;
    QCborStreamWriter out(&bytes);
    out.startArray(2);
    append(out, QByteArrayView(fields));
    append(out, QByteArrayView(key.sign(signedWords(fields))));
    out.endArray();
    return bytes;
}

Result<Manifest> decodeManifest(QByteArrayView bytes)
{
    CborIn outer(bytes);
    outer.array(2);
    const QByteArray fields = outer.bytes(1, kMostBytes);
    const QByteArray signature = outer.bytes(ledger::kSignatureSize, ledger::kSignatureSize);
    outer.leave();
    outer.end();
    if (!outer.isGood())
        return notOne(outer.error());
    CborIn in(fields);
    in.array(kFields);
    if (const quint64 version = in.number(); in.isGood() && version != kVersion)
        return notOne(u"its form %1 is newer than this program"_s.arg(version));
    Manifest manifest;
    manifest.key = in.bytes(kHashSize, kHashSize);
    manifest.madeAt = fromMillis(qint64(in.number(quint64(1) << 53)));
    manifest.place.created = in.bytes(1, 100);
    manifest.place.sequence = in.number(quint64(1) << 40);
    manifest.place.digest = readHash(in);
    manifest.slot = in.number(1);
    const quint64 values = in.anyArray(kMostParts * 2);
    for (quint64 i = 0; i + 1 < values && in.isGood(); i += 2) {
        const auto stage = Stage(in.number(quint64(Stage::Queue)));
        manifest.parts.push_back({stage, readHash(in)});
    }
    in.leave();
    in.leave();
    in.end();
    if (!in.isGood())
        return notOne(in.error());
    if (!ledger::DeviceKey::verify(signedWords(fields), signature, manifest.key))
        return notOne(u"its signature is not that of its maker"_s);
    return manifest;
}

} // namespace muster::sync
