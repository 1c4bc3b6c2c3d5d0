// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/recoveryform.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "models/views/whentext.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/pdffile.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QLineEdit>
#include <QTableWidget>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::Side;
using incident::Task;

namespace {

constexpr int kSide = 0, kAction = 1, kOwner = 2, kState = 3, kColumns = 4;

} // namespace

RecoveryForm::RecoveryForm(views::Desk &desk, QWidget *parent) : SheetForm(u"recovery"_s, desk, parent)
{
    build();
}

void RecoveryForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap * 2);
    m_summary = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this);
    m_summary->setObjectName(u"recovery.summary"_s);
    setUpTable(tr("Actions of the recovery plan"), {tr("Side"), tr("Action"), tr("Owner"), tr("State")},
               kAction);
    m_table->setColumnWidth(kSide, 100);
    m_table->setColumnWidth(kOwner, 190);
    m_table->setColumnWidth(kState, 230);
    m_summary->setWordWrap(true);
    m_text = addField(u"text"_s, tr("What is to be done"), 4);
    m_owner = addField(u"owner"_s, tr("Who owns it"), 2);
    m_due = addField(u"due"_s, tr("By when: +3d, tomorrow 17:00"), 2);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addWidget(m_ask);
    column->addWidget(m_told);
    QWidget *buttons = addButtons();
    addButton(buttons, tr("Next customer"), u"c"_s, ButtonKind::Normal, u"next"_s,
              [this] { nextCustomer(); });
    addButton(buttons, tr("Export"), u"e"_s, ButtonKind::Normal, u"export"_s, [this] { exportFile(); });
    addButton(buttons, tr("Close or open"), tr("Space"), ButtonKind::Normal, u"done"_s,
              [this] { toggleDone(); });
    addButton(buttons, tr("Change"), tr("Enter"), ButtonKind::Normal, u"change"_s, [this] {
        if (const Task *task = chosen())
            begin(task->side, task);
    });
    addButton(buttons, tr("Add theirs"), u"t"_s, ButtonKind::Normal, u"addTheirs"_s,
              [this] { begin(Side::Theirs, nullptr); });
    addButton(buttons, tr("Add ours"), u"n"_s, ButtonKind::Primary, u"addOurs"_s,
              [this] { begin(Side::Ours, nullptr); });
    column->addWidget(buttons);
}

void RecoveryForm::setCustomers(const std::vector<customer::Customer> &all)
{
    m_customers.clear();
    for (const customer::Customer &customer : all)
        m_customers.insert(customer.id, customer.name);
    if (isOpen())
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
    m_customer = {};
    opened(view, affected);
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
    std::vector<QStringList> cells;
    cells.reserve(m_plan.actions.size());
    for (const Task &task : m_plan.actions)
        cells.push_back(cellsOf(task));
    if (cells == m_cells && chosenTask() == kept)
        return; // a second went by
    m_cells = std::move(cells);
    fillTable(kept);
}

/// By column; what is late or done stands in its state.
QStringList RecoveryForm::cellsOf(const Task &task) const
{
    const QString owner = views::recoveryOwner(task, m_nameOf);
    return {task.side == Side::Ours ? tr("Ours") : tr("Theirs"), task.text,
            owner.isEmpty() ? tr("nobody yet") : owner, views::recoveryStateText(task, m_now)};
}

void RecoveryForm::fillTable(FactId kept)
{
    const auto place = std::ranges::find(m_plan.actions, kept, &Task::id);
    const int row = place == m_plan.actions.end() ? chosenRow() : int(place - m_plan.actions.begin());
    m_table->setRowCount(int(m_plan.actions.size()));
    for (int at = 0; at < m_table->rowCount(); ++at) {
        const Task &task = m_plan.actions[size_t(at)];
        const QStringList &cells = m_cells[size_t(at)];
        const bool isUnowned = views::recoveryOwner(task, m_nameOf).isEmpty();
        const bool isLate = views::isOverdue(task, m_now);
        for (int column = 0; column < kColumns; ++column) {
            QTableWidgetItem *item = cell(at, column, cells[column]);
            if (column == kState)
                item->setIcon(isLate        ? theme().icon(u"breached"_s, theme().red)
                              : task.doneAt ? theme().icon(u"check"_s, theme().green)
                                            : QIcon());
            item->setForeground(task.doneAt                                     ? theme().dim
                                : isLate && column == kState                    ? theme().red
                                : isUnowned && column == kOwner && !task.doneAt ? theme().amber
                                                                                : theme().text);
        }
    }
    if (m_table->rowCount() > 0)
        m_table->selectRow(std::clamp(row, 0, m_table->rowCount() - 1));
}

const Task *RecoveryForm::chosen() const
{
    const int row = chosenRow();
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
    ask(m_text);
}

void RecoveryForm::submit()
{
    if (!isAsking())
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
    answer(written);
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
    default:
        return false;
    }
}

} // namespace muster::ui
