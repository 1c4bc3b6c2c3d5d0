// SPDX-License-Identifier: GPL-3.0-or-later
// bundle: what a team's desks exchange where there is no hub between them.
#include "app/commands/commands.h"
#include "app/team/hubaccess.h"
#include "app/team/teampages.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

QString entries(qint64 count)
{
    return count == 1 ? u"1 entry"_s : u"%1 entries"_s.arg(count);
}

} // namespace

Exit runBundle(const CommandLine &line, const Clock &clock)
{
    const QString verb = line.arguments.value(0), file = line.arguments.value(1);
    if ((verb != u"export" && verb != u"import") || file.isEmpty()) {
        std::fputs("muster: muster bundle export FILE | import FILE\n", stderr);
        return Exit::Usage;
    }
    auto workspace = store::Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    if (verb == u"import") {
        const auto taken = importBundle(**workspace, file);
        if (!taken)
            return failed(taken.error());
        std::printf("%s taken, %s known before, %s set aside\n", qPrintable(entries(taken->entries)),
                    qPrintable(QString::number(taken->known)), qPrintable(QString::number(taken->refused)));
        return Exit::Ok;
    }
    const auto secrets = secretsOf(line.database);
    if (!secrets)
        return failed(secrets.error());
    if (const auto unlocked = unlock(**workspace, **secrets); !unlocked)
        return failed(unlocked.error());
    const auto written = exportBundle(**workspace, file);
    if (!written)
        return failed(written.error());
    std::printf("%s in %s\n", qPrintable(entries(written->entries)), qPrintable(file));
    return Exit::Ok;
}

} // namespace muster::app
