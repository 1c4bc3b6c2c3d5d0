// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/warroompage.h"

#include "models/views/casetext.h"
#include "ui/incident/affectedpanel.h"
#include "ui/incident/cadencepanel.h"
#include "ui/incident/creditform.h"
#include "ui/incident/documentform.h"
#include "ui/incident/entrybar.h"
#include "ui/incident/flowpanel.h"
#include "ui/incident/incidentheader.h"
#include "ui/incident/recoveryform.h"
#include "ui/incident/rolespanel.h"
#include "ui/incident/taskspanel.h"
#include "ui/incident/timelinefilterbar.h"
#include "ui/incident/timelineview.h"
#include "ui/incident/updateform.h"
#include "ui/incident/workboard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/closingform.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/entryform.h"
#include "ui/widgets/filewriter.h"
#include "ui/widgets/layouts.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

/// A column that is never narrower than what stands in it, the scroll bar beside it: nothing is cut off.
class ColumnArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;
    QSize minimumSizeHint() const override
    {
        const int bar = verticalScrollBar()->sizeHint().width();
        return {widget() ? widget()->minimumSizeHint().width() + bar : 0,
                QScrollArea::minimumSizeHint().height()};
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

QScrollArea *scrolling(QWidget *content, const QString &name, QWidget *parent)
{
    auto *area = new ColumnArea(parent);
    area->setObjectName(name);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

} // namespace

WarRoomPage::WarRoomPage(views::Desk &desk, views::IncidentDesk &incidents, QWidget *parent)
    : Page(parent), m_desk(desk), m_incidents(incidents), m_stack(new QStackedWidget(this))
{
    setObjectName(u"warroom"_s);
    m_now = desk.now();
    m_nameOf = [this](PersonId person) {
        const auto name = m_names.constFind(person);
        return name == m_names.cend() ? tr("somebody") : *name;
    };
    m_closing = new ClosingForm(desk, this);
    m_entryForm = new EntryForm(this);
    m_files = new FileWriter(this);
    m_none = new EmptyState(
        u"warroom"_s, tr("No incident is running"),
        tr("When customers cannot work, declare: it can be lowered later. Everything is kept on "
           "this desk and works without a network."),
        this);
    m_none->addStep(tr("Declare an incident"), u"warroom.declare"_s, [this] { declare(); });
    m_room = buildRoom();
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_room);
    m_credits = new CreditForm(m_desk, m_stack);
    m_stack->addWidget(m_credits);
    m_recovery = new RecoveryForm(m_desk, m_stack);
    m_stack->addWidget(m_recovery);
    columnLayout(this, 0)->addWidget(m_stack);
    connectParts();
}

QString WarRoomPage::pageKey() const
{
    return u"warroom"_s;
}
QString WarRoomPage::pageTitle() const
{
    return tr("War room");
}
QString WarRoomPage::pageIcon() const
{
    return u"warroom"_s;
}

QWidget *WarRoomPage::buildRoom()
{
    auto *room = new QWidget(this);
    m_header = new IncidentHeader(room);
    m_columns = new QSplitter(room);
    m_columns->setObjectName(u"warroom.columns"_s);
    m_columns->setChildrenCollapsible(false);
    m_flow = new FlowPanel;
    m_roles = new RolesPanel;
    auto *left = new QWidget;
    auto *leftColumn = columnLayout(left, Theme::gap * 2, Theme::gap * 2);
    leftColumn->addWidget(m_flow);
    leftColumn->addWidget(m_roles);
    leftColumn->addStretch(1);
    m_cadence = new CadencePanel;
    m_tasks = new TasksPanel;
    m_affected = new AffectedPanel;
    auto *right = new QWidget;
    auto *rightColumn = columnLayout(right, Theme::gap * 2, Theme::gap * 2);
    rightColumn->addWidget(m_cadence);
    rightColumn->addWidget(m_affected);
    rightColumn->addWidget(m_tasks);
    rightColumn->addStretch(1);
    m_columns->addWidget(scrolling(left, u"warroom.left"_s, room));
    m_middle = new QStackedWidget;
    m_update = new UpdateForm(m_desk, m_middle);
    m_middle->addWidget(buildTimeline());
    m_middle->addWidget(m_update);
    m_document = new DocumentForm(m_desk, m_middle);
    m_middle->addWidget(m_document);
    m_work = new WorkBoard(m_desk, m_middle);
    m_middle->addWidget(m_work);
    m_columns->addWidget(m_middle);
    m_columns->addWidget(scrolling(right, u"warroom.right"_s, room));
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({300, 620, 320});
    auto *column = columnLayout(room, 0);
    column->addWidget(m_header);
    column->addWidget(m_columns, 1);
    return room;
}

QWidget *WarRoomPage::buildTimeline()
{
    auto *middle = new QWidget;
    m_timeline = new TimelineView(middle);
    m_filter = new TimelineFilterBar(m_timeline->lines(), middle);
    m_inconsistent = new QLabel(middle);
    m_inconsistent->setObjectName(u"incident.inconsistent"_s);
    m_inconsistent->setWordWrap(true);
    m_entry = new EntryBar(m_desk, middle);
    auto *column = columnLayout(middle, 0);
    column->addWidget(m_filter);
    column->addWidget(m_timeline, 1);
    m_inconsistent->setContentsMargins(Theme::gap, Theme::gap / 2, Theme::gap, 0);
    column->addWidget(m_inconsistent);
    column->addWidget(m_entry);
    return middle;
}

void WarRoomPage::connectParts()
{
    connect(&m_incidents, &views::IncidentDesk::incidentChanged, this, &WarRoomPage::take);
    connect(&m_desk, &views::Desk::policyChanged, this, &WarRoomPage::loadPolicy);
    connect(&m_desk, &views::Desk::queueChanged, this, &WarRoomPage::followTickets);
    connect(m_entry, &EntryBar::ordered, this, &WarRoomPage::onEntry);
    connect(m_entry, &EntryBar::edited, this, [this](bool isEmpty) { emit writing(m_current, isEmpty); });
    connect(m_update, &UpdateForm::edited, this, [this] { emit writing(m_current, false); });
    connect(m_entry, &EntryBar::left, this, [this] { m_timeline->setFocus(Qt::OtherFocusReason); });
    connect(m_filter, &TimelineFilterBar::left, this, [this] { m_timeline->setFocus(Qt::OtherFocusReason); });
    connect(m_flow, &FlowPanel::nextWanted, this, &WarRoomPage::goOn);
    connect(m_flow, &FlowPanel::askWanted, this, &WarRoomPage::doAsk);
    connect(m_flow, &FlowPanel::tickWanted, this, [this](const QString &ask, bool done) {
        order(incident::AskTicked{ask, done});
    });
    connect(m_roles, &RolesPanel::takeWanted, this, &WarRoomPage::takeRole);
    connect(m_roles, &RolesPanel::acknowledgeWanted, this, &WarRoomPage::acknowledge);
    connect(m_roles, &RolesPanel::assignWanted, this, [this](const QString &role) {
        m_entry->begin(u"/role %1 "_s.arg(role), tr("Write the name of who takes it, then Enter."));
    });
    connect(m_cadence, &CadencePanel::writeWanted, this,
            [this](const QString &audience) { writeUpdate(audience); });
    connect(m_cadence, &CadencePanel::briefWanted, this, [this] { writeDocument(u"brief"_s); });
    connect(m_update, &UpdateForm::sent, this, &WarRoomPage::sendUpdate);
    connect(m_update, &UpdateForm::closed, this, &WarRoomPage::backToTimeline);
    connect(m_document, &DocumentForm::written, this, &WarRoomPage::keepDocument);
    connect(m_credits, &CreditForm::ordered, this, &WarRoomPage::orderCredit);
    connect(m_credits, &CreditForm::closed, this, &WarRoomPage::backToRoom);
    connect(m_recovery, &RecoveryForm::ordered, this, &WarRoomPage::orderRecovery);
    connect(m_recovery, &RecoveryForm::closed, this, &WarRoomPage::backToRoom);
    connect(m_affected, &AffectedPanel::recoveryWanted, this, &WarRoomPage::openRecovery);
    connect(m_affected, &AffectedPanel::creditsWanted, this, &WarRoomPage::openCredits);
    connect(m_document, &DocumentForm::closed, this, &WarRoomPage::backToTimeline);
    connect(m_work, &WorkBoard::ordered, this, &WarRoomPage::orderWork);
    connect(m_work, &WorkBoard::closed, this, &WarRoomPage::backToTimeline);
    connect(m_work, &WorkBoard::addWanted, this, [this](const QString &beginning) {
        m_work->close();
        m_entry->begin(beginning,
                       tr("@name owns it, due:+30m or due:14:30 dates it, #word names its workstream."));
    });
    connect(m_tasks, &TasksPanel::boardWanted, this, [this] { openWork(views::WorkPart::Tasks); });
    connect(m_tasks, &TasksPanel::addWanted, this, [this] {
        m_entry->begin(u"/task "_s, tr("What is to be done; @name owns it, due:+30m or due:14:30 dates it."));
    });
    connect(m_tasks, &TasksPanel::doneWanted, this, [this](FactId task, bool done) {
        incident::TaskWritten written;
        written.task = task;
        written.isDone = done;
        order(written);
    });
}

const views::LedIncident *WarRoomPage::led() const
{
    const auto found = std::ranges::find_if(
        m_open, [this](const views::LedIncident &each) { return each.incident.id == m_current; });
    return found == m_open.end() ? nullptr : &*found;
}

void WarRoomPage::present()
{
    const views::LedIncident *shown = led();
    m_stack->setCurrentWidget(!shown                 ? m_none
                              : m_credits->isOpen()  ? static_cast<QWidget *>(m_credits)
                              : m_recovery->isOpen() ? static_cast<QWidget *>(m_recovery)
                                                     : m_room);
    announce();
    if (!shown)
        return;
    const RoomView view = viewOf(*shown);
    m_header->present(view);
    showHere();
    m_flow->present(view);
    m_roles->present(view);
    m_cadence->present(view);
    m_tasks->present(view);
    m_affected->present(view);
    m_credits->present(view);
    m_recovery->present(view);
    m_entry->present(view);
    m_update->present(view);
    m_work->present(view);
    m_timeline->lines().show(shown->incident, shown->rules(), m_nameOf);
    showInconsistencies(*shown);
    loadAffected();
}

/// Judged by the desk's clock: what was written a moment ago is later than the last tick.
void WarRoomPage::showInconsistencies(const views::LedIncident &led)
{
    QStringList wrong;
    for (const incident::Inconsistency &each :
         incident::inconsistencies(led.incident, led.rules(), std::max(m_now, m_desk.now())))
        wrong += views::withNames(each.what, led.rules(), m_nameOf);
    m_inconsistent->setText(wrong.join(u'\n'));
    m_inconsistent->setVisible(!wrong.isEmpty());
}

/// Who is there, and what a customer pays, may have been written down on another page meanwhile.
void WarRoomPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    loadWho();
}

void WarRoomPage::tick(Instant now)
{
    m_now = now;
    announce();
    m_reminders.keepOnly(m_open);
    for (const views::LedIncident &each : m_open) {
        const QStringList sentences = m_reminders.dueAt(each, now);
        for (const QString &sentence : sentences)
            emit attention(each.incident.severity + u' ' + each.incident.title, sentence, each.incident.id);
    }
    const views::LedIncident *shown = led();
    if (!shown || !isVisible())
        return;
    const RoomView view = viewOf(*shown);
    m_flow->present(view);
    if (!m_inconsistent->isHidden())
        showInconsistencies(*shown);
    m_header->tick(view);
    m_cadence->tick(view);
    m_entry->present(view);
    m_update->tick(now);
    m_credits->tick(now);
    m_recovery->tick(now);
    m_affected->present(view);
    m_work->tick(now);
}

void WarRoomPage::takeFocus()
{
    if (m_credits->isOpen())
        m_credits->takeFocus();
    else if (m_recovery->isOpen())
        m_recovery->takeFocus();
    else if (led())
        m_entry->takeFocus();
    else if (auto *button = m_none->findChild<QWidget *>(u"warroom.declare"_s))
        button->setFocus(Qt::OtherFocusReason);
}

QByteArray WarRoomPage::saveLayout() const
{
    return m_columns->saveState();
}

void WarRoomPage::restoreLayout(const QByteArray &saved)
{
    m_columns->restoreState(saved);
}

} // namespace muster::ui
