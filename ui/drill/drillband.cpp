// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drill/drillband.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/layouts.h"

#include <QFontMetrics>
#include <QLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kHeight = 40;
constexpr int kStripe = 14; ///< of the hatching at the left, as on a barrier

} // namespace

DrillBand::DrillBand(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"drillBand"_s);
    setFixedHeight(kHeight);
    auto *row = rowLayout(this, Theme::gap);
    row->setContentsMargins(5 * kStripe, 0, 2 * Theme::gap, 0);
    m_text = new ElidedLabel({}, this);
    m_text->setObjectName(u"drillText"_s);
    m_text->setFont(theme().uiBold);
    m_waiting = new ElidedLabel({}, this);
    m_waiting->setObjectName(u"drillWaiting"_s);
    row->addWidget(m_text);
    row->addWidget(m_waiting, 1);
    const auto add = [&](QPushButton *&button, const QString &text, const QString &name,
                         void (DrillBand::*wanted)()) {
        button = makeButton(text, ButtonKind::Normal, name, this);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the focus with what is being written
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, wanted);
    };
    add(m_moves, tr("All moves"), u"drillMoves"_s, &DrillBand::movesWanted);
    add(m_slower, tr("Slower"), u"drillSlower"_s, &DrillBand::slowerWanted);
    add(m_faster, tr("Faster"), u"drillFaster"_s, &DrillBand::fasterWanted);
    add(m_pause, tr("Pause"), u"drillPause"_s, &DrillBand::pauseWanted);
    add(m_end, tr("End the drill"), u"drillEnd"_s, &DrillBand::endWanted);
    add(m_score, tr("Score"), u"drillScore"_s, &DrillBand::scoreWanted);
    present({});
}

void DrillBand::present(const DrillState &state)
{
    m_state = state;
    const QString pace = state.isOver     ? tr("over")
                         : state.isPaused ? tr("paused")
                                          : tr("%1×").arg(state.speed);
    m_text->setText(tr("DRILL · %1 · %2").arg(pace, state.name));
    m_pause->setText(state.isPaused ? tr("Go on") : tr("Pause"));
    for (QPushButton *button : {m_slower, m_faster, m_pause, m_end})
        button->setVisible(!state.isOver);
    m_moves->setVisible(!state.isOver && state.waiting.size() > 1);
    setAccessibleName(m_text->text());
    setAccessibleDescription(state.waiting.join(u"\n"_s));
    showWaiting();
    update();
}

void DrillBand::showWaiting()
{
    if (m_state.isOver || m_state.waiting.isEmpty())
        return m_waiting->setText(m_state.isOver ? tr("Nothing here was real.") : QString());
    layout()->activate(); // how much room there is
    const QString yours = tr("Yours: %1");
    const int room = m_waiting->width() - m_waiting->fontMetrics().horizontalAdvance(yours);
    m_waiting->setText(yours.arg(fitting(m_state.waiting, m_waiting->fontMetrics(), room)));
    m_waiting->setToolTip(m_state.waiting.join(u'\n'));
}

QString DrillBand::fitting(const QStringList &moves, const QFontMetrics &metrics, int room)
{
    const QString between = u" · "_s;
    for (qsizetype count = moves.size(); count > 1; --count) {
        const QString more =
            count == moves.size() ? QString() : between + tr("and %1 more").arg(moves.size() - count);
        const QString text = moves.mid(0, count).join(between) + more;
        if (metrics.horizontalAdvance(text) <= room)
            return text;
    }
    // The number stands first where one move alone may be cut.
    return moves.size() == 1 ? moves.front() : tr("%1 moves · %2").arg(moves.size()).arg(moves.front());
}

void DrillBand::resizeEvent(QResizeEvent *)
{
    showWaiting();
}

QString DrillBand::text() const
{
    return m_text->text();
}

void DrillBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &now = theme();
    painter.fillRect(rect(), now.amberFill);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(0, 0, 4 * kStripe, height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(now.amber);
    for (int x = -height(); x < 4 * kStripe; x += 2 * kStripe)
        painter.drawPolygon(QPolygon({QPoint(x, height()), QPoint(x + kStripe, height()),
                                      QPoint(x + kStripe + height(), 0), QPoint(x + height(), 0)}));
    painter.setClipping(false);
    painter.fillRect(0, height() - 2, width(), 2, now.amber);
}

} // namespace muster::ui
