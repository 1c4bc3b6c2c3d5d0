// SPDX-License-Identifier: GPL-3.0-or-later
// The page's parts and what flows between them; its commands are registered in queuepageactions.cpp.
#include "ui/queue/queuepage.h"

#include "models/views/casetext.h"
#include "models/views/limits.h"
#include "models/views/loadprofile.h"
#include "ui/importer/importpage.h"
#include "ui/intake/intakeform.h"
#include "ui/queue/attention.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/composer.h"
#include "ui/queue/detailpanel.h"
#include "ui/queue/entrycommands.h"
#include "ui/queue/filterbar.h"
#include "ui/queue/loadstrip.h"
#include "ui/queue/queuecommands.h"
#include "ui/queue/queueempty.h"
#include "ui/queue/queuetable.h"
#include "ui/queue/ticketheader.h"
#include "ui/queue/viewlist.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/closingform.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/entryform.h"
#include "ui/widgets/picker.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRecountMs = 150;                     // a burst of changes is counted once
constexpr auto kCountAge = std::chrono::seconds(5); // counts move as time passes, not only on changes

} // namespace

QueuePage::QueuePage(views::Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"queue"_s);
    m_model.setOrder(views::QueueModel::NextDue, Qt::AscendingOrder);
    build();
    m_commands = new QueueCommands(
        {m_desk, m_model, *m_picker, *m_bar, *m_closing},
        [this] {
            const bool isShown = m_detail->isVisible();
            return QueueCommands::Current{currentTicket(), isShown ? m_detail->detail() : nullptr};
        },
        this);
    m_entries = new EntryCommands({m_desk, *m_picker, *m_bar, *m_entryForm}, this);
    m_recount.setSingleShot(true);
    m_recount.setInterval(kRecountMs);
    connect(&m_recount, &QTimer::timeout, this, &QueuePage::recount);
    connectParts();
    setFilterText(u"is:open"_s);
}

QueuePage::~QueuePage() = default;

QString QueuePage::pageKey() const
{
    return u"queue"_s;
}
QString QueuePage::pageTitle() const
{
    return tr("Queue");
}
QString QueuePage::pageIcon() const
{
    return u"queue"_s;
}
QString QueuePage::filterText() const
{
    return m_filter->text();
}

void QueuePage::build()
{
    m_stack = new QStackedWidget(this);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    m_stack->addWidget(buildQueue());
    m_intake = new IntakeForm(m_desk, this);
    m_import = new ImportPage(m_desk, this);
    m_stack->addWidget(m_intake);
    m_stack->addWidget(m_import);
    m_picker = new Picker(this);
    m_closing = new ClosingForm(m_desk, this);
    m_entryForm = new EntryForm(this);
}

QWidget *QueuePage::buildQueue()
{
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_views = new ViewList(m_desk, m_model, this);
    m_views->setMinimumWidth(184);
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(Theme::gap, Theme::gap, 0, 0);
    column->setSpacing(Theme::gap);
    m_load = new LoadStrip(middle);
    m_filter = new FilterBar(m_model, middle);
    m_table = new QueueTable(m_model, middle);
    m_empty = new QueueEmpty(middle);
    m_tableStack = new QStackedWidget(middle);
    m_tableStack->addWidget(m_empty);
    m_tableStack->addWidget(m_table);
    m_bar = new BulkBar(middle);
    for (QWidget *part : {static_cast<QWidget *>(m_load), static_cast<QWidget *>(m_filter)})
        part->setContentsMargins(0, 0, Theme::gap, 0);
    column->addWidget(m_load);
    column->addWidget(m_filter);
    column->addWidget(m_tableStack, 1);
    column->addWidget(m_bar);
    m_detail = new DetailPanel(m_desk, this);
    m_detail->setObjectName(u"ticket"_s);
    m_detail->setMinimumWidth(380);
    m_detail->hide();
    m_split->addWidget(m_views);
    m_split->addWidget(middle);
    m_split->addWidget(m_detail);
    m_split->setStretchFactor(0, 0);
    m_split->setStretchFactor(1, 1);
    m_split->setStretchFactor(2, 0);
    m_split->setSizes({190, 600, 480});
    return m_split;
}

void QueuePage::connectParts()
{
    connect(&m_desk, &views::Desk::queueChanged, this, &QueuePage::applyChange);
    connect(&m_desk, &views::Desk::policyChanged, this, &QueuePage::load);
    connect(&m_model, &views::QueueModel::shownChanged, this, [this](int shown, int total) {
        m_filter->setCounts(shown, total);
        showTable();
        tellPlace();
    });
    connect(&m_model, &views::QueueModel::marksChanged, m_bar, &BulkBar::setMarked);
    connect(&m_model, &views::QueueModel::edgesCrossed, this, &QueuePage::announceEdges);
    connect(m_views, &ViewList::picked, this, [this](const views::SavedView &view) {
        setFilterText(view.filter);
        if (view.key == u"next")
            m_table->sortBy(views::QueueModel::NextDue, Qt::AscendingOrder);
    });
    connect(m_views, &ViewList::failed, this, [this](const QString &sentence) { emit notice(sentence, {}); });
    connect(m_load, &LoadStrip::filterWanted, this, &QueuePage::setFilterText);
    connect(m_filter, &FilterBar::filterChanged, this,
            [this](const QString &text, const views::FilterQuery &query) {
                m_model.setFilter(query, m_desk.now());
                m_views->showFilter(text);
                showTable();
                tellPlace();
            });
    connect(m_filter, &FilterBar::left, this, &QueuePage::backToTable);
    connect(m_filter, &FilterBar::saveWanted, this, &QueuePage::saveView);
    connect(m_table, &QueueTable::currentTicketChanged, this, &QueuePage::followCurrent);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &QueuePage::openDetail);
    connect(m_bar, &BulkBar::clearWanted, this, [this] {
        m_model.clearMarks();
        backToTable();
    });
    connect(m_detail, &DetailPanel::loaded, this, &QueuePage::showIncident);
    connect(m_detail, &DetailPanel::loaded, this, &QueuePage::detailShown);
    connect(&m_detail->header(), &TicketHeader::escalationWanted, this,
            [this] { emit escalationWanted(m_detail->ticket()); });
    connect(&m_detail->header(), &TicketHeader::incidentWanted, this, &QueuePage::incidentWanted);
    connect(m_detail, &DetailPanel::left, this, &QueuePage::backToTable);
    connect(m_detail, &DetailPanel::fieldsWanted, this, [this](const ticket::FieldsChanged &fields) {
        m_commands->runOn({m_detail->ticket()}, ticket::EditFields{fields});
    });
    connect(m_detail, &DetailPanel::stepTickWanted, this, &QueuePage::tickStep);
    connect(m_detail, &DetailPanel::stepWanted, this, &QueuePage::doStep);
    connect(&m_detail->composer(), &Composer::edited, this,
            [this](bool isEmpty) { emit writing(m_detail->ticket(), isEmpty); });
    connect(&m_detail->composer(), &Composer::sent, this, [this](const views::Receipt &receipt) {
        m_commands->told(receipt.caseNumbers.empty() ? tr("Written")
                                                     : tr("Written on %1").arg(receipt.caseNumbers.front()),
                         receipt);
        m_detail->showNewest();
    });
    connect(&m_detail->composer(), &Composer::thenWanted, this, [this] {
        m_commands->pickThen([this](ticket::Status then) { m_detail->composer().send(then); });
    });
    connect(&m_detail->composer(), &Composer::acknowledgementWanted, this, &QueuePage::acknowledge);
    connect(m_commands, &QueueCommands::incidentLinkWanted, this, &QueuePage::incidentLinkWanted);
    connect(m_commands, &QueueCommands::saved, m_detail, &DetailPanel::reload);
    connect(m_commands, &QueueCommands::takenBack, this, &QueuePage::returnTo);
    connect(m_entries, &EntryCommands::saved, this, [this](const QString &action) {
        m_commands->keepWithoutUndo(action);
        m_detail->reload();
    });
    connect(m_commands, &QueueCommands::nothingChosen, this,
            [this] { m_bar->tell(tr("No ticket is chosen."), false, false); });
    connectIntake();
    connectKnown();
    connect(m_import, &ImportPage::left, this, &QueuePage::backToTable);
    connect(m_import, &ImportPage::sampleWanted, this, &QueuePage::importSample);
    // Queued: the step may put other buttons in place of the one that was pressed.
    connect(m_empty, &QueueEmpty::stepWanted, this, &QueuePage::follow, Qt::QueuedConnection);
}

void QueuePage::load()
{
    m_loading = true;
    if (!m_isLoaded)
        m_empty->present(QueueEmpty::Kind::Loading);
    whenAnswered(m_desk.loadQueue(), this, [this](Result<views::QueueSnapshot> snapshot) {
        m_loading = false;
        if (snapshot)
            return loaded(std::move(*snapshot));
        m_early.clear();
        m_empty->present(QueueEmpty::Kind::Failed, views::sentence(snapshot.error().detail));
        m_tableStack->setCurrentWidget(m_empty);
    });
}

void QueuePage::loaded(views::QueueSnapshot snapshot)
{
    const bool first = !std::exchange(m_isLoaded, true);
    learnMe();
    m_model.tick(m_desk.now());
    m_closedCount = snapshot.closedCount;
    m_policy = snapshot.policy;
    const policy::PolicyRef version = snapshot.policyInForce; // the model takes the snapshot over
    const TicketId current = m_table->currentTicket();
    m_model.load(std::move(snapshot));
    m_table->setCurrentTicket(current); // a load resets the model, and with it what the view knew
    for (const views::QueueChange &change : std::exchange(m_early, {}))
        m_model.apply(change);
    if (m_policy) {
        QStringList keys, names;
        for (const policy::Tier &tier : m_policy->policy().tiers) {
            keys.append(tier.key);
            names.append(tier.name);
        }
        m_views->setTiers(keys, names);
        m_intake->setPolicy(m_policy);
        m_import->setPolicy(m_policy);
        m_commands->setPolicy(m_policy, version);
        m_model.setThresholds(m_policy->policy().thresholds);
    }
    m_filter->setCounts(m_model.rowCount(), m_model.totalCount());
    m_table->takePlace();
    showTable();
    tellPlace();
    recount();
    m_detail->reload();
    if (first)
        emit ready();
}

void QueuePage::learnMe()
{
    m_me = m_desk.me();
    m_model.setMe(m_me);
    whenAnswered(m_desk.people(), this, [this](const Result<std::vector<people::Person>> &people) {
        if (!people)
            return;
        for (const people::Person &person : *people) {
            if (person.id == m_me)
                m_myName = person.name;
        }
    });
}

void QueuePage::applyChange(const views::QueueChange &change)
{
    tellAlerts(change.alerts);
    if (m_loading) {
        m_early.push_back(change);
        return;
    }
    m_model.apply(change);
    m_closedCount += qint64(change.gone.size());
    const TicketId open = m_detail->ticket();
    const bool touched = std::any_of(change.rows.begin(), change.rows.end(),
                                     [open](const auto &row) { return row.id == open; }) ||
                         std::find(change.gone.begin(), change.gone.end(), open) != change.gone.end();
    if (touched)
        m_detail->reload();
    showTable();
    tellPlace();
    if (!m_recount.isActive())
        m_recount.start();
}

void QueuePage::tick(Instant now)
{
    if (m_desk.me() != m_me)
        learnMe();
    m_model.tick(now);
    m_table->repaintDue();
    m_detail->tick(now);
    m_views->recount(); // the model keeps these counts up to date; asking again is cheap
    if (now - m_counted >= kCountAge || now < m_counted)
        recount();
}

void QueuePage::recount()
{
    m_counted = m_model.now();
    m_views->recount();
    const auto load = m_model.load24(m_model.now());
    m_load->setProfile(views::loadProfile(load, m_model.now(), localZone()));
    emit badgeChanged(load.breached, load.breached > 0);
}

void QueuePage::showTable()
{
    if (!m_isLoaded)
        return;
    const bool none = m_model.totalCount() == 0 && m_closedCount == 0;
    m_load->setVisible(!none);
    m_filter->setVisible(!none);
    if (m_model.rowCount() > 0) {
        const bool wasEmpty = m_empty->hasFocus();
        m_tableStack->setCurrentWidget(m_table);
        if (wasEmpty)
            m_table->setFocus(Qt::OtherFocusReason);
        return;
    }
    const bool hadFocus = m_table->hasFocus();
    m_empty->present(none                        ? QueueEmpty::Kind::NoTickets
                     : m_model.totalCount() == 0 ? QueueEmpty::Kind::AllDone
                     : m_filter->hasProblems()   ? QueueEmpty::Kind::NothingFitsMistaken
                                                 : QueueEmpty::Kind::NothingFits,
                     none ? QString() : m_filter->text());
    m_tableStack->setCurrentWidget(m_empty);
    if (hadFocus)
        m_empty->setFocus(Qt::OtherFocusReason); // where keys are commands, and not letters of a filter
}

void QueuePage::setFilterText(const QString &text)
{
    m_stack->setCurrentIndex(0);
    m_filter->setText(text);
}

void QueuePage::showLimit(SubjectId limit)
{
    for (const policy::Threshold &each : m_model.thresholds().limits) {
        if (automation::subjectOfLimit(each.key) == limit)
            return setFilterText(views::filterText(views::countedBy(each)));
    }
    m_bar->tell(tr("The policy in force has this limit no more."), false, false);
}

void QueuePage::announceEdges(const std::vector<std::pair<TicketId, sla::ClockState>> &edges)
{
    recount();
    const Attention attention = attentionFor(edges, m_model, m_me);
    if (!attention.ticket.isNull())
        emit this->attention(attention.title, attention.text, attention.ticket);
}

} // namespace muster::ui
