// SPDX-License-Identifier: GPL-3.0-or-later
// init: a workspace without the first-start page; and what both of them do.
#include "app/commands/commands.h"
#include "models/policy/policyreader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

Result<QByteArray> policyText(const CommandLine &line)
{
    if (line.has(u"policy"_s)) {
        QFile file(line.option(u"policy"_s));
        if (!file.open(QIODevice::ReadOnly))
            return Error{Fault::NotFound,
                         u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString())};
        return file.read(2 * 1024 * 1024);
    }
    const QStringList keys = policy::presetKeys();
    const QString key = line.option(u"preset"_s, keys.value(0));
    if (!keys.contains(key))
        return Error{Fault::BadInput,
                     u"there is no preset \"%1\"; there are: %2"_s.arg(key, keys.join(u", "_s))};
    return policy::presetText(key);
}

Result<people::PersonChanged> personOf(const CommandLine &line)
{
    people::PersonChanged person;
    person.name = line.option(u"name"_s, qEnvironmentVariable("USER", u"Me"_s));
    person.role = line.option(u"role"_s, u"agent"_s);
    person.zone = line.option(u"zone"_s, QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    if (line.has(u"email"_s))
        person.email = line.option(u"email"_s);
    if (line.has(u"hours"_s)) {
        const auto hours = people::parseHours(line.option(u"hours"_s));
        if (!hours)
            return hours.error();
        person.hours = *hours;
    }
    return person;
}

} // namespace

Result<void> begin(store::Workspace &workspace, const Beginning &beginning)
{
    if (const auto adopted = workspace.adoptPolicy(beginning.policy); !adopted)
        return adopted.error();
    const auto person = workspace.savePerson(std::nullopt, beginning.person);
    if (!person)
        return person.error();
    return workspace.setMe(*person);
}

Exit runInit(const CommandLine &line, const Clock &clock)
{
    const auto person = personOf(line);
    if (!person)
        return failed(person.error());
    const auto policy = policyText(line);
    if (!policy)
        return failed(policy.error());
    QDir().mkpath(QFileInfo(line.database).absolutePath());
    auto workspace = store::Workspace::open(line.database, store::OpenMode::CreateIfMissing, clock);
    if (!workspace)
        return failed(workspace.error());
    if (!(*workspace)->me().isNull())
        return failed(
            {Fault::Conflict, u"%1 is a workspace already; nothing was changed"_s.arg(line.database)});
    if (const auto begun = begin(**workspace, {*person, *policy}); !begun)
        return failed(begun.error());
    print(u"%1 is ready for %2"_s.arg(line.database, *person->name));
    return Exit::Ok;
}

} // namespace muster::app
