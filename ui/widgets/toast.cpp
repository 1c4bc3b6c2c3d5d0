// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/theme/theme.h"
#include "ui/widgets/focusmemory.h"
#include "ui/widgets/layouts.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {
constexpr int kFromFoot = 48;
constexpr int kMostWidth = 640;
} // namespace

Toast::Toast(QWidget *window) : QFrame(window), m_window(window)
{
    setObjectName(u"toast"_s);
    auto *row = rowLayout(this, Theme::gap);
    row->setContentsMargins(16, 8, 8, 8);
    m_text = makeLabel({}, TextKind::Normal, this);
    m_button = makeButton(tr("Undo"), ButtonKind::Normal, u"toastUndo"_s, this);
    auto *close = makeIconButton(u"close"_s, tr("Dismiss"), u"toastDismiss"_s, this);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(close);
    m_focus = new FocusMemory(this);
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &Toast::rest);
    connect(m_button, &QPushButton::clicked, this, &Toast::undo);
    connect(close, &QToolButton::clicked, this, &Toast::leave);
    window->installEventFilter(this);
    hide();
}

void Toast::showText(const QString &sentence, std::function<void()> undo, int milliseconds)
{
    m_undo = std::move(undo);
    m_text->setText(sentence);
    m_button->setVisible(m_undo != nullptr);
    setAccessibleName(sentence);
    m_timer->start(milliseconds);
    place();
    show();
    raise();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::undo()
{
    const auto run = std::exchange(m_undo, {});
    leave();
    if (run)
        run();
}

void Toast::leave()
{
    m_focus->giveBack();
    hide();
}

void Toast::rest()
{
    const QWidget *focused = QApplication::focusWidget();
    if (underMouse() || (focused != nullptr && isAncestorOf(focused)))
        m_timer->start(shownMs / 4);
    else
        hide();
}

void Toast::place()
{
    const int most = std::min(kMostWidth, m_window->width() - 32);
    m_text->setWordWrap(false);
    if (sizeHint().width() > most)
        m_text->setWordWrap(true);
    const int wide = std::min(sizeHint().width(), most);
    const int high =
        m_text->wordWrap() ? std::max(heightForWidth(most), sizeHint().height()) : sizeHint().height();
    const int across = m_text->wordWrap() ? most : wide;
    setGeometry((m_window->width() - across) / 2, m_window->height() - kFromFoot - high, across, high);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_timer->stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    if (isVisible())
        m_timer->start(shownMs / 2);
    QFrame::leaveEvent(event);
}

void Toast::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QFrame::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().fieldLine());
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
}

} // namespace muster::ui
