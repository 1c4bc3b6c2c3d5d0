// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/adminform.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/filewriter.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

/// The keys that facts hold, with what each may do.
void addRoles(QComboBox *box, bool mayBeNone)
{
    box->addItem(AdminForm::tr("Agent: tickets, incidents, customers"), u"agent"_s);
    box->addItem(AdminForm::tr("Lead: and policy, other people's entries"), u"lead"_s);
    box->addItem(AdminForm::tr("Admin: and the team"), u"admin"_s);
    box->addItem(AdminForm::tr("Observer: reads only"), u"observer"_s);
    box->addItem(AdminForm::tr("Automation: a console without a window"), u"automation"_s);
    if (mayBeNone)
        box->insertItem(0, AdminForm::tr("None: out of the team from now on"), u"none"_s);
    box->setCurrentIndex(0);
}

} // namespace

AdminForm::AdminForm(views::TeamDesk &team, Dialogs &dialogs, QWidget *host)
    : OverlayFrame(host), m_team(team), m_dialogs(dialogs), m_host(host)
{
    setObjectName(u"admin"_s);
    setAccessibleName(tr("Invite, or change what a desk may do"));
    build();
    m_host->installEventFilter(this);
    hide();
}

void AdminForm::build()
{
    auto *column = columnLayout(this, Theme::gap, 2 * Theme::gap);
    column->addWidget(makeLabel(tr("Invite somebody"), TextKind::Bold, this));
    column->addWidget(makeInvitePart());
    column->addSpacing(Theme::gap);
    column->addWidget(makeLabel(tr("What a desk may do"), TextKind::Bold, this));
    column->addWidget(makeRolePart());
    m_note = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this);
    m_note->setObjectName(u"admin.note"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    column->addWidget(m_note);
    auto *row = new QHBoxLayout;
    auto *done = makeButton(tr("Close"), ButtonKind::Normal, u"admin.close"_s, this);
    connect(done, &QPushButton::clicked, this, &AdminForm::close);
    row->addStretch(1);
    row->addWidget(done);
    column->addLayout(row);
}

QWidget *AdminForm::makeInvitePart()
{
    auto *part = new QWidget(this);
    auto *column = columnLayout(part, Theme::gap, 0);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    m_name = new QLineEdit(part);
    m_name->setObjectName(u"admin.name"_s);
    m_name->setAccessibleName(tr("Name of the person"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setMaxLength(200);
    m_role = new QComboBox(part);
    m_role->setObjectName(u"admin.role"_s);
    m_role->setAccessibleName(tr("Role"));
    addRoles(m_role, false);
    m_invite = makeButton(tr("Invite"), ButtonKind::Primary, u"admin.invite"_s, part);
    row->addWidget(m_name, 1);
    row->addWidget(m_role);
    row->addWidget(m_invite);
    column->addLayout(row);
    m_text = new QPlainTextEdit(part);
    m_text->setObjectName(u"admin.text"_s);
    m_text->setAccessibleName(tr("Invitation"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(theme().mono);
    m_text->setFixedHeight(120);
    m_text->hide();
    column->addWidget(m_text);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    m_copy = makeButton(tr("Copy"), ButtonKind::Normal, u"admin.copy"_s, part);
    m_save = makeButton(tr("Write to a file"), ButtonKind::Normal, u"admin.save"_s, part);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_copy->hide();
    m_save->hide();
    connect(m_name, &QLineEdit::returnPressed, this, &AdminForm::invite);
    connect(m_invite, &QPushButton::clicked, this, &AdminForm::invite);
    connect(m_save, &QPushButton::clicked, this, &AdminForm::save);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text->toPlainText());
        say(tr("The invitation is on the clipboard. Give it to this person alone: it is good once."), false);
    });
    return part;
}

QWidget *AdminForm::makeRolePart()
{
    auto *part = new QWidget(this);
    auto *column = columnLayout(part, Theme::gap, 0);
    m_device = new QComboBox(part);
    m_device->setObjectName(u"admin.device"_s);
    m_device->setAccessibleName(tr("Desk"));
    m_newRole = new QComboBox(part);
    m_newRole->setObjectName(u"admin.newRole"_s);
    m_newRole->setAccessibleName(tr("Its role from now on"));
    addRoles(m_newRole, true);
    m_reason = new QLineEdit(part);
    m_reason->setObjectName(u"admin.reason"_s);
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Why, as the team will read it"));
    m_reason->setMaxLength(500);
    m_set = makeButton(tr("Change"), ButtonKind::Normal, u"admin.set"_s, part);
    auto *first = new QHBoxLayout, *second = new QHBoxLayout;
    first->setSpacing(Theme::gap);
    second->setSpacing(Theme::gap);
    first->addWidget(m_device, 1);
    first->addWidget(m_newRole);
    second->addWidget(m_reason, 1);
    second->addWidget(m_set);
    column->addLayout(first);
    column->addLayout(second);
    connect(m_reason, &QLineEdit::returnPressed, this, &AdminForm::setRole);
    connect(m_set, &QPushButton::clicked, this, &AdminForm::setRole);
    return part;
}

void AdminForm::open(const views::TeamPage &page)
{
    if (!isOpen())
        m_focus = m_host->window()->focusWidget();
    m_device->clear();
    for (const views::TeamDevice &device : page.devices) {
        if (!device.isMine)
            m_device->addItem(tr("%1 · %2 · now %3").arg(device.personName, device.name, device.role),
                              device.device.toString());
    }
    const bool hasOthers = m_device->count() > 0;
    for (QWidget *each : {static_cast<QWidget *>(m_device), static_cast<QWidget *>(m_newRole),
                          static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_set)})
        each->setEnabled(hasOthers);
    say({}, false);
    show();
    raise();
    place();
    m_name->setFocus(Qt::PopupFocusReason);
}

void AdminForm::close()
{
    m_text->clear(); // it lets its bearer in
    for (QWidget *each :
         {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_save)})
        each->hide();
    hide();
    if (m_focus)
        m_focus->setFocus(Qt::PopupFocusReason);
}

void AdminForm::invite()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty()) {
        say(tr("The name of the person is missing."), true);
        return m_name->setFocus(Qt::OtherFocusReason);
    }
    m_invite->setEnabled(false);
    whenAnswered(m_team.invite(name, m_role->currentData().toString()), this,
                 [this](const Result<QString> &invitation) {
                     m_invite->setEnabled(true);
                     if (!invitation)
                         return say(views::sentence(invitation.error().detail), true);
                     m_name->clear();
                     showInvitation(*invitation);
                     emit changed();
                 });
}

void AdminForm::showInvitation(const QString &text)
{
    m_text->setPlainText(text);
    for (QWidget *each :
         {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_save)})
        each->show();
    say(tr("Good once, for seven days, as soon as the hub's servers have the new settings. Whoever has it "
           "joins in this person's name."),
        false);
    m_copy->setFocus(Qt::OtherFocusReason);
}

void AdminForm::save()
{
    m_dialogs.saveFile(
        {tr("Write the invitation"), {}, tr("Text (*.txt);;All files (*)"), u"invitation.txt"_s},
        [self = QPointer(this)](const QString &path) {
            if (!self || path.isEmpty())
                return;
            const QString problem = FileWriter::writeNow(path, self->m_text->toPlainText().toUtf8());
            self->say(problem.isEmpty() ? tr("Written to %1.").arg(path) : problem, !problem.isEmpty());
        });
}

void AdminForm::setRole()
{
    const auto device = DeviceId::parse(m_device->currentData().toString());
    if (!device)
        return;
    if (m_reason->text().simplified().isEmpty()) {
        say(tr("Say why: the team reads it."), true);
        return m_reason->setFocus(Qt::OtherFocusReason);
    }
    const QString role = m_newRole->currentData().toString();
    if (role != u"none")
        return confirmRole(*device, role);
    m_dialogs.confirm(
        {tr("Take this desk out of the team?"),
         tr("%1: what it wrote so far stays. What it writes from now on is refused. The hub lets it in "
            "no more as soon as its servers have the new settings.")
             .arg(m_device->currentText()),
         {},
         tr("Take out"),
         tr("Leave it"),
         true},
        [self = QPointer(this), device = *device, role](bool yes) {
            if (self && yes)
                self->confirmRole(device, role);
        });
}

void AdminForm::confirmRole(DeviceId device, const QString &role)
{
    m_set->setEnabled(false);
    whenAnswered(
        m_team.setRole(device, role, m_reason->text().simplified()), this, [this](const Result<void> &done) {
            m_set->setEnabled(true);
            if (!done)
                return say(views::sentence(done.error().detail), true);
            m_reason->clear();
            say(tr("Changed. Every desk of the team holds to it as soon as it hears of it; the hub does once "
                   "its servers have the new settings."),
                false);
            emit changed();
        });
}

void AdminForm::say(const QString &sentence, bool isWrong)
{
    m_note->setText(sentence);
    m_note->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_note->setVisible(!sentence.isEmpty());
    if (isVisible())
        place();
}

void AdminForm::place()
{
    const int width = std::min(640, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    adjustSize();
    move((m_host->width() - width) / 2, std::max(0, std::min(60, (m_host->height() - height()) / 2)));
}

void AdminForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    OverlayFrame::keyPressEvent(event);
}

bool AdminForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
