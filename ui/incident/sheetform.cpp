// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/sheetform.h"

#include "ui/actions/textfield.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/tonelabel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include <utility>

namespace muster::ui {

using namespace Qt::StringLiterals;

SheetForm::SheetForm(const QString &name, views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_name(name), m_keeper(new DraftKeeper(desk, this)),
      m_title(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Title, this)),
      m_empty(new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, this)),
      m_told(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_table(new QTableWidget(this)), m_ask(new QWidget(this))
{
    setObjectName(name);
    m_title->setObjectName(name + u".title"_s);
    m_empty->setObjectName(name + u".empty"_s);
    m_told->setObjectName(name + u".told"_s);
    m_empty->setWordWrap(true);
    m_told->setWordWrap(true);
    m_askTitle = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, m_ask);
    rowLayout(m_ask, Theme::gap)->addWidget(m_askTitle);
    m_ask->hide();
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) { say(sentence, true); });
}

void SheetForm::setUpTable(const QString &accessibleName, const QStringList &heads, int stretched)
{
    m_table->setColumnCount(int(heads.size()));
    m_table->setObjectName(m_name + u".table"_s);
    m_table->setAccessibleName(accessibleName);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    m_table->setHorizontalHeaderLabels(heads);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    m_table->installEventFilter(this);
}

QTableWidgetItem *SheetForm::cell(int row, int column, const QString &text)
{
    QTableWidgetItem *item = m_table->item(row, column);
    if (item == nullptr) {
        item = new QTableWidgetItem;
        m_table->setItem(row, column, item);
    }
    item->setText(text);
    item->setToolTip(text);
    return item;
}

QLineEdit *SheetForm::addField(const QString &name, const QString &label, int stretch)
{
    auto *field = new QLineEdit(m_ask);
    field->setObjectName(m_name + u'.' + name);
    field->setPlaceholderText(label);
    field->setAccessibleName(label);
    field->installEventFilter(this);
    connect(field, &QLineEdit::textEdited, this, [this] { keepDraft(); });
    static_cast<QHBoxLayout *>(m_ask->layout())->addWidget(field, stretch);
    return field;
}

QWidget *SheetForm::addButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = rowLayout(buttons, Theme::gap);
    addButton(buttons, tr("Back"), tr("Esc"), ButtonKind::Quiet, u"back"_s, [this] { close(); });
    row->addStretch(1);
    return buttons;
}

void SheetForm::addButton(QWidget *row, const QString &text, const QString &key, ButtonKind kind,
                          const QString &name, std::function<void()> run)
{
    auto *button = makeButton(u"%1 (%2)"_s.arg(text, key), kind, m_name + u'.' + name, row);
    connect(button, &QPushButton::clicked, this, std::move(run));
    row->layout()->addWidget(button);
}

void SheetForm::opened(const RoomView &view, const views::Affected &affected)
{
    m_open = true;
    m_led = view.led;
    m_affected = affected;
    endTask();
    say({}, false);
    present(view);
    takeFocus();
}

void SheetForm::present(const RoomView &view)
{
    if (!m_open || view.incident().id != m_led.incident.id)
        return;
    m_led = view.led;
    m_nameOf = view.nameOf;
    m_me = view.me;
    m_now = view.now;
    refresh();
}

void SheetForm::tick(Instant now)
{
    m_now = now;
    if (m_open)
        refresh();
}

void SheetForm::setAffected(const views::Affected &affected)
{
    m_affected = affected;
    if (m_open)
        refresh();
}

void SheetForm::takeFocus()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

int SheetForm::chosenRow() const
{
    return m_table->currentRow();
}

void SheetForm::ask(QLineEdit *first)
{
    m_ask->show();
    first->setFocus(Qt::OtherFocusReason);
}

bool SheetForm::isAsking() const
{
    return !m_ask->isHidden();
}

void SheetForm::endTask()
{
    m_keeper->flush();
    m_ask->hide();
    forgetQuestion();
}

void SheetForm::answer(const incident::IncidentCommand &command)
{
    m_answered = m_keeper->key();
    emit ordered(command);
}

void SheetForm::fail(const QString &sentence)
{
    m_answered.clear();
    say(sentence, true);
}

void SheetForm::done()
{
    const QString answered = std::exchange(m_answered, {});
    if (!answered.isEmpty() && answered == m_keeper->key()) {
        m_keeper->forget();
        endTask();
    }
    if (!m_open)
        return;
    say(tr("It is in the record."), false);
    if (!isAsking())
        takeFocus();
}

void SheetForm::close()
{
    endTask();
    m_open = false;
    emit closed();
}

void SheetForm::say(const QString &sentence, bool isWrong)
{
    m_told->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_told->setText(sentence);
}

/// The colours of the cells are those of the theme in force.
void SheetForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_open)
        fillTable();
}

/// The page's own keys are those of the room behind: none of them while this lies over it.
bool SheetForm::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isPlainKey(*key) || key->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->modifiers() && key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (!key->modifiers() && onKey(key->key()))
            return true;
    }
    return QWidget::event(event);
}

bool SheetForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool isEscape = key->key() == Qt::Key_Escape;
    if (qobject_cast<QLineEdit *>(watched) == nullptr) {
        const bool isPlain = !key->modifiers() || key->modifiers() == Qt::KeypadModifier;
        if (isPlain && isEscape)
            close();
        return isPlain && (isEscape || onKey(key->key()));
    }
    // Here and not by returnPressed: the key would go on to the form as another Enter.
    if (isEnter) {
        submit();
    } else if (isEscape) {
        endTask();
        say({}, false);
        takeFocus();
    }
    return isEnter || isEscape;
}

} // namespace muster::ui
