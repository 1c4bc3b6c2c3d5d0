// SPDX-License-Identifier: GPL-3.0-or-later
// The list at the left of the queue: views that ship, and a person's own, as filter texts.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace muster::views {

struct SavedView
{
    QString key; ///< stable: "breached", "own:1"
    QString name;
    QString filter;
    bool shipped = false;
    bool operator==(const SavedView &) const = default;
};

/// My open, Unassigned, Breaching in 60 min, Breached, Waiting on customer, one per tier of `tierKeys`, All
/// open.
std::vector<SavedView> shippedViews(const QStringList &tierKeys, const QStringList &tierNames);

/// The person's own views as the setting "views" (JSON); damaged text gives an empty list.
std::vector<SavedView> readViews(const QByteArray &json);
QByteArray writeViews(const std::vector<SavedView> &views);

} // namespace muster::views
