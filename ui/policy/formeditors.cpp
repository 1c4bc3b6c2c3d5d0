// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/formeditors.h"

#include "ui/actions/textfield.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kChoiceHeight = 26;

bool isEnter(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

class ChecksEditor final : public FormEditor
{
public:
    ChecksEditor(const views::FormField &field, QWidget *parent)
        : FormEditor(field, parent), m_list(new QListWidget(this))
    {
        for (const views::FormChoice &each : m_field.choices) {
            auto *item = new QListWidgetItem(each.name, m_list);
            item->setData(Qt::UserRole, each.key);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
            item->setSizeHint({0, kChoiceHeight});
        }
        m_list->setCurrentRow(0);
        m_list->setMinimumHeight(std::min(14, m_list->count()) * kChoiceHeight + Theme::gap);
        m_list->setMinimumWidth(260);
        watch(m_list, tr("%1: Space chooses, Enter keeps").arg(m_field.title));
        m_column->addWidget(makeDimLabel(tr("Space chooses, Enter keeps."), TextKind::Small, this));
        finish();
    }
    QStringList value() const override
    {
        QStringList keys = m_before;
        for (int i = 0; i < m_list->count(); ++i) {
            const QString key = m_list->item(i)->data(Qt::UserRole).toString();
            if (m_list->item(i)->checkState() != Qt::Checked)
                keys.removeAll(key);
            else if (!keys.contains(key))
                keys += key;
        }
        return keys;
    }
    void setValue(const QStringList &value) override
    {
        m_before = value;
        for (int i = 0; i < m_list->count(); ++i) {
            const bool isIn = value.contains(m_list->item(i)->data(Qt::UserRole).toString());
            m_list->item(i)->setCheckState(isIn ? Qt::Checked : Qt::Unchecked);
        }
    }

private:
    QListWidget *m_list;
    QStringList m_before; ///< its order stays, and so does what is no choice here
};

class WordsEditor final : public FormEditor
{
public:
    WordsEditor(const views::FormField &field, QWidget *parent)
        : FormEditor(field, parent), m_text(new QPlainTextEdit(this))
    {
        m_text->setTabChangesFocus(true);
        m_text->setMinimumSize(320, 8 * Theme::rowHeight);
        watch(m_text, tr("%1: one a line, Ctrl+Enter keeps").arg(m_field.title));
        m_column->addWidget(makeDimLabel(tr("One a line. Ctrl+Enter keeps them."), TextKind::Small, this));
        finish();
    }
    QStringList value() const override { return m_text->toPlainText().split(u'\n'); }
    void setValue(const QStringList &value) override { m_text->setPlainText(value.join(u'\n')); }

protected:
    bool isDone(const QKeyEvent &key) const override
    {
        return isEnter(key) && key.modifiers().testFlag(Qt::ControlModifier);
    }

private:
    QPlainTextEdit *m_text;
};

class StepEditor final : public FormEditor
{
public:
    StepEditor(const views::FormField &field, QWidget *parent)
        : FormEditor(field, parent), m_level(new QComboBox(this)), m_within(new QLineEdit(this))
    {
        m_level->addItem(m_field.otherwise, QString());
        for (const views::FormChoice &each : m_field.choices)
            m_level->addItem(each.name, each.key);
        m_level->setMinimumWidth(280);
        m_column->addWidget(makeDimLabel(tr("Level"), TextKind::Small, this));
        watch(m_level, tr("Level for %1").arg(m_field.title));
        m_column->addWidget(
            makeDimLabel(tr("Within: 30m, 4h, 8bh, 3bd or immediate"), TextKind::Small, this));
        watch(m_within, tr("Within how long"));
        connect(m_level, &QComboBox::currentIndexChanged, this, [this] { follow(); });
        finish();
    }
    QStringList value() const override
    {
        const QString level = m_level->currentData().toString();
        return level.isEmpty() ? QStringList() : QStringList{level, m_within->text().trimmed()};
    }
    void setValue(const QStringList &value) override
    {
        m_level->setCurrentIndex(std::max(0, m_level->findData(value.value(0))));
        m_within->setText(value.value(1));
        follow();
    }

private:
    void follow()
    {
        const bool isStep = !m_level->currentData().toString().isEmpty();
        m_within->setEnabled(isStep);
        if (isStep && m_within->text().isEmpty())
            m_within->setText(u"immediate"_s);
    }
    QComboBox *m_level;
    QLineEdit *m_within;
};

} // namespace

FormEditor::FormEditor(views::FormField field, QWidget *parent) : QFrame(parent), m_field(std::move(field))
{
    setObjectName(u"policy.formEditor"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setStyleSheet(u"#policy\\.formEditor { background: %1; border: 1px solid %2; border-radius: 6px; }"_s.arg(
        theme().raised.name(), theme().accent.name()));
    m_column = columnLayout(this, Theme::gap / 2, Theme::gap);
    m_wrong = new ToneLabel(ToneLabel::Tone::Red, ToneLabel::Face::Small, this);
    m_wrong->setObjectName(u"policy.formWrong"_s);
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    connect(qApp, &QApplication::focusChanged, this,
            [this](const QWidget *, const QWidget *now) { followFocus(now); });
}

void FormEditor::watch(QWidget *part, const QString &name)
{
    part->setAccessibleName(name);
    part->installEventFilter(this);
    m_column->addWidget(part);
    if (focusProxy() == nullptr)
        setFocusProxy(part);
}

void FormEditor::finish()
{
    m_column->addWidget(m_wrong);
}

void FormEditor::say(const QString &wrong)
{
    m_wrong->setText(wrong);
    m_wrong->setVisible(!wrong.isEmpty());
    adjustSize();
}

bool FormEditor::isDone(const QKeyEvent &key) const
{
    return isEnter(key);
}

void FormEditor::leave(bool keeps)
{
    if (m_hasLeft)
        return;
    if (keeps) {
        if (const QString wrong = views::wrongIn(m_field, value()); !wrong.isEmpty())
            return say(wrong);
    }
    m_hasLeft = true;
    emit left(keeps);
}

bool FormEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        const bool isEscape = key.key() == Qt::Key_Escape;
        if (isEscape || isDone(key)) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                leave(!isEscape);
            return true;
        }
        if (event->type() == QEvent::ShortcutOverride && (isPlainKey(key) || key.key() == Qt::Key_Delete))
            event->accept(); // the page's own keys are not meant
    }
    return QFrame::eventFilter(watched, event);
}

/// Somewhere else in the window keeps what is right and leaves what is not. The list of a combo box is its
/// own window.
void FormEditor::followFocus(const QWidget *now)
{
    if (now == nullptr || !isVisible())
        return;
    for (const QWidget *each = now; each != nullptr; each = each->parentWidget()) {
        if (each == this)
            return;
    }
    if (m_hasLeft)
        return;
    m_hasLeft = true;
    emit left(views::wrongIn(m_field, value()).isEmpty());
}

FormEditor *makeFormEditor(const views::FormField &field, QWidget *parent)
{
    using Kind = views::FormField::Kind;
    if (field.kind == Kind::Choices)
        return new ChecksEditor(field, parent);
    if (field.kind == Kind::Words)
        return new WordsEditor(field, parent);
    return field.kind == Kind::Step ? new StepEditor(field, parent) : nullptr;
}

} // namespace muster::ui
