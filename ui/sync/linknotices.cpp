// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/linknotices.h"

#include "models/views/casetext.h"
#include "models/views/linktext.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/noticebar.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

const QString kKey = u"team.line"_s; ///< of the notice: there is one about the line at most

/// Without the number of entries that wait: it would grow old in the bar.
QString outageText(views::LinkStatus status, Instant now)
{
    status.toSend = 0;
    const views::LinkWords words = views::linkWords(status, now, localZone());
    return u"%1 %2 %3"_s.arg(views::sentence(words.headline), words.written, words.seen);
}

QString refusalText(views::LinkStatus status, Instant now)
{
    status.toSend = 0;
    status.nextTry.reset();
    const views::LinkWords words = views::linkWords(status, now, localZone());
    return QStringList{views::sentence(words.headline), words.trouble, words.written}.join(u' ').simplified();
}

} // namespace

LinkNotices::LinkNotices(views::TeamDesk &team, NoticeBar &bar, QObject *parent)
    : QObject(parent), m_team(team), m_bar(bar)
{}

void LinkNotices::look(Instant now)
{
    const views::LinkStatus status = m_team.status();
    switch (status.state) {
    case views::LinkState::Refused:
        return tellRefusal(status, now);
    case views::LinkState::Offline:
        return tellOutage(status, now);
    case views::LinkState::Connecting:
        return; // what was told still holds
    case views::LinkState::Alone:
    case views::LinkState::Receiving:
    case views::LinkState::Sending:
    case views::LinkState::InStep:
        return takeBack();
    }
}

void LinkNotices::tellOutage(const views::LinkStatus &status, Instant now)
{
    if (m_toldOutage || m_toldWhy || !status.offlineSince || now - *status.offlineSince < kGap)
        return;
    m_toldOutage = true;
    m_bar.post(
        {NoticeLevel::Warning, outageText(status, now), tr("Try now"), [this] { m_team.tryNow(); }, kKey});
}

void LinkNotices::tellRefusal(const views::LinkStatus &status, Instant now)
{
    if (m_toldWhy == status.why)
        return; // a try later it is refused for the same reason
    m_toldWhy = status.why;
    m_bar.post({NoticeLevel::Error, refusalText(status, now), tr("Show the team"),
                [this] { emit teamWanted(); }, kKey});
}

void LinkNotices::takeBack()
{
    if (!m_toldOutage && !m_toldWhy)
        return;
    m_toldOutage = false;
    m_toldWhy.reset();
    m_bar.withdraw(kKey);
}

} // namespace muster::ui
