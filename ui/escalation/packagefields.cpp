// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/packagefields.h"

#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Kind = policy::PackageSection::Kind;

namespace {

constexpr int kNameWidth = 180;
constexpr int kMostLines = 8; ///< of a field; more scroll

QString objectNameOf(const QString &section)
{
    return u"package."_s + section;
}

void fit(QPlainTextEdit &edit, int least)
{
    const int lines = std::clamp(int(edit.document()->size().height()), least, kMostLines);
    const int margins = 2 * (edit.frameWidth() + int(edit.document()->documentMargin())) + 8;
    edit.setFixedHeight(lines * QFontMetrics(edit.font()).lineSpacing() + margins);
}

int leastLines(Kind kind)
{
    return kind == Kind::Tried || kind == Kind::Lines ? 3 : 1;
}

} // namespace

PackageFields::PackageFields(QWidget *parent) : QScrollArea(parent)
{
    setObjectName(u"package.fields"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

void PackageFields::build(const policy::PackageRules &rules, Instant now)
{
    m_rules = rules;
    m_now = now;
    m_fields.clear();
    m_fields.reserve(rules.sections.size());
    m_severityNote = nullptr;
    auto *inside = new QWidget;
    auto *grid = new QGridLayout(inside);
    grid->setContentsMargins(0, 0, Theme::gap, 0);
    grid->setHorizontalSpacing(Theme::gap * 2);
    grid->setVerticalSpacing(Theme::gap);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnStretch(1, 1);
    QString group;
    for (const policy::PackageSection &section : rules.sections) {
        if (section.group != group)
            addGroup(*grid, group = section.group);
        addField(*grid, section);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    setWidget(inside); // deletes the former one
    inside->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

void PackageFields::addGroup(QGridLayout &grid, const QString &title)
{
    auto *heading = new ToneLabel(title, ToneLabel::Tone::Dim, ToneLabel::Face::Bold, this);
    grid.addWidget(heading, grid.rowCount(), 0, 1, 2);
}

void PackageFields::addField(QGridLayout &grid, const policy::PackageSection &section)
{
    Field field{section, editFor(section), nullptr, nullptr};
    field.name = new ToneLabel(section.name, ToneLabel::Tone::Text, ToneLabel::Face::Ui, this);
    field.name->setWordWrap(true);
    field.name->setToolTip(section.help);
    field.state = new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Small, this);
    field.edit->setAccessibleName(section.name);
    field.edit->setAccessibleDescription(section.help);
    auto *side = new QVBoxLayout;
    side->setContentsMargins(0, Theme::gap / 2, 0, 0);
    side->setSpacing(0);
    side->addWidget(field.name);
    side->addWidget(field.state);
    side->addStretch(1);
    const int row = grid.rowCount();
    grid.addLayout(side, row, 0);
    grid.addWidget(field.edit, row, 1, Qt::AlignTop);
    if (section.kind == Kind::Severity) {
        m_severityNote = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
        m_severityNote->setObjectName(u"package.severityNote"_s);
        m_severityNote->setWordWrap(true);
        grid.addWidget(m_severityNote, row + 1, 1);
    }
    m_fields.push_back(field);
}

QWidget *PackageFields::editFor(const policy::PackageSection &section)
{
    const auto tell = [this] {
        if (!m_filling)
            emit changed();
    };
    if (section.kind == Kind::Severity) {
        auto *box = new QComboBox(this);
        box->setObjectName(objectNameOf(section.key));
        box->addItem(tr("Not said"), QString());
        for (const policy::PackageSeverity &each : m_rules.severities)
            box->addItem(u"%1: %2"_s.arg(each.name, each.definition), each.key);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->installEventFilter(this);
        connect(box, &QComboBox::currentIndexChanged, this, tell);
        return box;
    }
    if (section.kind == Kind::Time) {
        auto *when = new WhenField(objectNameOf(section.key), section.name, views::WhenSide::Future, this);
        when->hideName();
        when->setNow(m_now);
        connect(when, &WhenField::changed, this, tell);
        connect(when, &WhenField::left, this, &PackageFields::left);
        return when;
    }
    auto *edit = new QPlainTextEdit(this);
    edit->setObjectName(objectNameOf(section.key));
    edit->setPlaceholderText(section.help);
    edit->setTabChangesFocus(true);
    edit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    edit->installEventFilter(this);
    connect(edit->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, edit,
            [edit, least = leastLines(section.kind)] { fit(*edit, least); });
    fit(*edit, leastLines(section.kind));
    connect(edit, &QPlainTextEdit::textChanged, this, tell);
    return edit;
}

void PackageFields::markMissing(const escalation::Completeness &completeness)
{
    for (const Field &field : m_fields) {
        const bool isMissing =
            std::ranges::find(completeness.missing, field.section.key,
                              &escalation::MissingSection::section) != completeness.missing.end();
        field.name->setTone(isMissing ? ToneLabel::Tone::Amber : ToneLabel::Tone::Text);
        field.state->setText(isMissing ? tr("missing") : QString());
    }
}

void PackageFields::setSeverityNote(const QString &text)
{
    if (m_severityNote)
        m_severityNote->setText(text);
}

void PackageFields::jumpTo(const QString &section)
{
    QWidget *edit = findChild<QWidget *>(objectNameOf(section)); // of a time the line in its field
    if (edit == nullptr)
        return;
    edit->setFocus(Qt::OtherFocusReason);
    ensureWidgetVisible(edit, 0, Theme::gap * 6);
}

QString PackageFields::focused() const
{
    for (const Field &field : m_fields) {
        if (field.edit == QApplication::focusWidget() ||
            field.edit->isAncestorOf(QApplication::focusWidget()))
            return field.section.key;
    }
    return {};
}

void PackageFields::fitHeights()
{
    for (const Field &field : m_fields) {
        if (auto *edit = qobject_cast<QPlainTextEdit *>(field.edit))
            fit(*edit, leastLines(field.section.kind));
    }
}

void PackageFields::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fitHeights();
}

bool PackageFields::eventFilter(QObject *watched, QEvent *event)
{
    // A wheel that passes over a box chooses nothing in it.
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched) != nullptr) {
        event->ignore();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace muster::ui
