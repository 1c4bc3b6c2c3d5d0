// SPDX-License-Identifier: GPL-3.0-or-later
// What falls due in the next 24 hours, above the queue: the chart and the same in words; a bar filters the
// queue. Window thread; owned by the queue page.
#pragma once

#include "models/views/loadprofile.h"

#include <QWidget>

namespace muster::ui {

class LoadChart;
class ToneLabel;

class LoadStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit LoadStrip(QWidget *parent = nullptr);
    void setProfile(const views::LoadProfile &profile);

signals:
    void filterWanted(const QString &text);

private:
    QString sentence(int bar) const;
    QString summary() const;

    views::LoadProfile m_profile;
    LoadChart *m_chart;
    ToneLabel *m_words;
};

} // namespace muster::ui
