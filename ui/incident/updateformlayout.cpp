// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of an update being written, and which of them does what.
#include "ui/incident/updateform.h"
#include "ui/theme/theme.h"
#include "ui/widgets/findingslist.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/textlimit.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

void UpdateForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap);
    m_title = new ToneLabel(tr("Write an update"), ToneLabel::Tone::Text, ToneLabel::Face::Title, this);
    column->addWidget(m_title);
    m_audience = new QComboBox(this);
    m_audience->setObjectName(u"update.audience"_s);
    m_audience->setAccessibleName(tr("Audience"));
    m_template = new QComboBox(this);
    m_template->setObjectName(u"update.template"_s);
    m_template->setAccessibleName(tr("Template"));
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_when = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
    m_when->setObjectName(u"update.when"_s);
    m_when->setWordWrap(true);
    m_subject = new QLineEdit(this);
    m_subject->setObjectName(u"update.subject"_s);
    m_subject->setAccessibleName(tr("Subject"));
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"update.text"_s);
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(72);
    new TextLimit(m_text, kMostText);
    m_promise = new WhenField(u"update.promise"_s, tr("Next update by"), views::WhenSide::Future, this);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::gap * 2);
    auto *choice = new QHBoxLayout;
    choice->setSpacing(Theme::gap);
    choice->addWidget(m_audience);
    choice->addWidget(new ToneLabel(tr("Template"), ToneLabel::Tone::Text, ToneLabel::Face::Ui, this));
    choice->addWidget(m_template, 1);
    form->addRow(tr("To"), choice);
    form->addRow(QString(), m_when);
    form->addRow(tr("Subject"), m_subject);
    column->addLayout(form);
    column->addWidget(m_text, 2);
    column->addWidget(m_promise);
    buildFoot(*column);
    connect(m_audience, &QComboBox::activated, this, &UpdateForm::chooseAudience);
    connect(m_template, &QComboBox::activated, this, [this] {
        useTemplate();
        keep(); // it was somebody's choice
    });
    connect(m_subject, &QLineEdit::textEdited, this, &UpdateForm::typed);
    connect(m_text, &QPlainTextEdit::textChanged, this, &UpdateForm::typed);
    connect(m_promise, &WhenField::changed, this, &UpdateForm::typed);
    connect(m_promise, &WhenField::left, this, &UpdateForm::close);
    watch({m_text, m_subject, m_audience, m_template, m_list, m_reason});
}

void UpdateForm::buildFoot(QBoxLayout &column)
{
    m_list = new FindingsList(m_subject, m_text, this);
    m_list->setObjectName(u"update.findings"_s);
    m_list->setMinimumHeight(44);
    column.addWidget(m_list, 1);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(u"update.reason"_s);
    m_reason->setAccessibleName(tr("Why it goes out all the same"));
    m_reason->setPlaceholderText(tr("Mend it, or write why it goes out all the same"));
    column.addWidget(m_reason);
    m_approved = new QCheckBox(this);
    m_approved->setObjectName(u"update.approved"_s);
    column.addWidget(m_approved);
    column.addWidget(m_told);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *later = makeButton(tr("Later"), ButtonKind::Quiet, u"update.later"_s, this);
    m_save = makeButton(tr("Save as file"), ButtonKind::Normal, u"update.file"_s, this);
    m_copy = makeButton(tr("Copy"), ButtonKind::Normal, u"update.copy"_s, this);
    m_record = makeButton(tr("Copy and record as sent"), ButtonKind::Primary, u"update.send"_s, this);
    m_record->setToolTip(tr("Ctrl+Enter"));
    for (QPushButton *button : {later, m_save, m_copy, m_record})
        row->addWidget(button);
    column.addLayout(row);
    m_save->hide();
    connect(later, &QPushButton::clicked, this, &UpdateForm::close);
    connect(m_copy, &QPushButton::clicked, this, &UpdateForm::copy);
    connect(m_save, &QPushButton::clicked, this, &UpdateForm::saveFile);
    connect(m_record, &QPushButton::clicked, this, &UpdateForm::send);
}

} // namespace muster::ui
