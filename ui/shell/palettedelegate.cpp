// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettedelegate.h"

#include "ui/shell/markedline.h"
#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace muster::ui {
namespace {
constexpr int kIcon = 18;
constexpr int kSide = 10;
constexpr int kSnippet = 20;    ///< height of the second line
constexpr qsizetype kLead = 28; ///< characters of a snippet before its first mark

views::MarkedText snippetOf(const QModelIndex &index)
{
    return index.data(PaletteModel::SnippetRole).value<views::MarkedText>();
}

/// The title with the letters that matched in the colour of links, so that one sees why a line is there.
void drawTitle(QPainter &painter, const QString &title, const std::vector<qsizetype> &places,
               const QRect &line)
{
    const Theme &t = theme();
    QTextLayout layout(title, t.ui);
    QList<QTextLayout::FormatRange> marks;
    for (const qsizetype place : places) {
        QTextCharFormat format;
        format.setForeground(t.blue);
        if (place < title.size())
            marks.append({int(place), 1, format});
    }
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine text = layout.createLine();
    text.setLineWidth(line.width());
    layout.endLayout();
    painter.setPen(t.text);
    layout.draw(&painter, QPointF(line.left(), line.top() + (line.height() - text.height()) / 2.0));
}

} // namespace

int drawKeyCap(QPainter &painter, const QString &keys, int right, int middle)
{
    if (keys.isEmpty())
        return 0;
    const Theme &t = theme();
    const QFontMetrics metrics(t.uiSmall);
    const int width = metrics.horizontalAdvance(keys) + 12;
    const QRectF box(right - width + 0.5, middle - 10 + 0.5, width - 1, 19);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.line);
    painter.setBrush(t.raised);
    painter.drawRoundedRect(box, 4, 4);
    painter.setFont(t.uiSmall);
    painter.setPen(t.text);
    painter.drawText(box, int(Qt::AlignCenter) | Qt::TextSingleLine, keys);
    painter.restore();
    return width;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int snippet = snippetOf(index).text.isEmpty() ? 0 : kSnippet;
    return {200, index.data(PaletteModel::HeadingRole).isValid() ? 28 : 34 + snippet};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &t = theme();
    QRect box = option.rect;
    painter->save();
    if (index.data(PaletteModel::HeadingRole).isValid()) {
        painter->setFont(t.uiSmall);
        painter->setPen(t.dim);
        painter->drawText(box.adjusted(kSide, 6, -kSide, 0), int(Qt::AlignVCenter) | Qt::TextSingleLine,
                          index.data(Qt::DisplayRole).toString());
        painter->restore();
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.selection);
        painter->drawRoundedRect(box, Theme::radius, Theme::radius);
    }
    if (const views::MarkedText snippet = snippetOf(index); !snippet.text.isEmpty()) {
        const QRect line(box.left() + kSide + kIcon + 10, box.bottom() - kSnippet - 3,
                         box.width() - 2 * kSide - kIcon - 10, kSnippet);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        drawMarkedLine(*painter, views::fromFirstMark(snippet, kLead), line, t.uiSmall,
                       selected ? t.text : t.dim);
        box.setBottom(box.bottom() - kSnippet);
    }
    const int middle = box.center().y() + 1;
    const QString icon = index.data(PaletteModel::IconRole).toString();
    if (!icon.isEmpty())
        t.icon(icon, t.dim).paint(painter, QRect(box.left() + kSide, middle - kIcon / 2, kIcon, kIcon));
    const int caps =
        drawKeyCap(*painter, index.data(PaletteModel::KeysRole).toString(), box.right() - kSide, middle);
    const QFontMetrics metrics(t.ui);
    const QString detail =
        metrics.elidedText(index.data(PaletteModel::DetailRole).toString(), Qt::ElideRight, 180);
    QRect line = box.adjusted(kSide + kIcon + 10, 0, -kSide - (caps > 0 ? caps + 12 : 0), 0);
    painter->setFont(t.ui);
    painter->setPen(t.dim);
    painter->drawText(line, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, detail);
    line.setRight(line.right() - metrics.horizontalAdvance(detail) - 16);
    drawTitle(*painter,
              metrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, line.width()),
              index.data(PaletteModel::PlacesRole).value<std::vector<qsizetype>>(), line);
    painter->restore();
}

} // namespace muster::ui
