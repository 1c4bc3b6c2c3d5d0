// SPDX-License-Identifier: GPL-3.0-or-later
// Which drill is to be played, as the command line asks for it.
#pragma once

#include "app/commandline.h"
#include "models/drill/script.h"

namespace muster::app {

struct DrillWish
{
    drill::Script script;
    quint32 seed = 1;
    QStringList trainee;          ///< incident roles that a person plays
    QString traineeName;          ///< of that person
    std::optional<Instant> start; ///< the script's where absent
};

/// What `muster drill NAME` asks for. BadInput and NotFound say which word is wrong.
Result<DrillWish> readDrillWish(const CommandLine &line);

/// --speed as a whole number from 1 to `most`; `otherwise` where it is not given.
Result<int> drillSpeed(const CommandLine &line, int otherwise, int most);

} // namespace muster::app
