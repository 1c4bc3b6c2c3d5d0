// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/nkey.h"

#include <array>
#include <cstdint>
#include <sodium.h>

namespace muster::nats {
namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr unsigned kUser = 20U << 3; ///< the first letter U
constexpr unsigned kSeed = 18U << 3; ///< the first letter S

/// CRC-16/XMODEM.
std::uint16_t checkSum(QByteArrayView bytes)
{
    unsigned sum = 0;
    for (const char byte : bytes) {
        sum ^= unsigned(std::uint8_t(byte)) << 8;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 0x8000U) ? (sum << 1) ^ 0x1021U : sum << 1;
    }
    return std::uint16_t(sum);
}

/// RFC 4648 without padding.
QByteArray toText(QByteArrayView bytes)
{
    QByteArray text;
    unsigned held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = ((held << 8) | std::uint8_t(byte)) & 0xfffU;
        for (bits += 8; bits >= 5; bits -= 5)
            text += kAlphabet[(held >> (bits - 5)) & 31U];
    }
    if (bits > 0)
        text += kAlphabet[(held << (5 - bits)) & 31U];
    return text;
}

std::optional<QByteArray> fromText(QByteArrayView text)
{
    QByteArray bytes;
    unsigned held = 0;
    int bits = 0;
    for (const char c : text) {
        const qsizetype value = QByteArrayView(kAlphabet).indexOf(c);
        if (value < 0)
            return std::nullopt;
        held = ((held << 5) | unsigned(value)) & 0xfffU;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += char(std::uint8_t(held >> bits));
        }
    }
    if (bits >= 5 || (held & ((1U << bits) - 1U)) != 0) // one text a value
        return std::nullopt;
    return bytes;
}

QByteArray withCheckSum(QByteArray bytes)
{
    const std::uint16_t sum = checkSum(bytes);
    bytes += char(std::uint8_t(sum & 0xffU));
    bytes += char(std::uint8_t(sum >> 8));
    return toText(bytes);
}

/// The key behind `prefix`, where the text is exactly that.
std::optional<QByteArray> keyFrom(QByteArrayView text, const QByteArray &prefix)
{
    const auto bytes = fromText(text);
    if (!bytes || bytes->size() != prefix.size() + kNkeyBytes + 2 || !bytes->startsWith(prefix))
        return std::nullopt;
    const QByteArray body = bytes->chopped(2);
    if (withCheckSum(body) != text)
        return std::nullopt;
    return body.sliced(prefix.size());
}

QByteArray publicPrefix()
{
    return QByteArray(1, char(std::uint8_t(kUser)));
}

QByteArray seedPrefix()
{
    return QByteArray(1, char(std::uint8_t(kSeed | (kUser >> 5)))) + char(std::uint8_t((kUser & 31U) << 3));
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *in(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

using Secret = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;

/// Both keys of a seed; false where it has not 32 bytes.
bool keysOf(const QByteArray &seed, QByteArray &publicKey, Secret &secret)
{
    if (seed.size() != kNkeyBytes || sodium_init() < 0)
        return false;
    publicKey.resize(kNkeyBytes);
    crypto_sign_seed_keypair(out(publicKey), secret.data(), in(seed));
    return true;
}

} // namespace

QByteArray nkeyPublic(const QByteArray &publicKey)
{
    return publicKey.size() == kNkeyBytes ? withCheckSum(publicPrefix() + publicKey) : QByteArray();
}

std::optional<QByteArray> nkeyPublicFrom(QByteArrayView text)
{
    return keyFrom(text, publicPrefix());
}

QByteArray nkeySeed(const QByteArray &seed)
{
    return seed.size() == kNkeyBytes ? withCheckSum(seedPrefix() + seed) : QByteArray();
}

std::optional<QByteArray> nkeySeedFrom(QByteArrayView text)
{
    return keyFrom(text, seedPrefix());
}

QByteArray nkeyPublicOfSeed(const QByteArray &seed)
{
    QByteArray publicKey;
    Secret secret{};
    keysOf(seed, publicKey, secret);
    sodium_memzero(secret.data(), secret.size());
    return publicKey;
}

QByteArray nkeySign(const QByteArray &seed, const QByteArray &nonce)
{
    QByteArray publicKey;
    Secret secret{};
    if (!keysOf(seed, publicKey, secret))
        return {};
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(out(signature), nullptr, in(nonce), static_cast<unsigned long long>(nonce.size()),
                         secret.data());
    sodium_memzero(secret.data(), secret.size());
    return signature.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace muster::nats
