// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/zonewords.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

/// Offsets in minutes. Abbreviations that stand for several zones are read as a zone and left unresolved.
const QHash<QString, std::optional<int>> &zones()
{
    static const QHash<QString, std::optional<int>> known{
        {u"utc"_s, 0},    {u"gmt"_s, 0},    {u"z"_s, 0},      {u"wet"_s, 0},    {u"west"_s, 60},
        {u"cet"_s, 60},   {u"cest"_s, 120}, {u"eet"_s, 120},  {u"eest"_s, 180}, {u"est"_s, -300},
        {u"edt"_s, -240}, {u"cdt"_s, -300}, {u"mst"_s, -420}, {u"mdt"_s, -360}, {u"pst"_s, -480},
        {u"pdt"_s, -420}, {u"jst"_s, 540},  {u"sgt"_s, 480},  {u"hkt"_s, 480},  {u"aest"_s, 600},
        {u"aedt"_s, 660}, {u"nzst"_s, 720}, {u"nzdt"_s, 780}, {u"ist"_s, {}},   {u"bst"_s, {}},
        {u"cst"_s, {}},   {u"et"_s, {}},    {u"ct"_s, {}},    {u"pt"_s, {}}};
    return known;
}

} // namespace

const QString &zonePattern()
{
    static const QString pattern = u"((?:utc|gmt)(?:[+-]\\d{1,2}(?::\\d{2})?)?|[+-]\\d{2}:\\d{2}|wes?t|cest|"
                                   u"cet|eest|eet|aest|aedt|nzst|nzdt|"
                                   u"[ecmp][sd]t|jst|sgt|hkt|ist|bst|[ecp]t|z)\\b"_s;
    return pattern;
}

std::optional<std::optional<int>> offsetOf(const QString &written)
{
    const QString zone = written.toLower();
    if (zone.isEmpty())
        return std::nullopt;
    static const QRegularExpression numeric(u"^(?:utc|gmt)?([+-])(\\d{1,2})(?::(\\d{2}))?$"_s);
    if (const auto match = numeric.match(zone); match.hasMatch()) {
        const int minutes = match.captured(2).toInt() * 60 + match.captured(3).toInt();
        return minutes > 14 * 60 ? std::optional<int>() : match.captured(1) == u"-" ? -minutes : minutes;
    }
    return zones().value(zone);
}

} // namespace muster::comms
