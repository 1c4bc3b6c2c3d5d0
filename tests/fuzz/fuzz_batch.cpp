// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of a hub, read and taken in by a real workspace. The first byte of an input says what is done:
//   r  the rest is the message
//   b  the rest changes bytes of a real message: which one, then (place, place, value) each
//   m  the rest changes what a hostile member writes, who signs it as it should be: which field, then bytes
// Whatever comes, what others wrote stays as it is, and the rows are what the facts say.
#include "models/ledger/signing.h"
#include "tests/fuzz/changedfact.h"
#include "tests/fuzz/driver.h"
#include "tests/models/store/teamworld.h"

#include <array>
#include <optional>

using namespace muster;
using muster::fuzz::check;

namespace {

constexpr int kRoundsBetweenLooks = 200;

class Desk
{
public:
    Desk() : m_team(m_folder.path()), m_member(m_team.join(QStringLiteral("Ada"), QStringLiteral("agent")))
    {
        m_ticket = m_team.ticket(m_team.root(), QStringLiteral("Export stuck"));
        m_team.ticket(m_member, QStringLiteral("Import stuck"));
        test::TeamWorld::give(m_team.root(), test::TeamWorld::messagesOf(m_member));
        m_real = test::TeamWorld::messagesOf(m_team.root());
        m_others = others();
    }

    void take(const QByteArray &subject, const QByteArray &body)
    {
        const quint64 sequence = m_team.root().hubPlace().sequence + 1;
        const sync::HubMessage message{sequence, subject, body};
        const auto outcome =
            m_team.root().takeFromHub(std::span(&message, 1), {"hub", sequence, sync::digestOf(message)});
        check(outcome.has_value(), "what comes from the hub is dealt with");
        if (++m_rounds % kRoundsBetweenLooks == 0)
            look();
    }
    const sync::HubMessage &real(size_t which) const { return m_real[which % m_real.size()]; }
    const ledger::DeviceKey &member() const { return *m_member.deviceKey(); }

    /// What the member's next entry would be.
    Fact next()
    {
        const NewFact wish{QStringLiteral("ticket"),
                           idCast<SubjectId>(m_ticket),
                           QStringLiteral("ticket.note"),
                           1,
                           m_team.clock.now(),
                           {{QStringLiteral("text"), QStringLiteral("seen")}},
                           std::nullopt};
        return ledger::seal(std::span(&wish, 1), m_member.device(), m_member.me(), m_team.clock.now(),
                            m_clock, m_head)
            .front();
    }

private:
    QByteArray others()
    {
        QByteArray all;
        std::vector<Fact> facts = test::TeamWorld::factsOf(m_team.root());
        for (Fact &fact : facts) {
            fact.signature.clear(); // comes with a message, and is checked there
            const bool isRole = fact.device == m_team.root().device() && fact.subjectKind == team::kTeam;
            if (fact.device != m_member.device() && !fact.isDerived() && !isRole)
                all += ledger::toLine(fact);
        }
        return all;
    }
    void look()
    {
        // What waits for its author is looked at when the team changes.
        m_isLead = !m_isLead;
        const QString role = m_isLead ? QStringLiteral("lead") : QStringLiteral("agent");
        test::TeamWorld::must(m_team.root().setTeamRole(m_member.device(), role, QStringLiteral("a test")));
        check(others() == m_others, "nothing is there in the name of those who did not write it");
        const auto report = test::TeamWorld::must(m_team.root().check());
        for (const QString &problem : report.problems) {
            const bool isChain = problem.contains(QStringLiteral("was expected here")) ||
                                 problem.contains(QStringLiteral("chain broken")) ||
                                 problem.contains(QStringLiteral("nobody redacted it"));
            if (!isChain) // a member may break its own
                std::fprintf(stderr, "%s\n", qPrintable(problem));
            check(isChain, "the file is as its facts say");
        }
    }

    QTemporaryDir m_folder{QStringLiteral("/dev/shm/muster-XXXXXX")};
    test::TeamWorld m_team;
    store::Workspace &m_member;
    TicketId m_ticket;
    test::Messages m_real;
    QByteArray m_others;
    ledger::HybridClock m_clock;
    ledger::ChainHead m_head{100, {}};
    int m_rounds = 0;
    bool m_isLead = false;
};

Desk &desk()
{
    static Desk the;
    return the;
}

/// Decoding what was encoded gives the same.
void checkDecoding(const QByteArray &body)
{
    const auto batch = sync::decode(body);
    if (!batch) {
        check(!batch.error().detail.isEmpty(), "a refusal has words");
        return;
    }
    check(!batch->facts.empty(), "a batch holds something");
    const auto again = sync::decode(sync::encode(*batch));
    check(again && *again == *batch, "what was read can be written and read again");
}

void changeBytes(const QByteArray &script)
{
    const sync::HubMessage &real = desk().real(size_t(quint8(script[0])));
    QByteArray body = real.body;
    for (qsizetype at = 1; at + 3 <= script.size(); at += 3)
        body[(quint8(script[at]) << 8 | quint8(script[at + 1])) % body.size()] = script[at + 2];
    checkDecoding(body);
    desk().take(real.subject, body);
}

void changeFact(const QByteArray &script)
{
    Fact fact = desk().next();
    const QByteArray bytes = script.mid(2);
    fuzz::changeField(fact, quint8(script[0]), bytes);
    if ((quint8(script[1]) & 1) != 0)
        fuzz::changeField(fact, quint8(script[1]) >> 1, bytes);
    fact.id = ledger::ownId(fact);
    const sync::HubMessage message = test::TeamWorld::runOf({fact}, desk().member());
    checkDecoding(message.body);
    desk().take(message.subject, message.body);
}

/// What a device sends that nobody let in, given on by one that is: none to three entries under its word.
void fromStranger(const QByteArray &script)
{
    static const ledger::DeviceKey stranger = ledger::DeviceKey::generate();
    const auto count = size_t(quint8(script[0]) % 4);
    std::vector<Fact> facts(count, desk().next());
    for (Fact &fact : facts)
        fuzz::changeField(fact, quint8(script[1]), script.mid(2));
    const QByteArray body = sync::encode(sync::vouch(std::move(facts), stranger));
    checkDecoding(body);
    desk().take("restore." + desk().member().device().toString().toLatin1() + ".f", body);
}

} // namespace

std::span<const std::string_view> muster::fuzz::words()
{
    static constexpr std::array<std::string_view, 14> kWords{
        "ticket.created", "ticket.note",   "ticket.status", "incident.declared",
        "fact.corrected", "fact.redacted", "{\"fact\":\"",  "\x88\x01\x00\x58\x20",
        "\x9b\xff\xff",   "\x5b\x40",      "team.joined",   "{\"status\":\"new\"}",
        "person",         "\x58\x40"};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 4)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    if (data[0] == 'b') {
        changeBytes(rest);
    } else if (data[0] == 'm') {
        changeFact(rest);
    } else if (data[0] == 'v') {
        fromStranger(rest);
    } else {
        checkDecoding(rest);
        desk().take("ops." + desk().member().device().toString().toLatin1() + ".f", rest);
    }
    return 0;
}
