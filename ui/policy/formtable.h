// SPDX-License-Identifier: GPL-3.0-or-later
// One table of a policy's form: as high as its rows, cells changed in place by F2, Enter or a second click.
// Window thread.
#pragma once

#include <QTableView>

namespace muster::ui {

class FormDelegate;
class FormModel;

class FormTable final : public QTableView
{
    Q_OBJECT
public:
    explicit FormTable(QWidget *parent = nullptr);

    FormModel &model() const { return *m_model; }
    FormDelegate &delegate() const { return *m_delegate; }
    void enter();             ///< takes the focus; a cell is the current one
    void enterFrom(int step); ///< the same, from the table above (1) or below (-1)
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void cellEntered();         ///< another cell is the current one, or the table got the focus
    void edgeReached(int step); ///< 1 down from the last row, -1 up from the first
    void undoWanted();
    void redoWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void arrange();
    FormModel *m_model;
    FormDelegate *m_delegate;
    bool m_isArranging = false;
};

} // namespace muster::ui
