// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/devicemodel.h"

#include "models/views/presencetext.h"

#include <QLocale>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using views::TeamDevice;

bool DeviceModel::isHere(const TeamDevice &device) const
{
    return device.isMine || (device.isHere && m_view.isLineUp && !device.isRevoked);
}

void DeviceModel::setDevices(std::vector<TeamDevice> devices, const DeviceView &view)
{
    m_view = view;
    const auto rank = [this](const TeamDevice &device) {
        return device.isMine ? 0 : device.isRevoked ? 3 : isHere(device) ? 1 : 2;
    };
    std::ranges::stable_sort(devices, [&](const TeamDevice &left, const TeamDevice &right) {
        if (rank(left) != rank(right))
            return rank(left) < rank(right);
        const int byName = left.personName.compare(right.personName, Qt::CaseInsensitive);
        return byName != 0 ? byName < 0 : left.name.compare(right.name, Qt::CaseInsensitive) < 0;
    });
    if (!std::ranges::equal(devices, m_devices, {}, &TeamDevice::device, &TeamDevice::device)) {
        beginResetModel();
        m_devices = std::move(devices);
        endResetModel();
        return;
    }
    m_devices = std::move(devices);
    if (!m_devices.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int DeviceModel::hereCount() const
{
    return int(std::ranges::count_if(m_devices, [this](const TeamDevice &each) { return isHere(each); }));
}

int DeviceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_devices.size());
}

int DeviceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DeviceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const TeamDevice &device = m_devices[size_t(index.row())];
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(device, column);
    case Qt::ToolTipRole:
        return column == Remarks ? views::deviceTroubles(device).join(u'\n') : display(device, column);
    case WholeRole:
        return spoken(device);
    case Qt::AccessibleTextRole:
        return column == Person ? spoken(device) : display(device, column);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter) | int(column == Entries ? Qt::AlignRight : Qt::AlignLeft);
    case HereRole:
        return isHere(device);
    case TroubleRole:
        return !views::deviceTroubles(device).isEmpty();
    case RevokedRole:
        return device.isRevoked;
    default:
        return {}; // roles are Qt's, an open set
    }
}

QString DeviceModel::display(const TeamDevice &device, Column column) const
{
    switch (column) {
    case Person:
        return device.personName.isEmpty() ? tr("Nobody") : device.personName;
    case Role:
        return device.role;
    case Machine:
        return device.name;
    case State:
        return views::deviceState(device, m_view.isLineUp, m_view.now, m_view.zone);
    case Entries:
        return QLocale().toString(device.entries);
    case Remarks:
        return views::deviceRemark(device);
    case ColumnCount:
        break;
    }
    return {};
}

QString DeviceModel::spoken(const TeamDevice &device) const
{
    QStringList parts{display(device, Person), device.role, device.name, display(device, State)};
    parts.removeAll(QString());
    QStringList sentences{parts.join(u", "_s) + u'.'};
    sentences += views::deviceTroubles(device);
    return sentences.join(u' ');
}

QVariant DeviceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter) | int(section == Entries ? Qt::AlignRight : Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Person:
        return tr("Person");
    case Role:
        return tr("Role");
    case Machine:
        return tr("Machine");
    case State:
        return tr("Now");
    case Entries:
        return tr("Entries here");
    case Remarks:
        return tr("Remarks");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace muster::ui
