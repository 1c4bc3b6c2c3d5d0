// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace muster::ui {

EmptyState::EmptyState(const QString &icon, const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent)
{
    auto *column = columnLayout(this, Theme::gap, 3 * Theme::gap);
    m_icon = new IconLabel(icon, 40, Ink::Dim, this);
    m_title = makeLabel({}, TextKind::Title, this);
    m_sentence = makeDimLabel({}, TextKind::Normal, this);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setFixedWidth(440);
    m_steps = new QHBoxLayout;
    m_steps->setSpacing(Theme::gap);
    m_steps->setAlignment(Qt::AlignCenter);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addSpacing(Theme::gap);
    column->addLayout(m_steps);
    column->addStretch(3);
    setContent(icon, title, sentence);
}

void EmptyState::setContent(const QString &icon, const QString &title, const QString &sentence)
{
    m_icon->setIcon(icon, Ink::Dim);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->ensurePolished();
    // The layout keeps one line of what wraps; an empty text has no height.
    m_sentence->setFixedHeight(std::max(0, m_sentence->heightForWidth(m_sentence->width())));
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

QPushButton *EmptyState::addStep(const QString &text, const QString &objectName, std::function<void()> run)
{
    const ButtonKind kind = m_steps->count() == 0 ? ButtonKind::Primary : ButtonKind::Normal;
    QPushButton *button = makeButton(text, kind, objectName, this);
    connect(button, &QPushButton::clicked, this, [call = std::move(run)] { call(); });
    m_steps->addWidget(button);
    return button;
}

void EmptyState::clearSteps()
{
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace muster::ui
