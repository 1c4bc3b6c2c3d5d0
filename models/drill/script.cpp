// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/script.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {

const CastMember *Script::member(const QString &wanted) const
{
    const auto found = std::ranges::find(cast, wanted, &CastMember::key);
    return found == cast.end() ? nullptr : &*found;
}

const Beat *Script::beat(const QString &wanted) const
{
    const auto found = std::ranges::find(story, wanted, &Beat::key);
    return found == story.end() ? nullptr : &*found;
}

const DrillCustomer *Script::customer(const QString &wanted) const
{
    const auto found = std::ranges::find(customers, wanted, &DrillCustomer::key);
    return found == customers.end() ? nullptr : &*found;
}

QStringList Script::roles() const
{
    QStringList all;
    for (const CastMember &each : cast)
        all += each.plays;
    return all;
}

QStringList drillKeys()
{
    return {u"saas-outage"_s, u"credential-leak"_s, u"strategic-integration"_s};
}

Result<Script> shippedDrill(const QString &key)
{
    if (!drillKeys().contains(key))
        return Error{Fault::NotFound,
                     u"there is no drill \"%1\"; there are: %2"_s.arg(key, drillKeys().join(u", "_s))};
    QFile file(u":/drills/%1.yaml"_s.arg(key));
    if (!file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"the drill \"%1\" is not in this program"_s.arg(key)};
    ReadScript read = readScript(file.readAll(), file.fileName());
    if (!read.script)
        return Error{Fault::BadInput, read.problems.front().text()};
    return std::move(*read.script);
}

} // namespace muster::drill
