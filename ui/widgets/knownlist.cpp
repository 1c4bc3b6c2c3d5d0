// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/knownlist.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

using views::KnownLine;

constexpr int kSide = 10, kTop = 4;
constexpr int kLine = 44, kHeading = 46, kTold = 30;

int drawText(QPainter &painter, QRect box, const QFont &font, const QColor &ink, const QString &text,
             Qt::Alignment side = Qt::AlignLeft)
{
    painter.setFont(font);
    painter.setPen(ink);
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, box.width());
    painter.drawText(box, int(side | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    return metrics.horizontalAdvance(shown);
}

void paintChoice(QPainter &painter, const KnownLine &line, QRect box, bool isSelected)
{
    const Theme &look = theme();
    const QColor dim = isSelected ? look.text : look.dim;
    const int half = box.height() / 2;
    const QRect head(box.left(), box.top(), box.width(), half);
    const QRect foot(box.left(), box.top() + half, box.width(), half);
    const bool isIssue = line.kind == KnownLine::Kind::Issue;
    const QColor state = isSelected ? look.text : isIssue ? (line.isOver ? look.green : look.blue) : look.dim;
    const int most = box.width() / 3;
    const int right = line.right.isEmpty()
                          ? 0
                          : drawText(painter, QRect(box.right() - most, head.top(), most, half), look.uiSmall,
                                     state, line.right, Qt::AlignRight);
    const int number = drawText(painter, head, look.mono, dim, line.number);
    drawText(painter, head.adjusted(number + 10, 0, -right - 12, 0), line.isOver ? look.ui : look.uiBold,
             look.text, line.title);
    drawText(painter, foot, look.uiSmall, dim, line.foot);
}

} // namespace

void KnownModel::show(std::vector<KnownLine> lines)
{
    if (lines == m_lines)
        return;
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

const KnownLine *KnownModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_lines[size_t(row)] : nullptr;
}

int KnownModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant KnownModel::data(const QModelIndex &index, int role) const
{
    const KnownLine *line = at(index.row());
    if (line == nullptr)
        return {};
    if (role == Qt::DisplayRole)
        return line->title;
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return line->spoken();
    return {};
}

Qt::ItemFlags KnownModel::flags(const QModelIndex &index) const
{
    const KnownLine *line = at(index.row());
    return line != nullptr && line->isChoice() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

QSize KnownDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const KnownModel *>(index.model());
    const KnownLine *line = model ? model->at(index.row()) : nullptr;
    if (line == nullptr || line->kind == KnownLine::Kind::Told)
        return {200, kTold};
    return {200, line->kind == KnownLine::Kind::Heading ? kHeading : kLine};
}

void KnownDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto *model = qobject_cast<const KnownModel *>(index.model());
    const KnownLine *line = model ? model->at(index.row()) : nullptr;
    if (line == nullptr)
        return;
    const Theme &look = theme();
    const QRect box = option.rect.adjusted(kSide, kTop, -kSide, -kTop);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (isSelected) {
        painter->fillRect(option.rect, look.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), look.accent);
    }
    switch (line->kind) {
    case KnownLine::Kind::Heading:
        drawText(*painter, QRect(box.left(), box.top(), box.width(), box.height() / 2), look.uiBold,
                 look.text, line->title);
        drawText(*painter, QRect(box.left(), box.top() + box.height() / 2, box.width(), box.height() / 2),
                 look.uiSmall, look.dim, line->foot);
        break;
    case KnownLine::Kind::Told:
        drawText(*painter, box, look.ui, look.dim, line->title);
        break;
    case KnownLine::Kind::Ticket:
    case KnownLine::Kind::Issue:
        paintChoice(*painter, *line, box, isSelected);
        break;
    }
    painter->restore();
}

KnownList::KnownList(QWidget *parent) : QListView(parent), m_lines(new KnownModel(this))
{
    setModel(m_lines);
    setItemDelegate(new KnownDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListView::doubleClicked, this, [this] {
        if (chosen())
            emit opened();
    });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &KnownList::moved);
}

void KnownList::show(std::vector<KnownLine> lines)
{
    const KnownLine *before = chosen();
    const auto held = before ? std::optional(std::pair(before->id, before->cause)) : std::nullopt;
    m_lines->show(std::move(lines));
    const auto &now = m_lines->lines();
    for (size_t row = 0; held && row < now.size(); ++row) {
        if (now[row].isChoice() && std::pair(now[row].id, now[row].cause) == *held)
            setCurrentIndex(m_lines->index(int(row)));
    }
    emit moved();
}

const KnownLine *KnownList::chosen() const
{
    const KnownLine *line = m_lines->at(currentIndex().row());
    return line != nullptr && line->isChoice() ? line : nullptr;
}

void KnownList::chooseFirst()
{
    for (int row = 0; !chosen() && row < m_lines->rowCount(); ++row) {
        if (m_lines->at(row)->isChoice())
            setCurrentIndex(m_lines->index(row));
    }
}

void KnownList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit left();
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace muster::ui
