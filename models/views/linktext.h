// SPDX-License-Identifier: GPL-3.0-or-later
// How the exchange with the team reads: in two seconds whether what one writes is safe and whether what one
// sees is current. Pure; now and the zone of the person are arguments.
#pragma once

#include "models/views/teamdesk.h"

class QTimeZone;

namespace muster::views {

/// False where nothing that others do comes in: nobody can be said to be here then.
bool isLineUp(LinkState state);

/// The chip in the top bar. Each state has a text and an icon of its own beside its colour: amber while there
/// is no line, red only where somebody has to do something.
struct LinkChip
{
    QString text;
    QString badge; ///< channel of the colour: "grey", "green", "blue", "amber", "red"
    QString icon;  ///< in resources/icons
    QString help;  ///< everything else, in sentences
    bool operator==(const LinkChip &) const = default;
};
LinkChip linkChip(const LinkStatus &status, Instant now, const QTimeZone &zone);

/// The head of the team's page.
struct LinkWords
{
    QString headline;
    QString written; ///< whether what one writes is safe, and where it is
    QString seen;    ///< how old what one sees of the others may be
    QString trouble; ///< what is wrong and what one can do; empty where nothing is
    QString clock;   ///< that this machine's clock is wrong; empty where it is not
    bool operator==(const LinkWords &) const = default;
};
LinkWords linkWords(const LinkStatus &status, Instant now, const QTimeZone &zone);

struct LinkLine
{
    QString name, value;
    bool isWarning = false;
    bool operator==(const LinkLine &) const = default;
};
/// What the line is in figures, for who looks after it; nothing where this desk is in no team.
std::vector<LinkLine> linkLines(const LinkStatus &status, Instant now, const QTimeZone &zone);

/// "Taking over the team's history: Running incidents, 42 %"; empty where that is not so.
QString bootstrapText(const LinkStatus &status);
/// For a screen that many look at, in UTC: "As of 14:05 UTC · offline"; empty where what it shows is current.
QString staleText(const LinkStatus &status, Instant now);

/// From this difference on, a clock is said to be wrong.
inline constexpr Millis kMuchSkew{2'000};
/// "3 s ahead of the hub"; in step within a tenth of a second.
QString skewText(Millis skew);

} // namespace muster::views
