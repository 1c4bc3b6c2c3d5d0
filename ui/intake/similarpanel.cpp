// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/similarpanel.h"

#include "models/views/casetext.h"
#include "models/views/knownlines.h"
#include "ui/actions/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/knownlist.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QEvent>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPauseMs = 400;
constexpr qsizetype kLeastTyped = 8; ///< characters without which nothing is asked

} // namespace

SimilarPanel::SimilarPanel(QWidget *parent)
    : QWidget(parent),
      m_title(new ToneLabel(tr("Similar and known"), ToneLabel::Tone::Text, ToneLabel::Face::Bold, this)),
      m_state(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_repeats(new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Bold, this)),
      m_cause(new ToneLabel(ToneLabel::Tone::Blue, ToneLabel::Face::Ui, this)),
      m_keys(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)), m_list(new KnownList(this))
{
    m_state->setObjectName(u"intake.similarState"_s);
    m_repeats->setObjectName(u"intake.repeats"_s);
    m_cause->setObjectName(u"intake.cause"_s);
    m_list->setObjectName(u"intake.similar"_s);
    m_list->setAccessibleName(tr("Similar tickets and known issues"));
    m_keys->setText(
        tr("Ctrl+J to the list. Enter opens, M adds this there as a message, N as a note, S: same cause."));
    m_keys->setWordWrap(true);
    m_state->setElided(Qt::ElideRight);
    m_repeats->setElided(Qt::ElideRight);
    m_cause->setElided(Qt::ElideRight);
    auto *column = columnLayout(this, Theme::gap / 2);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_state, 1);
    column->addLayout(head);
    column->addWidget(m_repeats);
    column->addWidget(m_list, 1);
    column->addWidget(m_cause);
    column->addWidget(m_keys);
    m_repeats->setText(u" "_s); // keeps its place, so that nothing moves when it has something to say
    m_cause->setText(u" "_s);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SimilarPanel::ask);
    connect(m_list, &KnownList::left, this, &SimilarPanel::left);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    tellState(tr("Shown while you write"));
}

void SimilarPanel::setDesk(views::KnowledgeDesk *desk)
{
    m_desk = desk;
}

void SimilarPanel::registerActions(ActionRegistry &registry)
{
    const QString group = tr("New ticket");
    const auto add = [&](const QString &id, const QString &text, const QKeySequence &key, auto run,
                         const QString &help) {
        registry.add({id, text, group, {key}, Scope::Queue, {}, help, false}, m_list, std::move(run));
    };
    add(
        u"intake.similar_open"_s, tr("Open the similar ticket or known issue"), Qt::Key_Return,
        [this] {
            const views::KnownLine *line = m_list->chosen();
            if (line != nullptr && line->kind == views::KnownLine::Kind::Issue)
                emit issueWanted(idCast<knowledge::KnownIssueId>(line->id));
            else if (line != nullptr)
                emit ticketWanted(idCast<TicketId>(line->id));
        },
        tr("What you wrote stays as a draft."));
    connect(m_list, &KnownList::opened, this, [&registry] { registry.trigger(u"intake.similar_open"_s); });
    add(
        u"intake.similar_message"_s, tr("Add as a message to the similar ticket"), Qt::Key_M,
        [this] {
            if (const views::KnownLine *line = chosenTicket())
                emit messageWanted(idCast<TicketId>(line->id), line->number);
        },
        tr("In place of a new ticket: what you wrote becomes a message of the customer there."));
    add(
        u"intake.similar_note"_s, tr("Add as a note to the similar ticket"), Qt::Key_N,
        [this] {
            if (const views::KnownLine *line = chosenTicket())
                emit noteWanted(idCast<TicketId>(line->id), line->number);
        },
        tr("In place of a new ticket: what you wrote becomes an internal note there."));
    add(
        u"intake.similar_cause"_s, tr("Same cause as the chosen one"), Qt::Key_S,
        [this] {
            if (const views::KnownLine *line = m_list->chosen())
                emit causeWanted(line->cause, line->causeNumber);
        },
        tr("The new ticket is linked to that cause; once more takes it back."));
}

void SimilarPanel::setQuestion(const views::SimilarQuestion &question)
{
    const bool isSame = question.subject == m_question.subject && question.text == m_question.text &&
                        question.customer == m_question.customer && question.policy == m_question.policy;
    m_question = question;
    if (isSame)
        return;
    ++m_asked; // what is under way is about an older text
    m_waiting.reset();
    if (hasEnough()) {
        tellState(tr("Looking …"));
        m_pause.start();
        return;
    }
    m_pause.stop();
    take(views::SimilarAnswer());
}

bool SimilarPanel::hasEnough() const
{
    return m_desk && m_question.subject.size() + m_question.text.size() >= kLeastTyped;
}

void SimilarPanel::ask()
{
    const quint64 asked = m_asked;
    whenAnswered(m_desk->similarTo(m_question), this,
                 [this, asked](const Result<views::SimilarAnswer> &answer) {
                     if (asked == m_asked)
                         take(answer);
                 });
}

void SimilarPanel::take(const Result<views::SimilarAnswer> &answer)
{
    m_waiting = answer;
    present();
}

bool SimilarPanel::isInUse() const
{
    return !m_list->lines().empty() && (m_list->hasFocus() || m_list->viewport()->underMouse());
}

void SimilarPanel::present()
{
    if (!m_waiting)
        return;
    if (isInUse()) {
        tellState(tr("Of an earlier text; shown anew once you leave the list"));
        return;
    }
    const Result<views::SimilarAnswer> answer = *std::exchange(m_waiting, std::nullopt);
    if (!answer) {
        m_list->show({});
        return tellState(tr("Could not be looked for: %1").arg(views::sentence(answer.error().detail)));
    }
    m_list->show(views::similarLines(*answer));
    const QString repeats = views::repeatsText(*answer);
    m_repeats->setText(repeats.isEmpty() ? u" "_s : repeats);
    m_repeats->setTone(answer->repeats.isMany ? ToneLabel::Tone::Red : ToneLabel::Tone::Amber);
    tellState(!hasEnough()              ? tr("Shown while you write")
              : m_list->lines().empty() ? tr("Nothing similar is open")
                                        : tr("%n found", nullptr, int(m_list->lines().size())));
}

void SimilarPanel::tellState(const QString &text)
{
    m_state->setText(text);
    m_list->setAccessibleDescription(text);
}

void SimilarPanel::takeFocus()
{
    if (m_list->lines().empty())
        return;
    m_list->chooseFirst();
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void SimilarPanel::setCause(const QString &number)
{
    m_cause->setText(number.isEmpty() ? u" "_s : tr("The new ticket has the same cause as %1").arg(number));
}

const views::KnownLine *SimilarPanel::chosenTicket() const
{
    const views::KnownLine *line = m_list->chosen();
    return line != nullptr && line->kind == views::KnownLine::Kind::Ticket ? line : nullptr;
}

bool SimilarPanel::eventFilter(QObject *watched, QEvent *event)
{
    // Queued: by then the list knows that it is left.
    if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(this, &SimilarPanel::present, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
