// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/timetexts.h"

#include "models/views/casetext.h"
#include "ui/theme/localzone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace muster::ui {

QString utcAndLocal(Instant at, Instant now)
{
    const QString utc = QCoreApplication::translate("muster::ui", "%1 UTC")
                            .arg(views::clockTimeText(at, now, QTimeZone::utc()));
    const QTimeZone here = localZone();
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
    if (here.offsetFromUtc(moment) == 0)
        return utc;
    return QCoreApplication::translate("muster::ui", "%1 (%2 %3)")
        .arg(utc, views::clockTimeText(at, now, here), here.abbreviation(moment));
}

} // namespace muster::ui
