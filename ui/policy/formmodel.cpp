// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/formmodel.h"

#include "models/sla/target.h"
#include "ui/policy/targetwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

using views::FormField;
using Kind = FormField::Kind;

constexpr qsizetype kShownWords = 8;

struct FormText
{
    Q_DECLARE_TR_FUNCTIONS(FormText)
};

/// As it is written where it cannot be read.
QString dueWords(const QString &text)
{
    if (text == u"immediate")
        return FormText::tr("at once");
    const auto target = sla::parseTarget(text);
    return target ? targetWords(*target) : text;
}

QString choiceName(const FormField &field, const QString &key)
{
    const auto found = std::ranges::find(field.choices, key, &views::FormChoice::key);
    return found == field.choices.end() ? key : found->name;
}

QString wordList(const QStringList &words)
{
    const QString shown = words.mid(0, kShownWords).join(u", "_s);
    return words.size() <= kShownWords
               ? shown
               : FormText::tr("%1 and %2 more").arg(shown).arg(words.size() - kShownWords);
}

QString flagWord(const FormField &field, const QStringList &value)
{
    const QString word = value.isEmpty() ? field.otherwise : value.constFirst();
    return word == u"true" || word == u"yes" ? FormText::tr("Yes") : FormText::tr("No");
}

} // namespace

QString formCellText(const FormField &field, const QStringList &value)
{
    if (field.kind == Kind::Flag)
        return flagWord(field, value);
    if (value.isEmpty())
        return field.otherwise.isEmpty() ? u"—"_s : field.otherwise;
    QStringList names;
    switch (field.kind) {
    case Kind::Choice:
    case Kind::Choices:
        for (const QString &key : value)
            names += choiceName(field, key);
        return names.join(u", "_s);
    case Kind::Length:
    case Kind::Due:
        return dueWords(value.constFirst());
    case Kind::Words:
        return wordList(value);
    case Kind::Step:
        return value.value(1) == u"immediate"
                   ? FormText::tr("%1, at once").arg(choiceName(field, value.constFirst()))
                   : FormText::tr("%1, within %2")
                         .arg(choiceName(field, value.constFirst()), dueWords(value.value(1)));
    case Kind::None:
    case Kind::Text:
    case Kind::Key:
    case Kind::Number:
    case Kind::Limit:
    case Kind::Share:
    case Kind::Flag:
        break;
    }
    return value.join(u", "_s);
}

void FormModel::setTable(const views::FormTable &table)
{
    if (table == m_table)
        return;
    const bool sameShape =
        table.rows.size() == m_table.rows.size() && table.columns == m_table.columns &&
        std::ranges::equal(table.rows, m_table.rows, {}, &views::FormRow::key, &views::FormRow::key);
    if (!sameShape)
        beginResetModel();
    m_table = table;
    if (!sameShape)
        return endResetModel();
    emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const views::FormCell &FormModel::cellAt(const QModelIndex &index) const
{
    return m_table.rows[size_t(index.row())].cells[size_t(index.column())];
}

const views::FormField &FormModel::fieldAt(const QModelIndex &index) const
{
    return m_table.fieldOf(cellAt(index));
}

int FormModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int FormModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant FormModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FormField &field = fieldAt(index);
    const QString text = field.kind == Kind::None ? QString() : formCellText(field, valueAt(index));
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::EditRole:
        return valueAt(index);
    case Qt::ToolTipRole:
        return valueAt(index).size() > kShownWords ? valueAt(index).join(u", "_s) : text;
    case Qt::AccessibleTextRole:
        return u"%1, %2: %3"_s.arg(m_table.rows[size_t(index.row())].title, field.title, text);
    default:
        return {};
    }
}

QVariant FormModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Horizontal)
        return m_table.columns.value(section);
    return section < rowCount() ? m_table.rows[size_t(section)].title : QVariant();
}

Qt::ItemFlags FormModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const bool isOpen = fieldAt(index).kind != Kind::None;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (isOpen ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool FormModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    emit changeWanted(index.row(), index.column(), value.toStringList());
    return true;
}

} // namespace muster::ui
