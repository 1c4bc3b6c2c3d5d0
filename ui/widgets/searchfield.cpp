// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfield.h"

#include "ui/theme/theme.h"
#include "ui/widgets/focusmemory.h"

#include <QAction>
#include <QKeyEvent>
#include <QTimer>

namespace muster::ui {

SearchField::SearchField(const QString &hint, int restMs, QWidget *parent) : QLineEdit(parent)
{
    setPlaceholderText(hint);
    setAccessibleName(hint);
    setClearButtonEnabled(true);
    setMaxLength(500);
    m_glass = addAction(theme().icon(QStringLiteral("search"), theme().dim), QLineEdit::LeadingPosition);
    m_focus = new FocusMemory(this);
    m_rest = new QTimer(this);
    m_rest->setSingleShot(true);
    m_rest->setInterval(restMs);
    connect(m_rest, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, this, [this, restMs] {
        if (restMs == 0 || text().isEmpty())
            tell();
        else
            m_rest->start();
    });
}

void SearchField::tell()
{
    m_rest->stop();
    if (text() == m_told)
        return;
    m_told = text();
    emit searchChanged(m_told);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        tell();
        emit confirmed();
        return;
    case Qt::Key_Escape:
        if (!text().isEmpty()) {
            clear();
            return;
        }
        m_focus->giveBack();
        emit left();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::ShortcutFocusReason || event->reason() == Qt::OtherFocusReason)
        selectAll();
    QLineEdit::focusInEvent(event);
}

void SearchField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QLineEdit::changeEvent(event);
}

void SearchField::drawIcon()
{
    if (m_glass != nullptr)
        m_glass->setIcon(theme().icon(QStringLiteral("search"), theme().dim));
}

} // namespace muster::ui
