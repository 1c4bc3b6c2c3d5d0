// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/composer.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"
#include "ui/widgets/whenfield.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QToolButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

Composer::Composer(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_keeper(new DraftKeeper(desk, this)), m_tabs(new QTabBar(this)),
      m_edit(new QPlainTextEdit(this)), m_send(new QPushButton(this)),
      m_then(new QPushButton(tr("Send and set…"), this)),
      m_acknowledge(new QPushButton(tr("Acknowledge"), this)),
      m_when(new WhenField(u"ticket.when"_s, tr("When"), views::WhenSide::Past, this)),
      m_note(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gap / 2);
    m_tabs->addTab(tr("Reply"));
    m_tabs->addTab(tr("Internal note"));
    m_tabs->addTab(tr("From customer"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setObjectName(u"ticket.composerMode"_s);
    m_tabs->setAccessibleName(tr("Reply, internal note or words of the customer"));
    m_edit->setObjectName(u"ticket.composer"_s);
    m_edit->setTabChangesFocus(true);
    m_edit->setMinimumHeight(52);
    auto *top = new QHBoxLayout;
    auto *when = makeIconButton(u"clock"_s, tr("Say when it happened (Alt+W)"), u"ticket.whenButton"_s, this);
    connect(when, &QToolButton::clicked, this, &Composer::turnWhen);
    top->addWidget(m_tabs, 1);
    top->addWidget(when);
    column->addLayout(top);
    column->addWidget(m_when);
    column->addWidget(m_edit, 1);
    m_when->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    row->addWidget(m_acknowledge);
    row->addWidget(m_then);
    row->addWidget(m_send);
    column->addLayout(row);
    m_note->setObjectName(u"ticket.composerNote"_s);
    m_note->setWordWrap(true);
    setKind(m_send, ButtonKind::Primary);
    m_send->setObjectName(u"ticket.send"_s);
    m_send->setToolTip(tr("Ctrl+Enter"));
    m_then->setObjectName(u"ticket.sendThen"_s);
    m_then->setToolTip(tr("Ctrl+Shift+Enter"));
    m_acknowledge->setObjectName(u"ticket.acknowledge"_s);
    m_acknowledge->setToolTip(tr("Fills in the acknowledgement for you to read over"));
    connect(m_tabs, &QTabBar::currentChanged, this, &Composer::turnMode);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::typed);
    connect(m_when, &WhenField::changed, this, &Composer::typed);
    connect(m_when, &WhenField::entered, m_edit, [this] { m_edit->setFocus(Qt::OtherFocusReason); });
    connect(m_when, &WhenField::left, this, &Composer::closeWhen);
    connect(m_send, &QPushButton::clicked, this, [this] { send(); });
    connect(m_then, &QPushButton::clicked, this, &Composer::thenWanted);
    connect(m_acknowledge, &QPushButton::clicked, this, &Composer::acknowledgementWanted);
    connect(m_keeper, &DraftKeeper::saved, this, [this] {
        if (!isEmpty())
            m_note->setText(tr("Draft saved"));
    });
    connect(m_keeper, &DraftKeeper::failed, m_note, &QLabel::setText);
    turnMode();
}

Composer::~Composer()
{
    m_keeper->flush();
}

Composer::Mode Composer::mode() const
{
    return m_tabs->currentIndex() == 1   ? Mode::Note
           : m_tabs->currentIndex() == 2 ? Mode::Customer
                                         : Mode::Reply;
}

bool Composer::isEmpty() const
{
    return m_edit->toPlainText().trimmed().isEmpty();
}

QString Composer::draftKey() const
{
    if (m_ticket.isNull())
        return {};
    const QString key = u"draft:"_s + m_ticket.toString();
    switch (mode()) {
    case Mode::Reply:
        return key + u":reply"_s;
    case Mode::Note:
        return key + u":note"_s;
    case Mode::Customer:
        return key + u":customer"_s;
    }
    return {};
}

void Composer::setTicket(TicketId ticket)
{
    if (ticket == m_ticket)
        return;
    m_keeper->flush();
    m_ticket = ticket;
    restore();
}

void Composer::turnMode()
{
    const bool reply = mode() == Mode::Reply;
    m_then->setVisible(reply);
    m_acknowledge->setVisible(reply);
    const auto name = [this](const QString &button, const QString &field, const QString &hint) {
        m_send->setText(button);
        m_edit->setAccessibleName(field);
        m_edit->setPlaceholderText(hint);
    };
    switch (mode()) {
    case Mode::Reply:
        name(tr("Send reply"), tr("Reply to the customer"), tr("Goes to the customer"));
        break;
    case Mode::Note:
        name(tr("Add note"), tr("Internal note, not seen by the customer"), tr("Seen by us only"));
        break;
    case Mode::Customer:
        name(tr("Add message"), tr("What the customer said"),
             tr("What the customer said on the phone or in a mail"));
        break;
    }
    restore();
}

void Composer::restore()
{
    m_keeper->setKey(draftKey());
    fillIn(m_keeper->stored());
    m_edit->moveCursor(QTextCursor::End);
    if (!isEmpty())
        m_note->setText(tr("Draft from before"));
}

void Composer::fillIn(const QByteArray &draft)
{
    const QJsonObject kept = parseJsonObject(draft).value_or({});
    const QString when = kept.value(u"when"_s).toString();
    m_filling = true;
    m_acknowledgement = kept.value(u"acknowledgement"_s).toBool();
    m_edit->setPlainText(kept.value(u"text"_s).toString());
    m_when->setNow(m_desk.now());
    m_when->setText(when);
    m_when->setVisible(!when.isEmpty());
    m_filling = false;
    showState();
}

void Composer::turnWhen()
{
    if (m_when->isAncestorOf(window()->focusWidget())) {
        if (m_when->isEmpty())
            closeWhen();
        m_edit->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_when->setNow(m_desk.now());
    m_when->show();
    m_when->setFocus(Qt::ShortcutFocusReason);
}

void Composer::closeWhen()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_when->setText({});
    m_when->hide();
}

void Composer::tick(Instant now)
{
    if (m_when->isVisible())
        m_when->setNow(now);
}

void Composer::compose(Mode mode)
{
    m_tabs->setCurrentIndex(int(mode));
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::prefill(const QString &text)
{
    m_tabs->setCurrentIndex(0);
    if (isEmpty()) {
        m_acknowledgement = true;
        m_edit->setPlainText(text);
    }
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::typed()
{
    if (m_filling)
        return;
    if (isEmpty())
        m_acknowledgement = false;
    QByteArray draft;
    if (!isEmpty())
        draft = canonicalJson({{u"text"_s, m_edit->toPlainText()},
                               {u"acknowledgement"_s, m_acknowledgement},
                               {u"when"_s, m_when->isEmpty() ? QString() : m_when->fixedText()}});
    m_keeper->change(draft);
    showState();
    emit edited(isEmpty());
}

void Composer::showState()
{
    const bool ready = !isEmpty() && !isBusy() && !m_ticket.isNull();
    m_edit->setReadOnly(isBusy()); // what is typed now would go with what was sent
    m_send->setEnabled(ready);
    m_then->setEnabled(ready);
    m_note->setTone(ToneLabel::Tone::Dim);
    m_note->clear();
}

ticket::TicketCommand Composer::command(std::optional<ticket::Status> then) const
{
    const QString text = m_edit->toPlainText().trimmed();
    if (mode() == Mode::Note)
        return ticket::AddNote{text};
    if (mode() == Mode::Customer)
        return ticket::AddCustomerMessage{m_contact, text};
    return ticket::SendReply{text, m_acknowledgement, then};
}

Result<std::optional<Instant>> Composer::occurredAt()
{
    if (m_when->isEmpty())
        return std::optional<Instant>();
    m_when->setNow(m_desk.now());
    m_when->fix();
    const auto at = m_when->at();
    if (at)
        return std::optional(*at);
    m_note->setTone(ToneLabel::Tone::Red);
    m_note->setText(tr("Not sent: the time is not understood. The text is kept."));
    m_when->setFocus(Qt::OtherFocusReason);
    return at.error();
}

void Composer::send(std::optional<ticket::Status> then)
{
    if (isEmpty() || isBusy() || m_ticket.isNull())
        return;
    const auto at = occurredAt();
    if (!at)
        return;
    m_sending = draftKey();
    showState();
    m_keeper->flush();
    const TicketId ticket = m_ticket;
    const QString key = draftKey();
    const auto done = [this, ticket, key](const Result<views::Receipt> &receipt) {
        const bool here = ticket == m_ticket && key == draftKey();
        if (key == m_sending)
            m_sending.clear();
        if (!receipt || !receipt->failures.empty()) {
            const QString why = receipt ? views::sentence(receipt->failures.front().error.detail)
                                        : views::sentence(receipt.error().detail);
            showState();
            m_note->setTone(ToneLabel::Tone::Red);
            m_note->setText(tr("Not sent: %1 The text is kept.").arg(why));
            return;
        }
        // The person may have turned to another ticket meanwhile; the draft that was sent goes all the same.
        if (here) {
            if (m_when->isAncestorOf(window()->focusWidget()))
                m_edit->setFocus(Qt::OtherFocusReason);
            fillIn({});
            m_keeper->forget();
            emit edited(true);
        } else {
            whenAnswered(m_desk.setSetting(key, {}), this, [](const Result<void> &) {});
        }
        emit sent(*receipt);
    };
    whenAnswered(m_desk.submit({ticket::TicketOrder{ticket, command(then), *at}}), this, done);
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && mode() == Mode::Reply) {
        if (!isEmpty())
            emit thenWanted();
        return;
    }
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return send();
    if (event->key() == Qt::Key_Escape) {
        m_keeper->flush();
        emit left();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace muster::ui
