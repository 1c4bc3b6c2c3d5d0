// SPDX-License-Identifier: GPL-3.0-or-later
// How the intake form is put together; what it does is in intakeform.cpp.
#include "ui/intake/customerfield.h"
#include "ui/intake/intakeform.h"
#include "ui/intake/prioritychooser.h"
#include "ui/intake/similarpanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QScrollArea *scrolling(QWidget *content)
{
    content->setAutoFillBackground(false);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    return area;
}

} // namespace

void IntakeForm::buildHead(QBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    auto *back = new QPushButton(tr("Back to the queue"), this);
    back->setObjectName(u"intake.back"_s);
    back->setToolTip(tr("Esc. What was typed is kept as a draft."));
    connect(back, &QPushButton::clicked, this, &IntakeForm::left);
    row->addWidget(new ToneLabel(tr("New ticket"), ToneLabel::Tone::Text, ToneLabel::Face::Title), 1);
    row->addWidget(back);
    column.addLayout(row);
}

QWidget *IntakeForm::buildFields()
{
    auto *content = new QWidget(this);
    m_form = new QFormLayout(content);
    m_form->setContentsMargins(0, 0, Theme::gap, 0);
    m_form->setVerticalSpacing(Theme::gap);
    m_form->setHorizontalSpacing(Theme::gap * 2);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_customer = new CustomerField(content);
    auto *label = new QLabel(tr("&Customer"), content);
    label->setBuddy(m_customer->edit());
    m_form->addRow(label, m_customer);
    m_fields.insert(u"customer"_s, m_customer);
    m_names.insert(u"customer"_s, tr("Customer"));
    connect(m_customer, &CustomerField::changed, this, &IntakeForm::edited);
    addLine(u"contact_name"_s, tr("Contact"), tr("Who reported it"));
    addLine(u"contact_email"_s, tr("E-mail"), tr("Where the answer goes"));
    addLine(u"subject"_s, tr("Subject"), tr("What is wrong, in one line"));
    addText(u"description"_s, tr("Description"), 5);
    QScrollArea *area = scrolling(content);
    area->setMinimumWidth(420);
    return area;
}

void IntakeForm::buildTail()
{
    QWidget *tags = addLine(u"tags"_s, tr("Tags"), tr("Words, separated by spaces"));
    auto *channel = addChoice(u"channel"_s, tr("Channel"));
    channel->addItem(tr("E-mail"), u"email"_s);
    channel->addItem(tr("Phone"), u"phone"_s);
    channel->addItem(tr("Portal"), u"portal"_s);
    channel->addItem(tr("Chat"), u"chat"_s);
    m_tail = tags;
}

QWidget *IntakeForm::buildPriorities()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::gap * 2, 0, Theme::gap, 0);
    auto *title = new ToneLabel(tr("Priority"), ToneLabel::Tone::Text, ToneLabel::Face::Bold);
    m_priorities = new PriorityChooser(content);
    m_priorities->setObjectName(u"intake.priority"_s);
    column->addWidget(title);
    column->addWidget(m_priorities, 1);
    m_names.insert(u"priority"_s, tr("Priority"));
    m_fields.insert(u"priority"_s, m_priorities);
    connect(m_priorities, &PriorityChooser::chosen, this, &IntakeForm::edited);
    QScrollArea *area = scrolling(content);
    area->setMinimumWidth(340);
    return area;
}

QWidget *IntakeForm::buildSimilar()
{
    auto *side = new QWidget(this);
    auto *column = columnLayout(side, Theme::gap);
    m_similar = new SimilarPanel(side);
    m_similar->setContentsMargins(Theme::gap * 2, 0, 0, 0);
    m_similar->setMinimumHeight(210);
    m_similar->hide(); // until there is a desk to ask
    column->addWidget(buildPriorities(), 3);
    column->addWidget(m_similar, 2);
    return side;
}

QWidget *IntakeForm::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, Theme::gap, 0, 0);
    m_missing = new ToneLabel(ToneLabel::Tone::Dim);
    m_missing->setObjectName(u"intake.missing"_s);
    m_missing->setWordWrap(true);
    m_draftNote = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small);
    m_create = new QPushButton(tr("Create ticket"), foot);
    m_create->setObjectName(u"intake.create"_s);
    m_create->setToolTip(tr("Ctrl+Enter"));
    setKind(m_create, ButtonKind::Primary);
    auto *discard = new QPushButton(tr("Discard draft"), foot);
    discard->setObjectName(u"intake.discard"_s);
    connect(m_create, &QPushButton::clicked, this, &IntakeForm::create);
    connect(discard, &QPushButton::clicked, this, &IntakeForm::discard);
    row->addWidget(m_missing, 1);
    row->addWidget(m_draftNote);
    row->addWidget(discard);
    row->addWidget(m_create);
    return foot;
}

/// What the policy asks for comes before what may always stay empty.
void IntakeForm::addRow(const QString &name, QWidget *field)
{
    int row = -1;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    if (m_tail)
        m_form->getWidgetPosition(m_tail, &row, &role);
    m_form->insertRow(row, name, field);
}

QLineEdit *IntakeForm::addLine(const QString &key, const QString &name, const QString &hint)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(u"intake."_s + key);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(hint);
    edit->setMaxLength(1000);
    connect(edit, &QLineEdit::textChanged, this, &IntakeForm::edited);
    addRow(name, edit);
    m_fields.insert(key, edit);
    m_names.insert(key, name);
    return edit;
}

QPlainTextEdit *IntakeForm::addText(const QString &key, const QString &name, int lines)
{
    auto *edit = new QPlainTextEdit(this);
    edit->setObjectName(u"intake."_s + key);
    edit->setAccessibleName(name);
    edit->setTabChangesFocus(true);
    edit->setMinimumHeight(lines * 18 + 12);
    edit->setMaximumHeight(lines * 36 + 12);
    connect(edit, &QPlainTextEdit::textChanged, this, &IntakeForm::edited);
    addRow(name, edit);
    m_fields.insert(key, edit);
    m_names.insert(key, name);
    return edit;
}

QComboBox *IntakeForm::addChoice(const QString &key, const QString &name)
{
    auto *box = new QComboBox(this);
    box->setObjectName(u"intake."_s + key);
    box->setAccessibleName(name);
    connect(box, &QComboBox::currentTextChanged, this, &IntakeForm::edited);
    addRow(name, box);
    m_fields.insert(key, box);
    m_names.insert(key, name);
    return box;
}

void IntakeForm::rebuildPolicyFields()
{
    const IntakeDraft kept = draft();
    for (const QString &key : std::exchange(m_policyFields, {})) {
        m_form->removeRow(m_fields.take(key));
        m_names.remove(key);
    }
    for (const policy::IntakeField &field : m_policy->policy().intake) {
        if (m_fields.contains(field.key)) {
            m_names.insert(field.key, field.name);
            continue;
        }
        // Other fields have no place in a ticket's facts; a policy's check names them.
        if (field.key != u"impact" && field.key != u"environment" && field.key != u"steps")
            continue;
        if (!field.choices.isEmpty()) {
            QComboBox *box = addChoice(field.key, field.name);
            box->addItem(QString());
            for (const QString &choice : field.choices)
                box->addItem(choice, choice);
            box->setToolTip(field.help);
        } else if (field.key == u"steps") {
            addText(field.key, field.name, 3)->setPlaceholderText(field.help);
        } else {
            addLine(field.key, field.name, field.help);
        }
        m_policyFields.append(field.key);
    }
    QWidget *before = m_fields.value(u"description"_s);
    for (const QString &key : m_policyFields) {
        setTabOrder(before, m_fields.value(key)); // Tab goes by what stands below, not by what was made later
        before = m_fields.value(key);
    }
    setDraft(kept);
}

} // namespace muster::ui
