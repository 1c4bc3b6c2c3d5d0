// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/loadstrip.h"

#include "ui/charts/loadchart.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

LoadStrip::LoadStrip(QWidget *parent)
    : QWidget(parent), m_chart(new LoadChart(this)),
      m_words(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_words);
    column->addWidget(m_chart);
    m_chart->setFixedHeight(78);
    m_chart->setObjectName(u"queue.load"_s);
    m_chart->setAccessibleName(tr("Clocks that fall due in the next 24 hours"));
    m_chart->setToolTip(tr("Left and right choose an hour, Enter shows its tickets."));
    connect(m_chart, &LoadChart::currentChanged, this, [this](int bar) {
        m_words->setText(sentence(bar));
        m_chart->setAccessibleDescription(sentence(bar));
    });
    connect(m_chart, &LoadChart::picked, this, [this](int bar) {
        emit filterWanted(bar == LoadChart::kBreached ? m_profile.breachedFilter
                                                      : m_profile.bars[size_t(bar)].filter);
    });
}

QString LoadStrip::sentence(int bar) const
{
    if (bar == LoadChart::kBreached)
        return m_profile.breachedTooltip;
    return bar >= 0 && bar < int(m_profile.bars.size()) ? m_profile.bars[size_t(bar)].tooltip : QString();
}

QString LoadStrip::summary() const
{
    int day = 0;
    for (const views::LoadBar &bar : m_profile.bars)
        day += bar.due;
    return tr("Clocks due in the next 24 hours: %1, within the hour: %3. Clocks breached: %2; a ticket may "
              "have several.")
        .arg(day)
        .arg(m_profile.breached)
        .arg(m_profile.bars[0].due);
}

void LoadStrip::setProfile(const views::LoadProfile &profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    LoadBars bars;
    bars.breached = profile.breached;
    for (const views::LoadBar &bar : profile.bars) {
        bars.due.push_back(bar.due);
        bars.hourNames.append(bar.label);
    }
    m_chart->setBars(bars);
    if (!m_chart->hasFocus()) {
        m_words->setText(summary());
        m_chart->setAccessibleDescription(summary());
    }
}

} // namespace muster::ui
