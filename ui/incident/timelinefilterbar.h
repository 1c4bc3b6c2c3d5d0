// SPDX-License-Identifier: GPL-3.0-or-later
// Narrows the timeline by words and by what is shown: everything, what people wrote, pinned lines, one kind.
// Says how many lines are left of how many. Window thread; owned by the war room.
#pragma once

#include "models/views/timelinemodel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace muster::ui {

class ToneLabel;

class TimelineFilterBar final : public QWidget
{
    Q_OBJECT
public:
    /// `lines` outlives it.
    explicit TimelineFilterBar(views::TimelineModel &lines, QWidget *parent = nullptr);

    void takeFocus();
    void clear(); ///< everything is shown again
    bool isNarrow() const;

signals:
    void left(); ///< Esc, where nothing was narrowed any more

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void count();

    views::TimelineModel &m_lines;
    QLineEdit *m_words;
    QComboBox *m_shown;
    ToneLabel *m_count;
};

} // namespace muster::ui
