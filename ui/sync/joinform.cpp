// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/joinform.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/textlimit.h"
#include "ui/widgets/tonelabel.h"

#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {

JoinForm::JoinForm(views::TeamDesk &team, std::shared_ptr<Dialogs> dialogs, QWidget *host)
    : OverlayFrame(host), m_team(team), m_dialogs(std::move(dialogs)), m_host(host),
      m_about(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_note(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_text(new QPlainTextEdit(this)),
      m_file(makeButton(tr("Choose a file"), ButtonKind::Normal, u"join.file"_s, this)),
      m_cancel(makeButton(tr("Cancel"), ButtonKind::Normal, u"join.cancel"_s, this)),
      m_join(makeButton(tr("Join"), ButtonKind::Primary, u"join.done"_s, this))
{
    setObjectName(u"join"_s);
    setAccessibleName(tr("Join a team"));
    build();
    m_host->installEventFilter(this);
    hide();
}

void JoinForm::build()
{
    auto *column = columnLayout(this, Theme::gap, 2 * Theme::gap);
    column->addWidget(makeLabel(tr("Join a team"), TextKind::Bold, this));
    m_about->setWordWrap(true);
    m_about->setText(
        tr("Paste the invitation that an admin of the team gave you, or choose its file. Whoever "
           "has it can join in your place: it is not kept on disk here."));
    m_text->setObjectName(u"join.text"_s);
    m_text->setAccessibleName(tr("Invitation"));
    m_text->setPlaceholderText(tr("The invitation"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(theme().mono);
    m_text->setFixedHeight(150);
    new TextLimit(m_text, kMost);
    m_note->setObjectName(u"join.note"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    m_join->setToolTip(tr("Ctrl+Enter"));
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addWidget(m_file);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_join);
    for (QWidget *each :
         {static_cast<QWidget *>(m_about), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_note)})
        column->addWidget(each);
    column->addLayout(row);
    connect(m_file, &QPushButton::clicked, this, &JoinForm::chooseFile);
    connect(m_cancel, &QPushButton::clicked, this, &JoinForm::close);
    connect(m_join, &QPushButton::clicked, this, &JoinForm::join);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { say({}, false); });
}

void JoinForm::open()
{
    if (!isOpen())
        m_focus = m_host->window()->focusWidget();
    show();
    raise();
    place();
    m_text->setFocus(Qt::PopupFocusReason);
}

void JoinForm::close()
{
    hide();
    if (m_focus)
        m_focus->setFocus(Qt::PopupFocusReason);
}

void JoinForm::chooseFile()
{
    m_dialogs->openFile({tr("Choose the invitation"), {}, tr("All files (*)"), {}},
                        [self = QPointer(this)](const QString &path) {
                            if (self && !path.isEmpty())
                                self->readFile(path);
                        });
}

void JoinForm::readFile(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly))
        return say(tr("%1 cannot be read: %2").arg(name, views::sentence(file.errorString())), true);
    const QByteArray bytes = file.read(kMost + 1);
    if (bytes.size() > kMost)
        return say(tr("%1 is too long for an invitation. Choose another file.").arg(name), true);
    if (bytes.trimmed().isEmpty())
        return say(tr("%1 is empty. Choose another file, or paste the invitation.").arg(name), true);
    m_text->setPlainText(QString::fromUtf8(bytes));
    m_join->setFocus(Qt::OtherFocusReason);
}

void JoinForm::join()
{
    if (m_isBusy)
        return;
    const QString invitation = m_text->toPlainText().trimmed();
    if (invitation.isEmpty()) {
        say(tr("The invitation is missing. Paste it above, or choose its file."), true);
        return m_text->setFocus(Qt::OtherFocusReason);
    }
    setBusy(true);
    say(tr("Joining. You can go on working; nothing is lost if it fails."), false);
    whenAnswered(m_team.join(invitation), this, [this](const Result<void> &outcome) { answered(outcome); });
}

void JoinForm::answered(const Result<void> &outcome)
{
    setBusy(false);
    if (!outcome) {
        say(views::sentence(outcome.error().detail), true);
        if (isOpen())
            m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_text->clear();
    if (isOpen())
        close();
    emit joined();
}

void JoinForm::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_text->setReadOnly(isBusy);
    m_file->setEnabled(!isBusy);
    m_join->setEnabled(!isBusy);
}

void JoinForm::say(const QString &sentence, bool isWrong)
{
    m_note->setText(sentence);
    m_note->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_note->setVisible(!sentence.isEmpty());
    m_text->setAccessibleDescription(isWrong ? sentence : QString());
    if (isVisible())
        place();
}

void JoinForm::place()
{
    const int width = std::min(600, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    adjustSize();
    move((m_host->width() - width) / 2, std::max(0, std::min(80, (m_host->height() - height()) / 2)));
}

void JoinForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return join();
    if (event->key() == Qt::Key_Escape)
        return close();
    OverlayFrame::keyPressEvent(event);
}

bool JoinForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
