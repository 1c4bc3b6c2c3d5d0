// SPDX-License-Identifier: GPL-3.0-or-later
// drill: what there is to rehearse, and what is asked for on the command line.
#include "app/commands/commands.h"
#include "app/drill/drillwish.h"
#include "models/drill/player.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

Result<quint32> seedOf(const CommandLine &line)
{
    bool ok = false;
    const quint32 seed = line.option(u"seed"_s, u"1"_s).toUInt(&ok);
    if (ok)
        return seed;
    return Error{Fault::BadInput, u"--seed takes a whole number from 0 to 4294967295"_s};
}

} // namespace

Exit runDrillList()
{
    for (const QString &key : drill::drillKeys()) {
        const auto script = drill::shippedDrill(key);
        if (!script)
            return failed(script.error());
        print(u"%1\n    %2. %3\n    Roles to play: %4"_s.arg(key, script->name, script->summary,
                                                             script->roles().join(u", "_s)));
    }
    return Exit::Ok;
}

Result<int> drillSpeed(const CommandLine &line, int otherwise, int most)
{
    if (!line.has(u"speed"_s))
        return otherwise;
    bool ok = false;
    const int speed = line.option(u"speed"_s).toInt(&ok);
    if (ok && speed >= 1 && speed <= most)
        return speed;
    return Error{Fault::BadInput, u"--speed takes a whole number from 1 to %1"_s.arg(most)};
}

Result<DrillWish> readDrillWish(const CommandLine &line)
{
    auto script = drill::shippedDrill(line.arguments.value(0));
    if (!script)
        return script.error();
    const auto seed = seedOf(line);
    if (!seed)
        return seed.error();
    const auto roles = drill::traineeRoles(*script, line.option(u"as"_s).split(u',', Qt::SkipEmptyParts));
    if (!roles)
        return roles.error();
    DrillWish wish;
    wish.script = std::move(*script);
    wish.seed = *seed;
    wish.trainee = *roles;
    wish.traineeName = qEnvironmentVariable("USER", u"Trainee"_s);
    wish.start = line.now;
    return wish;
}

} // namespace muster::app
