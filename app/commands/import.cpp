// SPDX-License-Identifier: GPL-3.0-or-later
// import: tickets from CSV, JSON and JSON Lines, and the ledger of another workspace.
#include "app/commands/commands.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr auto kSample = ":/samples/tickets.jsonl";

volatile std::sig_atomic_t interrupted = 0;

/// An export of a workspace begins with a fact; ticket files never have these two keys in their first line. A
/// mark of the encoding and blank lines may stand before it.
bool isLedger(const QString &file)
{
    constexpr qint64 kLongestLine = 12 * 1024 * 1024;
    constexpr int kMostBlank = 1000;
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return false;
    QByteArray first;
    for (int line = 0; first.isEmpty() && line < kMostBlank && !in.atEnd(); ++line) {
        first = in.readLine(kLongestLine).trimmed();
        if (line == 0 && first.startsWith("\xef\xbb\xbf"))
            first = first.mid(3).trimmed();
    }
    return first.startsWith('{') && first.contains("\"payload_hash\"") && first.contains("\"subject_kind\"");
}

/// An export makes the workspace that it is taken into: it brings its own policy, people and tickets.
Result<std::unique_ptr<store::Workspace>> openFor(const CommandLine &line, const ImportSource &source,
                                                  const Clock &clock)
{
    const bool isNew = !QFileInfo::exists(line.database) && !line.has(u"dry-run"_s) &&
                       !source.file.isEmpty() && isLedger(source.file);
    if (isNew)
        QDir().mkpath(QFileInfo(line.database).absolutePath());
    return store::Workspace::open(
        line.database, isNew ? store::OpenMode::CreateIfMissing : store::OpenMode::ReadWrite, clock);
}

/// What every ticket needs and no column is named for, each with the names that would do.
QStringList lacking(const intake::Peek &look)
{
    const auto plain = intake::shippedMap(u"generic"_s);
    if (!plain)
        return {};
    const intake::FieldMap fitted = intake::fittedTo(*plain, look);
    QStringList missing;
    const std::pair<QString, QString> needed[]{{u"subject"_s, u"a subject"_s},
                                               {u"created_at"_s, u"the time of creation"_s}};
    for (const auto &[field, name] : needed) {
        if (fitted.fields.contains(field))
            continue;
        QStringList names;
        for (const auto &each : plain->fields[field].toArray())
            names += each.toString();
        missing += u"%1 (a column named %2)"_s.arg(name, names.join(u", "_s));
    }
    return missing;
}

Error fitsNoMap(const QString &file, const intake::Peek &look)
{
    const QStringList missing = lacking(look);
    const QString what = missing.isEmpty() ? u"its columns fit no shipped map"_s
                                           : u"every ticket needs %1"_s.arg(missing.join(u" and "_s));
    return {
        Fault::BadInput,
        u"%1: %2. It has the columns: %3. Name them so, or say with --map what each is: one of %4, or a map file of your own; nothing was changed"_s
            .arg(file, what, look.columns.mid(0, 20).join(u", "_s), intake::shippedMaps().join(u", "_s))};
}

Result<intake::FieldMap> mapFor(const ImportSource &source, const intake::Peek &look)
{
    if (!source.mapJson.isEmpty())
        return intake::readMap(source.mapJson, u"the mapping"_s);
    const QString key = source.map.isEmpty() ? look.guessedMap : source.map;
    if (intake::shippedMaps().contains(key))
        return intake::shippedMap(key);
    if (key.isEmpty())
        return fitsNoMap(source.file, look);
    QFile file(key);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound,
                     u"there is no map \"%1\"; there are %2, or the path of a map file"_s.arg(
                         key, intake::shippedMaps().join(u", "_s))};
    return intake::readMap(file.read(1024 * 1024), key);
}

Result<views::ImportProgress> takeLedger(store::Workspace &workspace, const QString &file, bool dryRun)
{
    if (dryRun)
        return Error{Fault::NotAllowed,
                     u"a dry run is for ticket files; taking a ledger in twice changes nothing anyway"_s};
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"%1 cannot be read: %2"_s.arg(file, in.errorString())};
    const auto taken = workspace.importLines(in);
    if (!taken)
        return taken.error();
    views::ImportProgress progress;
    progress.created = taken->taken;
    progress.unchanged = taken->duplicates;
    progress.rejected = taken->quarantined + taken->held;
    progress.done = true;
    return progress;
}

intake::ReaderContext contextFor(const store::Workspace &workspace, Instant now)
{
    intake::ReaderContext context;
    context.now = now;
    if (const auto compiled = workspace.policy()) {
        for (const policy::Priority &priority : compiled->policy().priorities)
            context.priorities += priority.key;
        for (const policy::Tier &tier : compiled->policy().tiers)
            context.tiers += tier.key;
        for (const policy::IntakeField &field : compiled->policy().intake) {
            if (field.key == u"impact")
                context.impacts = field.choices;
        }
    }
    return context;
}

} // namespace

Result<views::ImportProgress> importFile(store::Workspace &workspace, const ImportSource &source, Instant now,
                                         const store::ImportOptions &options)
{
    const bool isSample = source.file.isEmpty();
    const QString file = isSample ? QString::fromLatin1(kSample) : source.file;
    if (!QFileInfo::exists(file))
        return Error{Fault::NotFound, u"there is no file %1"_s.arg(file)};
    if (isLedger(file))
        return takeLedger(workspace, file, options.dryRun);
    const auto look = intake::peek(file);
    if (!look)
        return look.error();
    const auto map = mapFor(source, *look);
    if (!map)
        return map.error();
    intake::ReaderContext context = contextFor(workspace, now);
    if (isSample)
        context.shift = intake::sampleShift(now);
    auto reader = intake::openTickets(file, *map, context);
    if (!reader)
        return reader.error();
    return workspace.importTickets(**reader, isSample ? QString() : file, QFileInfo(file).size(), options);
}

Exit runImport(const CommandLine &line, const Clock &clock)
{
    const bool isSample = line.has(u"sample"_s);
    if (line.arguments.isEmpty() != isSample)
        return misused(u"import needs a file or --sample, and not both"_s);
    const ImportSource source{isSample ? QString() : line.arguments.constFirst(), line.option(u"map"_s), {}};
    auto workspace = openFor(line, source, clock);
    if (!workspace)
        return failed(workspace.error());
    std::signal(SIGINT, [](int) { interrupted = 1; });
    store::ImportOptions options;
    options.dryRun = line.has(u"dry-run"_s);
    options.cancelled = [] { return interrupted != 0; };
    const auto outcome = importFile(**workspace, source, clock.now(), options);
    if (!outcome)
        return failed(outcome.error());
    print(u"%1%2 new, %3 changed, %4 unchanged, %5 rejected"_s
              .arg(options.dryRun ? u"dry run, nothing was written: "_s : QString())
              .arg(outcome->created)
              .arg(outcome->updated)
              .arg(outcome->unchanged)
              .arg(outcome->rejected));
    if (!outcome->rejectFile.isEmpty())
        print(u"the rejected rows, each with its line and reason, are in %1"_s.arg(outcome->rejectFile));
    if (outcome->inPart > 0)
        print(u"understood in part: %1%2"_s.arg(outcome->inPart)
                  .arg(outcome->noteFile.isEmpty()
                           ? QString()
                           : u"; what was left out of each stands in %1"_s.arg(outcome->noteFile)));
    if (!outcome->error.isEmpty())
        return failed({Fault::Cancelled, outcome->error});
    return outcome->rejected == 0 ? Exit::Ok : Exit::Problems;
}

} // namespace muster::app
