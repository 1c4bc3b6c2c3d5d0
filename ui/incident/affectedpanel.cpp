// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/affectedpanel.h"

#include "models/views/recoveryplan.h"
#include "ui/incident/incidentheader.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/moneytext.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QLocale>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kNamed = 5; ///< of the customers by ARR

} // namespace

AffectedPanel::AffectedPanel(QWidget *parent)
    : QWidget(parent), m_scope(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, this)),
      m_sums(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, this)),
      m_largest(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_overdue(new ToneLabel(ToneLabel::Tone::Red, ToneLabel::Face::Small, this)),
      m_plans(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this))
{
    setObjectName(u"incident.affected"_s);
    m_scope->setObjectName(u"incident.scope"_s);
    m_sums->setObjectName(u"incident.sums"_s);
    auto *column = columnLayout(this, Theme::gap / 2);
    auto *head = new SectionHeader(tr("Affected"), this);
    auto *plan = makeButton(tr("Recovery"), ButtonKind::Quiet, u"incident.openRecovery"_s, this);
    head->addButton(plan);
    connect(plan, &QPushButton::clicked, this, &AffectedPanel::recoveryWanted);
    auto *credits = makeButton(tr("Credits"), ButtonKind::Quiet, u"incident.openCredits"_s, this);
    head->addButton(credits);
    connect(credits, &QPushButton::clicked, this, &AffectedPanel::creditsWanted);
    column->addWidget(head);
    m_overdue->setObjectName(u"incident.plansOverdue"_s);
    m_plans->setObjectName(u"incident.plans"_s);
    for (ToneLabel *label : {m_scope, m_sums, m_largest, m_overdue, m_plans}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
}

void AffectedPanel::present(const RoomView &view)
{
    const incident::Scope &scope = view.incident().scope;
    QString text = scope.text;
    if (scope.sessionsPermille && !text.contains(u'%')) // else it was read off the text
        text += tr(" · %1 % of sessions").arg(QLocale().toString(*scope.sessionsPermille / 10.0));
    m_scope->setTone(text.isEmpty() ? ToneLabel::Tone::Amber : ToneLabel::Tone::Text);
    m_scope->setText(text.isEmpty() ? tr("Who is hit, and how, is not written down yet: /\u2060scope")
                                    : text);
    showPlans(view);
}

/// What is overdue in a recovery plan is said here, too, in red.
void AffectedPanel::showPlans(const RoomView &view)
{
    const auto nameOf = [this](CustomerId id) {
        const auto hit = std::ranges::find(m_hit.customers, id, &customer::Customer::id);
        return hit == m_hit.customers.end() ? tr("a customer") : hit->name;
    };
    QStringList late, others;
    for (const views::RecoveryPlan &plan : views::recoveryPlans(view.incident(), nameOf, view.now))
        (plan.overdue > 0 ? late : others) += views::recoverySummary(plan);
    m_overdue->setText(late.join(u'\n'));
    m_overdue->setVisible(!late.isEmpty());
    m_plans->setText(others.join(u'\n'));
    m_plans->setVisible(!others.isEmpty());
}

void AffectedPanel::setAffected(const views::Affected &affected)
{
    m_hit = affected;
    const QString sums = affectedText(affected);
    m_sums->setText(sums.isEmpty() ? tr("No tickets are linked. In the queue, mark them and press l.")
                                   : sums);
    QStringList names;
    for (size_t i = 0; i < std::min(kNamed, affected.customers.size()); ++i) {
        const customer::Customer &customer = affected.customers[i];
        names += customer.arr ? u"%1 (%2)"_s.arg(customer.name, moneyText(*customer.arr, QLocale()))
                              : customer.name;
    }
    if (affected.customers.size() > kNamed)
        names += tr("%1 more").arg(affected.customers.size() - kNamed);
    const QString tiers = views::tiersText(affected.tiers);
    m_largest->setText(tiers.isEmpty() ? names.join(u", "_s) : tiers + u'\n' + names.join(u", "_s));
}

void AffectedPanel::clear()
{
    setAffected({});
}

} // namespace muster::ui
