// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/presencetext.h"

#include "models/views/casetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

struct PresenceText
{
    Q_DECLARE_TR_FUNCTIONS(PresenceText)
};

constexpr qsizetype kMostNames = 3;
constexpr qsizetype kMostValue = 60; ///< letters of a value in a sentence: a subject may be long

/// Between isolates, so that a name from right to left turns only itself round.
QString isolated(const QString &name)
{
    return QChar(0x2068) + name + QChar(0x2069);
}

QString shortValue(const QString &value)
{
    const QString text = value.simplified();
    if (text.isEmpty())
        return PresenceText::tr("nothing");
    return isolated(text.size() <= kMostValue ? text : text.left(kMostValue - 1) + u'…');
}

/// The first letter of `word`, also one that takes two code units; empty where it has none.
QString firstLetter(const QString &word)
{
    for (qsizetype i = 0; i < word.size(); ++i) {
        const bool isPair = word[i].isHighSurrogate() && i + 1 < word.size();
        const char32_t letter = isPair ? QChar::surrogateToUcs4(word[i], word[i + 1]) : word[i].unicode();
        if (QChar::isLetterOrNumber(letter))
            return word.mid(i, isPair ? 2 : 1).toUpper();
        i += isPair ? 1 : 0;
    }
    return {};
}

QStringList sortedNames(const std::vector<Here> &here)
{
    QStringList names;
    for (const Here &each : here) {
        if (!each.name.isEmpty() && !names.contains(each.name))
            names += each.name;
    }
    names.sort(Qt::CaseInsensitive);
    return names;
}

/// "Ana, Ben, Caro and 4 more"
QString listed(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.mid(0, kMostNames))
        shown += isolated(name);
    const auto more = names.size() - shown.size();
    if (more > 0)
        return PresenceText::tr("%1 and %2 more").arg(shown.join(u", "_s)).arg(more);
    if (shown.size() == 1)
        return shown.front();
    const QString last = shown.takeLast();
    return PresenceText::tr("%1 and %2").arg(shown.join(u", "_s), last);
}

QString told(const QStringList &names, const QString &one, const QString &many)
{
    return names.isEmpty() ? QString() : (names.size() == 1 ? one : many).arg(listed(names));
}

template <typename Id> std::vector<Here> filtered(const std::vector<Here> &here, Id Here::*at, Id wanted)
{
    std::vector<Here> found;
    if (!wanted.isNull())
        std::ranges::copy_if(here, std::back_inserter(found),
                             [&](const Here &each) { return each.*at == wanted; });
    return found;
}

} // namespace

QString initialsOf(const QString &name)
{
    QStringList letters;
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        letters += firstLetter(word);
    letters.removeAll(QString());
    if (letters.isEmpty())
        return u"?"_s;
    return letters.size() == 1 ? letters.front() : letters.front() + letters.back();
}

QStringList namesHere(const std::vector<Here> &here)
{
    return sortedNames(here);
}

std::vector<Here> hereAt(const std::vector<Here> &here, TicketId ticket)
{
    return filtered(here, &Here::ticket, ticket);
}

std::vector<Here> hereAt(const std::vector<Here> &here, IncidentId incident)
{
    return filtered(here, &Here::incident, incident);
}

QString hereText(const std::vector<Here> &here, PersonId me)
{
    std::vector<Here> writing, reading;
    bool isMeElsewhere = false;
    for (const Here &each : here) {
        if (!me.isNull() && each.person == me)
            isMeElsewhere = true;
        else
            (each.isWriting ? writing : reading).push_back(each);
    }
    const QStringList writers = sortedNames(writing);
    QStringList readers = sortedNames(reading);
    erase_if(readers, [&](const QString &name) { return writers.contains(name); }); // at two desks
    QStringList parts{told(writers, PresenceText::tr("%1 is writing"), PresenceText::tr("%1 are writing")),
                      told(readers, PresenceText::tr("%1 is here"), PresenceText::tr("%1 are here")),
                      isMeElsewhere ? PresenceText::tr("open at another desk of yours") : QString()};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString deviceState(const TeamDevice &device, bool isLineUp, Instant now, const QTimeZone &zone)
{
    if (device.isMine)
        return PresenceText::tr("This desk");
    if (device.isHere && isLineUp && !device.isRevoked)
        return PresenceText::tr("Here now");
    return device.lastWrote
               ? PresenceText::tr("Last wrote %1").arg(clockTimeText(*device.lastWrote, now, zone))
               : PresenceText::tr("Wrote nothing yet");
}

QStringList deviceTroubles(const TeamDevice &device)
{
    QStringList troubles;
    if (device.isRevoked)
        troubles += PresenceText::tr("Revoked: nothing new of it is taken.");
    if (device.isForked)
        troubles += PresenceText::tr("Wrote under one number twice: a restored backup, or a copied key.");
    if (device.missing == 1)
        troubles += PresenceText::tr("1 entry of it is not here yet.");
    else if (device.missing > 1)
        troubles +=
            PresenceText::tr("%1 entries of it are not here yet.").arg(QLocale().toString(device.missing));
    return troubles;
}

QString deviceRemark(const TeamDevice &device)
{
    QStringList words;
    if (device.isRevoked)
        words += PresenceText::tr("revoked");
    if (device.isForked)
        words += PresenceText::tr("a number twice");
    if (device.missing > 0)
        words += PresenceText::tr("%1 missing").arg(QLocale().toString(device.missing));
    return words.join(u" · "_s);
}

QString conflictText(const EditConflict &conflict)
{
    const QString place = conflict.incident.isNull() ? PresenceText::tr("Case %1").arg(conflict.where)
                                                     : PresenceText::tr("Incident %1").arg(conflict.where);
    return PresenceText::tr("%1 %2: you set %3, %4 set %5 at the same time; %6 holds (it is the later one). "
                            "Both stand in the history.")
        .arg(place, conflict.field, shortValue(conflict.mine),
             conflict.other.isEmpty() ? PresenceText::tr("somebody") : isolated(conflict.other),
             shortValue(conflict.theirs), shortValue(conflict.mineHolds ? conflict.mine : conflict.theirs));
}

} // namespace muster::views
