// SPDX-License-Identifier: GPL-3.0-or-later
// A score in words.
#include "models/drill/scoring.h"

using namespace Qt::StringLiterals;

namespace muster::drill {

QString spoken(Millis length)
{
    const auto minutes = std::chrono::floor<std::chrono::minutes>(length).count();
    if (minutes < 1)
        return u"%1 s"_s.arg(std::chrono::floor<std::chrono::seconds>(length).count());
    if (minutes < 120)
        return u"%1 min"_s.arg(minutes);
    if (minutes < 48 * 60)
        return minutes % 60 == 0 ? u"%1 h"_s.arg(minutes / 60)
                                 : u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60);
    return u"%1 days"_s.arg(minutes / (24 * 60));
}

QString scoreText(const Score &score, const Script &script)
{
    QStringList lines{u"Drill %1: %2 of %3 points"_s.arg(script.name).arg(score.points()).arg(score.of())};
    for (const ScoreLine &line : score.lines) {
        lines += u"%1/%2  %3: %4 (%5)"_s.arg(line.points, 3)
                     .arg(QString::number(line.of).leftJustified(2))
                     .arg(line.name, line.value, line.target);
        lines += u"        Points: "_s + line.from;
        if (!line.advice.isEmpty())
            lines += u"        "_s + line.advice;
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace muster::drill
