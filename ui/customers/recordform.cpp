// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordform.h"

#include "models/views/desk.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr auto kNew = u"new"; ///< the draft of a record that is not there yet

void choose(QComboBox &box, const QString &key)
{
    if (box.findData(key) < 0)
        box.addItem(key, key); // a value that the list does not know is kept
    box.setCurrentIndex(box.findData(key));
}

} // namespace

RecordForm::RecordForm(views::Desk &desk, const QString &name, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_name(name), m_drafts(new DraftKeeper(desk, this))
{
    build();
    connect(m_drafts, &DraftKeeper::failed, this, &RecordForm::failed);
    connect(m_save, &QPushButton::clicked, this, &RecordForm::save);
    connect(m_revert, &QPushButton::clicked, this, &RecordForm::revert);
}

void RecordForm::build()
{
    auto *whole = columnLayout(this, Theme::gap, 2 * Theme::gap);
    m_title = makeLabel({}, TextKind::Title, this);
    m_title->setObjectName(m_name + u".title"_s);
    m_state = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this);
    m_state->setObjectName(m_name + u".state"_s);
    m_state->setWordWrap(true);
    auto *content = new QWidget;
    m_column = columnLayout(content, 2 * Theme::gap);
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setHorizontalSpacing(2 * Theme::gap);
    m_form->setVerticalSpacing(Theme::gap);
    m_column->addLayout(m_form);
    m_column->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->setContentsMargins(0, 0, Theme::gap, 0); // a scroll bar must not touch the fields
    m_revert = makeButton(tr("Revert"), ButtonKind::Normal, m_name + u".revertButton"_s, this);
    m_save = makeButton(tr("Save"), ButtonKind::Primary, m_name + u".saveButton"_s, this);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_state, 1);
    foot->addWidget(m_revert);
    foot->addWidget(m_save);
    whole->addWidget(m_title);
    whole->addWidget(area, 1);
    whole->addLayout(foot);
    // The order of Tab: fields, then the buttons.
    setTabOrder(content, m_revert);
    setTabOrder(m_revert, m_save);
}

void RecordForm::addField(const QString &key, const QString &title, QWidget *widget,
                          std::function<QString()> read, std::function<void(const QString &)> write)
{
    widget->setObjectName(m_name + u'.' + key);
    widget->setAccessibleName(title);
    m_form->addRow(title, widget);
    m_fields.push_back({key, widget, std::move(read), std::move(write)});
}

void RecordForm::addBlock(const QString &key, const QString &title, QWidget *widget,
                          std::function<QString()> read, std::function<void(const QString &)> write)
{
    widget->setObjectName(m_name + u'.' + key);
    widget->setAccessibleName(title);
    m_form->addRow(makeLabel(title, TextKind::Normal, this));
    m_form->addRow(widget);
    m_fields.push_back({key, widget, std::move(read), std::move(write)});
}

QLineEdit *RecordForm::addLine(const QString &key, const QString &title, const QString &hint)
{
    auto *edit = new QLineEdit;
    edit->setPlaceholderText(hint);
    addField(
        key, title, edit, [edit] { return edit->text(); },
        [edit](const QString &text) {
            edit->setText(text);
            edit->setCursorPosition(0);
        });
    connect(edit, &QLineEdit::textChanged, this, &RecordForm::edited);
    return edit;
}

QComboBox *RecordForm::addChoice(const QString &key, const QString &title, const Choices &choices)
{
    auto *box = new QComboBox;
    addField(
        key, title, box, [box] { return box->currentData().toString(); },
        [box](const QString &text) { choose(*box, text); });
    setChoices(key, choices);
    connect(box, &QComboBox::currentIndexChanged, this, &RecordForm::edited);
    return box;
}

void RecordForm::setChoices(const QString &key, const Choices &choices)
{
    const auto field = std::ranges::find(m_fields, key, &Field::key);
    auto *box = field == m_fields.end() ? nullptr : qobject_cast<QComboBox *>(field->widget);
    if (box == nullptr)
        return;
    const QString current = box->currentData().toString();
    const QSignalBlocker quiet(box);
    box->clear();
    for (const auto &[choice, name] : choices)
        box->addItem(name, choice);
    choose(*box, current);
}

void RecordForm::addText(const QString &key, const QString &title)
{
    auto *edit = new QPlainTextEdit;
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(72);
    addBlock(
        key, title, edit, [edit] { return edit->toPlainText(); },
        [edit](const QString &text) { edit->setPlainText(text); });
    connect(edit, &QPlainTextEdit::textChanged, this, &RecordForm::edited);
}

void RecordForm::addBelow(QWidget *widget)
{
    m_column->insertWidget(m_column->count() - 1, widget);
}

QString RecordForm::draftKey(const QString &id) const
{
    return u"draft/%1/%2"_s.arg(m_name, id.isEmpty() ? QString::fromUtf16(kNew) : id);
}

Values RecordForm::draft() const
{
    Values values;
    const QJsonObject kept = QJsonDocument::fromJson(m_drafts->stored()).object();
    for (auto field = kept.begin(); field != kept.end(); ++field)
        values.insert(field.key(), field.value().toString());
    return values;
}

QStringList RecordForm::unsaved() const
{
    QStringList ids;
    const QString prefix = u"draft/%1/"_s.arg(m_name);
    for (const QString &key : m_desk.settingKeys(prefix)) {
        const QString id = key.mid(prefix.size());
        if (id != m_id && !(isNew() && id == kNew))
            ids.append(id == kNew ? QString() : id);
    }
    if (isDirty())
        ids.append(m_id);
    return ids;
}

void RecordForm::present(const QString &id, const QString &title, const Values &values)
{
    // The same record as it is now: what was typed stays.
    const Values typed = id == m_id && !m_stored.isEmpty() ? changes() : Values();
    m_isSaved = m_isSaved && (id == m_id || m_id.isEmpty()); // a new record has its id from the desk
    m_id = id;
    m_stored = values;
    for (const Field &field : m_fields) {
        if (!m_stored.contains(field.key))
            m_stored.insert(field.key, QString());
    }
    m_title->setText(title);
    m_drafts->setKey(draftKey(id));
    fill(m_stored);
    fill(typed.isEmpty() ? draft() : typed);
    m_wasDirty = isDirty();
    showState();
}

void RecordForm::fill(const Values &values)
{
    m_filling = true;
    for (const Field &field : m_fields) {
        if (const auto value = values.find(field.key); value != values.end() && *value != field.read())
            field.write(*value);
    }
    m_filling = false;
}

Values RecordForm::changes() const
{
    Values changed;
    for (const Field &field : m_fields) {
        if (const QString text = field.read(); text != m_stored.value(field.key))
            changed.insert(field.key, text);
    }
    return changed;
}

Values RecordForm::filled() const
{
    Values all;
    for (const Field &field : m_fields) {
        if (const QString text = field.read(); !text.isEmpty())
            all.insert(field.key, text);
    }
    return all;
}

void RecordForm::edited()
{
    if (m_filling)
        return;
    m_isSaved = false;
    QJsonObject draft;
    const Values changed = changes();
    for (auto field = changed.begin(); field != changed.end(); ++field)
        draft.insert(field.key(), field.value());
    m_drafts->change(draft.isEmpty() ? QByteArray() : QJsonDocument(draft).toJson(QJsonDocument::Compact));
    showState();
    if (std::exchange(m_wasDirty, !changed.isEmpty()) == changed.isEmpty())
        emit draftsChanged();
}

void RecordForm::showState()
{
    const bool dirty = isDirty();
    m_save->setEnabled(dirty);
    m_revert->setEnabled(dirty);
    m_state->setTone(m_isSaved ? ToneLabel::Tone::Green : ToneLabel::Tone::Dim);
    m_state->setText(dirty       ? tr("Not saved yet; kept as a draft. Ctrl+S saves.")
                     : m_isSaved ? tr("Saved")
                                 : QString());
}

void RecordForm::save()
{
    for (const Field &field : m_fields) {
        const QWidget *inside = focusWidget();
        if (inside != nullptr && field.widget->isAncestorOf(inside))
            field.widget->setFocus(); // what is being typed in a cell counts, too
    }
    if (isDirty())
        emit saveWanted(isNew() ? filled() : changes());
}

void RecordForm::revert()
{
    fill(m_stored);
    m_drafts->forget();
    m_wasDirty = false;
    showState();
    emit draftsChanged();
}

void RecordForm::takeSaved()
{
    for (const Field &field : m_fields)
        m_stored.insert(field.key, field.read());
    m_drafts->forget();
    m_wasDirty = false;
    m_isSaved = true;
    showState();
    emit draftsChanged();
}

void RecordForm::showProblem(const FieldProblem &problem)
{
    m_state->setTone(ToneLabel::Tone::Red);
    m_state->setText(problem.what);
    const auto field = std::ranges::find(m_fields, problem.field, &Field::key);
    if (field != m_fields.end())
        field->widget->setFocus(Qt::OtherFocusReason);
}

void RecordForm::takeFocus()
{
    if (!m_fields.empty())
        m_fields.front().widget->setFocus(Qt::ShortcutFocusReason);
}

void RecordForm::hideEvent(QHideEvent *event)
{
    m_drafts->flush();
    QWidget::hideEvent(event);
}

void RecordForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit left();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace muster::ui
