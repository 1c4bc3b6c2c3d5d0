// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/linktext.h"

#include "models/views/casetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct LinkText
{
    Q_DECLARE_TR_FUNCTIONS(LinkText)
};

constexpr qsizetype kChipWhy = 40; ///< letters of a reason beside the clock; the rest is in the help

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QString entries(qint64 count)
{
    return count == 1 ? LinkText::tr("1 entry") : LinkText::tr("%1 entries").arg(number(count));
}

/// "3 entries wait."
QString waiting(qint64 count)
{
    return count == 1 ? LinkText::tr("1 entry waits.") : LinkText::tr("%1 entries wait.").arg(number(count));
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u' ');
}

/// The first sentence of `why`, without its stop, cut where it is long.
QString shortWhy(const QString &why)
{
    QString text = why.section(u". "_s, 0, 0).simplified();
    while (text.endsWith(u'.'))
        text.chop(1);
    if (text.size() > kChipWhy)
        text = text.left(kChipWhy - 1).trimmed() + u'…';
    return text;
}

QString taking(const LinkStatus &status)
{
    return status.stage.isEmpty() ? LinkText::tr("Taking over the team's history, %1 %").arg(status.percent)
                                  : LinkText::tr("Taking over the team's history: %1, %2 %")
                                        .arg(status.stage, QString::number(status.percent));
}

/// Up to when everything of the others is on view: where all was taken when the line went, until then; null
/// where there was no line since the start.
std::optional<Instant> seenUntil(const LinkStatus &status)
{
    const bool wasCaughtUp = status.hubLast > 0 && status.toReceive == 0;
    return wasCaughtUp && status.offlineSince ? status.offlineSince : status.lastExchange;
}

QString asOf(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    const auto until = seenUntil(status);
    return until ? LinkText::tr("What you see of the others is as of %1.").arg(utcAndLocal(*until, now, zone))
                 : LinkText::tr("Nothing of the others came in since Muster was started here.");
}

QString headline(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    if (status.isBootstrapping && isLineUp(status.state))
        return taking(status);
    switch (status.state) {
    case LinkState::Alone:
        return LinkText::tr("On this desk only");
    case LinkState::Connecting:
        return LinkText::tr("Connecting to the team's hub");
    case LinkState::Offline:
        return status.offlineSince
                   ? LinkText::tr("Offline since %1").arg(utcAndLocal(*status.offlineSince, now, zone))
                   : LinkText::tr("Offline");
    case LinkState::Refused:
        return LinkText::tr("The line to the team is refused");
    case LinkState::Receiving:
        return LinkText::tr("Catching up with the team");
    case LinkState::Sending:
        return LinkText::tr("Sending to the team");
    case LinkState::InStep:
        break;
    }
    return LinkText::tr("In step with the team");
}

QString written(const LinkStatus &status)
{
    const QString waits = status.toSend > 0 ? waiting(status.toSend) : QString();
    switch (status.state) {
    case LinkState::Alone:
        return LinkText::tr("Your data is safe here: every entry is saved on this machine, and goes nowhere "
                            "else.");
    case LinkState::Connecting:
    case LinkState::Offline:
        return joined({LinkText::tr("Your data is safe here and will be sent."), waits});
    case LinkState::Refused:
        return joined({LinkText::tr("Your data is safe here. Nothing is sent until that is mended."), waits});
    case LinkState::Receiving:
    case LinkState::Sending:
        if (status.toSend > 0)
            return LinkText::tr("Your data is safe here and on its way to the hub: %1.")
                .arg(entries(status.toSend));
        break;
    case LinkState::InStep:
        break;
    }
    return LinkText::tr("Everything written here is at the hub.");
}

QString seen(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    switch (status.state) {
    case LinkState::Alone:
        return LinkText::tr("What you see is all there is: nobody else writes here.");
    case LinkState::Connecting:
    case LinkState::Offline:
    case LinkState::Refused:
        return asOf(status, now, zone);
    case LinkState::Receiving:
        return status.toReceive > 0 ? LinkText::tr("Not current yet: %1 taken, %2 to come.")
                                          .arg(number(status.received), number(status.toReceive))
                                    : LinkText::tr("Not current yet: how much is to come is being asked.");
    case LinkState::Sending:
    case LinkState::InStep:
        break;
    }
    return LinkText::tr("What you see is current: everything that reached the hub is here.");
}

QString trouble(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    QStringList parts{sentence(status.why), sentence(status.nextStep)};
    if (status.nextTry && !isLineUp(status.state) && status.state != LinkState::Alone)
        parts +=
            *status.nextTry <= now
                ? LinkText::tr("It is being tried again now.")
                : LinkText::tr("It is tried again at %1.").arg(clockTimeText(*status.nextTry, now, zone));
    return joined(parts);
}

QString clockTrouble(const LinkStatus &status)
{
    if (!status.skew || std::chrono::abs(*status.skew) < kMuchSkew)
        return {};
    return LinkText::tr("This machine's clock is %1: set it right, or your times read wrong for the others.")
        .arg(skewText(*status.skew));
}

QString chipText(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    if (status.isBootstrapping && isLineUp(status.state))
        return LinkText::tr("Taking over history · %1 %").arg(status.percent);
    switch (status.state) {
    case LinkState::Alone:
        return LinkText::tr("On this desk only");
    case LinkState::Connecting:
        return LinkText::tr("Connecting");
    case LinkState::Offline:
        return status.offlineSince
                   ? LinkText::tr("Offline since %1").arg(clockTimeText(*status.offlineSince, now, zone))
                   : LinkText::tr("Offline");
    case LinkState::Refused:
        return status.why.isEmpty() ? LinkText::tr("Refused")
                                    : LinkText::tr("Refused: %1").arg(shortWhy(status.why));
    case LinkState::Receiving:
        return status.toReceive > 0 ? LinkText::tr("Receiving %1").arg(number(status.toReceive))
                                    : LinkText::tr("Receiving");
    case LinkState::Sending:
        return LinkText::tr("Sending %1").arg(number(status.toSend));
    case LinkState::InStep:
        break;
    }
    return LinkText::tr("In step");
}

/// Colour and icon.
std::pair<QString, QString> look(LinkState state)
{
    switch (state) {
    case LinkState::Alone:
        return {u"grey"_s, u"desk"_s};
    case LinkState::Connecting:
        return {u"blue"_s, u"refresh"_s};
    case LinkState::Offline:
        return {u"amber"_s, u"cloud-off"_s};
    case LinkState::Refused:
        return {u"red"_s, u"breached"_s};
    case LinkState::Receiving:
        return {u"blue"_s, u"import"_s};
    case LinkState::Sending:
        return {u"blue"_s, u"send"_s};
    case LinkState::InStep:
        break;
    }
    return {u"green"_s, u"check"_s};
}

} // namespace

bool isLineUp(LinkState state)
{
    return state == LinkState::Receiving || state == LinkState::Sending || state == LinkState::InStep;
}

LinkChip linkChip(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    const auto [badge, icon] = look(status.state);
    const LinkWords words = linkWords(status, now, zone);
    QStringList help{sentence(words.headline), words.written, words.seen, words.trouble, words.clock};
    help.removeAll(QString());
    return {chipText(status, now, zone), badge, icon, help.join(u'\n')};
}

LinkWords linkWords(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    return {headline(status, now, zone), written(status), seen(status, now, zone), trouble(status, now, zone),
            clockTrouble(status)};
}

std::vector<LinkLine> linkLines(const LinkStatus &status, Instant now, const QTimeZone &zone)
{
    if (status.state == LinkState::Alone)
        return {};
    const bool isUp = isLineUp(status.state);
    std::vector<LinkLine> lines;
    lines.push_back({LinkText::tr("Line"),
                     !isUp                  ? LinkText::tr("none")
                     : status.way.isEmpty() ? status.server
                                            : u"%1, %2"_s.arg(status.server, status.way),
                     !isUp});
    lines.push_back({LinkText::tr("Last exchange"),
                     status.lastExchange ? u"%1, %2"_s.arg(utcAndLocal(*status.lastExchange, now, zone),
                                                           relativeText(*status.lastExchange, now))
                                         : LinkText::tr("none yet")});
    lines.push_back(
        {LinkText::tr("To send"), status.toSend == 0 ? LinkText::tr("nothing") : entries(status.toSend)});
    const QString toReceive = status.toReceive == 0 ? LinkText::tr("nothing") : number(status.toReceive);
    lines.push_back(
        {LinkText::tr("To receive"), isUp ? toReceive : LinkText::tr("not known without a line"), false});
    lines.push_back({LinkText::tr("Taken up to"),
                     status.hubLast > 0
                         ? LinkText::tr("%1 of the hub's %2")
                               .arg(QLocale().toString(status.cursor), QLocale().toString(status.hubLast))
                         : QLocale().toString(status.cursor)});
    lines.push_back({LinkText::tr("This machine's clock"),
                     status.skew ? skewText(*status.skew) : LinkText::tr("not compared yet"),
                     status.skew && std::chrono::abs(*status.skew) >= kMuchSkew});
    return lines;
}

QString bootstrapText(const LinkStatus &status)
{
    if (!status.isBootstrapping)
        return {};
    return isLineUp(status.state)
               ? taking(status)
               : joined({sentence(taking(status)), LinkText::tr("It goes on once there is a line.")});
}

QString staleText(const LinkStatus &status, Instant now)
{
    if (status.state == LinkState::Alone || isLineUp(status.state))
        return {};
    const std::optional<Instant> at = seenUntil(status);
    const QString why = status.state == LinkState::Refused      ? LinkText::tr("refused by the hub")
                        : status.state == LinkState::Connecting ? LinkText::tr("connecting")
                                                                : LinkText::tr("offline");
    return at ? LinkText::tr("As of %1 · %2").arg(utcText(*at, now), why)
              : LinkText::tr("Nothing came in since the start · %1").arg(why);
}

QString skewText(Millis skew)
{
    const Millis size = std::chrono::abs(skew);
    if (size < 100ms)
        return LinkText::tr("in step with the hub");
    const QString length =
        size < 10s ? LinkText::tr("%1 s").arg(QLocale().toString(double(size.count()) / 1000, 'f', 1))
                   : spokenLength(size);
    return skew > 0ms ? LinkText::tr("%1 ahead of the hub").arg(length)
                      : LinkText::tr("%1 behind the hub").arg(length);
}

} // namespace muster::views
