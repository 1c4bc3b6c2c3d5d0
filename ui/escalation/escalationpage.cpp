// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/escalationpage.h"

#include "models/views/casetext.h"
#include "ui/escalation/escalationdelegate.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QEvent>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kRefreshMs = 50;

QString html(const std::vector<views::TextPart> &parts)
{
    const Theme &look = theme();
    QString text;
    for (const views::TextPart &part : parts) {
        text += u"<p style='margin-bottom:2px; color:%1'><b>%2</b></p>"_s.arg(look.dim.name(),
                                                                              part.title.toHtmlEscaped());
        for (const QString &line : part.lines)
            text += u"<p style='margin-top:0; margin-bottom:4px; white-space:pre-wrap'>%1</p>"_s.arg(
                line.toHtmlEscaped());
    }
    return text;
}

} // namespace

EscalationPage::EscalationPage(views::Desk &desk, views::EscalationDesk &escalations, QWidget *parent)
    : Page(parent), m_desk(desk), m_escalations(escalations), m_model(new views::EscalationModel(this)),
      m_delegate(new EscalationDelegate(*m_model, this)), m_list(new QListView(this)),
      m_text(new QTextBrowser(this)),
      m_line(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this)),
      m_split(new QSplitter(Qt::Horizontal, this)), m_stack(new QStackedWidget(this))
{
    setObjectName(u"escalations"_s);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kRefreshMs);
    build();
    connect(&m_wait, &QTimer::timeout, this, &EscalationPage::present);
    connect(&m_escalations, &views::EscalationDesk::escalationChanged, this, &EscalationPage::take);
    connect(&m_desk, &views::Desk::queueChanged, this, [this](const views::QueueChange &) {
        if (!m_open.empty())
            m_wait.start(); // a ticket's subject or customer may read otherwise
    });
}

void EscalationPage::build()
{
    m_list->setObjectName(u"escalation.list"_s);
    m_list->setAccessibleName(tr("Escalations"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_text->setObjectName(u"escalation.text"_s);
    m_text->setAccessibleName(tr("The escalation in full"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_line->setObjectName(u"escalation.line"_s);
    m_line->setWordWrap(true);
    auto *side = new QWidget(this);
    auto *column = columnLayout(side, Theme::gap, Theme::gap);
    column->addWidget(m_line);
    column->addWidget(m_text, 1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_list);
    m_split->addWidget(side);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_list->setMinimumWidth(420);
    side->setMinimumWidth(280);
    m_stack->addWidget(m_split);
    m_stack->addWidget(buildEmpty());
    m_stack->setCurrentIndex(1);
    columnLayout(this, 0)->addWidget(m_stack);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &EscalationPage::showChosen);
    connect(m_list, &QListView::doubleClicked, this, [this] {
        if (const auto *led = chosen())
            emit ticketWanted(led->escalation.raised.ticket);
    });
}

QWidget *EscalationPage::buildEmpty()
{
    auto *empty = new EmptyState(
        u"escalations"_s, tr("Nothing is escalated"),
        tr("A ticket is escalated with E in the queue. What is escalated stands here by level, what is due "
           "first in front."),
        this);
    empty->setObjectName(u"escalation.empty"_s);
    empty->addStep(tr("To the queue"), u"escalation.toQueue"_s, [this] { emit ticketWanted({}); });
    return empty;
}

QString EscalationPage::pageKey() const
{
    return u"escalations"_s;
}
QString EscalationPage::pageTitle() const
{
    return tr("Escalations");
}
QString EscalationPage::pageIcon() const
{
    return u"escalations"_s;
}

void EscalationPage::takeFocus()
{
    QWidget *front =
        m_open.empty()
            ? static_cast<QWidget *>(m_stack->widget(1)->findChild<QWidget *>(u"escalation.toQueue"_s))
            : m_list;
    front->setFocus(Qt::OtherFocusReason);
}

QByteArray EscalationPage::saveLayout() const
{
    return m_split->saveState();
}

void EscalationPage::restoreLayout(const QByteArray &saved)
{
    m_split->restoreState(saved);
}

void EscalationPage::setTickets(std::function<std::optional<views::EscalatedTicket>(TicketId)> tickets)
{
    m_tickets = std::move(tickets);
}

EscalationOrders &EscalationPage::orders()
{
    if (m_orders == nullptr) {
        m_orders = new EscalationOrders(m_desk, m_escalations, window());
        m_orders->setPeople(m_people);
        m_orders->setDialogs(m_dialogs);
        connect(m_orders, &EscalationOrders::told, this,
                [this](const QString &sentence) { emit told(views::sentence(sentence)); });
    }
    return *m_orders;
}

void EscalationPage::load()
{
    loadPeople();
    whenAnswered(
        m_escalations.openEscalations(), this, [this](const Result<std::vector<views::LedEscalation>> &open) {
            if (!open) {
                emit notice(
                    tr("The escalations cannot be read: %1").arg(views::sentence(open.error().detail)), {});
                return;
            }
            m_open = *open;
            present();
        });
}

void EscalationPage::loadPeople()
{
    whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &people) {
        if (!people || *people == m_people)
            return;
        m_people = *people;
        orders().setPeople(m_people);
        present();
    });
}

void EscalationPage::take(const views::LedEscalation &changed)
{
    const auto known = std::ranges::find(m_open, changed.escalation.id,
                                         [](const views::LedEscalation &each) { return each.escalation.id; });
    if (known == m_open.end() && changed.escalation.isOpen())
        m_open.push_back(changed);
    else if (known != m_open.end() && changed.escalation.isOpen())
        *known = changed;
    else if (known != m_open.end())
        m_open.erase(known);
    m_wait.start();
}

void EscalationPage::present()
{
    const views::LedEscalation *before = chosen();
    const auto kept = before ? before->escalation.id : escalation::EscalationId();
    const int keptRow = m_list->currentIndex().row();
    m_model->setValues(views::escalationRows(
        m_open, [this](TicketId ticket) { return ticketOf(ticket); }, orders().nameOf()));
    const bool hadFocus = m_stack->isAncestorOf(window()->focusWidget());
    m_stack->setCurrentIndex(m_open.empty() ? 1 : 0);
    if (hadFocus && !m_stack->currentWidget()->isAncestorOf(window()->focusWidget()))
        takeFocus();
    int row = m_model->rowOfEscalation(kept);
    if (row < 0)
        row = std::clamp(keptRow, 1, std::max(1, m_model->rowCount() - 1)); // 0 is a heading
    if (const auto *at = m_model->at(row); at && at->isHeading)
        ++row;
    m_list->setCurrentIndex(m_model->index(row));
    showChosen();
    countBadge();
    emit escalationsTaken();
}

const views::LedEscalation *EscalationPage::chosen() const
{
    const views::EscalationRow *row = m_model->at(m_list->currentIndex().row());
    if (row == nullptr || row->isHeading)
        return nullptr;
    const auto found = std::ranges::find(m_open, row->escalation,
                                         [](const views::LedEscalation &each) { return each.escalation.id; });
    return found == m_open.end() ? nullptr : &*found;
}

void EscalationPage::showChosen()
{
    const views::LedEscalation *led = chosen();
    if (led == nullptr) {
        m_line->clear();
        m_text->clear();
        return;
    }
    const Instant now = m_desk.now();
    m_line->setText(views::ticketLine(*led, orders().nameOf(), now));
    m_text->setHtml(html(views::escalationParts(
        *led, orders().nameOf(), [now](Instant at) { return views::utcAndLocal(at, now, localZone()); })));
}

void EscalationPage::countBadge()
{
    const Instant now = m_desk.now();
    const bool isUrgent = std::ranges::any_of(m_open, [now](const views::LedEscalation &each) {
        return sla::stateAt(views::shownClock(each).clock, now) == sla::ClockState::Breached;
    });
    if (m_badge == int(m_open.size()) && m_isUrgent == isUrgent)
        return;
    m_badge = int(m_open.size());
    m_isUrgent = isUrgent;
    emit badgeChanged(m_badge, m_isUrgent);
}

void EscalationPage::tick(Instant now)
{
    m_delegate->setNow(now);
    countBadge();
    if (!isVisible())
        return;
    m_list->viewport()->update();
    if (const views::LedEscalation *led = chosen())
        m_line->setText(views::ticketLine(*led, orders().nameOf(), now));
}

void EscalationPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showChosen();
}

} // namespace muster::ui
