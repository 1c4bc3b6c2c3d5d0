// SPDX-License-Identifier: GPL-3.0-or-later
// Builds one visitor out of lambdas for std::visit.
#pragma once

namespace muster {

template <typename... Ts> struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <typename... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace muster
