// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles. With 's' in front what follows the key is signed anew, so that more than the signature is reached.
#include "models/sync/bundle.h"
#include "tests/fuzz/driver.h"

#include <QBuffer>
#include <QtEndian>

#include <array>

using namespace muster;
using muster::fuzz::check;

namespace {

constexpr qsizetype kHead = 16 + 16 + 32;

const ledger::DeviceKey &key()
{
    static const ledger::DeviceKey the = *ledger::DeviceKey::fromSeed(QByteArray(32, 'k'));
    return the;
}

/// A well-formed head, then `rest`, signed.
QByteArray signedBundle(const QByteArray &rest)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    sync::BundleWriter writer(out, SubjectId{}, key());
    check(bool(writer.begin()), "a bundle is begun");
    const QByteArray head = out.data();
    check(head.size() == kHead, "the head has its size");
    const Hash256 hash = ledger::sha256(QByteArray(head + rest));
    return head + rest +
           key().sign(QByteArray("muster bundle 1:") +
                      QByteArray(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())));
}

void look(const QByteArray &bytes)
{
    QBuffer in;
    in.setData(bytes);
    in.open(QIODevice::ReadOnly);
    const auto head = sync::checkBundle(in);
    check(head || !head.error().detail.isEmpty(), "a refusal has words");
    in.seek(0);
    qint64 count = 0, size = 0;
    const auto read = sync::forEachMessage(in, [&](const QByteArray &message) -> Result<void> {
        ++count;
        size += message.size();
        return {};
    });
    check(size <= bytes.size(), "messages are parts of the file");
    if (head)
        check(read && count == head->messages, "a bundle that was checked is read to its end");
}

} // namespace

std::span<const std::string_view> muster::fuzz::words()
{
    using namespace std::string_view_literals;
    static constexpr std::array<std::string_view, 5> kWords{
        "MUSTER BUNDLE 1\n"sv, "\0\0\0\0"sv, "\0\0\0\1x"sv, "\x7f\xff\xff\xff"sv, "\0\x18\0\0"sv};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    look(data[0] == 's' ? signedBundle(rest) : rest);
    return 0;
}
