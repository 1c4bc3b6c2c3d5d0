// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses a customer by typing, with completions; an unknown name becomes a new customer with tier and ARR
// asked for in place. Window thread; owned by the intake form.
#pragma once

#include "models/customer/customer.h"
#include "models/policy/policy.h"
#include "ui/intake/intakedraft.h"

#include <QWidget>

class QComboBox;
class QCompleter;
class QLineEdit;
class QStringListModel;

namespace muster::ui {

class ToneLabel;

class CustomerField final : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerField(QWidget *parent = nullptr);

    void setCustomers(std::vector<customer::Customer> customers);
    void setTiers(const std::vector<policy::Tier> &tiers);

    void setName(const QString &name, const NewCustomer &fresh);
    QString name() const;
    NewCustomer fresh() const;
    /// The customer of that name; null where none is named so.
    const customer::Customer *known() const;
    bool isNew() const { return !name().isEmpty() && !known(); }
    /// What to save for a new customer; BadInput where the ARR cannot be read.
    Result<customer::CustomerChanged> change() const;
    QLineEdit *edit() const { return m_name; }

signals:
    void changed();

private:
    void showState();

    std::vector<customer::Customer> m_customers;
    std::vector<policy::Tier> m_tiers;
    QLineEdit *m_name;
    QStringListModel *m_names;
    ToneLabel *m_state;
    QWidget *m_fresh;
    QComboBox *m_tier;
    QLineEdit *m_arr;
};

} // namespace muster::ui
