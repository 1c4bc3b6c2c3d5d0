// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a line of the log of deliveries: where it stands as shape and words, what was told, to which
// channels. Stateless but for the time. Window thread.
#pragma once

#include "models/views/deliverylog.h"

#include <QAbstractItemDelegate>

namespace muster::ui {

/// Where things stand in a line, in pixels. Pure; checked without a screen.
struct DeliveryLayout
{
    QRect shape, standing, when; ///< at the left
    QRect title, why;            ///< in the middle
    QRect channels, seen;        ///< at the right
    bool operator==(const DeliveryLayout &) const = default;
};
DeliveryLayout deliveryLayout(QRect row);

class DeliveryDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow = 48;

    explicit DeliveryDelegate(const views::DeliveryModel &model, QObject *parent);

    void setNow(Instant now) { m_now = now; }
    void setNames(views::PersonNameOf names) { m_nameOf = std::move(names); }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const views::DeliveryModel &m_model;
    views::PersonNameOf m_nameOf = [](PersonId) { return QString(); };
    Instant m_now{};
};

} // namespace muster::ui
