// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/valuetable.h"

#include "models/views/queuemodel.h"

#include <QHeaderView>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using ticket::Status;

namespace {

constexpr int kMostRows = 5; ///< on view at once

} // namespace

ValueTable::ValueTable(QWidget *parent) : BoxTable({tr("Not known here"), tr("Becomes"), tr("Field")}, parent)
{
    setObjectName(u"import.values"_s);
    setAccessibleName(tr("What words of the file become"));
    hide();
}

void ValueTable::setValues(std::vector<MappedValue> values, const std::vector<policy::Priority> &priorities)
{
    for (MappedValue &value : values) {
        const auto before = std::ranges::find_if(m_values, [&value](const MappedValue &each) {
            return each.field == value.field && each.theirs == value.theirs;
        });
        if (before != m_values.end())
            value.ours = before->ours;
    }
    m_values = std::move(values);
    setRowCount(0);
    setRowCount(int(m_values.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const MappedValue &value = m_values[size_t(row)];
        const QString word = value.theirs.left(80);
        setItem(row, 0, new QTableWidgetItem(word));
        item(row, 0)->setToolTip(word);
        setItem(row, 2, new QTableWidgetItem(value.field == u"status" ? tr("Status") : tr("Priority")));
        QComboBox *box = boxFor(value, priorities);
        setCellWidget(row, 1, box);
        connect(box, &QComboBox::currentIndexChanged, this,
                [this, row, box] { m_values[size_t(row)].ours = box->currentData().toString(); });
    }
    setFixedHeight(horizontalHeader()->sizeHint().height() + std::min(rowCount(), kMostRows) * kRowHeight +
                   4);
    setVisible(rowCount() > 0);
}

QComboBox *ValueTable::boxFor(const MappedValue &value, const std::vector<policy::Priority> &priorities)
{
    auto *box = new SteadyBox(u"import.value.%1.%2"_s.arg(value.field, value.theirs),
                              tr("What “%1” becomes").arg(value.theirs));
    if (value.field == u"status") {
        box->addItem(tr("not chosen: taken as open"), QString());
        for (const Status status : {Status::New, Status::Open, Status::Waiting, Status::OnHold,
                                    Status::Resolved, Status::Closed, Status::Reopened})
            box->addItem(views::statusTitle(status), ticket::statusName(status));
    } else {
        box->addItem(tr("not chosen: left empty"), QString());
        for (const policy::Priority &priority : priorities)
            box->addItem(priority.key + u"  "_s + priority.name, priority.key);
    }
    box->setCurrentIndex(std::max(0, box->findData(value.ours)));
    return box;
}

bool ValueTable::isTouched() const
{
    return std::ranges::any_of(m_values, [](const MappedValue &each) { return !each.ours.isEmpty(); });
}

} // namespace muster::ui
