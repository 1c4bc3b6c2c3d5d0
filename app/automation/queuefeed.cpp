// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/automation/queuefeed.h"

#include "models/base/log.h"
#include "ui/widgets/deskanswer.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {
constexpr Millis kTick{1'000};
constexpr Millis kAfterTrouble{10'000};
} // namespace

QueueFeed::QueueFeed(DeskService &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    connect(&m_ticker, &QTimer::timeout, this, [this] { m_model.tick(m_desk.now()); });
    connect(&desk, &views::Desk::queueChanged, this, &QueueFeed::apply);
    connect(&desk, &views::Desk::policyChanged, this, &QueueFeed::load);
}

void QueueFeed::start()
{
    m_ticker.start(kTick);
    load();
}

void QueueFeed::load()
{
    m_isLoading = true;
    ui::whenAnswered(m_desk.loadQueue(), this, [this](Result<views::QueueSnapshot> snapshot) {
        m_isLoading = false;
        if (!snapshot) {
            log::warning(u"the queue could not be read: "_s + faultName(snapshot.error().fault));
            m_early.clear();
            return QTimer::singleShot(kAfterTrouble, this, &QueueFeed::load);
        }
        m_model.tick(m_desk.now());
        if (snapshot->policy)
            m_model.setThresholds(snapshot->policy->policy().thresholds);
        m_model.load(std::move(*snapshot));
        for (const views::QueueChange &change : std::exchange(m_early, {}))
            m_model.apply(change);
    });
}

void QueueFeed::apply(const views::QueueChange &change)
{
    if (m_isLoading)
        m_early.push_back(change);
    else
        m_model.apply(change);
}

} // namespace muster::app
