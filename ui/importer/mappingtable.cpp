// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/mappingtable.h"

#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHeaderView>

namespace muster::ui {

using namespace Qt::StringLiterals;

MappingTable::MappingTable(QWidget *parent) : QTableWidget(parent)
{
    setObjectName(u"import.mapping"_s);
    setAccessibleName(tr("Which column becomes which field"));
    setColumnCount(3);
    setHorizontalHeaderLabels({tr("Field"), tr("Column of the file"), tr("In the first rows")});
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setFocusPolicy(Qt::NoFocus); // the boxes in it take the focus
    viewport()->setFocusPolicy(Qt::NoFocus);
    setTabKeyNavigation(false); // Tab goes from box to box, not from cell to cell
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(34);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(0, 190);
    setColumnWidth(1, 260);
}

void MappingTable::setMapping(const intake::Peek &peek, std::vector<MappedField> fields)
{
    m_peek = peek;
    m_fields = std::move(fields);
    setRowCount(0);
    setRowCount(int(m_fields.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const MappedField &field = m_fields[size_t(row)];
        setItem(row, 0,
                new QTableWidgetItem(field.required ? tr("%1 (needed)").arg(field.title) : field.title));
        setItem(row, 2, new QTableWidgetItem);
        auto *box = new QComboBox;
        box->setObjectName(u"import.column."_s + field.key);
        box->setFocusPolicy(Qt::StrongFocus); // the wheel gives no focus
        box->installEventFilter(this);
        box->setAccessibleName(tr("Column for %1").arg(field.title));
        box->addItem(tr("not taken"), QString());
        for (const QString &column : m_peek.columns)
            box->addItem(column, column);
        // A map may name a path that the first rows happen not to have.
        if (!field.column.isEmpty() && box->findData(field.column) < 0)
            box->addItem(field.column, field.column);
        box->setCurrentIndex(std::max(0, box->findData(field.column)));
        setCellWidget(row, 1, box);
        showSample(row);
        connect(box, &QComboBox::currentIndexChanged, this, [this, row, box] {
            m_fields[size_t(row)].column = box->currentData().toString();
            showSample(row);
            emit changed();
        });
    }
}

bool MappingTable::eventFilter(QObject *watched, QEvent *event)
{
    // Who scrolls the table must not change the box that happens to come under the pointer.
    const auto *box = qobject_cast<QComboBox *>(watched);
    if (box != nullptr && event->type() == QEvent::Wheel && !box->hasFocus()) {
        event->ignore(); // the table scrolls
        return true;
    }
    return QTableWidget::eventFilter(watched, event);
}

void MappingTable::focusMissing()
{
    const auto missing = std::find_if(m_fields.begin(), m_fields.end(), [](const MappedField &field) {
        return field.required && field.column.isEmpty();
    });
    if (missing != m_fields.end())
        cellWidget(int(missing - m_fields.begin()), 1)->setFocus(Qt::OtherFocusReason);
}

QString MappingTable::sampleOf(const QString &column) const
{
    const qsizetype at = m_peek.columns.indexOf(column);
    QStringList values;
    for (const QStringList &row : m_peek.samples) {
        const QString value = row.value(at).simplified();
        if (!value.isEmpty() && !values.contains(value))
            values.append(value.left(60));
    }
    return values.mid(0, 3).join(u"  ·  "_s);
}

void MappingTable::showSample(int row)
{
    const QString &column = m_fields[size_t(row)].column;
    QTableWidgetItem *item = this->item(row, 2);
    item->setText(column.isEmpty() ? QString() : sampleOf(column));
    item->setForeground(theme().dim);
    item->setToolTip(item->text());
    cellWidget(row, 1)->setAccessibleDescription(item->text());
}

} // namespace muster::ui
