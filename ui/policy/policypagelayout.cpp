// SPDX-License-Identifier: GPL-3.0-or-later
// The two tabs of the page and its commands.
#include "models/policy/sections.h"
#include "ui/actions/actionregistry.h"
#include "ui/policy/policyeditor.h"
#include "ui/policy/policyform.h"
#include "ui/policy/policypage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QString presetTitle(const QString &key)
{
    const policy::ReadPolicy read = policy::readPolicy(policy::presetText(key), key);
    return read.policy ? read.policy->title : key;
}

QString sectionTitle(const QString &key)
{
    return QString(key).replace(0, 1, key.left(1).toUpper());
}

} // namespace

void PolicyPage::build()
{
    auto *whole = columnLayout(this, 0);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"policy.tabs"_s);
    m_tabs->setDocumentMode(true);
    m_reading = new QTextBrowser(this);
    m_reading->setObjectName(u"policy.reading"_s);
    m_reading->setAccessibleName(tr("Policy in force"));
    m_reading->setOpenLinks(false);
    m_reading->setTabChangesFocus(true);
    m_reading->setFrameShape(QFrame::NoFrame);
    m_reading->setStyleSheet(u"QTextBrowser { border: none; padding: 4px 16px; }"_s);
    m_tabs->addTab(m_reading, tr("In force"));
    m_tabs->addTab(buildEditor(), tr("Edit"));
    whole->addWidget(m_tabs);
}

QWidget *PolicyPage::buildStarts()
{
    auto *bar = new QWidget(this);
    auto *row = rowLayout(bar, Theme::gap);
    auto *from = makeDimLabel(tr("Begin with"), TextKind::Normal, bar);
    from->setWordWrap(false);
    row->addWidget(from);
    const auto add = [&](const QString &text, const QString &name, std::function<void()> run) {
        QPushButton *button = makeButton(text, ButtonKind::Normal, name, bar);
        connect(button, &QPushButton::clicked, this, [call = std::move(run)] { call(); });
        row->addWidget(button);
    };
    const QStringList keys = policy::presetKeys();
    for (const QString &key : keys)
        add(presetTitle(key), u"policy.preset."_s + key, [this, key] { loadPreset(key); });
    add(tr("A file"), u"policy.openButton"_s, [this] { openFile(); });
    row->addStretch(1);
    auto *sections = new QMenu(bar);
    for (const QString &key : policy::sectionKeys())
        sections->addAction(sectionTitle(key), this, [this, key] { goToSection(key); });
    QPushButton *button = makeButton(tr("Sections"), ButtonKind::Normal, u"policy.sectionsButton"_s, bar);
    button->setToolTip(tr("Goes to a section; one that the text does not have is added as it holds now."));
    button->setMenu(sections);
    row->addWidget(button);
    return bar;
}

QWidget *PolicyPage::buildWays()
{
    m_ways = new QTabBar(this);
    m_ways->setObjectName(u"policy.ways"_s);
    m_ways->setAccessibleName(tr("Text or form"));
    m_ways->setExpanding(false);
    m_ways->addTab(tr("Text"));
    for (const QString &key : views::policyFormKeys())
        m_ways->setTabData(m_ways->addTab(views::policyFormTitle(key)), key);
    return m_ways;
}

QWidget *PolicyPage::buildEditor()
{
    auto *tab = new QWidget(this);
    auto *column = columnLayout(tab, Theme::gap, Theme::gap);
    m_stack = new QStackedWidget(tab);
    m_editor = new PolicyEditor(m_stack);
    m_form = new PolicyForm(m_stack);
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_form);
    m_problems = new QListWidget(tab);
    m_problems->setObjectName(u"policy.problems"_s);
    m_problems->setAccessibleName(tr("Mistakes"));
    m_problems->setWordWrap(true);
    m_problems->setSpacing(2);
    m_problems->hide();
    m_examples = new QListWidget(tab);
    m_examples->setObjectName(u"policy.examples"_s);
    m_examples->setAccessibleName(tr("Limits and tickets that would change"));
    m_examples->setWordWrap(true);
    m_examples->setSpacing(2);
    m_examples->hide();
    auto *split = new QSplitter(Qt::Vertical, tab);
    split->setChildrenCollapsible(false);
    split->addWidget(m_stack);
    split->addWidget(m_problems);
    split->addWidget(m_examples);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setStretchFactor(2, 1);
    split->setSizes({520, 170, 170});
    m_state = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, tab);
    m_state->setObjectName(u"policy.state"_s);
    m_state->setWordWrap(true);
    m_trialLine = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, tab);
    m_trialLine->setObjectName(u"policy.trial"_s);
    m_trialLine->setWordWrap(true);
    m_trialLine->hide();
    m_try = makeButton(tr("Try on the queue"), ButtonKind::Normal, u"policy.tryButton"_s, tab);
    connect(m_try, &QPushButton::clicked, this, &PolicyPage::tryOnQueue);
    m_revert = makeButton(tr("Discard draft"), ButtonKind::Normal, u"policy.revertButton"_s, tab);
    m_adopt = makeButton(tr("Adopt"), ButtonKind::Primary, u"policy.adoptButton"_s, tab);
    connect(m_revert, &QPushButton::clicked, this, &PolicyPage::revert);
    connect(m_adopt, &QPushButton::clicked, this, &PolicyPage::adopt);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_state, 1);
    foot->addWidget(m_revert);
    foot->addWidget(m_try);
    foot->addWidget(m_adopt);
    column->addWidget(buildStarts());
    column->addWidget(buildWays());
    column->addWidget(split, 1);
    column->addWidget(m_trialLine);
    column->addLayout(foot);
    return tab;
}

void PolicyPage::registerActions(ActionRegistry &registry)
{
    const QString group = tr("Policy");
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         const QString &icon, const QString &help, std::function<void()> run) {
        registry.add({u"policy."_s + id, text, group, keys, Scope::Page, icon, help}, this, std::move(run));
    };
    add(u"edit"_s, tr("Edit the policy"), {Qt::Key_E}, u"edit"_s, tr("Its text, checked as you type."),
        [this] { edit(); });
    const QStringList forms = views::policyFormKeys();
    const QList<Qt::Key> formKeys{Qt::Key_L, Qt::Key_M, Qt::Key_T, Qt::Key_A, Qt::Key_I};
    for (qsizetype i = 0; i < forms.size(); ++i)
        add(u"form."_s + forms[i], tr("Change by form: %1").arg(views::policyFormTitle(forms[i])),
            {QKeySequence(formKeys.value(i))}, u"edit"_s, tr("Writes into the policy's text."),
            [this, key = forms[i]] { openForm(key); });
    add(u"form.add"_s, tr("Add a line to the form"), {Qt::Key_Insert}, u"plus"_s, {},
        [this] { m_form->addRow(); });
    add(u"form.remove"_s, tr("Remove the line from the form"), {Qt::Key_Delete}, u"trash"_s, {},
        [this] { m_form->removeRow(); });
    add(u"next_problem"_s, tr("Next mistake"), {Qt::Key_F8}, u"chevron-down"_s, {},
        [this] { goToProblem(1); });
    add(u"previous_problem"_s, tr("Previous mistake"), {QKeySequence(Qt::SHIFT | Qt::Key_F8)},
        u"chevron-up"_s, {}, [this] { goToProblem(-1); });
    add(u"adopt"_s, tr("Adopt the policy"), {QKeySequence(Qt::CTRL | Qt::Key_Return)}, u"check"_s,
        tr("Open tickets stay bound to the version they were made under."), [this] { adopt(); });
    add(u"try"_s, tr("Try the policy on the queue"), {QKeySequence(Qt::CTRL | Qt::Key_T)}, u"clock"_s,
        tr("What the text would do to the open tickets. Nothing is changed."), [this] { tryOnQueue(); });
    add(u"open"_s, tr("Open a policy file"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)}, u"file"_s, {},
        [this] { openFile(); });
    add(u"revert"_s, tr("Discard draft"), {}, u"undo"_s, tr("Back to the text in force."),
        [this] { revert(); });
    add(u"reload"_s, tr("Read the policy again"), {Qt::Key_F5}, u"refresh"_s, {}, [this] { load(); });
    for (const QString &key : policy::sectionKeys())
        add(u"section."_s + key, tr("Edit a section: %1").arg(sectionTitle(key)), {}, u"edit"_s,
            tr("Where the policy has none of its own, the one that holds is added to its text."),
            [this, key] { goToSection(key); });
    const QStringList keys = policy::presetKeys();
    for (const QString &key : keys)
        add(u"preset."_s + key, tr("Begin with %1").arg(presetTitle(key)), {}, u"policy"_s,
            tr("Puts the preset's text into the editor."), [this, key] { loadPreset(key); });
}

} // namespace muster::ui
