// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/policycheck.h"

#include "models/base/json.h"
#include "models/policy/policyreader.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

QByteArray jsonLine(const Problem &problem)
{
    return canonicalJson({{u"file"_s, problem.file},
                          {u"line"_s, problem.line},
                          {u"column"_s, problem.column},
                          {u"field"_s, problem.field},
                          {u"what"_s, problem.what},
                          {u"remedy"_s, problem.remedy},
                          {u"warning"_s, problem.isWarning}});
}

QString summary(const QString &file, const ReadPolicy &read)
{
    if (!read.policy) {
        const auto errors = std::ranges::count(read.problems, false, &Problem::isWarning);
        return u"%1: %2 to mend"_s.arg(file).arg(errors);
    }
    return u"%1: ok: %2, version %3, %4 priorities, %5 tiers, %6 calendars"_s.arg(file, read.policy->title)
        .arg(read.policy->version)
        .arg(read.policy->priorities.size())
        .arg(read.policy->tiers.size())
        .arg(read.policy->calendars.size());
}

} // namespace

CheckOutcome checkPolicyFile(const QString &file, bool asJson)
{
    ReadPolicy read;
    QFile in(file);
    if (in.open(QIODevice::ReadOnly))
        read = readPolicy(in.read(2 * 1024 * 1024), file);
    else
        read.problems.push_back({file,
                                 1,
                                 1,
                                 {},
                                 u"the file cannot be read: %1"_s.arg(in.errorString()),
                                 u"check its name and rights"_s,
                                 false});
    CheckOutcome outcome;
    outcome.ok = read.policy.has_value();
    for (const Problem &problem : read.problems)
        outcome.text += (asJson ? jsonLine(problem) : problem.text().toUtf8()) + '\n';
    if (!asJson)
        outcome.text += summary(file, read).toUtf8() + '\n';
    return outcome;
}

} // namespace muster::policy
