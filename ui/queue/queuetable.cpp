// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuetable.h"

#include "ui/queue/queuedelegate.h"
#include "ui/theme/theme.h"

#include <QDataStream>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Model = views::QueueModel;

QueueTable::QueueTable(Model &model, QWidget *parent)
    : QTableView(parent), m_model(model), m_delegate(new QueueDelegate(model, this))
{
    setObjectName(u"queue.table"_s);
    setAccessibleName(tr("Tickets"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, as everywhere in the window
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Sections are never sized by their contents: that asks the model for every row.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(Theme::rowHeight);
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    verticalHeader()->hide();
    verticalScrollBar()->setSingleStep(Theme::rowHeight);
    buildHeader();
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, &QueueTable::rememberPlace);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &QueueTable::restorePlace);
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &QueueTable::rememberPlace);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &QueueTable::restorePlace);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &QueueTable::restorePlace);
    connect(&model, &QAbstractItemModel::rowsAboutToBeMoved, this, &QueueTable::rememberPlace);
    connect(&model, &QAbstractItemModel::rowsMoved, this, &QueueTable::restorePlace);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_changing = true; });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_changing = false;
        showHeld();
        announceCurrent();
    });
    connect(&model, &Model::marksChanged, viewport(), qOverload<>(&QWidget::update));
}

void QueueTable::buildHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setMinimumSectionSize(40);
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(m_model.orderColumn(), m_model.order());
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(header, &QHeaderView::sectionClicked, this, [this](int section) {
        const bool turn = m_model.orderColumn() == section && m_model.order() == Qt::AscendingOrder;
        sortBy(Model::Column(section), turn ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (m_applying || width == 0)
            return;
        m_wished[size_t(section)] = width;
        applyWidths();
    });
}

void QueueTable::sortBy(Model::Column column, Qt::SortOrder order)
{
    m_model.setOrder(column, order);
    horizontalHeader()->setSortIndicator(m_model.orderColumn(), m_model.order());
}

void QueueTable::applyWidths()
{
    m_applying = true;
    const ColumnWidths widths = columnWidths(viewport()->width(), m_wished);
    for (int column = 0; column < Model::ColumnCount; ++column) {
        setColumnHidden(column, widths[size_t(column)] == 0);
        if (widths[size_t(column)] > 0)
            setColumnWidth(column, widths[size_t(column)]);
    }
    m_applying = false;
}

void QueueTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    applyWidths();
}

void QueueTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_delegate->measure();
}

TicketId QueueTable::currentTicket() const
{
    const views::TicketRow *row = m_model.rowAt(currentIndex().row());
    return row ? row->id : TicketId{};
}

void QueueTable::setCurrentTicket(TicketId ticket)
{
    const int row = m_model.rowOf(ticket);
    if (row >= 0 && row != currentIndex().row())
        setCurrentIndex(m_model.index(row, Model::Subject));
}

void QueueTable::hold(TicketId ticket)
{
    m_held = ticket;
    showHeld();
}

void QueueTable::showHeld()
{
    if (m_held.isNull())
        return;
    if (m_model.rowOf(m_held) >= 0)
        return setCurrentTicket(m_held);
    if (currentIndex().isValid() && m_gap < 0)
        m_gap = currentIndex().row();
    selectionModel()->clear();
}

/// The view would take the neighbour of a current row that goes; a held ticket has none.
void QueueTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    rememberPlace();
    const int current = currentIndex().row();
    if (!m_held.isNull() && current >= first && current <= last)
        m_gap = first;
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

QRect QueueTable::dueRect() const
{
    const int column = Model::NextDue;
    if (isColumnHidden(column))
        return {};
    return {columnViewportPosition(column), 0, columnWidth(column), viewport()->height()};
}

void QueueTable::repaintDue()
{
    if (isVisible() && m_model.rowCount() > 0)
        viewport()->update(dueRect());
}

void QueueTable::move(int rows)
{
    if (m_model.rowCount() == 0)
        return;
    const int from = currentIndex().isValid() ? currentIndex().row()
                     : m_gap >= 0             ? m_gap - (rows > 0 ? 1 : 0)
                     : rows > 0               ? -1
                                              : m_model.rowCount();
    setCurrentIndex(m_model.index(std::clamp(from + rows, 0, m_model.rowCount() - 1), Model::Subject));
}

void QueueTable::takePlace()
{
    if (!m_held.isNull() || currentIndex().isValid() || m_model.rowCount() == 0)
        return;
    const int row = std::clamp(m_gap, 0, m_model.rowCount() - 1);
    setCurrentIndex(m_model.index(row, Model::Subject));
}

void QueueTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && !m_changing)
        m_gap = -1;
    announceCurrent();
}

void QueueTable::announceCurrent()
{
    const TicketId ticket = currentTicket();
    if (m_changing || ticket == m_announced)
        return;
    m_announced = ticket;
    emit currentTicketChanged(ticket);
}

void QueueTable::keyPressEvent(QKeyEvent *event)
{
    // Home and End mean the list's ends here; a table would go to the row's.
    if (event->modifiers() == Qt::NoModifier && m_model.rowCount() > 0) {
        if (event->key() == Qt::Key_Home)
            return setCurrentIndex(m_model.index(0, Model::Subject));
        if (event->key() == Qt::Key_End)
            return setCurrentIndex(m_model.index(m_model.rowCount() - 1, Model::Subject));
        if (!event->text().isEmpty() && event->text().at(0).isPrint()) {
            event->ignore(); // letters are commands, not a search by typing
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

void QueueTable::rememberPlace()
{
    m_changing = true;
    const int top = rowAt(0);
    const int current = currentIndex().row();
    const bool currentOnView =
        current >= 0 && current >= top &&
        current * Theme::rowHeight < verticalScrollBar()->value() + viewport()->height();
    const views::TicketRow *anchor = m_model.rowAt(currentOnView ? current : top);
    m_place = {anchor ? anchor->id : TicketId{}, currentOnView ? current - top : 0};
}

void QueueTable::restorePlace()
{
    m_changing = false;
    showHeld();
    const int row = m_model.rowOf(m_place.anchor);
    // A list that was at its top stays there: the most urgent must not slip out of view by a re-sort.
    updateGeometries();
    if (row >= 0 && verticalScrollBar()->value() > 0)
        verticalScrollBar()->setValue((row - m_place.offset) * Theme::rowHeight);
    announceCurrent();
}

void QueueTable::setEscalated(const QHash<TicketId, bool> &escalated)
{
    m_delegate->setEscalated(escalated);
    viewport()->update();
}

QByteArray QueueTable::saveWidths() const
{
    QByteArray saved;
    QDataStream out(&saved, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    for (const int width : m_wished)
        out << qint32(width);
    return saved;
}

void QueueTable::restoreWidths(const QByteArray &saved)
{
    QDataStream in(saved);
    in.setVersion(QDataStream::Qt_6_0);
    ColumnWidths wished{};
    for (int &width : wished) {
        qint32 read = 0;
        in >> read;
        width = std::clamp(int(read), 0, 600);
    }
    if (in.status() != QDataStream::Ok)
        return;
    m_wished = wished;
    applyWidths();
}

} // namespace muster::ui
