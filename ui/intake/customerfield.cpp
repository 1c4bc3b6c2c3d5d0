// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/customerfield.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/moneytext.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QLocale>
#include <QStringListModel>

namespace muster::ui {

using namespace Qt::StringLiterals;

CustomerField::CustomerField(QWidget *parent)
    : QWidget(parent), m_name(new QLineEdit(this)), m_names(new QStringListModel(this)),
      m_state(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)), m_fresh(new QWidget(this)),
      m_tier(new QComboBox(m_fresh)), m_arr(new QLineEdit(m_fresh))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap / 2);
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    layout->addWidget(m_fresh);
    auto *row = new QHBoxLayout(m_fresh);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_tier, 1);
    row->addWidget(m_arr, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setFocusProxy(m_name);
    m_name->setObjectName(u"intake.customer"_s);
    m_name->setAccessibleName(tr("Customer"));
    m_name->setPlaceholderText(tr("Name of the customer"));
    m_tier->setObjectName(u"intake.newCustomerTier"_s);
    m_tier->setAccessibleName(tr("Tier of the new customer"));
    m_arr->setObjectName(u"intake.newCustomerArr"_s);
    m_arr->setAccessibleName(tr("ARR of the new customer"));
    m_arr->setPlaceholderText(tr("ARR, such as 120k EUR (may stay empty)"));
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_name->setCompleter(completer);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        showState();
        emit changed();
    });
    connect(m_arr, &QLineEdit::textChanged, this, [this] {
        showState();
        emit changed();
    });
    connect(m_tier, &QComboBox::currentIndexChanged, this, &CustomerField::changed);
    showState();
}

void CustomerField::setCustomers(std::vector<customer::Customer> customers)
{
    m_customers = std::move(customers);
    QStringList names;
    for (const customer::Customer &each : m_customers)
        names.append(each.name);
    names.sort(Qt::CaseInsensitive);
    m_names->setStringList(names);
    showState();
}

void CustomerField::setTiers(const std::vector<policy::Tier> &tiers)
{
    if (tiers == m_tiers)
        return;
    m_tiers = tiers;
    const QSignalBlocker quiet(m_tier);
    m_tier->clear();
    m_tier->addItem(tr("Tier not known"), QString());
    for (const policy::Tier &each : tiers)
        m_tier->addItem(each.name, each.key);
}

void CustomerField::setName(const QString &name, const NewCustomer &fresh)
{
    m_name->setText(name);
    m_arr->setText(fresh.arr);
    m_tier->setCurrentIndex(std::max(0, m_tier->findData(fresh.tier)));
}

QString CustomerField::name() const
{
    return m_name->text().simplified();
}

NewCustomer CustomerField::fresh() const
{
    return {m_tier->currentData().toString(), m_arr->text().trimmed()};
}

const customer::Customer *CustomerField::known() const
{
    const QString wanted = name();
    const auto found =
        std::find_if(m_customers.begin(), m_customers.end(), [&wanted](const customer::Customer &each) {
            return each.name.compare(wanted, Qt::CaseInsensitive) == 0;
        });
    return found == m_customers.end() ? nullptr : &*found;
}

Result<customer::CustomerChanged> CustomerField::change() const
{
    customer::CustomerChanged change;
    change.name = name();
    const NewCustomer typed = fresh();
    if (!typed.tier.isEmpty())
        change.tier = typed.tier;
    if (!typed.arr.isEmpty()) {
        const auto money = parseMoney(typed.arr);
        if (!money)
            return money.error();
        change.arr = *money;
    }
    return change;
}

void CustomerField::showState()
{
    const customer::Customer *customer = known();
    m_fresh->setVisible(isNew());
    m_state->setVisible(!name().isEmpty());
    m_state->setTone(ToneLabel::Tone::Dim);
    if (!customer) {
        const bool readable = m_arr->text().isEmpty() || parseMoney(m_arr->text());
        m_state->setTone(readable ? ToneLabel::Tone::Blue : ToneLabel::Tone::Red);
        m_state->setText(readable ? tr("New customer, made together with the ticket")
                                  : views::sentence(parseMoney(m_arr->text()).error().detail));
        return;
    }
    QStringList about;
    for (const policy::Tier &tier : m_tiers) {
        if (tier.key == customer->tier)
            about.append(tier.name);
    }
    if (customer->arr)
        about.append(tr("ARR %1").arg(moneyText(*customer->arr, QLocale())));
    if (!customer->accountManager.isEmpty())
        about.append(tr("account manager %1").arg(customer->accountManager));
    m_state->setText(about.isEmpty() ? tr("Known customer") : about.join(u" · "_s));
}

} // namespace muster::ui
