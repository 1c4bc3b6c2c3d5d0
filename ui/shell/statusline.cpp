// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusline.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/layouts.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {

StatusLine::StatusLine(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(28);
    auto *row = rowLayout(this, 2 * Theme::gap);
    row->setContentsMargins(16, 0, 16, 0);
    m_status = new ElidedLabel({}, this);
    m_status->setObjectName(u"status"_s);
    m_hint = new ElidedLabel({}, this);
    m_hint->setObjectName(u"keysHint"_s);
    for (ElidedLabel *label : {m_status, m_hint}) {
        label->setInk(Ink::Dim);
        label->setFont(theme().uiSmall);
    }
    row->addWidget(m_status, 1);
    row->addWidget(m_hint);
}

void StatusLine::setStatus(const QString &text)
{
    if (m_status->text() != text)
        m_status->setText(text);
}

void StatusLine::setHint(const QString &text, Ink ink)
{
    m_hint->setInk(ink);
    m_hint->setText(text);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
}

} // namespace muster::ui
