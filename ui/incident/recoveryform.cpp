// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/recoveryform.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "models/views/whentext.h"
#include "ui/incident/documentform.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>
#include <utility>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::Side;
using incident::Task;

namespace {

constexpr int kSide = 0, kAction = 1, kOwner = 2, kState = 3, kColumns = 4;

} // namespace

RecoveryForm::RecoveryForm(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_keeper(new DraftKeeper(desk, this))
{
    setObjectName(u"recovery"_s);
    build();
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) { say(sentence, true); });
}

void RecoveryForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap * 2);
    m_title = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Title, this);
    m_title->setObjectName(u"recovery.title"_s);
    m_summary = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this);
    m_summary->setObjectName(u"recovery.summary"_s);
    m_empty = new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, this);
    m_empty->setObjectName(u"recovery.empty"_s);
    m_table = new QTableWidget(0, kColumns, this);
    m_table->setObjectName(u"recovery.table"_s);
    m_table->setAccessibleName(tr("Actions of the recovery plan"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    m_table->setHorizontalHeaderLabels({tr("Side"), tr("Action"), tr("Owner"), tr("State")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(kAction, QHeaderView::Stretch);
    m_table->setColumnWidth(kSide, 100);
    m_table->setColumnWidth(kOwner, 190);
    m_table->setColumnWidth(kState, 230);
    m_table->installEventFilter(this);
    m_told = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
    m_told->setObjectName(u"recovery.told"_s);
    for (ToneLabel *label : {m_summary, m_empty, m_told})
        label->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addWidget(buildAsk());
    column->addWidget(m_told);
    column->addWidget(buildButtons());
}

QWidget *RecoveryForm::buildAsk()
{
    m_ask = new QWidget(this);
    auto *row = rowLayout(m_ask, Theme::gap);
    m_askTitle = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, m_ask);
    row->addWidget(m_askTitle);
    const auto field = [&](const QString &name, const QString &label, int stretch) {
        auto *line = new QLineEdit(m_ask);
        line->setObjectName(name);
        line->setPlaceholderText(label);
        line->setAccessibleName(label);
        line->installEventFilter(this);
        connect(line, &QLineEdit::textEdited, this, &RecoveryForm::keepDraft);
        row->addWidget(line, stretch);
        return line;
    };
    m_text = field(u"recovery.text"_s, tr("What is to be done"), 4);
    m_owner = field(u"recovery.owner"_s, tr("Who owns it"), 2);
    m_due = field(u"recovery.due"_s, tr("By when: +3d, tomorrow 17:00"), 2);
    m_ask->hide();
    return m_ask;
}

QWidget *RecoveryForm::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = rowLayout(buttons, Theme::gap);
    const auto add = [&](const QString &text, const QString &key, ButtonKind kind, const QString &name,
                         std::function<void()> run) {
        auto *button = makeButton(u"%1 (%2)"_s.arg(text, key), kind, name, buttons);
        connect(button, &QPushButton::clicked, this, std::move(run));
        row->addWidget(button);
    };
    add(tr("Back"), tr("Esc"), ButtonKind::Quiet, u"recovery.back"_s, [this] { close(); });
    row->addStretch(1);
    add(tr("Next customer"), u"c"_s, ButtonKind::Normal, u"recovery.next"_s, [this] { nextCustomer(); });
    add(tr("Export"), u"e"_s, ButtonKind::Normal, u"recovery.export"_s, [this] { exportFile(); });
    add(tr("Close or open"), tr("Space"), ButtonKind::Normal, u"recovery.done"_s, [this] { toggleDone(); });
    add(tr("Change"), tr("Enter"), ButtonKind::Normal, u"recovery.change"_s, [this] {
        if (const Task *task = chosen())
            begin(task->side, task);
    });
    add(tr("Add theirs"), u"t"_s, ButtonKind::Normal, u"recovery.addTheirs"_s,
        [this] { begin(Side::Theirs, nullptr); });
    add(tr("Add ours"), u"n"_s, ButtonKind::Primary, u"recovery.addOurs"_s,
        [this] { begin(Side::Ours, nullptr); });
    return buttons;
}

void RecoveryForm::setCustomers(const std::vector<customer::Customer> &all)
{
    m_customers.clear();
    for (const customer::Customer &customer : all)
        m_customers.insert(customer.id, customer.name);
    if (m_open)
        refresh();
}

QString RecoveryForm::nameOf(CustomerId customer) const
{
    const auto hit = std::ranges::find(m_affected.customers, customer, &customer::Customer::id);
    if (hit != m_affected.customers.end())
        return hit->name;
    return m_customers.value(customer, tr("a customer"));
}

std::vector<CustomerId> RecoveryForm::candidates() const
{
    std::vector<CustomerId> ids;
    const auto name = [this](CustomerId customer) { return nameOf(customer); };
    for (const views::RecoveryPlan &plan : views::recoveryPlans(m_led.incident, name, m_now))
        ids.push_back(plan.customer);
    for (const customer::Customer &customer : m_affected.customers) {
        if (std::ranges::find(ids, customer.id) == ids.end())
            ids.push_back(customer.id);
    }
    return ids;
}

void RecoveryForm::open(const RoomView &view, const views::Affected &affected)
{
    m_open = true;
    m_affected = affected;
    m_customer = {};
    endTask();
    say({}, false);
    present(view);
    takeFocus();
}

void RecoveryForm::present(const RoomView &view)
{
    if (!m_open)
        return;
    m_led = view.led;
    m_nameOf = view.nameOf;
    m_now = view.now;
    refresh();
}

void RecoveryForm::setAffected(const views::Affected &affected)
{
    m_affected = affected;
    if (m_open)
        refresh();
}

void RecoveryForm::refresh()
{
    const std::vector<CustomerId> known = candidates();
    const FactId kept = chosenTask();
    if (m_customer.isNull() && !known.empty())
        m_customer = known.front();
    m_title->setText(tr("Recovery plan after %1").arg(m_led.incident.number));
    m_empty->setVisible(m_customer.isNull() || known.size() > 1);
    if (m_customer.isNull()) {
        m_empty->setText(tr("No customer is known to be hit. Link tickets first: in the queue, mark them and "
                            "press l; then a plan can be made with each of them."));
        m_summary->clear();
        m_plan = {};
    } else {
        m_empty->setText(tr("%1 customers are hit or have a plan; c goes to the next.").arg(known.size()));
        m_plan = views::recoveryPlan(m_led.incident, m_customer, nameOf(m_customer), m_now);
        m_summary->setTone(m_plan.overdue > 0 ? ToneLabel::Tone::Red : ToneLabel::Tone::Text);
        m_summary->setText(views::recoverySummary(m_plan));
    }
    m_empty->setTone(m_customer.isNull() ? ToneLabel::Tone::Amber : ToneLabel::Tone::Dim);
    fillTable(kept);
}

void RecoveryForm::fillTable(FactId kept)
{
    const auto place = std::ranges::find(m_plan.actions, kept, &Task::id);
    const int row =
        place == m_plan.actions.end() ? m_table->currentRow() : int(place - m_plan.actions.begin());
    m_table->setRowCount(int(m_plan.actions.size()));
    for (int at = 0; at < m_table->rowCount(); ++at) {
        const Task &task = m_plan.actions[size_t(at)];
        const QString owner = views::recoveryOwner(task, m_nameOf);
        const QStringList cells{task.side == Side::Ours ? tr("Ours") : tr("Theirs"), task.text,
                                owner.isEmpty() ? tr("nobody yet") : owner,
                                views::recoveryStateText(task, m_now)};
        const bool isLate = views::isOverdue(task, m_now);
        for (int column = 0; column < kColumns; ++column) {
            QTableWidgetItem *item = m_table->item(at, column);
            if (item == nullptr) {
                item = new QTableWidgetItem;
                m_table->setItem(at, column, item);
            }
            item->setText(cells[column]);
            item->setToolTip(cells[column]);
            if (column == kState)
                item->setIcon(isLate        ? theme().icon(u"breached"_s, theme().red)
                              : task.doneAt ? theme().icon(u"check"_s, theme().green)
                                            : QIcon());
            item->setForeground(task.doneAt                                           ? theme().dim
                                : isLate && column == kState                          ? theme().red
                                : owner.isEmpty() && column == kOwner && !task.doneAt ? theme().amber
                                                                                      : theme().text);
        }
    }
    if (m_table->rowCount() > 0)
        m_table->selectRow(std::clamp(row, 0, m_table->rowCount() - 1));
}

const Task *RecoveryForm::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && size_t(row) < m_plan.actions.size() ? &m_plan.actions[size_t(row)] : nullptr;
}

FactId RecoveryForm::chosenTask() const
{
    const Task *task = chosen();
    return task ? task->id : FactId{};
}

void RecoveryForm::nextCustomer()
{
    const std::vector<CustomerId> known = candidates();
    if (known.size() < 2)
        return say(tr("There is no other customer that is hit."), false);
    const auto here = std::ranges::find(known, m_customer);
    m_customer = here == known.end() || here + 1 == known.end() ? known.front() : *(here + 1);
    endTask();
    say({}, false);
    refresh();
}

void RecoveryForm::begin(Side side, const Task *changed)
{
    if (m_customer.isNull())
        return say(tr("No customer is known to be hit. Link tickets to the incident first."), true);
    m_isAsking = true;
    m_side = side;
    m_changed = changed ? std::optional(*changed) : std::nullopt;
    m_askTitle->setText(side == Side::Ours ? tr("Ours") : tr("Theirs"));
    m_text->setText(changed ? changed->text : QString());
    m_owner->setText(changed ? views::recoveryOwner(*changed, m_nameOf) : QString());
    m_dueBefore = changed && changed->due ? fixedWhen(*changed->due) : QString();
    m_due->setText(m_dueBefore);
    restoreDraft();
    say(side == Side::Ours
            ? tr("The owner is one of us, by name. Enter writes it down, Esc leaves it for later.")
            : tr("The owner is somebody at %1. Enter writes it down, Esc leaves it for later.")
                  .arg(m_plan.name),
        false);
    m_ask->show();
    m_text->setFocus(Qt::OtherFocusReason);
}

void RecoveryForm::submit()
{
    if (!m_isAsking)
        return;
    incident::TaskWritten written;
    if (m_changed)
        written.task = m_changed->id;
    written.text = m_text->text().trimmed();
    written.customer = m_customer;
    written.side = m_side;
    if (written.text->isEmpty())
        return fail(tr("Say what is to be done."));
    if (const auto owner = readOwner(written); !owner)
        return fail(views::sentence(owner.error().detail));
    if (const auto due = readDue(written); !due)
        return fail(views::sentence(due.error().detail));
    m_answered = m_keeper->key();
    emit ordered(written);
}

Result<void> RecoveryForm::readOwner(incident::TaskWritten &written) const
{
    const QString typed = m_owner->text().simplified();
    if (m_side == Side::Theirs) {
        written.theirOwner = typed;
        return {};
    }
    if (typed.isEmpty()) {
        if (m_changed)
            written.owner = PersonId{};
        return {};
    }
    std::vector<PersonId> fitting;
    for (auto person = m_people.cbegin(); person != m_people.cend(); ++person) {
        if (person.value().compare(typed, Qt::CaseInsensitive) == 0) {
            written.owner = person.key();
            return {};
        }
        if (person.value().startsWith(typed, Qt::CaseInsensitive))
            fitting.push_back(person.key());
    }
    if (fitting.size() == 1) {
        written.owner = fitting.front();
        return {};
    }
    return Error{
        Fault::BadInput,
        fitting.empty()
            ? tr("nobody here is called \"%1\"; an owner at the customer stands on their side").arg(typed)
            : tr("\"%1\" fits several people; write the whole name").arg(typed)};
}

Result<void> RecoveryForm::readDue(incident::TaskWritten &written) const
{
    const QString typed = m_due->text().trimmed();
    if (typed.isEmpty() || typed == m_dueBefore)
        return {}; // as it was
    const auto at = views::readWhen(typed, {m_now, localZone(), views::WhenSide::Future});
    if (!at)
        return at.error();
    written.due = *at;
    return {};
}

void RecoveryForm::toggleDone()
{
    const Task *task = chosen();
    if (!task)
        return say(tr("No action is chosen."), true);
    incident::TaskWritten written;
    written.task = task->id;
    written.isDone = !task->doneAt.has_value();
    emit ordered(written);
}

void RecoveryForm::exportFile()
{
    if (!m_dialogs || m_customer.isNull() || m_plan.actions.empty())
        return say(tr("There is nothing to export yet: agree on an action first."), true);
    QStringList others;
    for (auto customer = m_customers.cbegin(); customer != m_customers.cend(); ++customer) {
        if (customer.key() != m_customer && customer.value() != m_plan.name)
            others += customer.value();
    }
    const QStringList obstacles = views::recoveryObstacles(m_plan, others, m_led.rules().internalNames);
    if (!obstacles.isEmpty())
        return say(obstacles.join(u' ') + u' ' + tr("Change it before the customer gets the plan."), true);
    const QString text = views::recoveryDocument(m_plan, m_led.incident.number, m_nameOf, m_now);
    m_dialogs->saveFile(
        {tr("Export the recovery plan"),
         {},
         tr("PDF (*.pdf);;Markdown (*.md)"),
         m_led.incident.number + u"-recovery-plan.pdf"_s},
        [this, text](const QString &path) {
            if (path.isEmpty())
                return;
            const auto written = [this, path, name = m_plan.name](const QString &problem) {
                say(problem.isEmpty() ? tr("The plan for %1 is in %2.").arg(name, path) : problem,
                    !problem.isEmpty());
            };
            if (path.endsWith(u".md"_s, Qt::CaseInsensitive))
                return m_files.write(path, text.toUtf8(), written);
            m_files.write(path, pdfOf(text, tr("Recovery plan with %1").arg(m_plan.name)), written);
        });
}

void RecoveryForm::keepDraft()
{
    const bool isEmpty = m_text->text().isEmpty() && m_owner->text().isEmpty() && m_due->text().isEmpty();
    m_keeper->change(isEmpty ? QByteArray()
                             : canonicalJson({{u"text"_s, m_text->text()},
                                              {u"owner"_s, m_owner->text()},
                                              {u"due"_s, m_due->text()}}));
}

/// What was typed for this action and not written down yet.
void RecoveryForm::restoreDraft()
{
    const QString task = m_changed              ? m_changed->id.toString()
                         : m_side == Side::Ours ? u"ours"_s
                                                : u"theirs"_s;
    m_keeper->setKey(
        u"draft.recovery.%1.%2.%3"_s.arg(m_led.incident.id.toString(), m_customer.toString(), task));
    const auto draft = parseJsonObject(m_keeper->stored());
    if (!draft)
        return;
    m_text->setText(draft->value(u"text"_s).toString());
    m_owner->setText(draft->value(u"owner"_s).toString());
    m_due->setText(draft->value(u"due"_s).toString());
}

void RecoveryForm::endTask()
{
    m_keeper->flush();
    m_isAsking = false;
    m_changed.reset();
    m_ask->hide();
}

void RecoveryForm::takeFocus()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void RecoveryForm::fail(const QString &sentence)
{
    m_answered.clear();
    say(sentence, true);
}

void RecoveryForm::done()
{
    const QString answered = std::exchange(m_answered, {});
    if (!answered.isEmpty() && answered == m_keeper->key()) {
        m_keeper->forget();
        endTask();
    }
    if (!m_open)
        return;
    say(tr("It is in the record."), false);
    if (!m_isAsking)
        takeFocus();
}

void RecoveryForm::close()
{
    endTask();
    m_open = false;
    emit closed();
}

void RecoveryForm::say(const QString &sentence, bool isWrong)
{
    m_told->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_told->setText(sentence);
}

bool RecoveryForm::onKey(int key)
{
    switch (key) {
    case Qt::Key_N:
        begin(Side::Ours, nullptr);
        return true;
    case Qt::Key_T:
        begin(Side::Theirs, nullptr);
        return true;
    case Qt::Key_C:
        nextCustomer();
        return true;
    case Qt::Key_E:
        exportFile();
        return true;
    case Qt::Key_Space:
        toggleDone();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const Task *task = chosen())
            begin(task->side, task);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

/// The colours of the cells are those of the theme in force.
void RecoveryForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_open)
        fillTable(chosenTask());
}

/// The page's own keys are those of the room behind: none of them while this lies over it.
bool RecoveryForm::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->modifiers() || key->modifiers() == Qt::ShiftModifier) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->modifiers() && onKey(key->key()))
            return true;
    }
    return QWidget::event(event);
}

bool RecoveryForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_table)
        return (!key->modifiers() && onKey(key->key())) || QWidget::eventFilter(watched, event);
    if (isEnter) {
        submit();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        endTask();
        say({}, false);
        takeFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
