// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/mappingtable.h"

#include "ui/theme/theme.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

MappingTable::MappingTable(QWidget *parent)
    : BoxTable({tr("Field"), tr("Column of the file"), tr("In the first rows")}, parent)
{
    setObjectName(u"import.mapping"_s);
    setAccessibleName(tr("Which column becomes which field"));
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
        auto *box = new SteadyBox(u"import.column."_s + field.key, tr("Column for %1").arg(field.title));
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
