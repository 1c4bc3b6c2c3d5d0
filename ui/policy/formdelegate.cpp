// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/formdelegate.h"

#include "ui/actions/textfield.h"
#include "ui/policy/formeditors.h"
#include "ui/policy/formmodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QTableView>
#include <QValidator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

using Kind = views::FormField::Kind;

constexpr int kSide = Theme::gap, kAbove = 6; ///< around the text of a cell

const FormModel &modelOf(const QModelIndex &index)
{
    return static_cast<const FormModel &>(*index.model());
}

/// Enter keeps only what is right.
class FieldValidator final : public QValidator
{
public:
    FieldValidator(views::FormField field, QObject *parent) : QValidator(parent), m_field(std::move(field)) {}
    State validate(QString &text, int &) const override
    {
        return views::wrongIn(m_field, {text}).isEmpty() ? Acceptable : Intermediate;
    }

private:
    views::FormField m_field;
};

QComboBox *makeChoice(const views::FormField &field, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    if (field.kind == Kind::Flag) {
        box->addItem(formCellText(field, {u"true"_s}), u"true"_s);
        box->addItem(formCellText(field, {u"false"_s}), u"false"_s);
    }
    for (const views::FormChoice &each : field.choices)
        box->addItem(each.name, each.key);
    return box;
}

void markWrong(QWidget *field, bool isWrong)
{
    field->setProperty("wrong", isWrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

/// A text says yes and no, too.
QString choiceOf(const QString &value)
{
    if (value == u"yes"_s)
        return u"true"_s;
    return value == u"no"_s ? u"false"_s : value;
}

constexpr auto kBegunWith = "begunWith";

} // namespace

QWidget *FormDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &index) const
{
    const views::FormField &field = modelOf(index).fieldAt(index);
    auto *self = const_cast<FormDelegate *>(this); // as Qt's own delegates tell of their editors
    if (FormEditor *editor = makeFormEditor(field, parent->window())) {
        connect(editor, &FormEditor::left, self,
                [self, editor](bool keeps) { self->closeWith(editor, keeps); });
        return editor;
    }
    if (field.kind == Kind::Choice || field.kind == Kind::Flag) {
        QComboBox *box = makeChoice(field, parent);
        box->setObjectName(u"policy.formChoice"_s);
        box->setAccessibleName(field.title);
        connect(box, &QComboBox::activated, self, [self, box] { self->closeWith(box, true); });
        return box;
    }
    auto *line = new QLineEdit(parent);
    line->setObjectName(u"policy.formLine"_s);
    line->setAccessibleName(field.title);
    line->setValidator(new FieldValidator(field, line));
    connect(line, &QLineEdit::textChanged, self, [self, line, field](const QString &text) {
        const QString sentence = views::wrongIn(field, {text});
        markWrong(line, !sentence.isEmpty());
        emit self->wrong(sentence);
    });
    return line;
}

bool FormDelegate::eventFilter(QObject *editor, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isPlainKey(static_cast<const QKeyEvent &>(*event)))
        event->accept();
    return QStyledItemDelegate::eventFilter(editor, event);
}

void FormDelegate::closeWith(QWidget *editor, bool keeps)
{
    const QWidget *focus = QApplication::focusWidget();
    auto *view = qobject_cast<QWidget *>(parent());
    const bool hasParts = qobject_cast<FormEditor *>(editor) != nullptr;
    if (hasParts && view != nullptr && focus != nullptr && editor->isAncestorOf(focus))
        view->setFocus(Qt::OtherFocusReason); // before the part that has it goes
    if (keeps)
        emit commitData(editor);
    emit closeEditor(editor, NoHint);
}

void FormDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QStringList value = modelOf(index).valueAt(index);
    if (auto *own = qobject_cast<FormEditor *>(editor)) {
        if (!own->isVisible()) { // what is being chosen stays when the table is read anew
            own->setValue(value);
            own->setProperty(kBegunWith, own->value());
        }
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        const views::FormField &field = modelOf(index).fieldAt(index);
        box->setCurrentIndex(
            std::max(0, box->findData(value.isEmpty() ? field.otherwise : choiceOf(value.constFirst()))));
        box->setProperty(kBegunWith, QStringList{box->currentData().toString()});
    } else if (auto *line = qobject_cast<QLineEdit *>(editor); line != nullptr && !line->isVisible()) {
        line->setText(value.join(u", "_s));
        line->setProperty(kBegunWith, QStringList{line->text()});
    }
}

void FormDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    QStringList value;
    if (auto *own = qobject_cast<FormEditor *>(editor))
        value = own->value();
    else if (auto *box = qobject_cast<QComboBox *>(editor))
        value = QStringList{box->currentData().toString()};
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        value = QStringList{line->text()};
    // What the parts cannot show is not lost by a look at it.
    if (value != editor->property(kBegunWith).toStringList())
        model->setData(index, value, Qt::EditRole);
}

void FormDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &) const
{
    if (qobject_cast<FormEditor *>(editor) == nullptr) {
        editor->setGeometry(option.rect);
        return;
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const QWidget *window = editor->parentWidget();
    const QSize wanted =
        editor->sizeHint().expandedTo(QSize(option.rect.width(), 0)).boundedTo(window->size());
    const QPoint corner =
        view != nullptr ? view->viewport()->mapTo(window, option.rect.topLeft()) : option.rect.topLeft();
    editor->setGeometry(std::clamp(corner.x(), 0, window->width() - wanted.width()),
                        std::clamp(corner.y(), 0, window->height() - wanted.height()), wanted.width(),
                        wanted.height());
    editor->raise();
}

QSize FormDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const int wide = view == nullptr ? option.rect.width() : view->columnWidth(index.column());
    const QRect room(0, 0, std::max(1, wide - 2 * kSide), 10'000);
    const QRect text = QFontMetrics(theme().ui)
                           .boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, index.data().toString());
    return {wide, std::max(Theme::rowHeight + 2, text.height() + 2 * kAbove)};
}

void FormDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &t = theme();
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool isCurrent = view != nullptr && view->currentIndex() == index;
    const bool isQuiet = modelOf(index).valueAt(index).isEmpty();
    painter->save();
    painter->fillRect(option.rect, isCurrent ? t.selection : t.panel);
    painter->setPen(t.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (isCurrent && view->hasFocus()) {
        painter->setPen(QPen(t.focus, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    painter->setFont(t.ui);
    painter->setPen(isQuiet && !isCurrent ? t.dim : t.text);
    painter->drawText(option.rect.adjusted(kSide, kAbove / 2, -kSide, -kAbove / 2),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, index.data().toString());
    painter->restore();
}

} // namespace muster::ui
