// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the page.
#include "ui/rules/ruledelegates.h"
#include "ui/rules/rulespage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tonelabel.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kTypingRestMs = 120;

void prepare(QListView &list, const QString &objectName, const QString &name)
{
    list.setObjectName(objectName);
    list.setAccessibleName(name);
    list.setUniformItemSizes(true);
    list.setFrameShape(QFrame::NoFrame);
    list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
}

} // namespace

void RulesPage::build()
{
    auto *left = new QWidget(this);
    buildRules(left);
    auto *right = new QWidget(this);
    buildFirings(right);
    left->setMinimumWidth(380);
    right->setMinimumWidth(420);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(left);
    m_split->addWidget(right);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
    m_split->setSizes({470, 720});
    columnLayout(this, 0)->addWidget(m_split);
}

void RulesPage::buildRules(QWidget *side)
{
    auto *column = columnLayout(side, Theme::gap);
    column->setContentsMargins(0, Theme::gap, 0, 0);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(Theme::gap, 0, Theme::gap, 0);
    bar->setSpacing(Theme::gap);
    m_acting = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, side);
    m_acting->setObjectName(u"rules.acting"_s);
    m_acting->setWordWrap(true);
    m_ruleFilter = new SearchField(tr("Filter the rules: words of a rule"), kTypingRestMs, side);
    m_ruleFilter->setObjectName(u"rules.filter"_s);
    bar->addWidget(m_ruleFilter);
    bar->addWidget(m_acting);
    column->addLayout(bar);
    prepare(*m_ruleList, u"rules.list"_s, tr("Rules"));
    m_ruleList->setModel(m_rules);
    m_ruleList->setItemDelegate(m_ruleDelegate);
    column->addWidget(m_ruleList, 1);
    connect(m_ruleFilter, &SearchField::searchChanged, this, &RulesPage::presentRules);
    connect(m_ruleFilter, &SearchField::confirmed, this, &RulesPage::takeFocus);
    connect(m_ruleList->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showRule();
        beginFirings(1);
    });
}

void RulesPage::buildFirings(QWidget *side)
{
    auto *column = columnLayout(side, Theme::gap, Theme::gap);
    m_title = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, side);
    m_title->setObjectName(u"rules.title"_s);
    m_title->setWordWrap(true);
    m_about = makeDimLabel({}, TextKind::Normal, side);
    m_about->setObjectName(u"rules.about"_s);
    m_firingFilter = new SearchField(tr("Filter what it did: a case, a level, words"), kTypingRestMs, side);
    m_firingFilter->setObjectName(u"rules.firingFilter"_s);
    prepare(*m_firingList, u"rules.firings"_s, tr("What the rule did"));
    m_firingList->setModel(m_firings);
    m_firingList->setItemDelegate(m_firingDelegate);
    m_empty = new EmptyState(u"play"_s, {}, {}, side);
    m_empty->setObjectName(u"rules.empty"_s);
    m_firingStack = new QStackedWidget(side);
    m_firingStack->addWidget(m_firingList);
    m_firingStack->addWidget(m_empty);
    column->addWidget(m_title);
    column->addWidget(m_about);
    column->addWidget(m_firingFilter);
    column->addWidget(m_firingStack, 3);
    auto *bottom = new QWidget(side);
    buildFiring(bottom);
    column->addWidget(bottom, 2);
    connect(m_firingFilter, &SearchField::searchChanged, this, &RulesPage::presentFirings);
    connect(m_firingFilter, &SearchField::confirmed, this,
            [this] { m_firingList->setFocus(Qt::OtherFocusReason); });
    connect(m_firingList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &RulesPage::showFiring);
    connect(m_firingList, &QListView::doubleClicked, this, &RulesPage::openChosen);
}

void RulesPage::buildFiring(QWidget *side)
{
    auto *column = columnLayout(side, Theme::gap);
    m_open = makeButton(tr("Open"), ButtonKind::Primary, u"rules.open"_s, side);
    m_delivery = makeButton(tr("Show who was told"), ButtonKind::Normal, u"rules.delivery"_s, side);
    m_older = makeButton({}, ButtonKind::Normal, u"rules.older"_s, side);
    m_older->hide();
    connect(m_open, &QPushButton::clicked, this, &RulesPage::openChosen);
    m_text = new QTextBrowser(side);
    m_text->setObjectName(u"rules.text"_s);
    m_text->setAccessibleName(tr("What it did and why"));
    m_text->setFrameShape(QFrame::NoFrame);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    for (QPushButton *each : {m_open, m_delivery})
        buttons->addWidget(each);
    buttons->addStretch(1);
    buttons->addWidget(m_older);
    column->addLayout(buttons);
    column->addWidget(m_text, 1);
}

} // namespace muster::ui
