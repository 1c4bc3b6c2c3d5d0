// SPDX-License-Identifier: GPL-3.0-or-later
// What a fuzz program implements. The entry is libFuzzer's, so that it runs there too; driver.cpp is a main
// of our own that needs no more than the compiler of the tests: it runs every file of a corpus, then changes
// them at random.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Has to end, and to abort where something that always holds does not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace muster::fuzz {

/// Words of the format that are put in here and there; may be empty.
std::span<const std::string_view> words();

/// Aborts, with its words on standard error, where `holds` is false.
void check(bool holds, const char *what);

} // namespace muster::fuzz
