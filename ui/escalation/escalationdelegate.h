// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the board: a level's heading, and under it escalations of two lines each, with the clock as shape,
// bar and text. Stateless but for sizes and the time. Window thread.
#pragma once

#include "models/views/escalationrows.h"

#include <QAbstractItemDelegate>

namespace muster::ui {

/// Where things stand in a line of the board, in pixels. Pure; checked without a screen.
struct EscalationLayout
{
    QRect shape, countdown, bar, clockName; ///< the clock, at the left
    QRect caseNumber, title, why;           ///< in the middle
    QRect customer, holder;                 ///< at the right
    bool operator==(const EscalationLayout &) const = default;
};
EscalationLayout escalationLayout(QRect row, int countdownWidth);

class EscalationDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow = 52, kHeading = 36;

    explicit EscalationDelegate(const views::EscalationModel &model, QObject *parent);

    void setNow(Instant now) { m_now = now; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, QRect box, const views::EscalationRow &row) const;
    void paintClock(QPainter &painter, const EscalationLayout &at, const views::EscalationRow &row,
                    bool isSelected) const;

    const views::EscalationModel &m_model;
    Instant m_now{};
};

} // namespace muster::ui
