// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/contactstable.h"

#include "ui/customers/records.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace muster::ui {

ContactsTable::ContactsTable(QWidget *parent) : QTableWidget(0, 4, parent)
{
    setHorizontalHeaderLabels({tr("Name"), tr("E-mail"), tr("Telephone"), tr("Role")});
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    setTabKeyNavigation(false);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setFixedHeight(5 * Theme::rowHeight);
    setMinimumWidth(0);
    setToolTip(tr("Type to enter, Enter or F2 to change, Delete to remove a line."));
    keepOneEmpty();
    connect(this, &QTableWidget::itemChanged, this, [this] {
        if (m_filling)
            return;
        keepOneEmpty();
        emit edited();
    });
}

bool ContactsTable::isEmptyRow(int row) const
{
    for (int column = 0; column < columnCount(); ++column) {
        const QTableWidgetItem *cell = item(row, column);
        if (cell != nullptr && !cell->text().trimmed().isEmpty())
            return false;
    }
    return true;
}

void ContactsTable::keepOneEmpty()
{
    if (rowCount() == 0 || !isEmptyRow(rowCount() - 1))
        insertRow(rowCount());
}

QString ContactsTable::text() const
{
    std::vector<customer::Contact> contacts;
    const auto cell = [this](int row, int column) {
        const QTableWidgetItem *found = item(row, column);
        return found == nullptr ? QString() : found->text().trimmed();
    };
    for (int row = 0; row < rowCount(); ++row) {
        if (!isEmptyRow(row))
            contacts.push_back({cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3)});
    }
    return contactsText(contacts);
}

void ContactsTable::setText(const QString &text)
{
    m_filling = true;
    setRowCount(0);
    for (const customer::Contact &each : contactsFromText(text)) {
        const int row = rowCount();
        insertRow(row);
        const QStringList cells{each.name, each.email, each.phone, each.role};
        for (int column = 0; column < 4; ++column)
            setItem(row, column, new QTableWidgetItem(cells[column]));
    }
    keepOneEmpty();
    m_filling = false;
}

void ContactsTable::keyPressEvent(QKeyEvent *event)
{
    const int row = currentRow();
    if (event->key() == Qt::Key_Delete && row >= 0 && !isEmptyRow(row)) {
        removeRow(row);
        emit edited();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        edit(currentIndex());
        return;
    }
    if (event->key() == Qt::Key_Escape)
        return event->ignore(); // the form's
    QTableWidget::keyPressEvent(event);
}

} // namespace muster::ui
