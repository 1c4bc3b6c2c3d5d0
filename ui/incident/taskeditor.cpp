// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/taskeditor.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "models/views/workrows.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/whenfield.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *line(const QString &objectName, const QString &hint, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setPlaceholderText(hint);
    edit->setMaxLength(1000);
    return edit;
}

} // namespace

TaskEditor::TaskEditor(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_keeper(new DraftKeeper(desk, this)),
      m_text(line(u"work.text"_s, tr("What is to be done"), this)),
      m_workstream(line(u"work.workstream"_s, tr("Database, frontend, customers …"), this)),
      m_result(line(u"work.result"_s, tr("What came of it"), this)), m_owner(new QComboBox(this)),
      m_kind(new QComboBox(this)),
      m_due(new WhenField(u"work.due"_s, tr("Due"), views::WhenSide::Future, this))
{
    m_owner->setObjectName(u"work.owner"_s);
    m_owner->setAccessibleName(tr("Owner"));
    m_kind->setObjectName(u"work.kind"_s);
    m_kind->setAccessibleName(tr("Kind"));
    for (int kind = 0; kind <= int(incident::TaskKind::Detective); ++kind)
        m_kind->addItem(views::taskKindTitle(incident::TaskKind(kind)));
    auto *column = columnLayout(this, Theme::gap);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::gap * 2);
    form->setVerticalSpacing(Theme::gap / 2);
    form->addRow(tr("What"), m_text);
    auto *who = new QHBoxLayout;
    who->setSpacing(Theme::gap);
    who->addWidget(m_owner, 1);
    who->addWidget(m_kind, 1);
    form->addRow(tr("Owner, kind"), who);
    m_due->hideName();
    form->addRow(tr("Due"), m_due);
    form->addRow(tr("Workstream"), m_workstream);
    form->addRow(tr("Result"), m_result);
    column->addLayout(form);
    auto *row = new QHBoxLayout;
    auto *save = makeButton(tr("Save the change"), ButtonKind::Primary, u"work.save"_s, this);
    row->addStretch(1);
    row->addWidget(save);
    column->addLayout(row);
    const QList<QWidget *> order{m_text, m_owner, m_kind, m_due, m_workstream, m_result, save};
    for (qsizetype at = 1; at < order.size(); ++at)
        setTabOrder(order[at - 1], order[at]);
    connect(save, &QPushButton::clicked, this, &TaskEditor::saveWanted);
    for (QLineEdit *edit : {m_text, m_workstream, m_result}) {
        connect(edit, &QLineEdit::returnPressed, this, &TaskEditor::saveWanted);
        connect(edit, &QLineEdit::textEdited, this, &TaskEditor::keep);
    }
    for (QComboBox *box : {m_owner, m_kind})
        connect(box, &QComboBox::activated, this, &TaskEditor::keep);
    connect(m_due, &WhenField::changed, this, &TaskEditor::keep);
    connect(m_due, &WhenField::entered, this, &TaskEditor::saveWanted);
    connect(m_due, &WhenField::left, this, &TaskEditor::left);
}

void TaskEditor::setPeople(const std::vector<people::Person> &people)
{
    m_people = people;
    std::ranges::sort(m_people, {}, [](const people::Person &person) { return person.name.toCaseFolded(); });
    const QString chosen = m_owner->currentData().toString();
    m_owner->clear();
    m_owner->addItem(tr("Nobody yet"), PersonId{}.toString());
    for (const people::Person &person : m_people)
        m_owner->addItem(person.name, person.id.toString());
    m_owner->setCurrentIndex(std::max(0, m_owner->findData(chosen)));
}

void TaskEditor::present(const incident::Task &task, Instant now)
{
    m_now = now;
    m_due->setNow(now);
    const bool keeps = task.id == m_task.id && isEdited();
    if (task == m_task || keeps) {
        if (!keeps)
            m_task = task;
        return;
    }
    m_task = task;
    fill();
}

void TaskEditor::fill()
{
    m_text->setText(m_task.text);
    m_workstream->setText(m_task.workstream);
    m_result->setText(m_task.result);
    m_owner->setCurrentIndex(std::max(0, m_owner->findData(m_task.owner.toString())));
    m_kind->setCurrentIndex(int(m_task.kind));
    m_due->setText(m_task.due ? fixedWhen(*m_task.due) : QString());
    m_dueBefore = m_due->fixedText();
    restore();
}

void TaskEditor::keep()
{
    if (m_task.id.isNull())
        return;
    m_keeper->change(!isEdited() ? QByteArray()
                                 : canonicalJson({{u"text"_s, m_text->text()},
                                                  {u"workstream"_s, m_workstream->text()},
                                                  {u"result"_s, m_result->text()},
                                                  {u"due"_s, m_due->fixedText()},
                                                  {u"owner"_s, m_owner->currentData().toString()},
                                                  {u"kind"_s, m_kind->currentIndex()}}));
}

/// What was typed before the program ended, over what the record says.
void TaskEditor::restore()
{
    m_keeper->setKey(u"draft.task."_s + m_task.id.toString());
    const auto draft = parseJsonObject(m_keeper->stored());
    if (!draft)
        return;
    m_text->setText(draft->value(u"text"_s).toString());
    m_workstream->setText(draft->value(u"workstream"_s).toString());
    m_result->setText(draft->value(u"result"_s).toString());
    m_due->setText(draft->value(u"due"_s).toString());
    m_owner->setCurrentIndex(std::max(0, m_owner->findData(draft->value(u"owner"_s).toString())));
    m_kind->setCurrentIndex(std::clamp(draft->value(u"kind"_s).toInt(), 0, m_kind->count() - 1));
}

void TaskEditor::takeFocus()
{
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->end(false);
}

bool TaskEditor::isEdited() const
{
    return m_text->text() != m_task.text || m_workstream->text() != m_task.workstream ||
           m_result->text() != m_task.result || m_due->fixedText() != m_dueBefore ||
           m_kind->currentIndex() != int(m_task.kind) ||
           m_owner->currentData().toString() != m_task.owner.toString();
}

Result<incident::TaskWritten> TaskEditor::change() const
{
    incident::TaskWritten written;
    written.task = m_task.id;
    if (const QString text = m_text->text().simplified(); text != m_task.text)
        written.text = text;
    if (const QString workstream = m_workstream->text().simplified(); workstream != m_task.workstream)
        written.workstream = workstream;
    if (const auto owner = PersonId::parse(m_owner->currentData().toString());
        owner.value_or(PersonId{}) != m_task.owner)
        written.owner = owner.value_or(PersonId{});
    if (const auto kind = incident::TaskKind(m_kind->currentIndex()); kind != m_task.kind)
        written.kind = kind;
    if (m_due->fixedText() != m_dueBefore && !m_due->isEmpty()) {
        const auto due = m_due->at();
        if (!due)
            return Error{Fault::BadInput, tr("Due: %1").arg(views::sentence(due.error().detail))};
        written.due = *due;
    }
    if (const QString result = m_result->text().simplified(); result != m_task.result)
        written.result = result;
    return written;
}

void TaskEditor::forget(FactId task)
{
    if (task != m_task.id)
        return;
    m_keeper->forget();
    m_task = {};
}

void TaskEditor::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        emit saveWanted();
    else if (event->key() == Qt::Key_Escape)
        emit left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace muster::ui
