// SPDX-License-Identifier: GPL-3.0-or-later
// What a new desk reads first. Manifests as they are; with 'f' in front the rest is the fields, signed by
// their maker; with 'p' a part that an admin of the team vouches for: one to three entries, changed as the
// rest says.
#include "models/ledger/signing.h"
#include "models/sync/snapshot.h"
#include "models/sync/wire.h"
#include "tests/fuzz/changedfact.h"
#include "tests/fuzz/driver.h"
#include "tests/models/store/teamworld.h"

#include <QCborStreamWriter>

#include <array>

using namespace muster;
using muster::fuzz::check;

namespace {

constexpr int kRoundsBetweenLooks = 200;
constexpr quint64 kPlace = 1'000;

void checkManifest(const QByteArray &bytes)
{
    const auto read = sync::decodeManifest(bytes);
    if (!read) {
        check(!read.error().detail.isEmpty(), "a refusal has words");
        return;
    }
    check(read->parts.size() <= sync::kMostParts && read->slot <= 1, "a manifest has its bounds");
    check(read->key.size() == 32, "a manifest names its maker");
}

QByteArray signedFields(const QByteArray &fields)
{
    static const ledger::DeviceKey maker = ledger::DeviceKey::generate();
    QByteArray whole = fields;
    // Where its place is, the maker's own key: else nothing behind the signature would ever be reached.
    const QByteArray head = QByteArray::fromHex("88015820");
    if (whole.startsWith(head) && whole.size() >= head.size() + 32)
        whole.replace(head.size(), 32, maker.publicKey());
    const QByteArray signature = maker.sign("muster snapshot 1:" + whole);
    QByteArray bytes;
    QCborStreamWriter out(&bytes);
    out.startArray(2);
    out.appendByteString(whole.constData(), whole.size());
    out.appendByteString(signature.constData(), signature.size());
    out.endArray();
    return bytes;
}

/// A newcomer and the admin whose snapshot it takes.
class Newcomer
{
public:
    Newcomer() : m_team(m_folder.path()), m_desk(m_team.onlooker(QStringLiteral("Late")))
    {
        m_ticket = m_team.ticket(m_team.root(), QStringLiteral("Export stuck"));
        test::TeamWorld::give(m_desk, test::TeamWorld::messagesOf(m_team.root()));
        m_team.join(QStringLiteral("Ada"), QStringLiteral("agent"));
        m_facts = test::TeamWorld::factsOf(m_team.root());
    }

    void take(const QByteArray &script)
    {
        const auto count = size_t(1 + quint8(script[0]) % 3);
        std::vector<Fact> facts(count, m_facts[quint8(script[1]) % m_facts.size()]);
        for (Fact &fact : facts)
            change(fact, quint8(script[2]), script.mid(3));
        const QByteArray body = sync::encode(sync::vouch(std::move(facts), *m_team.root().deviceKey()));
        const auto taken = m_desk.takeSnapshotParts(std::span(&body, 1), m_team.root().device(), kPlace);
        check(taken.has_value(), "a part of a snapshot is dealt with");
        if (++m_rounds % kRoundsBetweenLooks == 0)
            look();
    }

private:
    static void change(Fact &fact, int which, const QByteArray &bytes)
    {
        if (which % 12 == 10)
            fact.device = DeviceId::fromBlob(bytes.leftJustified(16, '\0', true)).value_or(DeviceId());
        else if (which % 12 == 11)
            fact.payload.clear();
        else
            fuzz::changeField(fact, which % 12, bytes);
        if (which >= 128)
            fact.id = ledger::ownId(fact);
    }

    /// Who is in the team proves itself, whoever vouches for what.
    void look()
    {
        const team::Roster &roster = m_desk.roster();
        check(roster.members.size() == 2 && roster.root == m_team.root().device(),
              "nobody is in the team because of a snapshot");
        check(m_desk.check().has_value(), "the file can be read through");
    }

    QTemporaryDir m_folder{QStringLiteral("/dev/shm/muster-XXXXXX")};
    test::TeamWorld m_team;
    store::Workspace &m_desk;
    TicketId m_ticket;
    std::vector<Fact> m_facts;
    int m_rounds = 0;
};

} // namespace

std::span<const std::string_view> muster::fuzz::words()
{
    static constexpr std::array<std::string_view, 10> kWords{
        "\x82\x58",      "\x88\x01\x58\x20", "\x9b\xff\xff\xff", "team.joined", "team.role",
        "ticket.status", "fact.redacted",    "fact.corrected",   "hub",         "{\"role\":\"admin\"}"};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 5)
        return 0;
    static Newcomer newcomer;
    const QByteArray rest(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    if (data[0] == 'p')
        newcomer.take(rest);
    else
        checkManifest(data[0] == 'f' ? signedFields(rest) : rest);
    return 0;
}
