// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/id.h"

#include <sodium.h>

namespace muster {
namespace {

void putTime(Bytes16 &bytes, Instant at)
{
    const auto ms = std::uint64_t(std::max<qint64>(0, toMillis(at)));
    for (size_t i = 0; i < 6; ++i)
        bytes[i] = std::uint8_t(ms >> (40 - 8 * i));
}

} // namespace

Bytes16 randomIdBytes(Instant at)
{
    [[maybe_unused]] static const int ready = sodium_init();
    Bytes16 bytes{};
    putTime(bytes, at);
    randombytes_buf(bytes.data() + 6, 10);
    return bytes;
}

Bytes16 derivedIdBytes(Instant at, std::initializer_list<QStringView> words)
{
    QByteArray text;
    for (const QStringView word : words) {
        text += word.toUtf8();
        text += '\0';
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(text.constData()),
                       static_cast<unsigned long long>(text.size()));
    Bytes16 bytes{};
    putTime(bytes, at);
    std::copy_n(hash.begin(), 10, bytes.begin() + 6);
    return bytes;
}

} // namespace muster
