// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/base32.h"

namespace muster {
namespace {

constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int digitOf(char16_t c)
{
    if (c >= u'a' && c <= u'z')
        c = char16_t(c - u'a' + u'A');
    for (int i = 0; i < 32; ++i) {
        if (char16_t(kAlphabet[i]) == c)
            return i;
    }
    return -1;
}

} // namespace

QString toBase32(const Bytes16 &bytes)
{
    // 26 digits hold 130 bits: the first digit carries the top three.
    QString text(26, Qt::Uninitialized);
    int bit = -2;
    for (qsizetype i = 0; i < 26; ++i, bit += 5) {
        unsigned digit = 0;
        for (int b = bit; b < bit + 5; ++b) {
            const unsigned one = b < 0 ? 0U : (unsigned(bytes[size_t(b / 8)]) >> (7 - b % 8)) & 1U;
            digit = digit << 1 | one;
        }
        text[i] = QLatin1Char(kAlphabet[digit]);
    }
    return text;
}

std::optional<Bytes16> fromBase32(QStringView text)
{
    if (text.size() != 26)
        return std::nullopt;
    Bytes16 bytes{};
    int bit = -2;
    for (const QChar c : text) {
        const int digit = digitOf(c.unicode());
        if (digit < 0 || (bit < 0 && digit > 7))
            return std::nullopt;
        for (int b = bit; b < bit + 5; ++b) {
            if (b >= 0 && (digit >> (bit + 4 - b) & 1))
                bytes[size_t(b / 8)] = std::uint8_t(bytes[size_t(b / 8)] | 1U << (7 - b % 8));
        }
        bit += 5;
    }
    return bytes;
}

QString base32Number(std::uint64_t value, int count)
{
    QString text(count, u'0');
    for (qsizetype i = count - 1; i >= 0; --i, value >>= 5)
        text[i] = QLatin1Char(kAlphabet[value & 31]);
    return text;
}

} // namespace muster
