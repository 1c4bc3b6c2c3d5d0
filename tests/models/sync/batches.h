// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of a device, chained and signed as a desk writes them, for tests of what desks send each other.
#pragma once

#include "models/ledger/ledger.h"
#include "models/ledger/signing.h"
#include "models/sync/wire.h"

#include <random>

namespace muster::test {

class Author
{
public:
    explicit Author(quint64 seed = 1) : m_random(seed), m_key(keyOf(m_random)) {}

    const ledger::DeviceKey &key() const { return m_key; }

    /// The next facts of this device: texts of chance, one of them blank now and then.
    std::vector<Fact> write(int count)
    {
        std::vector<NewFact> wishes;
        for (int i = 0; i < count; ++i) {
            const QString text(int(below(40)), QChar(char16_t(0x61 + below(26))));
            wishes.push_back({QStringLiteral("ticket"),
                              SubjectId::random(m_now),
                              QStringLiteral("ticket.note"),
                              1,
                              m_now - Millis(below(100'000)),
                              {{QStringLiteral("text"), text}},
                              std::nullopt});
        }
        m_now += Millis(below(5000));
        std::vector<Fact> facts =
            ledger::seal(wishes, m_key.device(), PersonId::random(m_now), m_now, m_clock, m_head);
        for (Fact &fact : facts) {
            if (below(8) == 0)
                fact.payload.clear();
        }
        return facts;
    }

    sync::Batch run(int count)
    {
        std::vector<Fact> facts = write(count);
        if (count > 3)
            ledger::sign(facts[1], m_key); // an earlier message ended there
        ledger::sign(facts.back(), m_key);
        return {sync::BatchKind::Run, m_key.publicKey(), below(1000), std::move(facts), {}};
    }

    quint64 below(quint64 bound) { return m_random() % bound; }

private:
    static ledger::DeviceKey keyOf(std::mt19937_64 &random)
    {
        QByteArray seed(32, '\0');
        for (char &byte : seed)
            byte = char(random());
        return *ledger::DeviceKey::fromSeed(seed);
    }

    std::mt19937_64 m_random;
    ledger::DeviceKey m_key;
    Instant m_now = fromMillis(1'790'000'000'000);
    ledger::HybridClock m_clock;
    ledger::ChainHead m_head;
};

} // namespace muster::test
