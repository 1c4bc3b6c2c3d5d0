// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/creditform.h"

#include "models/base/amount.h"
#include "models/base/json.h"
#include "models/views/casetext.h"
#include "models/views/whentext.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableWidget>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::Credit;
using views::CreditColumn;

namespace {

constexpr int kWidths[views::kCreditColumns] = {0, 96, 190, 150, 100, 100, 100, 140, 106};

/// "13:05 .. 14:10", "13:05 ..", ".. 14:10": the ends of a downtime; an end that is left out stays as the
/// record says.
Result<std::pair<std::optional<Instant>, std::optional<Instant>>> readSpan(const QString &text, Instant now)
{
    std::pair<std::optional<Instant>, std::optional<Instant>> span;
    const qsizetype dots = text.indexOf(u".."_s);
    if (dots < 0)
        return Error{Fault::BadInput,
                     CreditForm::tr("write from when to when, as in 13:05 .. 14:10 UTC; or \"not hit\"")};
    const views::WhenFrame frame{now, localZone(), views::WhenSide::Past};
    const auto read = [&](const QString &end, std::optional<Instant> &into) -> Result<void> {
        if (end.isEmpty())
            return {};
        const auto at = views::readWhen(end, frame);
        if (!at)
            return at.error();
        into = *at;
        return {};
    };
    if (const auto from = read(text.left(dots).trimmed(), span.first); !from)
        return from.error();
    if (const auto to = read(text.mid(dots + 2).trimmed(), span.second); !to)
        return to.error();
    return span;
}

} // namespace

CreditForm::CreditForm(views::Desk &desk, QWidget *parent) : SheetForm(u"credits"_s, desk, parent)
{
    build();
}

void CreditForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap * 2);
    m_authority = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
    m_authority->setObjectName(u"credits.authority"_s);
    QStringList heads;
    for (int each = 0; each < views::kCreditColumns; ++each)
        heads += views::creditColumnTitle(CreditColumn(each));
    setUpTable(tr("Credits by customer"), heads, 0);
    for (int each = 1; each < views::kCreditColumns; ++each)
        m_table->setColumnWidth(each, kWidths[each]);
    m_totals = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this);
    m_totals->setObjectName(u"credits.totals"_s);
    m_trace = new QPlainTextEdit(this);
    m_trace->setObjectName(u"credits.trace"_s);
    m_trace->setAccessibleName(tr("Why this figure"));
    m_trace->setReadOnly(true);
    m_trace->setTabChangesFocus(true);
    m_trace->installEventFilter(this);
    m_authority->setWordWrap(true);
    m_totals->setWordWrap(true);
    m_value = addField(u"value"_s, tr("Amount"), 1);
    m_reason = addField(u"reason"_s, tr("Reason"), 2);
    column->addWidget(m_title);
    column->addWidget(m_authority);
    column->addWidget(m_empty);
    column->addWidget(m_table, 3);
    column->addWidget(m_totals);
    column->addWidget(
        new ToneLabel(tr("Why this figure"), ToneLabel::Tone::Dim, ToneLabel::Face::Small, this));
    column->addWidget(m_trace, 2);
    column->addWidget(m_ask);
    column->addWidget(m_told);
    QWidget *buttons = addButtons();
    addButton(buttons, tr("Export"), u"e"_s, ButtonKind::Normal, u"export"_s, [this] { exportFile(); });
    addButton(buttons, tr("Downtime"), u"d"_s, ButtonKind::Normal, u"downtime"_s,
              [this] { begin(Task::Downtime); });
    addButton(buttons, tr("Refuse"), u"r"_s, ButtonKind::Normal, u"refuse"_s,
              [this] { begin(Task::Refuse); });
    addButton(buttons, tr("Approve"), u"a"_s, ButtonKind::Normal, u"approve"_s, [this] { approve(); });
    addButton(buttons, tr("Propose"), u"p"_s, ButtonKind::Primary, u"propose"_s,
              [this] { begin(Task::Propose); });
    column->addWidget(buttons);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &CreditForm::showLine);
}

void CreditForm::open(const RoomView &view, const views::Affected &affected)
{
    opened(view, affected);
    if (m_table->rowCount() > 0 && chosenRow() < 0)
        m_table->selectRow(0);
    showLine();
}

void CreditForm::setAllArr(std::map<QString, qint64> allArr)
{
    m_allArr = std::move(allArr);
    if (isOpen())
        refresh();
}

void CreditForm::refresh()
{
    m_title->setText(tr("Credits of %1: %2").arg(m_led.incident.number, m_led.incident.title));
    QStringList levels;
    for (const policy::ApprovalLevel *level : incident::levelsOf(m_led.incident, terms(), m_me))
        levels += level->name;
    m_authority->setText(
        tr("%1, version %2. %3")
            .arg(terms().title, QString::number(terms().version),
                 levels.isEmpty()
                     ? tr("You hold no role of this incident that is a level of approval: you may propose.")
                     : tr("You act as %1.").arg(levels.join(u", "_s))));
    views::CreditSheet sheet = views::creditSheet(m_led, m_affected, m_allArr, m_now);
    const bool isSame = sheet == m_sheet && m_table->rowCount() == int(sheet.lines.size());
    const CustomerId chosen = chosenCustomer();
    m_sheet = std::move(sheet);
    if (!isSame)
        fillTable(chosen);
    m_totals->setText(views::creditTotalTexts(m_sheet).join(u'\n'));
    QString missing;
    if (m_sheet.lines.empty())
        missing =
            tr("No customer is known to be hit. Link tickets first: in the queue, mark them and press l; "
               "then this table says who is owed what.");
    else if (std::ranges::any_of(m_sheet.lines,
                                 [](const views::CreditLine &each) { return !each.arr.has_value(); }))
        missing =
            tr("Where the ARR is not known, neither is the credit: write it down on the page Customers.");
    m_empty->setText(missing);
    m_empty->setVisible(!missing.isEmpty());
}

void CreditForm::fillTable(CustomerId chosen)
{
    const views::CreditLine *kept = lineOf(chosen);
    const int row = kept ? int(kept - m_sheet.lines.data()) : chosenRow();
    {
        const QSignalBlocker quiet(m_table);
        m_table->setRowCount(int(m_sheet.lines.size()));
        for (int at = 0; at < m_table->rowCount(); ++at) {
            const views::CreditLine &each = m_sheet.lines[size_t(at)];
            const bool isUnknown = each.figure.kind == credit::Figure::Kind::Unknown;
            for (int column = 0; column < views::kCreditColumns; ++column) {
                const QString text = views::creditCell(each, CreditColumn(column), terms());
                QTableWidgetItem *item = cell(at, column, text);
                const bool isAmber = isUnknown && CreditColumn(column) == CreditColumn::Computed;
                item->setForeground(isAmber ? theme().amber : theme().text);
            }
        }
        if (m_table->rowCount() > 0)
            m_table->selectRow(std::clamp(row, 0, m_table->rowCount() - 1));
    }
    showLine();
}

const views::CreditLine *CreditForm::line() const
{
    const int row = chosenRow();
    return row >= 0 && size_t(row) < m_sheet.lines.size() ? &m_sheet.lines[size_t(row)] : nullptr;
}

const views::CreditLine *CreditForm::lineOf(CustomerId customer) const
{
    const auto found = std::ranges::find(m_sheet.lines, customer, &views::CreditLine::customer);
    return found == m_sheet.lines.end() ? nullptr : &*found;
}

CustomerId CreditForm::chosenCustomer() const
{
    const views::CreditLine *chosen = line();
    return chosen ? chosen->customer : CustomerId{};
}

void CreditForm::showLine()
{
    const views::CreditLine *chosen = line();
    const QString text =
        chosen ? views::creditTrace(*chosen, m_led, m_nameOf).join(u'\n') : tr("No line is chosen.");
    if (m_trace->toPlainText() != text)
        m_trace->setPlainText(text);
}

/// What comes next for the line: to propose, or to approve what is proposed.
void CreditForm::next()
{
    const views::CreditLine *chosen = line();
    if (chosen && chosen->credit && chosen->credit->state == Credit::State::Proposed)
        approve();
    else if (chosen && !(chosen->credit && chosen->credit->state == Credit::State::Approved))
        begin(Task::Propose);
}

void CreditForm::begin(Task task)
{
    const views::CreditLine *chosen = line();
    if (!chosen)
        return say(tr("No customer is chosen. Link tickets to the incident first."), true);
    if (task == Task::Refuse && !chosen->credit)
        return say(tr("Nothing is proposed for %1 yet.").arg(chosen->name), true);
    m_task = task;
    m_asked = chosen->customer;
    m_askedCredit = chosen->credit ? chosen->credit->fact : FactId{};
    m_value->setText({}); // not clear(), which would count as typed
    m_reason->setText({});
    m_value->setVisible(task != Task::Refuse);
    if (task == Task::Propose) {
        const bool isOwed = chosen->figure.kind == credit::Figure::Kind::Owed;
        m_askTitle->setText(tr("Credit for %1").arg(chosen->name));
        m_value->setAccessibleName(tr("Amount"));
        m_value->setPlaceholderText(tr("Amount, as in 1234.50 USD"));
        m_value->setText(isOwed ? amountText(chosen->figure.money.minor, chosen->figure.money.currency)
                                : QString());
        m_reason->setPlaceholderText(tr("Why, where it is another amount than the computed one"));
    } else if (task == Task::Refuse) {
        m_askTitle->setText(tr("Refuse the credit for %1").arg(chosen->name));
        m_reason->setPlaceholderText(tr("Why it is refused"));
    } else {
        m_askTitle->setText(tr("Downtime of %1").arg(chosen->name));
        m_value->setAccessibleName(tr("From when to when"));
        m_value->setPlaceholderText(tr("13:05 .. 14:10 UTC, \"not hit\", or \"as recorded\""));
        m_reason->setPlaceholderText(tr("Why it is another one than the incident's"));
    }
    restoreDraft();
    say(tr("Enter writes it down, Esc leaves it for later."), false);
    QLineEdit *first = task == Task::Refuse ? m_reason : m_value;
    ask(first);
    first->selectAll();
}

void CreditForm::submit()
{
    if (m_task == Task::None)
        return;
    if (m_task == Task::Refuse) {
        answer(incident::CreditJudged{m_askedCredit, false, {}, {}, m_reason->text().trimmed()});
        return;
    }
    const views::CreditLine *asked = lineOf(m_asked);
    if (!asked)
        return fail(tr("No ticket of this customer is linked any more. Link one again, or leave with Esc."));
    if (m_task == Task::Propose)
        submitPropose(*asked);
    else
        submitDowntime(*asked);
}

void CreditForm::submitPropose(const views::CreditLine &asked)
{
    const auto amount = readAmount(m_value->text(), asked.arr ? asked.arr->currency : QString());
    if (!amount)
        return fail(views::sentence(amount.error().detail));
    if (asked.arr && asked.arr->currency != amount->currency)
        return fail(
            tr("The contract of %1 is in %2; write the amount in it.").arg(asked.name, asked.arr->currency));
    incident::CreditProposed proposed;
    proposed.customer = asked.customer;
    proposed.name = asked.name;
    proposed.tier = asked.tier;
    proposed.amount = amount->minor;
    proposed.currency = amount->currency;
    if (asked.arr)
        proposed.arr = asked.arr->minor;
    proposed.reason = m_reason->text().trimmed();
    answer(proposed);
}

void CreditForm::submitDowntime(const views::CreditLine &asked)
{
    incident::DowntimeSet set;
    set.customer = asked.customer;
    set.name = asked.name;
    set.reason = m_reason->text().trimmed();
    const QString text = m_value->text().trimmed();
    set.isHit = text.compare(tr("not hit"), Qt::CaseInsensitive) != 0;
    if (set.isHit && text.compare(tr("as recorded"), Qt::CaseInsensitive) != 0) {
        const auto span = readSpan(text, m_now);
        if (!span)
            return fail(views::sentence(span.error().detail));
        std::tie(set.from, set.to) = *span;
    }
    answer(set);
}

void CreditForm::approve()
{
    const views::CreditLine *chosen = line();
    if (!chosen || !chosen->credit)
        return say(tr("Nothing is proposed here yet. Press p to propose a credit."), true);
    endTask();
    emit ordered(incident::CreditJudged{chosen->credit->fact, true, {}, {}, {}});
}

void CreditForm::keepDraft()
{
    QJsonObject draft;
    if (m_value->isModified()) // an amount that nobody touched is worked out anew
        draft.insert(u"value"_s, m_value->text());
    if (!m_reason->text().isEmpty())
        draft.insert(u"reason"_s, m_reason->text());
    m_keeper->change(draft.isEmpty() ? QByteArray() : canonicalJson(draft));
}

/// What was typed for this question and not written down yet.
void CreditForm::restoreDraft()
{
    static const QString kTasks[] = {u"none"_s, u"propose"_s, u"refuse"_s, u"downtime"_s};
    m_keeper->setKey(u"draft.credit.%1.%2.%3"_s.arg(m_led.incident.id.toString(), m_asked.toString(),
                                                    kTasks[size_t(m_task)]));
    const auto draft = parseJsonObject(m_keeper->stored());
    if (!draft)
        return;
    if (draft->contains(u"value"_s)) {
        m_value->setText(draft->value(u"value"_s).toString());
        m_value->setModified(true);
    }
    m_reason->setText(draft->value(u"reason"_s).toString());
}

void CreditForm::exportFile()
{
    if (!m_dialogs || m_sheet.lines.empty())
        return say(tr("There is nothing to export yet."), true);
    m_dialogs->saveFile({tr("Export the credits"),
                         {},
                         tr("Table (*.csv);;Markdown (*.md)"),
                         m_led.incident.number + u"-credits.csv"_s},
                        [this](const QString &path) {
                            if (path.isEmpty())
                                return;
                            const bool isMarkdown = path.endsWith(u".md"_s, Qt::CaseInsensitive);
                            const QByteArray content =
                                isMarkdown ? views::creditsMarkdown(m_sheet, m_led, m_nameOf, m_now).toUtf8()
                                           : views::creditsCsv(m_sheet, m_led, m_nameOf);
                            m_files.write(path, content, [this, path](const QString &problem) {
                                say(problem.isEmpty() ? tr("The credits are in %1.").arg(path) : problem,
                                    !problem.isEmpty());
                            });
                        });
}

bool CreditForm::onKey(int key)
{
    switch (key) {
    case Qt::Key_P:
        begin(Task::Propose);
        return true;
    case Qt::Key_A:
        approve();
        return true;
    case Qt::Key_R:
        begin(Task::Refuse);
        return true;
    case Qt::Key_D:
        begin(Task::Downtime);
        return true;
    case Qt::Key_E:
        exportFile();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        next();
        return true;
    default:
        return false;
    }
}

} // namespace muster::ui
