// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/policyform.h"

#include "ui/policy/formdelegate.h"
#include "ui/policy/formeditors.h"
#include "ui/policy/formmodel.h"
#include "ui/policy/formtable.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

using Kind = views::FormField::Kind;

QString formOf(Kind kind)
{
    switch (kind) {
    case Kind::Length:
        return PolicyForm::tr("A length of time: 30m, 4h, 3d.");
    case Kind::Due:
        return PolicyForm::tr("30m, 4h, 3d round the clock, 8bh or 3bd in working time, or immediate.");
    case Kind::Limit:
        return PolicyForm::tr("A number such as 15, or a share such as 25%.");
    case Kind::Share:
        return PolicyForm::tr("A share such as 45%.");
    case Kind::Step:
        return PolicyForm::tr("A level, and within how long.");
    case Kind::None:
        return PolicyForm::tr("Nothing is said here.");
    case Kind::Text:
    case Kind::Key:
    case Kind::Choice:
    case Kind::Choices:
    case Kind::Number:
    case Kind::Flag:
    case Kind::Words:
        break;
    }
    return {};
}

} // namespace

PolicyForm::PolicyForm(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"policy.form"_s);
    auto *whole = columnLayout(this, Theme::gap);
    m_head = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this);
    m_head->setObjectName(u"policy.formHead"_s);
    m_head->setWordWrap(true);
    m_toText = makeButton(tr("Go to that line"), ButtonKind::Normal, u"policy.formToText"_s, this);
    connect(m_toText, &QPushButton::clicked, this, [this] { emit textWanted(m_form.line); });
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(m_scroll);
    m_column = columnLayout(inside, 2 * Theme::gap);
    m_column->addStretch(1);
    m_scroll->setWidget(inside);
    m_hint = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this);
    m_hint->setObjectName(u"policy.formHint"_s);
    m_hint->setWordWrap(true);
    whole->addWidget(m_head);
    whole->addWidget(m_toText, 0, Qt::AlignLeft);
    whole->addWidget(m_scroll, 1);
    whole->addWidget(m_hint);
    whole->addStretch(0); // a closed form has its sentence at the top
}

PolicyForm::Part PolicyForm::makePart(size_t index)
{
    Part part;
    part.whole = new QWidget(this);
    auto *column = columnLayout(part.whole, Theme::gap / 2);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    part.title = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, part.whole);
    part.title->setWordWrap(true);
    const QString number = QString::number(index);
    part.add = makeButton(tr("Add"), ButtonKind::Quiet, u"policy.formAdd"_s + number, part.whole);
    part.remove = makeButton(tr("Remove"), ButtonKind::Quiet, u"policy.formRemove"_s + number, part.whole);
    part.table = new FormTable(part.whole);
    part.table->setObjectName(u"policy.formTable"_s + number);
    row->addWidget(part.title, 1);
    row->addWidget(part.add);
    row->addWidget(part.remove);
    column->addLayout(row);
    column->addWidget(part.table);
    setTabOrder(part.table, part.add);
    setTabOrder(part.add, part.remove);
    connect(part.table, &FormTable::cellEntered, this, [this, index, table = part.table] {
        m_last = index;
        const QRect cell = table->visualRect(table->currentIndex());
        const QPoint middle = table->viewport()->mapTo(m_scroll->widget(), cell.center());
        if (table->hasFocus())
            m_scroll->ensureVisible(middle.x(), middle.y(), 0, cell.height());
        showHint();
    });
    connect(part.table, &FormTable::edgeReached, this, [this, index](int step) {
        const size_t next = step < 0 ? index - 1 : index + 1; // before the first there is none
        if (next < m_form.tables.size())
            m_parts[next].table->enterFrom(step);
    });
    connect(part.table, &FormTable::undoWanted, this, &PolicyForm::undoWanted);
    connect(part.table, &FormTable::redoWanted, this, &PolicyForm::redoWanted);
    connect(&part.table->delegate(), &FormDelegate::wrong, this, &PolicyForm::showWrong);
    connect(&part.table->delegate(), &FormDelegate::closeEditor, this, &PolicyForm::showHint);
    connect(&part.table->model(), &FormModel::changeWanted, this,
            [this, index](int cellRow, int cellColumn, const QStringList &value) {
                take(views::changeCell(m_text, m_form, {index, size_t(cellRow), size_t(cellColumn)}, value));
            });
    connect(part.add, &QPushButton::clicked, this, [this, index] {
        m_last = index;
        addRow();
    });
    connect(part.remove, &QPushButton::clicked, this, [this, index] {
        m_last = index;
        removeRow();
    });
    m_column->insertWidget(int(index), part.whole);
    return part;
}

void PolicyForm::showForm(const QString &key, const QByteArray &text)
{
    if (key != m_form.key) {
        m_last = 0;
        for (const Part &part : m_parts)
            part.table->setCurrentIndex({});
    }
    m_text = text;
    m_form = key.isEmpty() ? views::PolicyForm() : views::readPolicyForm(text, key);
    fill();
}

void PolicyForm::setText(const QByteArray &text)
{
    if (!m_form.key.isEmpty() && text != m_text)
        showForm(m_form.key, text);
}

void PolicyForm::fill()
{
    for (size_t i = m_parts.size(); i < m_form.tables.size(); ++i)
        m_parts.push_back(makePart(i));
    for (size_t i = 0; i < m_parts.size(); ++i) {
        m_parts[i].whole->setVisible(i < m_form.tables.size());
        if (i < m_form.tables.size())
            fillPart(m_parts[i], m_form.tables[i]);
    }
    const bool isClosed = !m_form.closed.isEmpty();
    m_head->setTone(isClosed ? ToneLabel::Tone::Amber : ToneLabel::Tone::Dim);
    m_head->setText(isClosed
                        ? m_form.closed
                        : tr("The policy has no section of its own for this; what ships with Muster holds. "
                             "The first change puts it into the text."));
    m_head->setVisible(isClosed || m_form.isShipped);
    m_toText->setVisible(isClosed);
    m_scroll->setVisible(!isClosed);
    m_hint->setVisible(!isClosed);
    showHint();
}

void PolicyForm::fillPart(Part &part, const views::FormTable &table)
{
    const int row = part.table->currentIndex().row(), column = part.table->currentIndex().column();
    part.title->setText(table.title);
    part.table->setAccessibleName(table.title);
    part.table->model().setTable(table);
    const bool isList = !table.list.isEmpty();
    part.add->setVisible(isList);
    part.remove->setVisible(isList);
    part.remove->setEnabled(!table.rows.empty());
    part.add->setAccessibleName(tr("Add to: %1").arg(table.title));
    part.remove->setAccessibleName(tr("Remove the chosen line of: %1").arg(table.title));
    if (row >= 0 && !part.table->currentIndex().isValid() && !table.rows.empty())
        part.table->setCurrentIndex(
            part.table->model().index(std::min(row, part.table->model().rowCount() - 1), column));
}

void PolicyForm::take(const Result<QByteArray> &text)
{
    if (!text)
        return showWrong(tr("Nothing was changed: %1").arg(text.error().detail));
    if (*text != m_text)
        emit changed(*text);
}

void PolicyForm::addRow()
{
    const size_t index = m_last;
    if (!isVisible() || index >= m_form.tables.size() || m_form.tables[index].list.isEmpty())
        return;
    take(views::addRow(m_text, m_form, index));
    const FormModel &model = m_parts[index].table->model();
    m_parts[index].table->setFocus(Qt::OtherFocusReason);
    m_parts[index].table->setCurrentIndex(model.index(model.rowCount() - 1, 0));
    m_scroll->ensureWidgetVisible(m_parts[index].whole);
}

void PolicyForm::removeRow()
{
    const size_t index = m_last;
    if (!isVisible() || index >= m_form.tables.size() || m_form.tables[index].list.isEmpty())
        return;
    const int row = m_parts[index].table->currentIndex().row();
    if (row < 0)
        return showWrong(tr("Choose the line to remove first."));
    take(views::removeRow(m_text, m_form, index, size_t(row)));
    m_parts[index].table->setFocus(Qt::OtherFocusReason);
}

void PolicyForm::takeFocus()
{
    if (!m_form.closed.isEmpty())
        m_toText->setFocus(Qt::OtherFocusReason);
    else if (m_last < m_parts.size())
        m_parts[m_last].table->enter();
}

bool PolicyForm::isCellOpen() const
{
    const QWidget *focus = window()->focusWidget();
    return std::ranges::any_of(window()->findChildren<FormEditor *>(),
                               [focus](const FormEditor *each) { return each->isAncestorOf(focus); });
}

void PolicyForm::showHint()
{
    m_hint->setTone(ToneLabel::Tone::Dim);
    QString text = tr("F2 or Enter changes a cell, Ctrl+Z takes the last change back.");
    if (m_last < m_form.tables.size()) {
        const FormTable &table = *m_parts[m_last].table;
        if (const QModelIndex at = table.currentIndex(); at.isValid()) {
            const views::FormField &field = table.model().fieldAt(at);
            const QStringList parts{field.title.isEmpty() ? QString() : field.title + u'.', field.help,
                                    formOf(field.kind), text};
            text = parts.join(u' ').simplified();
        }
    }
    m_hint->setText(text);
}

void PolicyForm::showWrong(const QString &sentence)
{
    if (sentence.isEmpty())
        return showHint();
    m_hint->setTone(ToneLabel::Tone::Red);
    m_hint->setText(sentence);
}

} // namespace muster::ui
