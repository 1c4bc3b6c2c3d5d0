// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/bulkbar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QKeyEvent>
#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

BulkBar::BulkBar(QWidget *parent)
    : QFrame(parent), m_text(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, this)),
      m_yes(new QPushButton(tr("Apply"), this)), m_no(new QPushButton(tr("Cancel"), this)),
      m_undo(new QPushButton(tr("Undo"), this)), m_clear(new QPushButton(tr("Clear marks"), this))
{
    setObjectName(u"queue.bulk"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::gap, Theme::gap / 2, Theme::gap, Theme::gap / 2);
    row->addWidget(m_text, 1);
    for (QPushButton *button : {m_yes, m_no, m_undo, m_clear})
        row->addWidget(button);
    m_text->setObjectName(u"queue.bulkText"_s);
    m_text->setWordWrap(true);
    setKind(m_yes, ButtonKind::Primary);
    m_yes->setObjectName(u"queue.bulkApply"_s);
    m_no->setObjectName(u"queue.bulkCancel"_s);
    m_undo->setObjectName(u"queue.bulkUndo"_s);
    m_undo->setToolTip(tr("Ctrl+Z"));
    m_clear->setObjectName(u"queue.bulkClear"_s);
    m_toast.setSingleShot(true);
    m_toast.setInterval(kToastMs);
    connect(&m_toast, &QTimer::timeout, this, &BulkBar::showMarks);
    connect(m_yes, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { answer(false); });
    connect(m_undo, &QPushButton::clicked, this, &BulkBar::undoWanted);
    connect(m_clear, &QPushButton::clicked, this, &BulkBar::clearWanted);
    setAutoFillBackground(true);
    colour();
    showMarks();
}

void BulkBar::colour()
{
    m_colouring = true;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme().raised);
    setPalette(colours);
    m_colouring = false;
}

void BulkBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_colouring)
        colour();
}

void BulkBar::setMarked(int count)
{
    m_marked = count;
    if (!m_apply && !m_toast.isActive())
        showMarks();
}

void BulkBar::showMarks()
{
    m_yes->hide();
    m_no->hide();
    m_undo->hide();
    m_clear->setVisible(m_marked > 0);
    m_text->setTone(ToneLabel::Tone::Text);
    m_text->setText(m_marked == 1 ? tr("1 ticket marked. Commands apply to it.")
                                  : tr("%1 tickets marked. Commands apply to all of them.").arg(m_marked));
    setVisible(m_marked > 0);
}

void BulkBar::ask(const QString &sentence, std::function<void()> apply)
{
    m_toast.stop();
    m_before = window()->focusWidget();
    m_apply = std::move(apply);
    m_text->setTone(ToneLabel::Tone::Text);
    m_text->setText(sentence);
    m_undo->hide();
    m_clear->hide();
    m_yes->show();
    m_no->show();
    m_yes->setAccessibleDescription(sentence);
    show();
    m_yes->setFocus(Qt::PopupFocusReason);
}

void BulkBar::answer(bool yes)
{
    const auto apply = std::exchange(m_apply, nullptr);
    showMarks();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    if (yes && apply)
        apply();
}

void BulkBar::cancel()
{
    answer(false);
}

void BulkBar::tell(const QString &sentence, bool undoable, bool failed)
{
    if (m_apply)
        return; // a question stands here; it is not wiped away by news
    m_text->setTone(failed ? ToneLabel::Tone::Red : ToneLabel::Tone::Text);
    m_text->setText(sentence);
    m_undo->setVisible(undoable);
    m_clear->setVisible(m_marked > 0);
    m_yes->hide();
    m_no->hide();
    show();
    if (failed)
        m_toast.stop();
    else
        m_toast.start();
}

void BulkBar::keyPressEvent(QKeyEvent *event)
{
    if (m_apply && event->key() == Qt::Key_Escape)
        return answer(false);
    if (m_apply && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return answer(!m_no->hasFocus());
    QFrame::keyPressEvent(event);
}

} // namespace muster::ui
