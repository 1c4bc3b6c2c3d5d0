// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/closingform.h"

#include "models/base/json.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QKeyEvent>
#include <QPlainTextEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

ClosingForm::ClosingForm(views::Desk &desk, QWidget *host)
    : OverlayFrame(host), m_host(host), m_keeper(new DraftKeeper(desk, this)),
      m_title(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, this)),
      m_missing(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(u"ticket.closing"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::gap * 2, Theme::gap * 2, Theme::gap * 2, Theme::gap * 2);
    column->setSpacing(Theme::gap / 2);
    column->addWidget(m_title);
    m_cause = addField(u"rootCause"_s, tr("Root cause"), tr("What went wrong, and why"));
    m_workaround = addField(u"workaround"_s, tr("Workaround"), tr("What helps until then, if anything does"));
    m_prevention = addField(u"prevention"_s, tr("Prevention"), tr("What keeps it from coming back"));
    auto *row = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"ticket.closing.cancel"_s);
    setKind(m_close, ButtonKind::Primary);
    m_close->setObjectName(u"ticket.closing.done"_s);
    m_close->setToolTip(tr("Ctrl+Enter"));
    m_missing->setObjectName(u"ticket.closing.missing"_s);
    m_missing->setWordWrap(true);
    row->addWidget(m_missing, 1);
    row->addWidget(cancel);
    row->addWidget(m_close);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &ClosingForm::close);
    connect(m_close, &QPushButton::clicked, this, &ClosingForm::finish);
    m_host->installEventFilter(this);
    hide();
}

QPlainTextEdit *ClosingForm::addField(const QString &key, const QString &name, const QString &hint)
{
    auto *label = new QLabel(name, this);
    auto *edit = new QPlainTextEdit(this);
    edit->setObjectName(u"ticket.closing."_s + key);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(hint);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(64);
    label->setBuddy(edit);
    layout()->addWidget(label);
    layout()->addWidget(edit);
    connect(edit, &QPlainTextEdit::textChanged, this, &ClosingForm::typed);
    return edit;
}

void ClosingForm::open(const QString &title, const QString &draftKey, bool required, Done done)
{
    m_keeper->setKey({});
    m_required = required;
    m_done = std::move(done);
    m_before = m_host->window()->focusWidget();
    m_title->setText(title);
    m_keeper->setKey(draftKey);
    restore();
    place();
    show();
    raise();
    m_cause->setFocus(Qt::PopupFocusReason);
}

void ClosingForm::restore()
{
    const auto draft = parseJsonObject(m_keeper->stored());
    const auto text = [&draft](QStringView key) { return draft ? draft->value(key).toString() : QString(); };
    const QSignalBlocker quiet[]{QSignalBlocker(m_cause), QSignalBlocker(m_workaround),
                                 QSignalBlocker(m_prevention)};
    m_cause->setPlainText(text(u"root_cause"));
    m_workaround->setPlainText(text(u"workaround"));
    m_prevention->setPlainText(text(u"prevention"));
    m_missing->setTone(ToneLabel::Tone::Dim);
    m_missing->setText(missing().isEmpty() ? QString()
                                           : tr("Still missing: %1").arg(missing().join(u", "_s)));
}

void ClosingForm::typed()
{
    const ticket::ClosingNote now = note();
    m_keeper->change(now == ticket::ClosingNote{} ? QByteArray()
                                                  : canonicalJson({{u"root_cause"_s, now.rootCause},
                                                                   {u"workaround"_s, now.workaround},
                                                                   {u"prevention"_s, now.prevention}}));
    m_missing->setTone(ToneLabel::Tone::Dim);
    m_missing->setText(missing().isEmpty() ? QString()
                                           : tr("Still missing: %1").arg(missing().join(u", "_s)));
}

ticket::ClosingNote ClosingForm::note() const
{
    return {m_cause->toPlainText().trimmed(), m_workaround->toPlainText().trimmed(),
            m_prevention->toPlainText().trimmed()};
}

QStringList ClosingForm::missing() const
{
    QStringList names;
    if (!m_required)
        return names;
    const ticket::ClosingNote now = note();
    if (now.rootCause.isEmpty())
        names.append(tr("root cause"));
    if (now.prevention.isEmpty())
        names.append(tr("prevention"));
    return names;
}

void ClosingForm::finish()
{
    if (!missing().isEmpty()) {
        m_missing->setTone(ToneLabel::Tone::Red);
        return (m_cause->toPlainText().trimmed().isEmpty() ? m_cause : m_prevention)
            ->setFocus(Qt::OtherFocusReason);
    }
    m_keeper->flush();
    const ticket::ClosingNote now = note();
    const Done done = m_done;
    close();
    done(now);
}

void ClosingForm::forget()
{
    m_keeper->forget();
}

void ClosingForm::close()
{
    m_keeper->flush();
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void ClosingForm::place()
{
    const int width = std::min(560, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    adjustSize();
    move((m_host->width() - width) / 2, std::max(0, std::min(80, (m_host->height() - height()) / 2)));
}

void ClosingForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return finish();
    if (event->key() == Qt::Key_Escape)
        return close();
    OverlayFrame::keyPressEvent(event);
}

bool ClosingForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return OverlayFrame::eventFilter(watched, event);
}

} // namespace muster::ui
