// SPDX-License-Identifier: GPL-3.0-or-later
// A card over the dimmed window: palette, cheat sheet, key editor. Not a dialog: no loop of its own. Esc or a
// click beside the card closes it; Tab stays inside; the focus goes back to where it was. Owned by its
// window.
#pragma once

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace muster::ui {

class Overlay : public QWidget
{
    Q_OBJECT
public:
    enum class Place : quint8
    {
        Top,
        Middle
    };

    /// Fills `window`. The card is at most `size` large, less where the window is small.
    Overlay(QWidget *window, Place place, QSize size, const QString &name);

    void open();
    void close();
    bool isOpen() const { return !isHidden(); }

signals:
    void closed();

protected:
    QWidget *card() const { return m_card; }
    QVBoxLayout *column() const { return m_column; }
    /// Called when it opens: fill it, and say where the focus goes.
    virtual QWidget *prepare() = 0;

    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();

    Place m_place;
    QSize m_size;
    QWidget *m_card = nullptr;
    QVBoxLayout *m_column = nullptr;
    QPointer<QWidget> m_cameFrom;
};

} // namespace muster::ui
