// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/fieldsform.h"

#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace muster::ui {

using namespace Qt::StringLiterals;
using ticket::FieldsChanged;
using ticket::Ticket;

FieldsForm::FieldsForm(QWidget *parent)
    : QWidget(parent), m_about(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small)),
      m_save(new QPushButton(tr("Save changes"), this)), m_revert(new QPushButton(tr("Revert"), this))
{
    auto *content = new QWidget;
    auto *form = new QFormLayout(content);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto line = [&](const QString &key, const QString &name, QString Ticket::*value,
                          std::optional<QString> FieldsChanged::*change) {
        auto *edit = new QLineEdit(content);
        edit->setObjectName(u"ticket.field."_s + key);
        edit->setAccessibleName(name);
        connect(edit, &QLineEdit::textChanged, this, &FieldsForm::showState);
        form->addRow(name, edit);
        m_fields.push_back({value, change, edit, nullptr});
    };
    const auto text = [&](const QString &key, const QString &name, QString Ticket::*value,
                          std::optional<QString> FieldsChanged::*change) {
        auto *edit = new QPlainTextEdit(content);
        edit->setObjectName(u"ticket.field."_s + key);
        edit->setAccessibleName(name);
        edit->setTabChangesFocus(true);
        edit->setMinimumHeight(72);
        connect(edit, &QPlainTextEdit::textChanged, this, &FieldsForm::showState);
        form->addRow(name, edit);
        m_fields.push_back({value, change, nullptr, edit});
    };
    line(u"subject"_s, tr("Subject"), &Ticket::subject, &FieldsChanged::subject);
    line(u"contact_name"_s, tr("Contact"), &Ticket::contactName, &FieldsChanged::contactName);
    line(u"contact_email"_s, tr("E-mail"), &Ticket::contactEmail, &FieldsChanged::contactEmail);
    line(u"impact"_s, tr("Impact"), &Ticket::impact, &FieldsChanged::impact);
    line(u"environment"_s, tr("Environment"), &Ticket::environment, &FieldsChanged::environment);
    text(u"steps"_s, tr("Steps"), &Ticket::steps, &FieldsChanged::steps);
    text(u"description"_s, tr("Description"), &Ticket::description, &FieldsChanged::description);
    form->addRow(tr("Tags"), m_about);
    auto *area = new QScrollArea(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(area, 1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_revert);
    row->addWidget(m_save);
    column->addLayout(row);
    m_save->setObjectName(u"ticket.saveFields"_s);
    m_revert->setObjectName(u"ticket.revertFields"_s);
    connect(m_save, &QPushButton::clicked, this, [this] { emit saveWanted(changes()); });
    connect(m_revert, &QPushButton::clicked, this, [this] {
        for (const Field &field : m_fields)
            fill(field, m_ticket.*field.value);
    });
    showState();
}

QString FieldsForm::typed(const Field &field) const
{
    return field.line ? field.line->text() : field.text->toPlainText();
}

void FieldsForm::fill(const Field &field, const QString &value)
{
    if (typed(field) == value)
        return; // setting an equal text would move the cursor
    if (field.line)
        field.line->setText(value);
    else
        field.text->setPlainText(value);
}

void FieldsForm::present(const Ticket &ticket)
{
    const bool other = ticket.id != m_ticket.id;
    for (const Field &field : m_fields) {
        const bool touched = !other && typed(field) != m_ticket.*field.value;
        if (!touched)
            fill(field, ticket.*field.value);
    }
    m_ticket = ticket;
    m_about->setText(ticket.tags.isEmpty() ? tr("none") : ticket.tags.join(u", "_s));
    showState();
}

FieldsChanged FieldsForm::changes() const
{
    FieldsChanged changes;
    for (const Field &field : m_fields) {
        if (typed(field) != m_ticket.*field.value)
            changes.*field.change = typed(field);
    }
    return changes;
}

void FieldsForm::showState()
{
    m_save->setVisible(isChanged());
    m_revert->setVisible(isChanged());
}

void FieldsForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier) && isChanged()) {
        emit saveWanted(changes());
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace muster::ui
