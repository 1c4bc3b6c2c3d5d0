// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of an order: made, filled from the draft, and read.
#include "models/base/json.h"
#include "models/views/casetext.h"
#include "ui/escalation/askform.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/findingslist.h"
#include "ui/widgets/textlimit.h"
#include "ui/widgets/whenfield.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTextMargins = 20;
constexpr int kMostText = 20'000; ///< characters: what is said is checked while one types
constexpr int kMostTicks = 6;     ///< lines of a list that are seen at once
constexpr int kLeastTicks = 2;    ///< where all else takes the room
constexpr int kTickHeight = 24;

QString nameOf(const AskField &field)
{
    return u"ask."_s + field.key;
}

} // namespace

void AskForm::fillFields()
{
    delete m_fields;
    m_findings = nullptr;
    m_composed.clear();
    m_edits.clear();
    m_edits.reserve(m_ask.fields.size());
    m_fields = new QWidget(this);
    m_form = new QFormLayout(m_fields);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(Theme::gap * 2);
    m_form->setVerticalSpacing(Theme::gap);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto draft = parseJsonObject(m_keeper->stored());
    for (const AskField &field : m_ask.fields) {
        const QJsonValue kept = draft ? draft->value(field.key) : QJsonValue();
        QStringList ticked;
        for (const QJsonValue each : kept.toArray())
            ticked += each.toString();
        m_edits.push_back(addField(field, kept.toString(field.value), ticked));
        m_form->addRow(field.label, m_edits.back());
        if (m_ask.check && field.key == u"text")
            addFindings();
    }
    static_cast<QVBoxLayout *>(layout())->insertWidget(3, m_fields);
}

QWidget *AskForm::addField(const AskField &field, const QString &kept, const QStringList &ticked)
{
    QWidget *made = nullptr;
    switch (field.kind) {
    case AskField::Kind::Choice: {
        auto *box = new QComboBox(m_fields);
        for (const auto &[key, text] : field.choices)
            box->addItem(text, key);
        box->setCurrentIndex(std::max(0, box->findData(kept)));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::currentIndexChanged, this, &AskForm::changed);
        made = box;
        break;
    }
    case AskField::Kind::Line: {
        auto *line = new QLineEdit(kept, m_fields);
        line->setPlaceholderText(field.hint);
        connect(line, &QLineEdit::textEdited, this, &AskForm::changed);
        made = line;
        break;
    }
    case AskField::Kind::Text: {
        auto *text = new QPlainTextEdit(kept, m_fields);
        text->setPlaceholderText(field.hint);
        text->setTabChangesFocus(true);
        text->setFixedHeight(field.lines * text->fontMetrics().lineSpacing() + kTextMargins);
        new TextLimit(text, kMostText);
        connect(text, &QPlainTextEdit::textChanged, this, &AskForm::changed);
        made = text;
        break;
    }
    case AskField::Kind::When: {
        auto *when = new WhenField(nameOf(field), field.label, views::WhenSide::Future, m_fields);
        when->hideName();
        when->setNow(m_desk.now());
        when->setText(kept);
        connect(when, &WhenField::changed, this, &AskForm::changed);
        connect(when, &WhenField::left, this, &AskForm::close);
        return when; // its line has the name
    }
    case AskField::Kind::Ticks: {
        auto *list = new QListWidget(m_fields);
        for (const auto &[key, text] : field.choices) {
            auto *item = new QListWidgetItem(text, list);
            item->setData(Qt::UserRole, key);
            item->setSizeHint(QSize(0, kTickHeight));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(ticked.contains(key) ? Qt::Checked : Qt::Unchecked);
        }
        list->setCurrentRow(0);
        list->setMinimumHeight(kLeastTicks * kTickHeight + 2 * list->frameWidth());
        list->setMaximumHeight(kMostTicks * kTickHeight + 2 * list->frameWidth());
        connect(list, &QListWidget::itemChanged, this, &AskForm::changed);
        made = list;
        break;
    }
    }
    made->setObjectName(nameOf(field));
    made->setAccessibleName(field.label);
    return made;
}

QWidget *AskForm::edit(const AskField &field) const
{
    return m_fields->findChild<QWidget *>(nameOf(field));
}

AskAnswers AskForm::answers() const
{
    AskAnswers answers;
    for (size_t i = 0; i < m_edits.size(); ++i) {
        const AskField &field = m_ask.fields[i];
        QWidget *widget = m_edits[i];
        if (const auto *box = qobject_cast<QComboBox *>(widget)) {
            answers.texts.insert(field.key, box->currentData().toString());
        } else if (const auto *line = qobject_cast<QLineEdit *>(widget)) {
            answers.texts.insert(field.key, line->text());
        } else if (const auto *text = qobject_cast<QPlainTextEdit *>(widget)) {
            answers.texts.insert(field.key, text->toPlainText());
        } else if (const auto *when = qobject_cast<WhenField *>(widget)) {
            answers.texts.insert(field.key, when->fixedText());
            const auto at = when->at();
            if (at)
                answers.times.insert(field.key, *at);
            else if (!when->isEmpty())
                answers.wrong = tr("%1: %2").arg(field.label, views::sentence(at.error().detail));
        } else if (const auto *list = qobject_cast<QListWidget *>(widget)) {
            for (int row = 0; row < list->count(); ++row) {
                if (list->item(row)->checkState() == Qt::Checked)
                    answers.ticks[field.key] += list->item(row)->data(Qt::UserRole).toString();
            }
        }
    }
    if (m_findings)
        answers.held = m_findings->held();
    return answers;
}

} // namespace muster::ui
