// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/layouts.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QFont fontOf(TextKind kind)
{
    const Theme &t = theme();
    switch (kind) {
    case TextKind::Normal:
        return t.ui;
    case TextKind::Bold:
        return t.uiBold;
    case TextKind::Title:
        return t.title;
    case TextKind::Small:
        return t.uiSmall;
    case TextKind::Mono:
        return t.mono;
    }
    return t.ui;
}

QString kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Normal:
        return {};
    case ButtonKind::Primary:
        return u"primary"_s;
    case ButtonKind::Danger:
        return u"danger"_s;
    case ButtonKind::Quiet:
        return u"quiet"_s;
    }
    return {};
}

} // namespace

QVBoxLayout *columnLayout(QWidget *owner, int gap, int margin)
{
    auto *layout = new QVBoxLayout(owner);
    layout->setSpacing(gap);
    layout->setContentsMargins(margin, margin, margin, margin);
    return layout;
}

QHBoxLayout *rowLayout(QWidget *owner, int gap, int margin)
{
    auto *layout = new QHBoxLayout(owner);
    layout->setSpacing(gap);
    layout->setContentsMargins(margin, margin, margin, margin);
    return layout;
}

QPushButton *makeButton(const QString &text, ButtonKind kind, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    setKind(button, kind);
    return button;
}

void setKind(QPushButton *button, ButtonKind kind)
{
    button->setProperty("kind", kindName(kind));
    button->style()->unpolish(button);
    button->style()->polish(button);
}

QToolButton *makeIconButton(const QString &icon, const QString &name, const QString &objectName,
                            QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(theme().icon(icon));
    button->setIconSize(QSize(18, 18));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QLabel *makeLabel(const QString &text, TextKind kind, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(fontOf(kind));
    label->setWordWrap(true);
    return label;
}

QLabel *makeDimLabel(const QString &text, TextKind kind, QWidget *parent)
{
    QLabel *label = makeLabel(text, kind, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace muster::ui
