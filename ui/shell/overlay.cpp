// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/overlay.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace muster::ui {
namespace {
constexpr int kFromTop = 72;
constexpr int kFromEdge = 24;
} // namespace

Overlay::Overlay(QWidget *window, Place place, QSize size, const QString &name)
    : QWidget(window), m_place(place), m_size(size)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::ClickFocus);
    m_card = new QWidget(this);
    m_card->setAccessibleName(name);
    m_column = columnLayout(m_card, Theme::gap, 2 * Theme::gap);
    window->installEventFilter(this);
    hide();
}

void Overlay::open()
{
    if (isOpen())
        return;
    m_cameFrom = QApplication::focusWidget();
    QWidget *first = prepare();
    arrange();
    show();
    raise();
    (first != nullptr ? first : this)->setFocus(Qt::PopupFocusReason);
}

void Overlay::close()
{
    if (!isOpen())
        return;
    hide();
    if (m_cameFrom != nullptr)
        m_cameFrom->setFocus(Qt::PopupFocusReason);
    emit closed();
}

void Overlay::arrange()
{
    setGeometry(parentWidget()->rect());
    const QSize most(width() - 2 * kFromEdge, height() - 2 * kFromEdge);
    const QSize size = m_size.boundedTo(most);
    const int top = m_place == Place::Top ? std::min(kFromTop, height() - kFromEdge - size.height())
                                          : (height() - size.height()) / 2;
    m_card->setGeometry((width() - size.width()) / 2, top, size.width(), size.height());
}

bool Overlay::event(QEvent *event)
{
    // Nothing beneath may answer to a key while the overlay is open.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isOpen())
        arrange();
    return QWidget::eventFilter(watched, event);
}

bool Overlay::focusNextPrevChild(bool next)
{
    QWidget *current = QApplication::focusWidget();
    if (current == nullptr || !isAncestorOf(current))
        current = this;
    QWidget *candidate = current;
    do {
        candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain();
        if (isAncestorOf(candidate) && candidate->isVisibleTo(this) && candidate->isEnabled() &&
            (candidate->focusPolicy() & Qt::TabFocus) != 0 && candidate->focusProxy() == nullptr) {
            candidate->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (candidate != current);
    return true;
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    event->accept();
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->pos()))
        close();
}

void Overlay::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0, 0, 0, t.mode == Mode::Dark ? 140 : 80));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.line);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(QRectF(m_card->geometry()).adjusted(-0.5, -0.5, 0.5, 0.5), 10, 10);
}

} // namespace muster::ui
