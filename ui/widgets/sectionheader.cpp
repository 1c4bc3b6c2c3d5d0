// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sectionheader.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QLabel>

namespace muster::ui {

SectionHeader::SectionHeader(const QString &title, QWidget *parent) : QWidget(parent)
{
    m_row = rowLayout(this, Theme::gap);
    m_title = makeLabel(title, TextKind::Bold, this);
    m_remark = makeDimLabel({}, TextKind::Normal, this);
    m_title->setWordWrap(false);
    m_remark->setWordWrap(false);
    m_row->addWidget(m_title);
    m_row->addWidget(m_remark);
    m_row->addStretch(1);
    m_remark->hide();
    setAccessibleName(title);
    setMinimumHeight(28);
}

void SectionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void SectionHeader::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void SectionHeader::addButton(QWidget *button)
{
    m_row->addWidget(button);
}

} // namespace muster::ui
