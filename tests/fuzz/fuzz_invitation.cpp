// SPDX-License-Identifier: GPL-3.0-or-later
// Invitations. With 's' in front the rest is the fields, put into an envelope whose checksum holds.
#include "models/hub/invitation.h"
#include "models/hub/invitationfields.h"
#include "models/ledger/ledger.h"
#include "tests/fuzz/driver.h"

#include <QtEndian>

#include <array>

using namespace muster;
using muster::fuzz::check;

namespace {

QString enveloped(const QByteArray &fields)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(quint16(fields.size()), bytes.data());
    const Hash256 hash = ledger::sha256(fields);
    bytes += fields + QByteArray(reinterpret_cast<const char *>(hash.data()), 8);
    return QStringLiteral("-----BEGIN MUSTER INVITATION-----\n%1\n-----END MUSTER INVITATION-----\n")
        .arg(QString::fromLatin1(bytes.toBase64()));
}

} // namespace

std::span<const std::string_view> muster::fuzz::words()
{
    static constexpr std::array<std::string_view, 12> kWords{"-----BEGIN MUSTER INVITATION-----",
                                                             "-----END MUSTER INVITATION-----",
                                                             "\n> ",
                                                             "=\n",
                                                             "\"servers\":[",
                                                             "tls://",
                                                             "wss://h:1/",
                                                             "\"role\":\"admin\"",
                                                             "\"expires\":",
                                                             "null",
                                                             "\\u0000",
                                                             "\"seed\":\""};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    const QString text = data[0] == 's' ? enveloped(rest) : QString::fromUtf8(rest);
    const auto read = hub::readInvitation(text);
    if (!read) {
        check(!read.error().detail.isEmpty(), "a refusal has words");
        return 0;
    }
    check(!read->servers.isEmpty() && read->servers.size() <= 20, "an invitation leads somewhere");
    check(read->seed.size() == 32 && read->root.size() == 32, "keys have their size");
    const auto written = hub::invitationText(*read);
    check(written.has_value(), "what was read can be written");
    const auto again = hub::readInvitation(*written);
    check(again && *again == *read, "and read again");
    return 0;
}
