// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the page and its commands.
#include "ui/actions/actionregistry.h"
#include "ui/sync/adminform.h"
#include "ui/sync/devicedelegate.h"
#include "ui/sync/devicemodel.h"
#include "ui/sync/joinform.h"
#include "ui/sync/linkpanel.h"
#include "ui/sync/teampage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/pageactions.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QHeaderView>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kLeftWide = 400;

} // namespace

TeamPage::TeamPage(views::TeamDesk &team, Now now, std::shared_ptr<Dialogs> dialogs, QWidget *parent)
    : Page(parent), m_team(team), m_now(std::move(now)), m_dialogs(std::move(dialogs)),
      m_devices(new DeviceModel(this))
{
    setObjectName(u"team"_s);
    auto *row = rowLayout(this, 0);
    row->addWidget(buildLeft());
    row->addWidget(buildRight(), 1);
    m_join = new JoinForm(team, m_dialogs, this);
    m_admin = new AdminForm(team, *m_dialogs, this);
    connect(m_admin, &AdminForm::changed, this, &TeamPage::load);
    connect(&team, &views::TeamDesk::statusChanged, this, &TeamPage::present);
    connect(&team, &views::TeamDesk::hereChanged, this, &TeamPage::present);
    connect(&team, &views::TeamDesk::teamChanged, this, [this] {
        if (isVisible())
            load(); // else it is read when it comes to the front
    });
    connect(m_join, &JoinForm::joined, this, [this] {
        present();
        load();
        m_link->say(tr("Joined. The team's history comes in now."), true);
    });
    present();
}

TeamPage::~TeamPage() = default;

QWidget *TeamPage::buildLeft()
{
    auto *area = new QScrollArea(this);
    area->setObjectName(u"team.left"_s);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(kLeftWide);
    area->setFocusPolicy(Qt::NoFocus);
    m_link = new LinkPanel;
    area->setWidget(m_link);
    return area;
}

QWidget *TeamPage::buildRight()
{
    m_right = new QStackedWidget(this);
    m_alone = new EmptyState(
        u"users"_s, tr("This desk is in no team"),
        tr("Everything works like this, for as long as you like. A desk joins a team empty: a new "
           "workspace asks for the invitation on its first page, and what is here stays here."),
        m_right);
    m_alone->addStep(tr("Make a new workspace"), u"team.aloneWorkspace"_s, [this] { makeWorkspace(); });
    m_alone->addStep(tr("Join a team"), u"team.aloneJoin"_s, [this] { join(); });
    m_right->addWidget(m_alone);
    m_right->addWidget(buildTeam());
    return m_right;
}

QWidget *TeamPage::buildTeam()
{
    auto *field = new QWidget(m_right);
    auto *column = columnLayout(field, Theme::gap);
    column->setContentsMargins(0, 2 * Theme::gap, 2 * Theme::gap, Theme::gap);
    m_head = new SectionHeader(tr("Desks"), field);
    m_table = new QTableView(field);
    m_table->setObjectName(u"team.table"_s);
    m_table->setAccessibleName(tr("Desks of the team"));
    m_table->setModel(m_devices);
    m_table->setItemDelegate(new DeviceDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    for (const int each : {DeviceModel::Person, DeviceModel::Remarks})
        header->setSectionResizeMode(each, QHeaderView::Stretch);
    const std::array<int, DeviceModel::ColumnCount> widths{160, 100, 130, 130, 96, 160};
    for (int each = 0; each < DeviceModel::ColumnCount; ++each)
        header->resizeSection(each, widths[size_t(each)]);
    m_chosen = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, field);
    m_chosen->setObjectName(u"team.chosen"_s);
    m_chosen->setWordWrap(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TeamPage::showChosen);
    m_invite = makeButton(tr("Invite or change"), ButtonKind::Normal, u"team.invite"_s, field);
    connect(m_invite, &QPushButton::clicked, this, &TeamPage::administer);
    m_invitedHead = new SectionHeader(tr("Open invitations"), field);
    m_invited = new QListWidget(field);
    m_invited->setObjectName(u"team.invited"_s);
    m_invited->setAccessibleName(tr("Open invitations"));
    m_invited->setSpacing(2);
    m_invited->setTextElideMode(Qt::ElideMiddle);
    m_invitedHead->hide();
    m_invited->hide();
    m_servers = new QWidget(field);
    auto *servers = rowLayout(m_servers, Theme::gap);
    m_toTell = new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, m_servers);
    m_toTell->setObjectName(u"team.toTell"_s);
    m_toTell->setWordWrap(true);
    m_told = makeButton(tr("They have it"), ButtonKind::Normal, u"team.told"_s, m_servers);
    servers->addWidget(m_toTell, 1);
    servers->addWidget(m_told, 0, Qt::AlignTop);
    m_servers->hide();
    column->addWidget(m_head);
    column->addWidget(m_servers);
    column->addWidget(m_table, 1);
    column->addWidget(m_chosen);
    column->addWidget(m_invite, 0, Qt::AlignLeft);
    column->addWidget(m_invitedHead);
    column->addWidget(m_invited);
    return field;
}

void TeamPage::registerActions(ActionRegistry &registry)
{
    m_registry = &registry;
    const auto add = [&](const QString &id, const QString &text, const QString &key, Scope scope,
                         const QString &icon, const QString &help, std::function<void()> run) {
        return registry.add({id, text, tr("Team"), {QKeySequence(key)}, scope, icon, help},
                            scope == Scope::Everywhere ? window() : this, std::move(run));
    };
    follow(m_link->buttons().tryNow,
           add(u"team.try"_s, tr("Try the team's hub now"), u"Ctrl+Shift+T"_s, Scope::Everywhere,
               u"refresh"_s, tr("Does not wait for the next try."), [this] { tryNow(); }));
    follow(m_link->buttons().join,
           add(u"team.join"_s, tr("Join a team"), u"J"_s, Scope::Page, u"user-plus"_s,
               tr("With an invitation from one of its admins. A desk is in one team at most."),
               [this] { join(); }));
    add(u"team.workspace"_s, tr("Make a new workspace"), u"W"_s, Scope::Page, u"plus"_s,
        tr("Starts Muster on a file of its own; the one that is open stays open."),
        [this] { makeWorkspace(); });
    follow(m_link->buttons().exportBundle,
           add(u"team.export"_s, tr("Export a bundle"), u"E"_s, Scope::Page, u"export"_s,
               tr("All of the team's entries on this desk as one signed file: for a desk without a line."),
               [this] { exportBundle(); }));
    follow(m_link->buttons().importBundle,
           add(u"team.import"_s, tr("Import a bundle"), u"I"_s, Scope::Page, u"import"_s,
               tr("Takes from a file what is not here yet."), [this] { importBundle(); }));
    follow(m_link->buttons().refused,
           add(u"team.refused"_s, tr("Show what was refused"), u"R"_s, Scope::Page, u"alert"_s,
               tr("Entries that came and could not be taken, with the reasons."),
               [this] { emit refusedWanted(); }));
    follow(m_told,
           add(u"team.told"_s, tr("The hub's servers have the newest settings"), u"S"_s, Scope::Page,
               u"check"_s, tr("For the admin who keeps the hub's folder, once they were brought there."),
               [this] { tellServers(); }));
    add(u"team.admin"_s, tr("Invite, or change what a desk may do"), u"N"_s, Scope::Page, u"user-plus"_s,
        tr("For admins of the team: an invitation is good once, and a desk can be taken out."),
        [this] { administer(); });
    enable();
    load();
}

} // namespace muster::ui
