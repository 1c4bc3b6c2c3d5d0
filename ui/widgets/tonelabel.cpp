// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tonelabel.h"

#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QColor colourOf(ToneLabel::Tone tone)
{
    const Theme &look = theme();
    switch (tone) {
    case ToneLabel::Tone::Text:
        return look.text;
    case ToneLabel::Tone::Dim:
        return look.dim;
    case ToneLabel::Tone::Red:
        return look.red;
    case ToneLabel::Tone::Amber:
        return look.amber;
    case ToneLabel::Tone::Green:
        return look.green;
    case ToneLabel::Tone::Blue:
        return look.blue;
    }
    return look.text;
}

QFont fontOf(ToneLabel::Face face)
{
    const Theme &look = theme();
    switch (face) {
    case ToneLabel::Face::Ui:
        return look.ui;
    case ToneLabel::Face::Small:
        return look.uiSmall;
    case ToneLabel::Face::Bold:
        return look.uiBold;
    case ToneLabel::Face::Title:
        return look.title;
    case ToneLabel::Face::Mono:
        return look.mono;
    }
    return look.ui;
}

} // namespace

ToneLabel::ToneLabel(Tone tone, Face face, QWidget *parent) : QLabel(parent), m_tone(tone), m_face(face)
{
    // Texts come from customers and files as well: never read as markup.
    setTextFormat(Qt::PlainText);
    colour();
}

ToneLabel::ToneLabel(const QString &text, Tone tone, Face face, QWidget *parent)
    : ToneLabel(tone, face, parent)
{
    setText(text);
}

void ToneLabel::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    colour();
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_colouring)
        colour();
}

void ToneLabel::setElided(Qt::TextElideMode mode)
{
    m_elided = mode;
    updateGeometry();
    update();
}

QSize ToneLabel::minimumSizeHint() const
{
    if (!m_elided)
        return QLabel::minimumSizeHint();
    return {fontMetrics().horizontalAdvance(u"mmm…"_s), QLabel::minimumSizeHint().height()};
}

void ToneLabel::paintEvent(QPaintEvent *event)
{
    if (!m_elided)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute),
                     fontMetrics().elidedText(text(), *m_elided, contentsRect().width()));
}

bool ToneLabel::event(QEvent *event)
{
    if (m_elided && event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void ToneLabel::colour()
{
    m_colouring = true;
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colourOf(m_tone));
    setPalette(colours);
    setFont(fontOf(m_face));
    m_colouring = false;
}

} // namespace muster::ui
