// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/askform.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 760;

} // namespace

std::optional<Instant> AskAnswers::time(const QString &key) const
{
    const auto found = times.constFind(key);
    return found == times.constEnd() ? std::nullopt : std::optional(*found);
}

AskForm::AskForm(views::Desk &desk, QWidget *host)
    : OverlayFrame(host), m_desk(desk), m_host(host), m_keeper(new DraftKeeper(desk, this)),
      m_title(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Title, this)),
      m_text(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, this)), m_sides(new QWidget(this))
{
    m_leftTitle = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Bold, m_sides);
    m_left = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, m_sides);
    m_rightTitle = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Bold, m_sides);
    m_right = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, m_sides);
    m_result = new ToneLabel(ToneLabel::Tone::Blue, ToneLabel::Face::Ui, this);
    m_note = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this);
    m_yes = makeButton({}, ButtonKind::Primary, u"ask.done"_s, this);
    setObjectName(u"ask"_s);
    build();
    m_host->installEventFilter(this);
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) {
        m_note->setTone(ToneLabel::Tone::Red);
        m_note->setText(sentence);
    });
    hide();
}

void AskForm::build()
{
    auto *column = columnLayout(this, Theme::gap, Theme::gap * 2);
    for (ToneLabel *label : {m_title, m_text, m_left, m_right, m_result, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    m_title->setObjectName(u"ask.title"_s);
    m_text->setObjectName(u"ask.text"_s);
    m_left->setObjectName(u"ask.left"_s);
    m_right->setObjectName(u"ask.right"_s);
    m_result->setObjectName(u"ask.result"_s);
    m_note->setObjectName(u"ask.note"_s);
    auto *sides = new QGridLayout(m_sides);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setHorizontalSpacing(Theme::gap * 2);
    sides->setVerticalSpacing(Theme::gap / 2);
    sides->setColumnStretch(0, 1);
    sides->setColumnStretch(1, 1);
    sides->addWidget(m_leftTitle, 0, 0);
    sides->addWidget(m_rightTitle, 0, 1);
    sides->addWidget(m_left, 1, 0);
    sides->addWidget(m_right, 1, 1);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_sides);
    column->addSpacing(0); // the fields of each order stand here
    column->addWidget(m_result);
    auto *row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    auto *cancel = makeButton(tr("Not now"), ButtonKind::Normal, u"ask.cancel"_s, this);
    row->addWidget(cancel);
    row->addWidget(m_yes);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &AskForm::close);
    connect(m_yes, &QPushButton::clicked, this, &AskForm::submit);
}

void AskForm::open(Ask ask)
{
    if (!isVisible())
        m_before = m_host->window()->focusWidget();
    m_ask = std::move(ask);
    ++m_opened;
    m_isBusy = false;
    m_title->setText(m_ask.title);
    m_yes->setText(tr("%1 (Ctrl+Enter)").arg(m_ask.yes));
    m_yes->setAccessibleName(m_ask.yes);
    m_note->setTone(ToneLabel::Tone::Dim);
    m_note->setText(tr("Esc puts it off; what you typed stays."));
    m_keeper->setKey(u"draft.ask."_s + m_ask.key);
    fillFields();
    show();
    compose();
    check();
    tell();
    raise();
    for (const AskField &field : m_ask.fields) {
        if (QWidget *first = edit(field)) {
            first->setFocus(Qt::PopupFocusReason);
            break;
        }
    }
}

void AskForm::changed()
{
    compose();
    check();
    const AskAnswers now = answers();
    QJsonObject draft;
    for (auto it = now.texts.cbegin(); it != now.texts.cend(); ++it)
        draft.insert(it.key(), it.value());
    for (auto it = now.ticks.cbegin(); it != now.ticks.cend(); ++it)
        draft.insert(it.key(), QJsonArray::fromStringList(it.value()));
    m_keeper->change(canonicalJson(draft));
    tell();
}

void AskForm::tell()
{
    const AskTold told = m_ask.told ? m_ask.told(answers()) : AskTold();
    m_text->setText(told.text);
    m_text->setVisible(!told.text.isEmpty());
    m_leftTitle->setText(told.leftTitle);
    m_left->setText(told.left);
    m_rightTitle->setText(told.rightTitle);
    m_right->setText(told.right);
    m_sides->setVisible(!told.left.isEmpty() || !told.right.isEmpty());
    m_result->setText(told.result);
    m_result->setVisible(!told.result.isEmpty());
    place();
}

void AskForm::submit()
{
    if (m_isBusy)
        return;
    const AskAnswers given = answers();
    const auto refuse = [this](const QString &why) {
        m_note->setTone(ToneLabel::Tone::Red);
        m_note->setText(why);
        place();
    };
    if (!given.wrong.isEmpty())
        return refuse(given.wrong);
    m_isBusy = true;
    m_keeper->flush();
    m_ask.order(given, [this, refuse, self = QPointer(this), opened = m_opened](const QString &refusal) {
        if (!self || opened != m_opened)
            return;
        m_isBusy = false;
        if (!refusal.isEmpty())
            return refuse(views::sentence(refusal));
        close(); // a time is put down in full when one leaves it: the draft goes after that
        m_keeper->forget();
    });
}

void AskForm::close()
{
    m_keeper->flush();
    ++m_opened;
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void AskForm::place()
{
    const int width = std::min(kWidth, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    m_sides->updateGeometry(); // its texts may be others: what was kept of its height is not right any more
    layout()->activate();
    const int wanted = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height();
    resize(width, std::min(wanted, m_host->height() - 2 * Theme::gap));
    move((m_host->width() - width) / 2,
         std::max(Theme::gap, std::min(64, (m_host->height() - height()) / 2)));
}

void AskForm::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        return submit();
    if (event->key() == Qt::Key_Escape)
        return close();
    OverlayFrame::keyPressEvent(event);
}

bool AskForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
