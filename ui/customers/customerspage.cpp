// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customerspage.h"

#include "models/views/casetext.h"
#include "ui/actions/actionregistry.h"
#include "ui/customers/recordpane.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"

#include <QKeyEvent>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kRefreshMs = 200;

} // namespace

CustomersPage::CustomersPage(views::Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"customers"_s);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kRefreshMs);
    build();
    connect(&m_wait, &QTimer::timeout, this, &CustomersPage::refresh);
    connect(&m_desk, &views::Desk::policyChanged, this, [this] {
        if (m_wasShown)
            loadQueue();
    });
    connect(&m_desk, &views::Desk::queueChanged, this, [this](const views::QueueChange &change) {
        if (m_loading)
            return m_early.push_back(change);
        m_open.apply(change);
        if (m_wasShown)
            m_wait.start();
    });
    for (RecordPane *pane : {m_customers, m_people}) {
        connect(pane, &RecordPane::reloadWanted, this, &CustomersPage::load);
        connect(&pane->form(), &RecordForm::failed, this,
                [this](const QString &sentence) { emit notice(sentence, {}); });
    }
    connect(m_customers, &RecordPane::shown, this, &CustomersPage::showTickets);
    connect(&m_customers->form(), &RecordForm::saveWanted, this, &CustomersPage::saveCustomer);
    connect(&m_people->form(), &RecordForm::saveWanted, this, &CustomersPage::savePerson);
}

QString CustomersPage::pageKey() const
{
    return u"customers"_s;
}
QString CustomersPage::pageTitle() const
{
    return tr("Customers");
}
QString CustomersPage::pageIcon() const
{
    return u"customers"_s;
}

RecordPane &CustomersPage::front() const
{
    return m_tabs->currentWidget() == m_people ? *m_people : *m_customers;
}

void CustomersPage::takeFocus()
{
    front().takeFocus();
}

void CustomersPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!std::exchange(m_wasShown, true))
        loadQueue();
    loadCustomers();
    loadPeople();
}

void CustomersPage::load()
{
    loadQueue();
    loadCustomers();
    loadPeople();
}

void CustomersPage::loadQueue()
{
    if (std::exchange(m_loading, true))
        return;
    whenAnswered(m_desk.loadQueue(), this, [this](const Result<views::QueueSnapshot> &snapshot) {
        m_loading = false;
        const auto early = std::exchange(m_early, {});
        if (!snapshot)
            return; // the lists say what is wrong; the counts stay as they were
        m_open.load(*snapshot);
        for (const views::QueueChange &change : early)
            m_open.apply(change);
        m_policy = snapshot->policy;
        RecordForm::Choices tiers{{QString(), tr("Not known")}};
        for (const policy::Tier &tier : m_policy ? m_policy->policy().tiers : std::vector<policy::Tier>())
            tiers.emplace_back(tier.key, tier.name);
        m_customers->form().setChoices(u"tier"_s, tiers);
        refresh();
    });
}

void CustomersPage::loadCustomers()
{
    whenAnswered(m_desk.customers(), this, [this](const Result<std::vector<customer::Customer>> &answer) {
        if (!answer)
            return m_customers->setFailed(views::sentence(answer.error().detail));
        m_knownCustomers = *answer;
        refresh();
    });
}

void CustomersPage::loadPeople()
{
    whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &answer) {
        if (!answer)
            return m_people->setFailed(views::sentence(answer.error().detail));
        m_knownPeople = *answer;
        refresh();
    });
}

void CustomersPage::refresh()
{
    const std::vector<policy::Tier> tiers = m_policy ? m_policy->policy().tiers : std::vector<policy::Tier>();
    std::vector<Record> records;
    if (m_knownCustomers) {
        for (const customer::Customer &each : *m_knownCustomers)
            records.push_back(customerRecord(each, tiers, m_open.ofCustomer(each.id)));
        m_customers->setRecords(std::exchange(records, {}));
    }
    if (m_knownPeople) {
        const policy::ChannelRules channels =
            m_policy ? m_policy->policy().notifications : policy::ChannelRules();
        for (const people::Person &each : *m_knownPeople)
            records.push_back(personRecord(each, channels, m_open.ofPerson(each.id)));
        m_people->setRecords(std::move(records));
    }
    showTickets();
}

void CustomersPage::saveCustomer(const Values &changes)
{
    FieldProblem problem;
    const auto change = customerChange(changes, problem);
    if (!change)
        return m_customers->form().showProblem(problem);
    const auto id = CustomerId::parse(m_customers->form().id());
    whenAnswered(m_desk.saveCustomer(id, *change), this, [this](const Result<CustomerId> &answer) {
        if (!answer)
            return m_customers->form().showProblem({{}, views::sentence(answer.error().detail)});
        m_customers->saved(answer->toString());
        emit saved();
    });
}

void CustomersPage::savePerson(const Values &changes)
{
    FieldProblem problem;
    const auto change =
        personChange(changes, m_policy ? m_policy->policy().notifications : policy::ChannelRules(), problem);
    if (!change)
        return m_people->form().showProblem(problem);
    const auto id = PersonId::parse(m_people->form().id());
    whenAnswered(m_desk.savePerson(id, *change), this, [this](const Result<PersonId> &answer) {
        if (!answer)
            return m_people->form().showProblem({{}, views::sentence(answer.error().detail)});
        m_people->saved(answer->toString());
        emit saved();
    });
}

void CustomersPage::showTickets()
{
    const auto id = CustomerId::parse(m_customers->form().id());
    const std::vector<OpenTicket> tickets = id ? m_open.list(*id) : std::vector<OpenTicket>();
    const int current = m_tickets->currentRow();
    m_ticketsHead->setVisible(id.has_value());
    m_tickets->setVisible(!tickets.empty());
    m_ticketsHead->setRemark(tickets.empty() ? tr("none") : QString::number(tickets.size()));
    m_tickets->setRowCount(int(tickets.size()));
    for (int row = 0; row < m_tickets->rowCount(); ++row) {
        const OpenTicket &each = tickets[size_t(row)];
        const QStringList cells{each.priority, each.caseNumber, each.subject, each.status};
        for (int column = 0; column < 4; ++column)
            m_tickets->setItem(row, column, new QTableWidgetItem(cells[column]));
        m_tickets->item(row, 0)->setData(Qt::UserRole, each.ticket.toString());
    }
    if (m_tickets->rowCount() > 0)
        m_tickets->setCurrentCell(std::clamp(current, 0, m_tickets->rowCount() - 1), 0);
}

void CustomersPage::toQueue()
{
    const Record *customer = m_customers->model().record(m_customers->form().id());
    if (customer == nullptr)
        return;
    const QTableWidgetItem *chosen = m_tickets->item(m_tickets->currentRow(), 0);
    const auto ticket =
        chosen == nullptr ? std::nullopt : TicketId::parse(chosen->data(Qt::UserRole).toString());
    emit queueWanted(openTicketsFilter(customer->title), ticket.value_or(TicketId()));
}

void CustomersPage::toSearch()
{
    const Record *customer = m_customers->model().record(m_customers->form().id());
    if (customer != nullptr)
        emit searchWanted(customer->title);
}

bool CustomersPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tickets && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            toQueue();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void CustomersPage::addCommands(ActionRegistry &registry, RecordPane &pane, const QString &name,
                                const QString &group, const QString &newText)
{
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         const QString &icon, const QString &help, std::function<void()> run) {
        registry.add({name + u'.' + id, text, group, keys, Scope::Page, icon, help}, &pane, std::move(run));
    };
    const auto show = [this, &pane] {
        m_tabs->setCurrentWidget(&pane);
        emit raiseWanted();
    };
    add(u"new"_s, newText, {Qt::Key_N}, u"plus"_s, tr("What was typed elsewhere stays as a draft."),
        [&pane, show] {
            show();
            pane.makeNew();
        });
    add(u"filter"_s, tr("Filter the list"), {Qt::Key_Slash}, u"filter"_s, {}, [&pane, show] {
        show();
        pane.filter();
    });
    add(u"save"_s, tr("Save"), {QKeySequence(Qt::CTRL | Qt::Key_S)}, u"save"_s, {},
        [&pane] { pane.form().save(); });
    add(u"revert"_s, tr("Discard draft"), {}, u"undo"_s, tr("Back to what is saved."),
        [&pane] { pane.form().revert(); });
    add(u"reload"_s, tr("Read the list again"), {Qt::Key_F5}, u"refresh"_s, {}, [this] { load(); });
}

void CustomersPage::registerActions(ActionRegistry &registry)
{
    addCommands(registry, *m_customers, u"customer"_s, tr("Customers"), tr("New customer"));
    addCommands(registry, *m_people, u"person"_s, tr("People"), tr("New person"));
    registry.add({u"customer.queue"_s,
                  tr("Show the customer's open tickets"),
                  tr("Customers"),
                  {QKeySequence(Qt::CTRL | Qt::Key_Return)},
                  Scope::Page,
                  u"queue"_s,
                  tr("The queue, filtered to this customer.")},
                 m_customers, [this] { toQueue(); });
    registry.add({u"customer.search"_s,
                  tr("All tickets of the customer, also closed"),
                  tr("Customers"),
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return)},
                  Scope::Page,
                  u"search"_s,
                  tr("The search, with this customer's name.")},
                 m_customers, [this] { toSearch(); });
}

QByteArray CustomersPage::saveLayout() const
{
    return m_customers->splitter().saveState();
}

void CustomersPage::restoreLayout(const QByteArray &saved)
{
    for (RecordPane *pane : {m_customers, m_people})
        pane->splitter().restoreState(saved);
}

} // namespace muster::ui
