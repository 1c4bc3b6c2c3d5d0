// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/entryform.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShown = 400; ///< characters of the entry's text

} // namespace

EntryForm::EntryForm(QWidget *host)
    : OverlayFrame(host), m_host(host),
      m_title(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this)),
      m_before(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_stays(new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Ui, this)),
      m_note(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_text(new QPlainTextEdit(this)), m_reason(new QLineEdit(this)), m_ok(new QPushButton(this))
{
    setObjectName(u"ticket.entry"_s);
    build();
    present();
    m_host->installEventFilter(this);
    hide();
}

void EntryForm::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::gap * 2, Theme::gap * 2, Theme::gap * 2, Theme::gap * 2);
    column->setSpacing(Theme::gap);
    for (ToneLabel *label : {m_title, m_before, m_stays, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_before->setObjectName(u"ticket.entry.before"_s);
    m_stays->setObjectName(u"ticket.entry.stays"_s);
    m_note->setObjectName(u"ticket.entry.note"_s);
    m_text->setObjectName(u"ticket.entry.text"_s);
    m_text->setAccessibleName(tr("The text as it should read"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(110);
    m_reason->setObjectName(u"ticket.entry.reason"_s);
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Why: it stands in the history"));
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Normal, u"ticket.entry.cancel"_s, this);
    m_ok->setObjectName(u"ticket.entry.done"_s);
    m_ok->setToolTip(tr("Ctrl+Enter"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    row->addWidget(cancel);
    row->addWidget(m_ok);
    for (QWidget *part :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_before), static_cast<QWidget *>(m_text),
          static_cast<QWidget *>(m_stays), static_cast<QWidget *>(m_reason)})
        column->addWidget(part);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &EntryForm::close);
    connect(m_ok, &QPushButton::clicked, this, &EntryForm::submit);
    connect(m_reason, &QLineEdit::textEdited, this, [this] {
        m_isSure = false;
        present();
    });
}

void EntryForm::open(Task task, const Entry &entry, Done done)
{
    const bool again = task == m_task && entry.fact == m_entry.fact;
    m_task = task;
    m_entry = entry;
    m_done = std::move(done);
    m_isSure = m_isBusy = false;
    m_focus = m_host->window()->focusWidget();
    if (!again) {
        m_text->setPlainText(entry.text);
        m_text->moveCursor(QTextCursor::End);
        m_reason->clear();
    }
    present();
    show();
    raise();
    place();
    if (task == Task::Correct)
        m_text->setFocus(Qt::PopupFocusReason);
    else
        m_reason->setFocus(Qt::PopupFocusReason);
}

void EntryForm::present()
{
    const bool redacts = m_task == Task::Redact;
    m_title->setText(redacts ? tr("Redact: %1, %2").arg(m_entry.about, m_entry.when)
                             : tr("Put right: %1, %2").arg(m_entry.about, m_entry.when));
    const QString text = m_entry.text.size() > kShown ? m_entry.text.left(kShown) + u'…' : m_entry.text;
    m_before->setText(redacts ? text : tr("The text before stays beside the new one, struck through."));
    m_text->setVisible(!redacts);
    m_stays->setVisible(redacts);
    m_stays->setText(
        tr("What stays: that an entry was here, by whom and when, and why it was redacted. "
           "Backups that exist already still hold the text; the command muster backup --forget-older "
           "takes a new one in their place."));
    m_note->setTone(m_isSure ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_note->setText(m_isSure ? tr("It cannot be brought back. Ctrl+Enter once more redacts it.") : QString());
    setKind(m_ok, redacts ? ButtonKind::Danger : ButtonKind::Primary);
    m_ok->setText(!redacts ? tr("Put right") : m_isSure ? tr("Redact for good") : tr("Redact"));
}

QString EntryForm::missing() const
{
    if (m_task == Task::Correct && m_text->toPlainText().trimmed().isEmpty())
        return tr("The text is empty. To remove what it says, redact the entry.");
    if (m_task == Task::Correct && m_text->toPlainText().trimmed() == m_entry.text.trimmed())
        return tr("The text reads as before.");
    return m_reason->text().trimmed().isEmpty()
               ? tr("The reason is missing. Say why in the line above; it stands in the history.")
               : QString();
}

void EntryForm::submit()
{
    if (m_isBusy)
        return;
    if (const QString why = missing(); !why.isEmpty()) {
        m_note->setTone(ToneLabel::Tone::Red);
        m_note->setText(why);
        if (m_reason->text().trimmed().isEmpty())
            m_reason->setFocus(Qt::OtherFocusReason);
        return place();
    }
    if (m_task == Task::Redact && !m_isSure) {
        m_isSure = true;
        present();
        return place();
    }
    m_isBusy = true;
    m_done(m_text->toPlainText().trimmed(), m_reason->text().trimmed());
}

void EntryForm::refuse(const QString &sentence)
{
    m_isBusy = m_isSure = false;
    present();
    m_note->setTone(ToneLabel::Tone::Red);
    m_note->setText(sentence);
    place();
}

void EntryForm::finish()
{
    m_entry = {};
    close();
}

void EntryForm::close()
{
    hide();
    if (m_focus)
        m_focus->setFocus(Qt::PopupFocusReason);
}

void EntryForm::place()
{
    const int width = std::min(560, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    adjustSize();
    move((m_host->width() - width) / 2, std::max(0, std::min(80, (m_host->height() - height()) / 2)));
}

void EntryForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return submit();
    if (event->key() == Qt::Key_Escape)
        return close();
    OverlayFrame::keyPressEvent(event);
}

bool EntryForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
