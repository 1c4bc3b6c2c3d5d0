// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/tried.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

/// Of the first arrow in a line: where it is, and how long.
struct Arrow
{
    qsizetype at = -1, length = 0;
};

Arrow arrowIn(const QString &line)
{
    static const std::array arrows{u"→"_s, u"->"_s, u"=>"_s};
    Arrow first;
    for (const QString &arrow : arrows) {
        const qsizetype at = line.indexOf(arrow);
        if (at >= 0 && (first.at < 0 || at < first.at))
            first = {at, arrow.size()};
    }
    return first;
}

/// Without what a list puts in front: "- ", "2) ", "• ".
QString withoutMark(const QString &words)
{
    static const QRegularExpression number(u"^\\s*\\d+[.)]\\s+"_s);
    QString left = QString(words).remove(number).trimmed();
    while (!left.isEmpty() && !left.front().isLetterOrNumber() && left.front() != u'"')
        left = left.mid(1).trimmed();
    return left;
}

} // namespace

std::vector<Tried> triedLines(const QString &text)
{
    std::vector<Tried> found;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        const Arrow arrow = arrowIn(line);
        const QString what = withoutMark(arrow.at < 0 ? line : line.left(arrow.at));
        if (!what.isEmpty())
            found.push_back({what, arrow.at < 0 ? QString() : line.mid(arrow.at + arrow.length).trimmed()});
    }
    return found;
}

QString triedText(const std::vector<Tried> &tried)
{
    QStringList lines;
    for (const Tried &each : tried)
        lines += each.outcome.isEmpty()
                     ? each.what.simplified()
                     : u"%1 -> %2"_s.arg(each.what.simplified(), each.outcome.simplified());
    return lines.join(u'\n');
}

std::vector<Tried> triedIn(const QString &note)
{
    std::vector<Tried> found = triedLines(note);
    std::erase_if(found, [](const Tried &each) { return each.outcome.isEmpty(); });
    return found;
}

} // namespace muster::escalation
