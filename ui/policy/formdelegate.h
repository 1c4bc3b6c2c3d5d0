// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the fitting field over a cell of a policy's form and checks what is entered. Window thread.
#pragma once

#include <QStyledItemDelegate>

namespace muster::ui {

class FormDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

    /// Plain keys choose in an open list; they are not the page's then.
    bool eventFilter(QObject *editor, QEvent *event) override;

signals:
    void wrong(const QString &sentence); ///< of what is being typed; empty: it is right

private:
    void closeWith(QWidget *editor, bool keeps);
};

} // namespace muster::ui
