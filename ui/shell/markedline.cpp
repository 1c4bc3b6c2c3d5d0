// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/markedline.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace muster::ui {

int drawMarkedLine(QPainter &painter, const views::MarkedText &marked, const QRect &line, const QFont &font,
                   const QColor &ink)
{
    if (line.width() <= 0 || marked.text.isEmpty())
        return 0;
    const QString shown = QFontMetrics(font).elidedText(marked.text, Qt::ElideRight, line.width());
    const qsizetype whole = shown == marked.text ? shown.size() : shown.size() - 1;
    QTextLayout layout(shown, font);
    QTextCharFormat mark;
    mark.setForeground(theme().text);
    mark.setBackground(theme().mark());
    QList<QTextLayout::FormatRange> ranges;
    for (const views::MarkedSpan &span : marked.spans) {
        if (const qsizetype length = std::min(span.length, whole - span.at); length > 0)
            ranges.append({int(span.at), int(length), mark});
    }
    layout.setFormats(ranges);
    layout.beginLayout();
    QTextLine text = layout.createLine();
    text.setLineWidth(line.width());
    layout.endLayout();
    painter.setPen(ink);
    layout.draw(&painter, QPointF(line.left(), line.top() + (line.height() - text.height()) / 2.0));
    return int(std::ceil(text.naturalTextWidth()));
}

} // namespace muster::ui
