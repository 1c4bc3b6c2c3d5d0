// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the package's form stand.
#include "ui/escalation/packagefields.h"
#include "ui/escalation/packageform.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QListWidget>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 1240;
constexpr int kMissingWidth = 260;

} // namespace

void PackageForm::build()
{
    m_title->setObjectName(u"package.title"_s);
    m_title->setElided(Qt::ElideRight);
    m_restricted->setObjectName(u"package.restricted"_s);
    m_complete->setObjectName(u"package.complete"_s);
    m_complete->setWordWrap(true);
    m_note->setObjectName(u"package.note"_s);
    m_note->setWordWrap(true);
    auto *column = columnLayout(this, Theme::gap, Theme::gap * 2);
    column->addWidget(m_title);
    column->addWidget(m_restricted);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap * 2);
    row->addWidget(buildMissing());
    row->addWidget(m_fields, 1);
    column->addLayout(row, 1);
    column->addWidget(m_note);
    column->addWidget(buildButtons());
}

QWidget *PackageForm::buildMissing()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(kMissingWidth);
    auto *column = columnLayout(side, Theme::gap);
    auto *to = new ToneLabel(tr("Goes to"), ToneLabel::Tone::Dim, ToneLabel::Face::Bold, side);
    m_path->setObjectName(u"package.path"_s);
    m_path->setAccessibleName(tr("Goes to"));
    m_path->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_missing->setObjectName(u"package.missing"_s);
    m_missing->setAccessibleName(tr("What is missing"));
    m_missing->setFrameShape(QFrame::NoFrame);
    m_missing->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_missing->viewport()->setAutoFillBackground(false);
    column->addWidget(to);
    column->addWidget(m_path);
    column->addWidget(m_complete);
    column->addWidget(m_missing, 1);
    column->addWidget(makeDimLabel(tr("F8 goes to the next part that is missing."), TextKind::Small, side));
    const auto jump = [this](const QListWidgetItem *item) {
        m_fields->jumpTo(item->data(Qt::UserRole).toString());
    };
    connect(m_missing, &QListWidget::itemActivated, this, jump);
    connect(m_missing, &QListWidget::itemClicked, this, jump);
    return side;
}

QWidget *PackageForm::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = rowLayout(buttons, Theme::gap);
    auto *fresh = makeButton(tr("Fill from the ticket"), ButtonKind::Quiet, u"package.fill"_s, buttons);
    auto *chat = makeButton(tr("Copy for a chat"), ButtonKind::Normal, u"package.copy"_s, buttons);
    auto *file = makeButton(tr("Save as PDF or Markdown"), ButtonKind::Normal, u"package.file"_s, buttons);
    auto *later = makeButton(tr("Later (Esc)"), ButtonKind::Normal, u"package.later"_s, buttons);
    auto *done =
        makeButton(tr("Keep in the record (Ctrl+Enter)"), ButtonKind::Primary, u"package.keep"_s, buttons);
    row->addWidget(fresh);
    row->addStretch(1);
    for (QPushButton *button : {chat, file, later, done})
        row->addWidget(button);
    m_saveButton = file;
    file->hide();
    connect(fresh, &QPushButton::clicked, this, &PackageForm::fill);
    connect(chat, &QPushButton::clicked, this, [this] { give(&PackageForm::copy); });
    connect(file, &QPushButton::clicked, this, [this] { give(&PackageForm::save); });
    connect(later, &QPushButton::clicked, this, &PackageForm::close);
    connect(done, &QPushButton::clicked, this, &PackageForm::keep);
    return buttons;
}

void PackageForm::showRestriction()
{
    m_restricted->setVisible(escalation::isRestricted(m_led.escalation, m_led.rules()));
    m_restricted->setText(tr("Restricted: give it to nobody but those who work on it."));
}

void PackageForm::place()
{
    const int margin = 2 * Theme::gap;
    const int width = std::min(kWidth, m_host->width() - 2 * margin);
    setGeometry((m_host->width() - width) / 2, margin, width, m_host->height() - 2 * margin);
}

} // namespace muster::ui
