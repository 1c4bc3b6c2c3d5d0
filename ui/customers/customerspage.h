// SPDX-License-Identifier: GPL-3.0-or-later
// Customers and people: who they are, what they need to be told apart by, and what is open for them. Reads
// them when it is shown and when tickets change. Window thread; owned by the shell.
#pragma once

#include "ui/customers/opentickets.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QTabWidget;
class QTableWidget;

namespace muster::ui {

class RecordPane;
class SectionHeader;

class CustomersPage final : public Page
{
    Q_OBJECT
public:
    explicit CustomersPage(views::Desk &desk, QWidget *parent = nullptr);

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &saved) override;

    void load(); ///< reads everything anew; what is typed stays
    RecordPane &customers() { return *m_customers; }
    RecordPane &people() { return *m_people; }

signals:
    /// To the queue with this filter; `ticket` is the one that was chosen, null for none.
    void queueWanted(const QString &filter, muster::TicketId ticket);
    /// To the search over all tickets, also closed ones, with these words.
    void searchWanted(const QString &words);
    /// A customer or person was saved: other pages may show its name.
    void saved();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildCustomerForm();
    void buildPersonForm();
    void addCommands(ActionRegistry &registry, RecordPane &pane, const QString &name, const QString &group,
                     const QString &newText);
    void loadQueue();
    void loadCustomers();
    void loadPeople();
    void refresh();
    void showTickets();
    void toQueue();
    void toSearch();
    void saveCustomer(const QHash<QString, QString> &changes);
    void savePerson(const QHash<QString, QString> &changes);
    RecordPane &front() const;

    views::Desk &m_desk;
    OpenTickets m_open;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    std::optional<std::vector<customer::Customer>> m_knownCustomers;
    std::optional<std::vector<people::Person>> m_knownPeople;
    std::vector<views::QueueChange> m_early; ///< changes that came before the snapshot they belong to
    bool m_loading = false;
    bool m_wasShown = false;
    QTimer m_wait; ///< a burst of changes is shown once
    QTabWidget *m_tabs = nullptr;
    RecordPane *m_customers = nullptr, *m_people = nullptr;
    SectionHeader *m_ticketsHead = nullptr;
    QTableWidget *m_tickets = nullptr;
};

} // namespace muster::ui
