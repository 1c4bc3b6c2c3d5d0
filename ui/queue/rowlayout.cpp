// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/rowlayout.h"

#include "ui/theme/theme.h"

namespace muster::ui {

using Model = views::QueueModel;

namespace {

constexpr int kPad = Theme::gap;
constexpr int kLeastSubject = 170;
constexpr int kGoodSubject = 260; ///< below this, what only describes makes room
constexpr int kLeastTrack = 36;
constexpr ColumnWidths kUsual{62, 132, 0, 160, 96, 116, 150, 300, 62};

QRect centred(QRect cell, int x, int width, int height)
{
    return {x, cell.top() + (cell.height() - height) / 2, width, height};
}

QueueRowLayout nextDueLayout(QRect cell, const RowMetrics &metrics, double share)
{
    QueueRowLayout layout;
    int left = cell.left() + kPad;
    int right = cell.right() + 1 - kPad;
    layout.icon = centred(cell, left, 12, 12);
    left = layout.icon.right() + 1 + kPad;
    layout.countdown =
        centred(cell, std::max(left, right - metrics.countdown), metrics.countdown, cell.height());
    right = layout.countdown.left() - kPad;
    // The name is what a bar cannot say; the bar gives way first.
    const int forName = right - left - metrics.clockName;
    if (forName >= 0) {
        layout.clockName = centred(cell, left, metrics.clockName, cell.height());
        left += metrics.clockName + kPad;
    }
    if (right - left >= kLeastTrack) {
        layout.track = centred(cell, left, right - left, 6);
        layout.fill = layout.track;
        layout.fill.setWidth(std::max(6, int(double(layout.track.width()) * std::clamp(share, 0.0, 1.0))));
    }
    return layout;
}

} // namespace

QueueRowLayout queueRowLayout(Model::Column column, QRect cell, const RowMetrics &metrics, double share)
{
    if (column == Model::NextDue)
        return nextDueLayout(cell, metrics, share);
    QueueRowLayout layout;
    if (column == Model::Priority) {
        layout.mark = centred(cell, cell.left() + 5, 12, 12);
        layout.badge = centred(cell, cell.left() + 22, std::min(34, std::max(0, cell.width() - 26)), 18);
        return layout;
    }
    layout.text = cell.adjusted(kPad, 0, -kPad, 0);
    return layout;
}

ColumnWidths columnWidths(int available, const ColumnWidths &wished)
{
    ColumnWidths widths = kUsual;
    for (size_t column = 0; column < widths.size(); ++column) {
        if (wished[column] > 0 && column != size_t(Model::Subject))
            widths[column] = std::clamp(wished[column], 40, 600);
    }
    const auto left = [&] {
        int rest = available;
        for (const int width : widths)
            rest -= width;
        return rest;
    };
    for (const Model::Column column : {Model::Age, Model::Tier}) {
        if (left() < kGoodSubject)
            widths[size_t(column)] = 0;
    }
    if (left() < kLeastSubject)
        widths[Model::NextDue] = std::min(widths[Model::NextDue], 250);
    for (const Model::Column column : {Model::Owner, Model::Status}) {
        if (left() < kLeastSubject)
            widths[size_t(column)] = 0;
    }
    if (left() < kLeastSubject)
        widths[Model::NextDue] = std::min(widths[Model::NextDue], 216);
    if (left() < kLeastSubject)
        widths[Model::Customer] = 0;
    if (left() < kLeastSubject)
        widths[Model::NextDue] = std::min(widths[Model::NextDue], 116);
    if (left() < 120)
        widths[Model::Case] = 0;
    widths[Model::Subject] = std::max(120, left());
    return widths;
}

} // namespace muster::ui
