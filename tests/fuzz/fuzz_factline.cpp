// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of an export.
#include "models/ledger/ledger.h"
#include "tests/fuzz/driver.h"

#include <array>

using namespace muster;
using muster::fuzz::check;

std::span<const std::string_view> muster::fuzz::words()
{
    static constexpr std::array<std::string_view, 10> kWords{
        "\"counter\":\"", "18446744073709551615", "9007199254740993",  "\"payload\":\"{}\"",
        "\\ud800",        "2026-11-21T14:05:00Z", "\"version\":65536", "-1",
        "1e400",          "\"signature\":\""};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray line(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto fact = ledger::fromLine(line);
    if (!fact) {
        check(!fact.error().detail.isEmpty(), "a refusal has words");
        return 0;
    }
    const Instant now = fromMillis(1'790'000'000'000);
    const ledger::Judgement judgement = ledger::judge(*fact, now);
    check(judgement.verdict == ledger::Verdict::Accept || !judgement.reason.isEmpty(), "a verdict has words");
    const auto again = ledger::fromLine(ledger::toLine(*fact));
    check(again.has_value(), "what was read can be written and read again");
    check(ledger::factHash(*again) == ledger::factHash(*fact), "and is the same fact");
    return 0;
}
