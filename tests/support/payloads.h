// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for the payload of every kind of fact: it comes back as it was written, and what an enemy makes
// of it is refused or read for good. `read` turns a QJsonObject into a Result of the value; `next` makes one
// at random.
#pragma once

#include "models/base/json.h"
#include "tests/support/hostilejson.h"

#include <QTest>

namespace muster::test {

template <typename Next, typename Read> void checkComesBackFromItsBytes(Next next, Read read)
{
    for (int round = 0; round < 1000; ++round) {
        const auto value = next();
        const QByteArray bytes = canonicalJson(toPayload(value));
        const auto again = read(*parseJsonObject(bytes));
        QVERIFY2(again.has_value(), bytes.constData());
        QVERIFY2(*again == value, bytes.constData());
    }
}

template <typename Next, typename Read>
void checkHostileIsRefusedOrReadForGood(quint32 seed, const QStringList &keys, Next next, Read read)
{
    HostileJson hostile(seed);
    int refused = 0, taken = 0;
    for (int round = 0; round < 1000; ++round) {
        const QJsonObject payload = hostile.changed(toPayload(next()), keys);
        const auto value = read(payload);
        ++(value ? taken : refused);
        if (!value) {
            QCOMPARE(value.error().fault, Fault::BadInput);
            QVERIFY(value.error().detail.contains(QStringLiteral("should be")));
            continue;
        }
        const auto again = read(toPayload(*value));
        QVERIFY2(again.has_value(), canonicalJson(payload).left(300).constData());
        QVERIFY2(*again == *value, canonicalJson(payload).left(300).constData());
    }
    QVERIFY(refused > 300);
    QVERIFY(taken > 200);
}

} // namespace muster::test
