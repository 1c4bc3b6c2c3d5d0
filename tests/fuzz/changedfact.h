// SPDX-License-Identifier: GPL-3.0-or-later
// One field of a fact as the bytes of a script say.
#pragma once

#include "models/ledger/ledger.h"

namespace muster::fuzz {

/// `which` of ten; the id stays that of before.
inline void changeField(Fact &fact, int which, const QByteArray &bytes)
{
    const auto id = [&](auto &target) {
        using IdType = std::remove_reference_t<decltype(target)>;
        target = IdType::fromBlob(bytes.leftJustified(16, '\0', true)).value_or(IdType{});
    };
    const quint64 number = bytes.leftJustified(8, '\0', true).toHex().toULongLong(nullptr, 16);
    switch (which % 10) {
    case 0:
        fact.payload = bytes;
        fact.payloadHash = ledger::sha256(bytes);
        break;
    case 1:
        fact.type = QString::fromLatin1(bytes).left(60);
        break;
    case 2:
        fact.subjectKind = QString::fromLatin1(bytes).left(60);
        break;
    case 3:
        id(fact.subject);
        break;
    case 4:
        id(fact.actor);
        break;
    case 5:
        fact.stamp = Stamp{number};
        break;
    case 6:
        fact.occurredAt = fromMillis(qint64(number >> 12));
        break;
    case 7:
        fact.version = int(number & 0xffff);
        break;
    case 8:
        fact.counter = qint64(number >> 12);
        break;
    case 9:
        fact.payload = "{\"text\":\"" + bytes.toHex() + "\"}";
        fact.payloadHash = ledger::sha256(fact.payload);
        break;
    }
}

} // namespace muster::fuzz
