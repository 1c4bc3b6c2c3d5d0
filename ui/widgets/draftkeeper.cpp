// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/draftkeeper.h"

#include "models/views/casetext.h"
#include "ui/widgets/deskanswer.h"

namespace muster::ui {

DraftKeeper::DraftKeeper(views::Desk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::flush);
}

DraftKeeper::~DraftKeeper() = default;

void DraftKeeper::setKey(const QString &key)
{
    flush();
    m_key = key;
}

void DraftKeeper::change(const QByteArray &draft)
{
    if (m_key.isEmpty())
        return;
    m_pending = draft;
    // Not restarted while it runs: somebody who never pauses is saved as well.
    if (!m_timer.isActive())
        m_timer.start();
}

void DraftKeeper::flush()
{
    m_timer.stop();
    if (!m_pending)
        return;
    const QByteArray draft = *std::exchange(m_pending, std::nullopt);
    if (draft == m_desk.setting(m_key))
        return;
    whenAnswered(m_desk.setSetting(m_key, draft), this, [this](const Result<void> &done) {
        if (done)
            emit saved();
        else
            emit failed(tr("The draft could not be saved: %1 It is still in the window.")
                            .arg(views::sentence(done.error().detail)));
    });
}

void DraftKeeper::forget()
{
    m_pending = QByteArray();
    flush();
}

} // namespace muster::ui
