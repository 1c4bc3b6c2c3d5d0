// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/incidentheader.h"

#include "models/views/incidentdocuments.h"
#include "ui/incident/readout.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/moneytext.h"

#include <QLocale>
#include <QPainter>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::CadenceClock;

namespace {

Ink inkOf(CadenceClock::State state)
{
    switch (state) {
    case CadenceClock::State::Overdue:
        return Ink::Red;
    case CadenceClock::State::Warning:
        return Ink::Amber;
    case CadenceClock::State::Running:
        return Ink::Green;
    case CadenceClock::State::Stopped:
        break;
    }
    return Ink::Dim;
}

QString statusBadge(incident::Status status)
{
    switch (status) {
    case incident::Status::Investigating:
    case incident::Status::Identified:
        return u"red"_s;
    case incident::Status::Mitigated:
    case incident::Status::Monitoring:
        return u"amber"_s;
    case incident::Status::Resolved:
        return u"green"_s;
    case incident::Status::Closed:
        break;
    }
    return u"grey"_s;
}

/// Who holds the roles that the severity needs; true where nobody does.
std::vector<std::pair<QString, bool>> rolesOf(const RoomView &view)
{
    const policy::Severity *severity = view.rules().severity(view.incident().severity);
    std::vector<std::pair<QString, bool>> roles;
    for (const QString &role : severity ? severity->roles : QStringList()) {
        const policy::IncidentRole *known = view.rules().role(role);
        const PersonId holder = incident::holderOf(view.incident(), role);
        roles.emplace_back(u"%1: %2"_s.arg(known ? known->name : role, holder.isNull()
                                                                           ? IncidentHeader::tr("nobody")
                                                                           : view.nameOf(holder)),
                           holder.isNull() && incident::isRunning(view.incident().status));
    }
    return roles;
}

} // namespace

QString affectedText(const views::Affected &affected)
{
    QStringList parts;
    const QLocale locale;
    const auto count = [&locale](const QString &one, const QString &many, int number) {
        return number == 1 ? one : many.arg(locale.toString(number));
    };
    if (!affected.customers.empty())
        parts += count(IncidentHeader::tr("1 customer"), IncidentHeader::tr("%1 customers"),
                       int(affected.customers.size()));
    if (affected.tickets > 0)
        parts += count(IncidentHeader::tr("1 ticket"), IncidentHeader::tr("%1 tickets"), affected.tickets);
    for (const auto &[currency, minor] : affected.arrMinor)
        parts += IncidentHeader::tr("%1 ARR").arg(moneyText({minor, currency}, locale));
    return parts.join(u" · "_s);
}

IncidentHeader::IncidentHeader(QWidget *parent)
    : QWidget(parent), m_severity(new ChipLabel({}, u"grey"_s, u"flag"_s, this)),
      m_status(new ChipLabel({}, u"grey"_s, {}, this)), m_title(new ElidedLabel({}, this)),
      m_hit(new ElidedLabel({}, this)), m_here(new ElidedLabel({}, this)),
      m_hereIcon(new IconLabel(u"user"_s, 14, Ink::Blue, this)), m_who(new QHBoxLayout),
      m_elapsed(new Readout(tr("T+"), u"incident.elapsed"_s, this)),
      m_update(new Readout(tr("Next update"), u"incident.nextUpdate"_s, this)),
      m_brief(new Readout(tr("Next brief"), u"incident.nextBrief"_s, this))
{
    setObjectName(u"incident.header"_s);
    m_severity->setObjectName(u"incident.severity"_s);
    m_status->setObjectName(u"incident.status"_s);
    m_title->setObjectName(u"incident.title"_s);
    m_hit->setObjectName(u"incident.hit"_s);
    m_title->setFont(theme().title);
    m_hit->setInk(Ink::Dim);
    auto *row = rowLayout(this, Theme::gap * 2);
    row->setContentsMargins(Theme::gap * 2, Theme::gap, Theme::gap * 2, Theme::gap);
    auto *words = new QVBoxLayout;
    words->setSpacing(Theme::gap / 2);
    auto *first = new QHBoxLayout;
    first->setSpacing(Theme::gap);
    first->addWidget(m_severity);
    first->addWidget(m_status);
    first->addWidget(m_title, 1);
    words->addLayout(first);
    m_who->setSpacing(Theme::gap * 2);
    words->addLayout(m_who);
    auto *last = new QHBoxLayout;
    last->setSpacing(Theme::gap / 2);
    last->addWidget(m_hereIcon);
    last->addWidget(m_here);
    last->addSpacing(Theme::gap);
    last->addWidget(m_hit, 1);
    words->addLayout(last);
    m_here->setObjectName(u"incident.here"_s);
    setHere({}, false);
    row->addLayout(words, 1);
    for (Readout *readout : {m_brief, m_update, m_elapsed})
        row->addWidget(readout);
}

void IncidentHeader::present(const RoomView &view)
{
    const incident::Incident &incident = view.incident();
    if (m_shown != incident.id) {
        m_shown = incident.id;
        for (Readout *readout : {m_elapsed, m_update, m_brief})
            readout->reset();
        m_hit->setText({});
    }
    const policy::Severity *severity = view.rules().severity(incident.severity);
    m_severity->setChip(incident.severity, severity ? severity->badge : u"grey"_s, u"flag"_s);
    m_severity->setToolTip(severity ? severity->definition : QString());
    m_status->setChip(views::statusTitle(incident.status), statusBadge(incident.status));
    m_title->setText(incident.drill.isEmpty() ? incident.title : tr("DRILL: %1").arg(incident.title));
    showRoles(rolesOf(view));
    tick(view);
}

void IncidentHeader::showRoles(std::vector<std::pair<QString, bool>> roles)
{
    if (roles == m_roles)
        return;
    m_roles = std::move(roles);
    while (QLayoutItem *item = m_who->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &[text, isAlarm] : m_roles) {
        auto *label = new ElidedLabel(text, this);
        label->setObjectName(u"incident.who"_s);
        label->setInk(isAlarm ? Ink::Red : Ink::Text);
        m_who->addWidget(label);
    }
    m_who->addStretch(1);
}

void IncidentHeader::setAffected(const views::Affected &affected)
{
    m_hit->setText(affectedText(affected));
}

void IncidentHeader::setHere(const QString &text, bool isWriting)
{
    const Ink ink = isWriting ? Ink::Amber : Ink::Blue;
    m_here->setText(text);
    m_here->setInk(ink);
    m_hereIcon->setIcon(isWriting ? u"edit"_s : u"user"_s, ink);
    m_here->setVisible(!text.isEmpty());
    m_hereIcon->setVisible(!text.isEmpty());
}

void IncidentHeader::tick(const RoomView &view)
{
    const incident::Incident &incident = view.incident();
    const Instant end = incident.resolvedAt.value_or(view.now);
    m_elapsed->setCaption(incident.resolvedAt ? tr("Lasted") : tr("T+"));
    m_elapsed->setValue(views::countdownText(end - incident.declaredAt));
    const CadenceClock *next = nullptr;
    const auto clocks = incident::cadenceOf(incident, view.rules(), view.now);
    for (const CadenceClock &clock : clocks) {
        if (clock.state == CadenceClock::State::Stopped)
            continue;
        if (!next || clock.due < next->due)
            next = &clock;
    }
    const auto show = [&](Readout *readout, const CadenceClock *clock, const QString &caption) {
        readout->setVisible(clock != nullptr);
        if (!clock)
            return;
        readout->setCaption(clock->due < view.now ? tr("%1 overdue").arg(caption) : caption);
        readout->setValue(views::countdownText(clock->due - view.now), inkOf(clock->state));
    };
    const policy::Audience *audience = next ? view.rules().audience(next->audience) : nullptr;
    show(m_update, next, tr("Update: %1").arg(audience ? audience->name : QString()));
    const auto brief = incident::briefClock(incident, view.rules(), view.now);
    show(m_brief, brief ? &*brief : nullptr, tr("Brief"));
    if (const auto due = views::postMortemDue(incident, view.rules())) {
        m_brief->show();
        m_brief->setCaption(*due < view.now ? tr("Post-mortem overdue") : tr("Post-mortem due"));
        m_brief->setValue(views::countdownText(*due - view.now), *due < view.now ? Ink::Red : Ink::Amber);
    }
}

void IncidentHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().raised);
    painter.setPen(theme().line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace muster::ui
