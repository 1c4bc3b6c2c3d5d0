// SPDX-License-Identifier: GPL-3.0-or-later
// sla and policy: questions from administrators and other tools.
#include "app/commands/commands.h"
#include "models/policy/policycheck.h"
#include "models/policy/policyreader.h"
#include "models/sla/slalines.h"

#include <QFile>

#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

Exit check(const CommandLine &line)
{
    if (line.arguments.size() < 2)
        return misused(u"policy check needs a file"_s);
    bool ok = true;
    for (const QString &file : line.arguments.mid(1)) {
        const policy::CheckOutcome outcome = policy::checkPolicyFile(file, line.has(u"json"_s));
        std::fwrite(outcome.text.constData(), 1, size_t(outcome.text.size()), stdout);
        ok = ok && outcome.ok;
    }
    return ok ? Exit::Ok : Exit::Problems;
}

Exit adopt(const CommandLine &line, const Clock &clock)
{
    if (line.arguments.size() != 2)
        return misused(u"policy adopt needs one file"_s);
    QFile file(line.arguments.value(1));
    if (!file.open(QIODevice::ReadOnly))
        return failed({Fault::NotFound, u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString())});
    auto workspace = store::Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    const auto adopted = (*workspace)->adoptPolicy(file.read(2 * 1024 * 1024));
    if (!adopted)
        return failed(adopted.error());
    const policy::Policy &policy = (*workspace)->policy()->policy();
    print(u"%1 is in force; open tickets stay bound to the version they were made under"_s.arg(policy.title));
    return Exit::Ok;
}

} // namespace

Exit runSla()
{
    std::ios::sync_with_stdio(false);
    std::string line;
    while (std::getline(std::cin, line)) {
        const QByteArray answer = sla::answerSlaLine(QByteArray::fromStdString(line));
        std::cout.write(answer.constData(), answer.size());
        std::cout.put('\n');
        // A tool that asks one question and waits must get its answer; a file is answered in blocks.
        if (std::cin.rdbuf()->in_avail() <= 0)
            std::cout.flush();
    }
    std::cout.flush();
    if (!std::cout)
        return failed(
            {Fault::DiskFull, u"standard output could not be written; not all questions were answered"_s});
    return Exit::Ok;
}

Exit runPolicy(const CommandLine &line, const Clock &clock)
{
    const QString verb = line.arguments.value(0);
    if (verb == u"check")
        return check(line);
    if (verb == u"adopt")
        return adopt(line, clock);
    if (verb == u"presets" && line.arguments.size() > 1)
        return misused(u"policy presets takes no argument"_s);
    if (verb == u"presets") {
        for (const QString &key : policy::presetKeys())
            print(key);
        return Exit::Ok;
    }
    if (verb == u"show" && line.arguments.size() != 2)
        return misused(u"policy show needs one key; muster policy presets lists them"_s);
    if (verb == u"show") {
        const QByteArray text = policy::presetText(line.arguments.value(1));
        if (text.isEmpty())
            return failed(
                {Fault::NotFound, u"there is no preset \"%1\"; muster policy presets lists them"_s.arg(
                                      line.arguments.value(1))});
        std::fwrite(text.constData(), 1, size_t(text.size()), stdout);
        return Exit::Ok;
    }
    return misused(u"policy needs one of: check FILE, adopt FILE, presets, show KEY"_s);
}

} // namespace muster::app
