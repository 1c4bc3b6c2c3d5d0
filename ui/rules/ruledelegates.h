// SPDX-License-Identifier: GPL-3.0-or-later
// Paint a line of the list of rules, and a line of what one did. Stateless but for the time. Window thread.
#pragma once

#include "models/views/rulelist.h"

#include <QAbstractItemDelegate>

namespace muster::ui {

/// Where things stand in a rule's line, in pixels. Pure; checked without a screen.
struct RuleLayout
{
    QRect shape, state;              ///< on or off, at the right of the name
    QRect name, condition, happened; ///< one below the other
    QRect figures;                   ///< at the right of what happened last
    bool operator==(const RuleLayout &) const = default;
};
RuleLayout ruleLayout(QRect row);

/// The same of a firing's line.
struct FiringLayout
{
    QRect when, about, deed, why;
    bool operator==(const FiringLayout &) const = default;
};
FiringLayout firingLayout(QRect row);

class RuleDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow = 66;

    explicit RuleDelegate(const views::RuleModel &model, QObject *parent);

    void setNow(Instant now) { m_now = now; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const views::RuleModel &m_model;
    Instant m_now{};
};

class FiringDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow = 46;

    explicit FiringDelegate(const views::FiringModel &model, QObject *parent);

    void setNow(Instant now) { m_now = now; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const views::FiringModel &m_model;
    Instant m_now{};
};

} // namespace muster::ui
