// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/workboard.h"

#include "models/views/casetext.h"
#include "ui/incident/hypothesiseditor.h"
#include "ui/incident/taskeditor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QTabBar>
#include <QTreeWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;
using views::WorkPart;

namespace {

constexpr int kParts = 4;
constexpr int kFactRole = Qt::UserRole;

QString partTitle(WorkPart part)
{
    switch (part) {
    case WorkPart::Tasks:
        return WorkBoard::tr("Tasks");
    case WorkPart::Hotfixes:
        return WorkBoard::tr("Hotfixes");
    case WorkPart::Hypotheses:
        return WorkBoard::tr("Hypotheses");
    case WorkPart::Decisions:
        return WorkBoard::tr("Decisions");
    }
    return {};
}

QString emptyText(WorkPart part)
{
    switch (part) {
    case WorkPart::Tasks:
        return WorkBoard::tr(
            "Nothing is to be done yet. N adds a task: what, @owner, due:+30m, #workstream.");
    case WorkPart::Hotfixes:
        return WorkBoard::tr("No hotfix is planned. N plans one: what, @owner, due:15:30.");
    case WorkPart::Hypotheses:
        return WorkBoard::tr("No cause is suspected yet. N writes a hypothesis down.");
    case WorkPart::Decisions:
        return WorkBoard::tr(
            "Nothing was decided yet. N writes a decision down: what, because …, instead of ….");
    }
    return {};
}

QString beginning(WorkPart part)
{
    switch (part) {
    case WorkPart::Tasks:
        return u"/task "_s;
    case WorkPart::Hotfixes:
        return u"/hotfix "_s;
    case WorkPart::Hypotheses:
        return u"/hypothesis "_s;
    case WorkPart::Decisions:
        return u"/decision "_s;
    }
    return {};
}

QStringList columnsOf(WorkPart part)
{
    if (part == WorkPart::Tasks)
        return {WorkBoard::tr("Task"), WorkBoard::tr("Owner"), WorkBoard::tr("Due")};
    if (part == WorkPart::Hotfixes)
        return {WorkBoard::tr("Hotfix"), WorkBoard::tr("Owner"), WorkBoard::tr("Planned")};
    if (part == WorkPart::Hypotheses)
        return {WorkBoard::tr("Hypothesis"), WorkBoard::tr("By"), WorkBoard::tr("Since")};
    return {WorkBoard::tr("Decision"), WorkBoard::tr("By"), WorkBoard::tr("When")};
}

bool isTasks(WorkPart part)
{
    return part == WorkPart::Tasks || part == WorkPart::Hotfixes;
}

} // namespace

WorkBoard::WorkBoard(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_parts(new QTabBar(this)), m_list(new QTreeWidget(this)),
      m_empty(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_more(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_told(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_task(new TaskEditor(desk, this)), m_hypothesis(new HypothesisEditor(desk, this))
{
    setObjectName(u"work"_s);
    setAccessibleName(tr("Fix and track"));
    setFocusPolicy(Qt::ClickFocus);
    build();
    connect(m_list, &QTreeWidget::currentItemChanged, this, &WorkBoard::showChosen);
    connect(m_list, &QTreeWidget::itemActivated, this, &WorkBoard::edit);
    connect(m_task, &TaskEditor::saveWanted, this, &WorkBoard::saveTask);
    connect(m_task, &TaskEditor::left, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_hypothesis, &HypothesisEditor::left, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_hypothesis, &HypothesisEditor::judged, this,
            [this](incident::HypothesisState state, const QString &because) {
                if (const FactId line = chosen();
                    !line.isNull() && send(incident::HypothesisJudged{line, state, because}))
                    m_saving = line;
            });
}

void WorkBoard::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap);
    column->addLayout(buildHead());
    m_list->setObjectName(u"workList"_s);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(0);
    m_list->setAllColumnsShowFocus(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_empty->setObjectName(u"work.empty"_s);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(Theme::gap, Theme::gap * 2, Theme::gap, 0);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_more->setObjectName(u"work.more"_s);
    m_more->setWordWrap(true);
    m_more->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_told->setObjectName(u"work.told"_s);
    m_told->setWordWrap(true);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_more);
    column->addWidget(m_task);
    column->addWidget(m_hypothesis);
    column->addWidget(m_told);
}

QLayout *WorkBoard::buildHead()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap / 2);
    m_parts->setObjectName(u"work.parts"_s);
    m_parts->setFocusPolicy(Qt::NoFocus);
    m_parts->setExpanding(false);
    for (int i = 0; i < kParts; ++i) {
        m_parts->addTab(partTitle(WorkPart(i)));
        m_parts->setTabToolTip(i, tr("Key %1").arg(i + 1));
    }
    row->addWidget(m_parts);
    row->addStretch(1);
    auto *add = makeButton(tr("New"), ButtonKind::Normal, u"work.new"_s, this);
    add->setToolTip(tr("Key N"));
    auto *back = makeButton(tr("Back"), ButtonKind::Quiet, u"work.back"_s, this);
    back->setToolTip(tr("Key Esc"));
    for (QPushButton *button : {add, back}) {
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    connect(m_parts, &QTabBar::tabBarClicked, this, [this](int part) {
        if (part >= 0)
            choosePart(WorkPart(part));
    });
    connect(add, &QPushButton::clicked, this, &WorkBoard::add);
    connect(back, &QPushButton::clicked, this, &WorkBoard::close);
    return row;
}

void WorkBoard::setPeople(const std::vector<people::Person> &people)
{
    m_task->setPeople(people);
}

void WorkBoard::open(const RoomView &view, WorkPart part)
{
    m_open = true;
    m_isWriting = false;
    m_saving = {};
    m_part = part;
    say({}, false);
    present(view);
    choosePart(part);
}

void WorkBoard::close()
{
    if (!m_open)
        return;
    m_open = false;
    emit closed();
}

void WorkBoard::present(const RoomView &view)
{
    if (!m_open)
        return;
    m_now = view.now;
    m_nameOf = view.nameOf;
    m_policy = view.led.policy;
    m_incident = view.incident();
    showRows();
}

void WorkBoard::tick(Instant now)
{
    m_now = now;
    if (m_open)
        showRows();
}

void WorkBoard::choosePart(WorkPart part)
{
    m_part = part;
    m_parts->setCurrentIndex(int(part));
    m_list->setHeaderLabels(columnsOf(part));
    m_list->setAccessibleName(partTitle(part));
    m_rows.clear();
    m_list->clear();
    showRows();
    if (m_rows.empty())
        showChosen();
    if (m_rows.empty())
        setFocus(Qt::OtherFocusReason);
    else
        m_list->setFocus(Qt::OtherFocusReason);
}

void WorkBoard::showRows()
{
    for (int i = 0; i < kParts; ++i) {
        const int open = views::openWork(WorkPart(i), m_incident);
        m_parts->setTabText(i, open > 0 ? u"%1 %2"_s.arg(partTitle(WorkPart(i))).arg(open)
                                        : partTitle(WorkPart(i)));
    }
    std::vector<views::WorkRow> rows =
        views::workRows(m_part, m_incident, m_policy->policy().incidents, m_nameOf, m_now);
    m_empty->setText(emptyText(m_part));
    m_empty->setVisible(rows.empty());
    m_list->setHidden(rows.empty());
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    const FactId before = chosen();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QString group;
    for (const views::WorkRow &row : m_rows) {
        if (row.group != group) {
            group = row.group;
            addGroup(group);
        }
        addRow(row);
    }
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    choose(before);
    showChosen();
}

void WorkBoard::addGroup(const QString &group)
{
    auto *item = new QTreeWidgetItem(m_list, {group});
    item->setFlags(Qt::ItemIsEnabled);
    item->setFirstColumnSpanned(true);
    item->setFont(0, theme().uiBold);
    item->setForeground(0, theme().dim);
}

void WorkBoard::addRow(const views::WorkRow &row)
{
    auto *item =
        new QTreeWidgetItem(m_list, {row.what, row.who.isEmpty() ? tr("nobody") : row.who, row.when});
    item->setData(0, kFactRole, row.fact.toString());
    item->setToolTip(0, row.what);
    if (isTasks(m_part)) {
        item->setCheckState(0, row.isDone ? Qt::Checked : Qt::Unchecked);
        item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
    }
    if (row.who.isEmpty() && !row.isDone)
        item->setForeground(1, theme().amber);
    for (int i = 0; i < m_list->columnCount() && (row.isDone || row.isLate); ++i)
        item->setForeground(i, row.isDone ? theme().dim : theme().red);
}

FactId WorkBoard::chosen() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? FactId::parse(item->data(0, kFactRole).toString()).value_or(FactId{}) : FactId{};
}

/// The row of that fact; the first row that can be chosen where it is gone.
void WorkBoard::choose(FactId fact)
{
    QTreeWidgetItem *first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        const QString id = item->data(0, kFactRole).toString();
        if (id.isEmpty())
            continue;
        if (!first)
            first = item;
        if (id == fact.toString())
            return m_list->setCurrentItem(item);
    }
    m_list->setCurrentItem(first);
}

const incident::Task *WorkBoard::chosenTask() const
{
    const auto task = std::ranges::find(m_incident.tasks, chosen(), &incident::Task::id);
    return task == m_incident.tasks.end() ? nullptr : &*task;
}

const incident::TimelineLine *WorkBoard::chosenLine() const
{
    const auto line = std::ranges::find(m_incident.timeline, chosen(), &incident::TimelineLine::fact);
    return line == m_incident.timeline.end() ? nullptr : &*line;
}

void WorkBoard::showChosen()
{
    const auto row = std::ranges::find(m_rows, chosen(), &views::WorkRow::fact);
    const bool isThere = row != m_rows.end() && !chosen().isNull();
    // In full what the row cuts off.
    QStringList parts;
    if (isThere && !isTasks(m_part))
        parts += row->what;
    if (isThere && !row->more.isEmpty())
        parts += row->more;
    m_more->setText(parts.join(u'\n'));
    m_more->setVisible(!parts.isEmpty());
    const incident::Task *task = isThere && isTasks(m_part) ? chosenTask() : nullptr;
    const incident::TimelineLine *guess = isThere && m_part == WorkPart::Hypotheses ? chosenLine() : nullptr;
    if (task)
        m_task->present(*task, m_now);
    if (guess)
        m_hypothesis->present(*guess);
    m_task->setVisible(task);
    m_hypothesis->setVisible(guess);
}

/// False where the last change is still on its way.
bool WorkBoard::send(const incident::IncidentCommand &command)
{
    if (m_isWriting) {
        say(tr("The last change is still being written; once more in a moment."), true);
        return false;
    }
    m_isWriting = true;
    say({}, false);
    emit ordered(command);
    return true;
}

void WorkBoard::toggleDone()
{
    const incident::Task *task = isTasks(m_part) ? chosenTask() : nullptr;
    if (!task)
        return;
    incident::TaskWritten written;
    written.task = task->id;
    written.isDone = !task->doneAt;
    send(written);
}

void WorkBoard::saveTask()
{
    if (!m_task->isEdited())
        return m_list->setFocus(Qt::OtherFocusReason);
    auto written = m_task->change();
    if (!written)
        return say(written.error().detail, true);
    if (send(*written))
        m_saving = written->task;
}

void WorkBoard::edit()
{
    if (isTasks(m_part) && chosenTask())
        m_task->takeFocus();
    else if (m_part == WorkPart::Hypotheses && chosenLine())
        m_hypothesis->takeFocus();
}

void WorkBoard::add()
{
    emit addWanted(beginning(m_part));
}

void WorkBoard::fail(const QString &sentence)
{
    m_isWriting = false;
    m_saving = {};
    say(sentence, true);
}

void WorkBoard::done()
{
    m_isWriting = false;
    const FactId saved = std::exchange(m_saving, FactId{});
    if (saved.isNull())
        return;
    const bool wasInEditor = m_task->isAncestorOf(focusWidget()) || m_hypothesis->isAncestorOf(focusWidget());
    m_task->forget(saved);
    m_hypothesis->forget(saved);
    if (wasInEditor && saved == chosen())
        m_list->setFocus(Qt::OtherFocusReason);
    showChosen();
}

void WorkBoard::say(const QString &sentence, bool isWrong)
{
    m_told->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_told->setText(sentence.isEmpty()
                        ? tr("Enter changes what is chosen, Space ticks it off, N is new, 1 to 4 "
                             "choose a part, Esc goes back.")
                        : sentence);
}

/// To the next row that can be chosen, past headings.
void WorkBoard::move(int by)
{
    QTreeWidgetItem *item = m_list->currentItem();
    for (int row = m_list->indexOfTopLevelItem(item) + by; row >= 0 && row < m_list->topLevelItemCount();
         row += by) {
        if (m_list->topLevelItem(row)->data(0, kFactRole).isValid())
            return m_list->setCurrentItem(m_list->topLevelItem(row));
    }
}

bool WorkBoard::onKey(int key)
{
    if (key >= Qt::Key_1 && key < Qt::Key_1 + kParts)
        choosePart(WorkPart(key - Qt::Key_1));
    else if (key == Qt::Key_J || key == Qt::Key_Down)
        move(1);
    else if (key == Qt::Key_K || key == Qt::Key_Up)
        move(-1);
    else if (key == Qt::Key_Space)
        toggleDone();
    else if (key == Qt::Key_N)
        add();
    else if (key == Qt::Key_Escape)
        close();
    else
        return false;
    return true;
}

/// One of the board's keys, alone: they go before those of the page.
bool WorkBoard::isOurs(const QEvent &event)
{
    static const QList<int> keys{Qt::Key_1,  Qt::Key_2,    Qt::Key_3, Qt::Key_4,     Qt::Key_J,     Qt::Key_K,
                                 Qt::Key_Up, Qt::Key_Down, Qt::Key_N, Qt::Key_Space, Qt::Key_Escape};
    if (event.type() != QEvent::KeyPress && event.type() != QEvent::ShortcutOverride)
        return false;
    const auto &pressed = static_cast<const QKeyEvent &>(event);
    return !(pressed.modifiers() & ~Qt::KeypadModifier) && keys.contains(pressed.key());
}

/// Before the list searches for what is typed.
bool WorkBoard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || !isOurs(*event))
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent *>(event)->key());
    event->accept();
    return false;
}

/// What the part in focus has no use for: a button takes no letters, a field of text takes them all.
bool WorkBoard::event(QEvent *event)
{
    if (!isOurs(*event))
        return QWidget::event(event);
    event->accept();
    return event->type() == QEvent::ShortcutOverride || onKey(static_cast<QKeyEvent *>(event)->key());
}

} // namespace muster::ui
