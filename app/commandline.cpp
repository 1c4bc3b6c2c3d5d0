// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

struct OptionSpec
{
    QLatin1StringView name;
    bool takesValue;
};

struct CommandSpec
{
    QLatin1StringView name;
    std::vector<OptionSpec> options;
    qsizetype mostArguments; ///< after its name
    QLatin1StringView usage;
    QLatin1StringView help;
};

const std::vector<OptionSpec> &commonOptions()
{
    static const std::vector<OptionSpec> options{
        {"db"_L1, true}, {"log"_L1, true}, {"now"_L1, true}, {"help"_L1, false}, {"version"_L1, false}};
    return options;
}

constexpr qsizetype kMostFiles = 10'000;
constexpr qsizetype kMostWords = 100;

const std::vector<CommandSpec> &commands()
{
    static const std::vector<CommandSpec> specs{
        {""_L1,
         {{"skip-first-start"_L1, false}, {"sample"_L1, false}},
         0,
         "muster [--sample] [--skip-first-start]"_L1,
         "open the window (--sample loads the sample where the workspace is empty, --skip-first-start begins with a preset and no questions)"_L1},
        {"init"_L1,
         {{"name"_L1, true},
          {"role"_L1, true},
          {"email"_L1, true},
          {"hours"_L1, true},
          {"zone"_L1, true},
          {"preset"_L1, true},
          {"policy"_L1, true}},
         0,
         "muster init --name NAME [--role ROLE] [--email E] [--zone ZONE] [--hours TEXT] [--preset KEY | --policy FILE]"_L1,
         "make a workspace without the first-start page"_L1},
        {"import"_L1,
         {{"map"_L1, true}, {"dry-run"_L1, false}, {"sample"_L1, false}},
         1,
         "muster import FILE [--map MAP] [--dry-run] | --sample"_L1,
         "bring in tickets (CSV, JSON, JSON Lines) or an export of a workspace"_L1},
        {"list"_L1,
         {{"filter"_L1, true}, {"next"_L1, true}, {"json"_L1, false}},
         0,
         "muster list [--filter TEXT] [--next N] [--json]"_L1,
         "print the tickets that are not closed (resolved ones too), what breaches next first"_L1},
        {"export"_L1,
         {{"out"_L1, true}},
         0,
         "muster export [--out FILE]"_L1,
         "print the whole ledger as JSON Lines"_L1},
        {"check"_L1,
         {{"rebuild"_L1, false}, {"salvage"_L1, true}},
         0,
         "muster check [--rebuild] [--salvage OUT]"_L1,
         "verify the workspace, rebuild what is derived, or rescue a damaged file into OUT"_L1},
        {"backup"_L1,
         {{"forget-older"_L1, false}},
         0,
         "muster backup [--forget-older]"_L1,
         "copy the workspace into its backups folder; remove all older copies, which hold what was redacted since"_L1},
        {"policy"_L1,
         {{"json"_L1, false}},
         kMostFiles,
         "muster policy check FILE [--json] | adopt FILE | presets | show KEY"_L1,
         "check a policy document, put it in force, or print a preset"_L1},
        {"sla"_L1,
         {},
         0,
         "muster sla"_L1,
         "answer SLA questions: one JSON object a line in, one a line out"_L1},
        {"drill"_L1,
         {{"auto"_L1, false},
          {"seed"_L1, true},
          {"out"_L1, true},
          {"speed"_L1, true},
          {"as"_L1, true},
          {"no-pictures"_L1, false}},
         1,
         "muster drill [NAME [--as ROLE,ROLE] [--speed N] [--seed N] | NAME --auto [--out DIR] [--seed N] [--no-pictures]]"_L1,
         "list the drills, open the window on one, or play it without a display and leave its documents in DIR; what was begun goes on (--db names another file)"_L1},
        {"declare"_L1,
         {{"sev"_L1, true}, {"scope"_L1, true}, {"tickets"_L1, true}, {"reported"_L1, true}, {"at"_L1, true}},
         kMostWords,
         "muster declare TITLE [--sev SEV-1] [--scope TEXT] [--tickets CASE,CASE] [--reported -12m] [--at TIME]"_L1,
         "declare an incident; in the window, where one has the workspace open"_L1},
        {"notify"_L1,
         {{"last"_L1, true}},
         2,
         "muster notify list | test CHANNEL | set-secret CHANNEL | log [--last N] | example"_L1,
         "channels of the policy: what there is, a test message, its credential from standard input, who was told what, and an example to copy from"_L1},
        {"hub"_L1,
         {{"name"_L1, true},
          {"host"_L1, true},
          {"servers"_L1, true},
          {"here"_L1, false},
          {"port"_L1, true},
          {"web-port"_L1, true},
          {"bytes"_L1, true},
          {"sync-always"_L1, false},
          {"wait"_L1, true},
          {"role"_L1, true},
          {"days"_L1, true},
          {"out"_L1, true},
          {"reason"_L1, true}},
         3,
         "muster hub init DIR --name TEAM --host NAME[,NAME] [--servers 3] [--here] [--port N] [--web-port N] [--bytes 40G] [--sync-always] | up DIR [--wait SECONDS] | settings DIR | renew DIR | invite NAME [--role ROLE] [--days 7] [--out FILE] | role NAME ROLE | revoke NAME [--reason TEXT]"_L1,
         "a team and its server: init makes keys, certificates and settings in DIR (--here: to be run out of DIR itself), up makes the streams, settings lets in who is in the team, renew makes new certificates; invite prints what a new desk joins with; role and revoke take a person, a machine or a device's id"_L1},
        {"join"_L1,
         {},
         1,
         "muster join FILE"_L1,
         "enter a team by an invitation (- reads it from standard input); the workspace must be a new one"_L1},
        {"bundle"_L1,
         {},
         2,
         "muster bundle export FILE | import FILE"_L1,
         "exchange with another desk of the team by a signed file, where there is no hub between the two"_L1},
        {"headless"_L1,
         {},
         0,
         "muster headless"_L1,
         "run without a window on a server: keeps a full copy and acts for the team while it is on duty"_L1},
        {"pictures"_L1,
         {{"sample"_L1, false}},
         1,
         "muster pictures FOLDER [--sample]"_L1,
         "leave pictures of the window's pages in FOLDER (without a display: QT_QPA_PLATFORM=offscreen)"_L1},
    };
    return specs;
}

const CommandSpec *findCommand(const QString &name)
{
    const auto found =
        std::ranges::find_if(commands(), [&](const CommandSpec &spec) { return spec.name == name; });
    return found == commands().end() ? nullptr : &*found;
}

const OptionSpec *findOption(const CommandSpec *command, const QString &name)
{
    const auto in = [&](const std::vector<OptionSpec> &options) -> const OptionSpec * {
        const auto found =
            std::ranges::find_if(options, [&](const OptionSpec &spec) { return spec.name == name; });
        return found == options.end() ? nullptr : &*found;
    };
    if (const OptionSpec *common = in(commonOptions()))
        return common;
    return command ? in(command->options) : nullptr;
}

Error usage(const QString &what)
{
    return {Fault::BadInput, what + u"; muster --help lists what there is"_s};
}

/// Takes the value of an option: "--name=value" or the next argument.
Result<QString> valueOf(const QStringList &arguments, qsizetype &at, const QString &name, qsizetype equals)
{
    const bool isNext = equals < 0 && at + 1 < arguments.size() && !arguments[at + 1].startsWith(u"--"_s);
    const QString value = equals >= 0 ? arguments[at].mid(equals + 1) : isNext ? arguments[++at] : QString();
    if (value.isEmpty())
        return usage(u"--%1 needs a value"_s.arg(name));
    return value;
}

/// A dash alone is an argument.
bool isOption(const QString &argument)
{
    return argument.size() > 1 && argument.startsWith(u'-');
}

/// "-h" is the one short option there is.
QString longForm(const QString &argument)
{
    return argument == u"-h" ? u"--help"_s : argument;
}

/// The command's name is the first argument that is no option or option's value.
const CommandSpec *commandOf(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (!isOption(argument))
            return findCommand(argument);
        const OptionSpec *option = findOption(nullptr, argument.mid(2).section(u'=', 0, 0));
        if (option && option->takesValue && !argument.contains(u'='))
            ++i;
    }
    return findCommand(QString());
}

} // namespace

QString CommandLine::option(const QString &name, const QString &otherwise) const
{
    const auto found = options.find(name);
    return found == options.end() ? otherwise : found->second;
}

Result<CommandLine> readCommandLine(const QStringList &arguments)
{
    CommandLine line;
    const CommandSpec *command = commandOf(arguments);
    bool named = false;
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        const QString argument = longForm(arguments[at]);
        if (!isOption(argument)) {
            if (named && line.arguments.size() >= command->mostArguments)
                return usage(u"%1 takes no argument \"%2\""_s.arg(line.command, argument));
            if (named) {
                line.arguments += argument;
                continue;
            }
            if (!command)
                return usage(u"there is no command \"%1\""_s.arg(argument));
            line.command = argument;
            named = true;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        const OptionSpec *option = argument.startsWith(u"--"_s) ? findOption(command, name) : nullptr;
        if (!option)
            return usage(u"there is no option %1 here"_s.arg(argument.left(equals < 0 ? -1 : equals)));
        if (!option->takesValue && equals >= 0)
            return usage(u"--%1 takes no value"_s.arg(name));
        if (!option->takesValue) {
            line.options[name] = QString();
            continue;
        }
        const auto value = valueOf(arguments, at, name, equals);
        if (!value)
            return value.error();
        line.options[name] = *value;
    }
    line.database = line.option(u"db"_s, defaultDatabase());
    if (line.has(u"now"_s)) {
        const auto now = parseRfc3339(line.option(u"now"_s));
        if (!now)
            return usage(u"--now: "_s + now.error().detail);
        line.now = *now;
    }
    return line;
}

QString helpText()
{
    QString text = u"Muster, the war-room console for support organisations\n\n"_s;
    for (const CommandSpec &spec : commands())
        text += u"  %1\n      %2\n"_s.arg(spec.usage, spec.help);
    text += u"\nEverywhere:\n"
            "  --db FILE   the workspace (default: %1)\n"
            "  --log FILE  where this run is logged (default: %2)\n"
            "  --now TIME  start the clock at TIME (RFC 3339); for drills and tests\n"
            "  --version, --help or -h\n\n"
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 problems found.\n"_s.arg(defaultDatabase(),
                                                                                     defaultLog());
    return text;
}

QString defaultLog()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state)) // the specification says to ignore such a one
        state = QDir::homePath() + u"/.local/state"_s;
    return state + u"/muster/muster.log"_s;
}

QString defaultDatabase()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/muster/desk.muster"_s;
}

} // namespace muster::app
