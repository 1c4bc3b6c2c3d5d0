// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/formtable.h"

#include "ui/policy/formdelegate.h"
#include "ui/policy/formmodel.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <numeric>

namespace muster::ui {
namespace {

constexpr int kWidestHead = 240;

/// How much of the width a column takes beside the others.
int weight(const views::FormField &field)
{
    using Kind = views::FormField::Kind;
    switch (field.kind) {
    case Kind::Text:
    case Kind::Words:
    case Kind::Choices:
        return 4;
    case Kind::Step:
        return 4;
    case Kind::Choice:
        return 3;
    case Kind::None:
    case Kind::Key:
    case Kind::Length:
    case Kind::Due:
    case Kind::Number:
    case Kind::Limit:
    case Kind::Share:
    case Kind::Flag:
        break;
    }
    return 2;
}

} // namespace

FormTable::FormTable(QWidget *parent)
    : QTableView(parent), m_model(new FormModel(this)), m_delegate(new FormDelegate(this))
{
    setModel(m_model);
    setItemDelegate(m_delegate);
    setWordWrap(true);
    setTabKeyNavigation(false);
    setEditTriggers(DoubleClicked | SelectedClicked | EditKeyPressed);
    setSelectionMode(SingleSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCornerButtonEnabled(false);
    setShowGrid(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->setSectionsClickable(false);
    verticalHeader()->setMinimumSectionSize(Theme::rowHeight);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FormTable::arrange);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &FormTable::arrange);
}

void FormTable::arrange()
{
    if (m_isArranging || m_model->columnCount() == 0)
        return;
    m_isArranging = true;
    const views::FormTable &table = m_model->table();
    const bool isSettings = table.columns.size() == 1 && table.columns.constFirst().isEmpty();
    horizontalHeader()->setVisible(!isSettings);
    verticalHeader()->setMaximumWidth(kWidestHead);
    // Each at least as wide as its title; what is left by how much it holds.
    std::vector<int> widths, weights;
    widths.reserve(size_t(m_model->columnCount()));
    weights.reserve(size_t(m_model->columnCount()));
    for (int i = 0; i < m_model->columnCount(); ++i) {
        widths.push_back(isSettings ? 0 : horizontalHeader()->sectionSizeHint(i));
        weights.push_back(isSettings || table.rows.empty() ? 1
                                                           : weight(m_model->fieldAt(m_model->index(0, i))));
    }
    const int whole = std::max(1, std::accumulate(weights.begin(), weights.end(), 0));
    const int free = std::max(0, viewport()->width() - std::accumulate(widths.begin(), widths.end(), 0));
    int given = 0;
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const bool isLast = i + 1 == m_model->columnCount();
        const int more = isLast ? free - given : free * weights[size_t(i)] / whole;
        setColumnWidth(i, widths[size_t(i)] + more);
        given += more;
    }
    resizeRowsToContents();
    m_isArranging = false;
    updateGeometry();
}

QSize FormTable::sizeHint() const
{
    const int head = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sizeHint().height();
    return {480, head + verticalHeader()->length() + 2 * frameWidth() + 1};
}

QSize FormTable::minimumSizeHint() const
{
    return {320, sizeHint().height()};
}

bool FormTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) { // here they are about the policy's text
        const auto &key = static_cast<const QKeyEvent &>(*event);
        if (key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo)) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void FormTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        return emit undoWanted();
    if (event->matches(QKeySequence::Redo))
        return emit redoWanted();
    const bool opens = event->modifiers() == Qt::NoModifier &&
                       (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter);
    if (opens && state() != EditingState && currentIndex().isValid()) {
        edit(currentIndex(), AllEditTriggers, event);
        return;
    }
    const int row = currentIndex().row();
    if (event->key() == Qt::Key_Down && row == m_model->rowCount() - 1)
        return emit edgeReached(1);
    if (event->key() == Qt::Key_Up && row <= 0)
        return emit edgeReached(-1);
    QTableView::keyPressEvent(event);
}

void FormTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        arrange();
}

void FormTable::enter()
{
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(0, 0));
    setFocus(Qt::OtherFocusReason);
}

void FormTable::enterFrom(int step)
{
    if (m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(step > 0 ? 0 : m_model->rowCount() - 1, 0));
    enter();
}

void FormTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(0, 0));
    emit cellEntered();
}

void FormTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit cellEntered();
}

} // namespace muster::ui
