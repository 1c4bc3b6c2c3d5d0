// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the two tabs of the page: columns, fields and the list of open tickets.
#include "ui/customers/contactstable.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/recorddelegate.h"
#include "ui/customers/recordpane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"

#include <QComboBox>
#include <QCompleter>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QTableWidget *makeTicketList(QWidget *parent)
{
    auto *list = new QTableWidget(0, 4, parent);
    list->setObjectName(u"customer.tickets"_s);
    list->setAccessibleName(CustomersPage::tr("Open tickets"));
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setSelectionBehavior(QAbstractItemView::SelectRows);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setShowGrid(false);
    list->setTabKeyNavigation(false);
    list->setWordWrap(false);
    list->horizontalHeader()->hide();
    list->verticalHeader()->hide();
    list->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    list->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    list->setItemDelegate(new RecordDelegate(2, list));
    list->setColumnWidth(0, 44);
    list->setColumnWidth(1, 138);
    list->setColumnWidth(3, 140);
    list->setMinimumHeight(6 * Theme::rowHeight);
    return list;
}

QStringList zoneNames()
{
    QStringList names;
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids)
        names.append(QString::fromLatin1(id));
    return names;
}

} // namespace

void CustomersPage::build()
{
    auto *whole = columnLayout(this, 0);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"customers.tabs"_s);
    m_tabs->setDocumentMode(true);
    whole->addWidget(m_tabs);
    buildCustomerForm();
    buildPersonForm();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (!m_tabs->tabBar()->hasFocus())
            takeFocus();
    });
    m_tabs->addTab(m_customers, tr("Customers"));
    m_tabs->addTab(m_people, tr("People"));
}

void CustomersPage::buildCustomerForm()
{
    RecordTexts texts;
    texts.name = u"customer"_s;
    texts.icon = u"customers"_s;
    texts.columns = {tr("Customer"),        tr("Tier"),       tr("ARR"),
                     tr("Account manager"), tr("Churn risk"), tr("Open")};
    texts.widths = {92, 124, 132, 88, 60};
    texts.numeric = {2, 5};
    texts.filterHint = tr("Filter customers");
    texts.newTitle = tr("New customer");
    texts.emptyTitle = tr("No customers yet");
    texts.emptySentence = tr("Customers come with imported tickets and with new ones, or are made here.");
    texts.fresh = {{u"churn_risk"_s, customer::churnRiskName(customer::ChurnRisk::Unknown)}};
    m_customers = new RecordPane(m_desk, texts, this);
    RecordForm &form = m_customers->form();
    form.addLine(u"name"_s, tr("Name"));
    form.addChoice(u"tier"_s, tr("Tier"), {{QString(), tr("Not known")}});
    form.addLine(u"arr"_s, tr("ARR"), tr("A year's revenue, such as 120k EUR"));
    form.addLine(u"account_manager"_s, tr("Account manager"));
    RecordForm::Choices risks;
    for (const auto risk : {customer::ChurnRisk::Unknown, customer::ChurnRisk::Low,
                            customer::ChurnRisk::Medium, customer::ChurnRisk::High})
        risks.emplace_back(customer::churnRiskName(risk), churnRiskTitle(risk));
    form.addChoice(u"churn_risk"_s, tr("Churn risk"), risks);
    auto *contacts = new ContactsTable;
    form.addBlock(
        u"contacts"_s, tr("Contacts: type in a line, Delete removes it"), contacts,
        [contacts] { return contacts->text(); },
        [contacts](const QString &text) { contacts->setText(text); });
    connect(contacts, &ContactsTable::edited, &form, &RecordForm::edited);
    form.addText(u"notes"_s, tr("Notes"));
    m_ticketsHead = new SectionHeader(tr("Open tickets"), this);
    QPushButton *show = makeButton(tr("Show in the queue"), ButtonKind::Quiet, u"customer.toQueue"_s, this);
    connect(show, &QPushButton::clicked, this, &CustomersPage::toQueue);
    QPushButton *all =
        makeButton(tr("All tickets, also closed"), ButtonKind::Quiet, u"customer.toSearch"_s, this);
    connect(all, &QPushButton::clicked, this, &CustomersPage::toSearch);
    m_ticketsHead->addButton(show);
    m_ticketsHead->addButton(all);
    m_tickets = makeTicketList(this);
    m_tickets->installEventFilter(this);
    connect(m_tickets, &QTableWidget::cellDoubleClicked, this, &CustomersPage::toQueue);
    form.addBelow(m_ticketsHead);
    form.addBelow(m_tickets);
}

void CustomersPage::buildPersonForm()
{
    RecordTexts texts;
    texts.name = u"person"_s;
    texts.icon = u"users"_s;
    texts.columns = {tr("Person"),        tr("Role"),         tr("Skills"),
                     tr("Working hours"), tr("Availability"), tr("Open")};
    texts.widths = {76, 120, 160, 92, 60};
    texts.numeric = {5};
    texts.filterHint = tr("Filter people");
    texts.newTitle = tr("New person");
    texts.emptyTitle = tr("Nobody here yet");
    texts.emptySentence = tr("Tickets are assigned to people. Make the first one here.");
    texts.fresh = {{u"role"_s, u"agent"_s},
                   {u"availability"_s, people::availabilityName(people::Availability::Available)}};
    m_people = new RecordPane(m_desk, texts, this);
    RecordForm &form = m_people->form();
    form.addLine(u"name"_s, tr("Name"));
    form.addLine(u"email"_s, tr("E-mail"));
    RecordForm::Choices roles;
    for (const QString &role : {u"agent"_s, u"lead"_s, u"admin"_s, u"observer"_s, u"automation"_s})
        roles.emplace_back(role, roleTitle(role));
    form.addChoice(u"role"_s, tr("Role"), roles);
    form.addLine(u"skills"_s, tr("Skills"), tr("Apart by commas, such as billing, network"));
    QLineEdit *zone = form.addLine(u"zone"_s, tr("Time zone"), tr("Type a part of its name, as in Berlin"));
    auto *zones = new QCompleter(zoneNames(), zone);
    zones->setCaseSensitivity(Qt::CaseInsensitive);
    zones->setFilterMode(Qt::MatchContains);
    zone->setCompleter(zones);
    form.addLine(u"hours"_s, tr("Working hours"), tr("Mon–Thu 09:00–17:00, Fri 09:00–15:30"));
    RecordForm::Choices availabilities;
    for (const auto each :
         {people::Availability::Available, people::Availability::Busy, people::Availability::Away})
        availabilities.emplace_back(people::availabilityName(each), availabilityTitle(each));
    form.addChoice(u"availability"_s, tr("Availability"), availabilities);
    form.addLine(u"muted"_s, tr("Not told of"), tr("Occasions, apart by commas, such as SLA at risk"));
    form.addChoice(u"mail"_s, tr("Mail"),
                   {{QString(), tr("At any time")}, {kInHours, tr("In working hours")}});
}

} // namespace muster::ui
