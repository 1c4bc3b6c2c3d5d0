// SPDX-License-Identifier: GPL-3.0-or-later
// The desks of the team, a line each: this one first, then who is here, then by name; revoked ones last. What
// changes is told as a change, so that the line that is chosen stays. Window thread.
#pragma once

#include "models/views/teamdesk.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace muster::ui {

/// When and how the desks are looked at: without a line nobody is said to be here.
struct DeviceView
{
    bool isLineUp = false;
    Instant now{};
    QTimeZone zone = QTimeZone::utc();
};

class DeviceModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column
    {
        Person,
        Role,
        Machine,
        State,
        Entries,
        Remarks,
        ColumnCount
    };
    enum Role
    {
        HereRole = Qt::UserRole + 1, ///< bool: at work now, or this desk itself
        TroubleRole,                 ///< bool: something is not as it should be
        RevokedRole,                 ///< bool
        WholeRole,                   ///< all of the line in one sentence
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setDevices(std::vector<views::TeamDevice> devices, const DeviceView &view);
    const std::vector<views::TeamDevice> &devices() const { return m_devices; }
    int hereCount() const; ///< this desk among them

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isHere(const views::TeamDevice &device) const;
    QString display(const views::TeamDevice &device, Column column) const;
    QString spoken(const views::TeamDevice &device) const;

    std::vector<views::TeamDevice> m_devices;
    DeviceView m_view;
};

} // namespace muster::ui
