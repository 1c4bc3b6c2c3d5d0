// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/teampage.h"

#include "models/views/casetext.h"
#include "models/views/linktext.h"
#include "ui/actions/actionregistry.h"
#include "ui/sync/adminform.h"
#include "ui/sync/devicemodel.h"
#include "ui/sync/joinform.h"
#include "ui/sync/linkpanel.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QFileInfo>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kMostInvited = 5;         ///< lines on view; the others by scrolling
constexpr std::chrono::seconds kAge{5}; ///< of what is shown of the desks
constexpr qsizetype kMostTeam = 60;     ///< letters of its name in a heading

QString entriesText(qint64 count)
{
    return count == 1 ? TeamPage::tr("1 entry") : TeamPage::tr("%1 entries").arg(QLocale().toString(count));
}

QString writtenText(const views::BundleOutcome &done)
{
    return TeamPage::tr("%1 written to %2. Whoever has the file can read them.")
        .arg(entriesText(done.entries), done.file);
}

QString takenText(const views::BundleOutcome &done)
{
    const QString file = QFileInfo(done.file).fileName();
    QString text = done.entries == 0 ? TeamPage::tr("Nothing new in %1.").arg(file)
                                     : TeamPage::tr("%1 taken from %2.").arg(entriesText(done.entries), file);
    if (done.known > 0)
        text += u' ' + TeamPage::tr("Here already: %1.").arg(QLocale().toString(done.known));
    if (done.refused > 0)
        text += u' ' + TeamPage::tr("Refused and set aside: %1.").arg(QLocale().toString(done.refused));
    return text;
}

} // namespace

QString TeamPage::pageKey() const
{
    return u"team"_s;
}
QString TeamPage::pageTitle() const
{
    return tr("Team");
}
QString TeamPage::pageIcon() const
{
    return u"users"_s;
}

bool TeamPage::isAlone() const
{
    return m_team.status().state == views::LinkState::Alone;
}

void TeamPage::takeFocus()
{
    if (m_join->isOpen())
        m_join->open();
    else if (isAlone())
        m_alone->findChild<QPushButton *>(u"team.aloneWorkspace"_s)->setFocus(Qt::OtherFocusReason);
    else
        m_table->setFocus(Qt::OtherFocusReason);
}

void TeamPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    present();
    load();
}

void TeamPage::tick(Instant now)
{
    if (!isVisible())
        return;
    m_link->present(m_team.status(), now, localZone());
    if (now - m_asked >= kAge || now < m_asked)
        load(); // what the others wrote comes in without a word about their desks
}

void TeamPage::present()
{
    enable();
    if (!isVisible())
        return; // it is done when it comes to the front
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    QWidget *wanted = isAlone() ? static_cast<QWidget *>(m_alone) : m_table->parentWidget();
    const bool changes = m_right->currentWidget() != wanted;
    m_right->setCurrentWidget(wanted);
    m_link->present(m_team.status(), m_now(), localZone());
    m_link->setRefused(m_page.refusedCount, isAlone());
    showDevices();
    if (changes && hadFocus)
        takeFocus();
}

void TeamPage::load()
{
    const quint64 question = ++m_question;
    m_asked = m_now();
    whenAnswered(m_team.loadTeam(), this, [this, question](const Result<views::TeamPage> &page) {
        if (question != m_question)
            return;
        if (page)
            show(*page);
        else
            emit notice(tr("The team could not be read: %1").arg(views::sentence(page.error().detail)), {});
    });
}

void TeamPage::show(const views::TeamPage &page)
{
    m_page = page;
    m_link->setRefused(page.refusedCount, isAlone());
    showDevices();
    showInvitations();
    enable();
}

void TeamPage::showDevices()
{
    const bool isUp = views::isLineUp(m_team.status().state);
    const int row = m_table->currentIndex().row();
    const DeviceId chosen =
        row >= 0 && row < m_devices->rowCount() ? m_devices->devices()[size_t(row)].device : DeviceId();
    const std::vector<views::Here> here = m_team.here();
    std::vector<views::TeamDevice> devices = m_page.devices;
    for (views::TeamDevice &each : devices)
        each.isHere = each.isHere || std::ranges::find(here, each.device, &views::Here::device) != here.end();
    m_devices->setDevices(std::move(devices), {isUp, m_now(), localZone()});
    const auto &shown = m_devices->devices();
    const auto found = std::ranges::find(shown, chosen, &views::TeamDevice::device);
    if (!shown.empty() && !m_table->currentIndex().isValid())
        m_table->selectRow(found == shown.end() ? 0 : int(found - shown.begin()));
    const QString team = m_page.team.size() <= kMostTeam ? m_page.team : m_page.team.left(kMostTeam) + u'…';
    m_head->setTitle(team.isEmpty() ? tr("Desks") : tr("Desks of %1").arg(team));
    showChosen();
    m_head->setRemark(isUp ? tr("%1, here now: %2").arg(shown.size()).arg(m_devices->hereCount())
                           : tr("%1, who is here is not known without a line").arg(shown.size()));
}

void TeamPage::showChosen()
{
    const QModelIndex chosen = m_table->currentIndex();
    m_chosen->setText(chosen.data(DeviceModel::WholeRole).toString());
    m_chosen->setVisible(chosen.isValid());
}

void TeamPage::showInvitations()
{
    const bool isAny = !m_page.invitations.empty();
    m_invitedHead->setVisible(isAny);
    m_invited->setVisible(isAny);
    m_invitedHead->setRemark(QString::number(m_page.invitations.size()));
    QStringList lines;
    const Instant now = m_now();
    for (const views::OpenInvitation &each : m_page.invitations) {
        const QString until = views::utcAndLocal(each.expires, now, localZone());
        lines += (u"%1, %2 · %3"_s.arg(each.name, each.role,
                                       each.expires <= now ? tr("expired %1").arg(until)
                                                           : tr("until %1").arg(until)));
    }
    if (lines == std::exchange(m_invitedLines, lines))
        return; // the place in the list stays
    m_invited->clear();
    m_invited->addItems(lines);
    if (isAny)
        m_invited->setFixedHeight(std::min(m_invited->count(), kMostInvited) *
                                      (m_invited->sizeHintForRow(0) + 2 * m_invited->spacing()) +
                                  2 * m_invited->frameWidth());
}

void TeamPage::enable()
{
    if (m_registry == nullptr)
        return;
    const views::LinkState state = m_team.status().state;
    const bool isAlone = state == views::LinkState::Alone;
    const auto set = [this](const QString &id, bool isEnabled) {
        m_registry->action(id)->setEnabled(isEnabled);
    };
    set(u"team.try"_s, !isAlone && !views::isLineUp(state));
    set(u"team.join"_s, isAlone);
    set(u"team.export"_s, !isAlone && !m_isBusy);
    set(u"team.import"_s, !isAlone && !m_isBusy);
    set(u"team.refused"_s, m_page.refusedCount > 0);
    set(u"team.admin"_s, isAdmin());
    set(u"team.told"_s, isAdmin() && !m_page.serversToTell.isEmpty());
    m_invite->setVisible(isAdmin());
    m_servers->setVisible(isAdmin() && !m_page.serversToTell.isEmpty());
    m_toTell->setText(
        tr("The hub's servers do not know yet who is in the team now: %1.").arg(m_page.serversToTell));
}

void TeamPage::tellServers()
{
    whenAnswered(m_team.serversWereTold(), this, [this](const Result<void> &done) {
        if (!done)
            return m_link->say(views::sentence(done.error().detail), false);
        if (m_told->hasFocus())
            m_table->setFocus(Qt::OtherFocusReason);
        load();
    });
}

void TeamPage::inFront(const std::function<void()> &run)
{
    if (!isVisible())
        emit raiseWanted();
    run();
}

void TeamPage::tryNow()
{
    m_team.tryNow();
}

/// Whether this desk's role lets it.
bool TeamPage::isAdmin() const
{
    return std::ranges::any_of(m_page.devices, [](const views::TeamDevice &device) {
        return device.isMine && device.role == u"admin";
    });
}

void TeamPage::administer()
{
    if (isAdmin())
        inFront([this] { m_admin->open(m_page); });
}

void TeamPage::join()
{
    inFront([this] { m_join->open(); });
}

void TeamPage::makeWorkspace()
{
    inFront([this] {
        m_dialogs->saveFile({tr("Make a new workspace"), {}, tr("Workspace (*.muster)"), u"team.muster"_s},
                            [self = QPointer(this)](const QString &path) {
                                if (self && !path.isEmpty())
                                    emit self->workspaceWanted(path);
                            });
    });
}

void TeamPage::exportBundle()
{
    inFront([this] {
        m_dialogs->saveFile(
            {tr("Export a bundle of the team's entries"), {}, tr("Bundle (*.bundle)"), u"team.bundle"_s},
            [self = QPointer(this)](const QString &path) {
                if (self)
                    self->take(path, true);
            });
    });
}

void TeamPage::importBundle()
{
    inFront([this] {
        m_dialogs->openFile(
            {tr("Import a bundle of the team's entries"), {}, tr("Bundle (*.bundle);;All files (*)"), {}},
            [self = QPointer(this)](const QString &path) {
                if (self)
                    self->take(path, false);
            });
    });
}

void TeamPage::take(const QString &path, bool isExport)
{
    if (path.isEmpty() || m_isBusy)
        return;
    m_isBusy = true;
    m_pressed = qobject_cast<QPushButton *>(window()->focusWidget());
    enable();
    m_link->say(isExport ? tr("Writing. You can go on working.") : tr("Reading. You can go on working."),
                true);
    whenAnswered(isExport ? m_team.exportBundle(path) : m_team.importBundle(path), this,
                 [this, isExport](const Result<views::BundleOutcome> &done) {
                     m_isBusy = false;
                     enable();
                     if (m_pressed && isVisible())
                         m_pressed->setFocus(Qt::OtherFocusReason);
                     m_pressed = nullptr;
                     if (done)
                         m_link->say(isExport ? writtenText(*done) : takenText(*done), done->refused == 0);
                     else
                         m_link->say(views::sentence(done.error().detail), false);
                     if (!isExport)
                         load();
                 });
}

} // namespace muster::ui
