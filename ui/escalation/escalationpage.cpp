// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/escalationpage.h"

#include "models/views/casetext.h"
#include "ui/escalation/boardfilter.h"
#include "ui/escalation/escalationdelegate.h"
#include "ui/escalation/orderbuttons.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/partstext.h"
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
constexpr size_t kMany = 200;
constexpr int kMostClosed = 500;

} // namespace

EscalationPage::EscalationPage(views::Desk &desk, views::EscalationDesk &escalations, QWidget *parent)
    : Page(parent), m_desk(desk), m_escalations(escalations), m_model(new views::EscalationModel(this)),
      m_delegate(new EscalationDelegate(*m_model, this)), m_list(new QListView(this)),
      m_text(new QTextBrowser(this)),
      m_line(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this)),
      m_nothing(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_filter(new BoardFilter(this)), m_buttons(new OrderButtons(this)),
      m_split(new QSplitter(Qt::Horizontal, this)), m_stack(new QStackedWidget(this)),
      m_wait(kRefreshMs, [this] { refresh(); })
{
    setObjectName(u"escalations"_s);
    build();
    connect(&m_escalations, &views::EscalationDesk::escalationChanged, this, &EscalationPage::take);
    connect(&m_desk, &views::Desk::queueChanged, this, [this](const views::QueueChange &) {
        if (!m_open.empty())
            m_wait.want(); // a ticket's subject or customer may read otherwise
    });
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
        m_stack->currentIndex() == 1
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
        m_orders->setKnowledge(m_knowledge);
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
            m_at.clear();
            for (size_t i = 0; i < m_open.size(); ++i)
                m_at.insert(m_open[i].escalation.id, i);
            present();
        });
    if (m_filter->showsClosed())
        loadClosed();
}

void EscalationPage::loadClosed()
{
    whenAnswered(
        m_escalations.closedEscalations(kMostClosed), this,
        [this](const Result<std::vector<views::LedEscalation>> &closed) {
            if (!closed) {
                emit notice(
                    tr("What was closed cannot be read: %1").arg(views::sentence(closed.error().detail)), {});
                return;
            }
            m_closed = *closed;
            present();
            if (!std::exchange(m_wanted, {}).isNull())
                emit told(tr("That escalation is not here: it was taken back, or was closed long ago."));
        });
}

void EscalationPage::filterChanged()
{
    if (m_filter->showsClosed() && m_closed.empty())
        loadClosed();
    present();
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
    replaceOpen(changed);
    const auto isChanged = [&changed](const views::LedEscalation &each) {
        return each.escalation.id == changed.escalation.id;
    };
    const bool isClosing = !changed.escalation.isOpen();
    if (m_filter->showsClosed() && (isClosing || std::erase_if(m_closed, isChanged) > 0))
        m_isClosedStale = true;
    else if (isClosing)
        m_closed.clear(); // read again when they are asked for
    m_wait.want();
}

void EscalationPage::replaceOpen(const views::LedEscalation &changed)
{
    const auto known = m_at.constFind(changed.escalation.id);
    if (known == m_at.cend()) {
        if (changed.escalation.isOpen()) {
            m_at.insert(changed.escalation.id, m_open.size());
            m_open.push_back(changed);
        }
        return;
    }
    const size_t at = *known;
    if (changed.escalation.isOpen()) {
        m_open[at] = changed;
        return;
    }
    m_at.erase(known);
    if (at + 1 < m_open.size()) {
        m_open[at] = std::move(m_open.back());
        m_at[m_open[at].escalation.id] = at;
    }
    m_open.pop_back();
}

/// A mass breach raises thousands: nobody who is on another page waits for their list.
void EscalationPage::refresh()
{
    if (std::exchange(m_isClosedStale, false))
        loadClosed();
    m_isStale = !isVisible() && m_open.size() > kMany;
    if (!m_isStale)
        return present();
    countBadge();
    emit escalationsTaken();
}

void EscalationPage::showEvent(QShowEvent *event)
{
    if (std::exchange(m_isStale, false))
        present();
    QWidget::showEvent(event);
}

void EscalationPage::present()
{
    const views::LedEscalation *before = chosen();
    const auto kept = before ? before->escalation.id : escalation::EscalationId();
    const int keptRow = m_list->currentIndex().row();
    const auto newest = std::ranges::max_element(
        m_open, {}, [](const views::LedEscalation &led) { return led.escalation.raisedAt; });
    if (newest != m_open.end())
        m_filter->setRules(newest->rules());
    const auto ticket = [this](TicketId id) { return ticketOf(id); };
    const Instant now = m_desk.now();
    const auto rows = m_filter->showsClosed()
                          ? views::closedRows(
                                m_closed, ticket, orders().nameOf(),
                                [now](Instant at) { return views::utcText(at, now); }, m_filter->filter())
                          : views::escalationRows(m_open, ticket, orders().nameOf(), m_filter->filter());
    m_nothing->setVisible(rows.empty());
    m_nothing->setText(m_filter->filter().isEmpty() ? tr("Nothing was closed yet.")
                                                    : tr("Nothing fits the filter."));
    m_model->setValues(rows);
    const bool hadFocus = m_stack->isAncestorOf(window()->focusWidget());
    m_stack->setCurrentIndex(m_open.empty() && !m_filter->showsClosed() ? 1 : 0);
    if (hadFocus && !m_stack->currentWidget()->isAncestorOf(window()->focusWidget()))
        takeFocus();
    int row = m_model->rowOfEscalation(m_wanted);
    if (row >= 0)
        m_wanted = {};
    else
        row = m_model->rowOfEscalation(kept);
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
    const auto &shown = m_filter->showsClosed() ? m_closed : m_open;
    const auto found = std::ranges::find(shown, row->escalation,
                                         [](const views::LedEscalation &each) { return each.escalation.id; });
    return found == shown.end() ? nullptr : &*found;
}

void EscalationPage::showChosen()
{
    const views::LedEscalation *led = chosen();
    m_buttons->present(led);
    if (led == nullptr) {
        m_line->clear();
        showParts(*m_text, {});
        return;
    }
    const Instant now = m_desk.now();
    m_line->setText(views::ticketLine(*led, orders().nameOf(), now));
    showParts(*m_text, views::escalationParts(*led, orders().nameOf(), [now](Instant at) {
        return views::utcAndLocal(at, now, localZone());
    }));
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
