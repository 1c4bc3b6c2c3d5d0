// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/timelineview.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <utility>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::EntryKind;
using incident::TimelineLine;

namespace {

constexpr int kTop = 5; ///< above and below the words of a line
constexpr Millis kLate = std::chrono::minutes(1);
constexpr int kUpdateLines = 3; ///< that are not empty, and as many characters, of an update
constexpr int kUpdateCharacters = 240;

QColor kindColor(const TimelineLine &line)
{
    const Theme &look = theme();
    if (line.isAutomatic)
        return look.dim;
    switch (line.kind) {
    case EntryKind::Action:
        return look.blue;
    case EntryKind::Decision:
        return look.text;
    case EntryKind::Hypothesis:
        return look.amber;
    case EntryKind::Milestone:
    case EntryKind::Update:
        return look.green;
    case EntryKind::Fact:
        break;
    }
    return look.grey;
}

QString timeText(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toString(u"dd MMM HH:mm:ss"_s);
}

QString kindText(const TimelineLine &line, const views::TimelineModel &model)
{
    if (const QString milestone = model.milestoneName(line); !milestone.isEmpty())
        return milestone;
    if (line.kind == EntryKind::Hypothesis && line.hypothesis != incident::HypothesisState::Open)
        return TimelineView::tr("Hypothesis, %1").arg(views::hypothesisTitle(line.hypothesis));
    return views::kindTitle(line.kind);
}

/// The words of a line, the result behind an arrow.
QString wordsOf(const TimelineLine &line)
{
    QString words = line.text;
    if (!line.result.isEmpty())
        words += u" → "_s + line.result;
    if (!line.why.isEmpty())
        words += TimelineView::tr("\nWhy: %1").arg(line.why);
    if (!line.alternatives.isEmpty())
        words += TimelineView::tr("\nInstead of: %1").arg(line.alternatives);
    return words;
}

/// Who, and what has to be known of the line's own record.
QString footOf(const TimelineLine &line, const views::TimelineModel &model)
{
    QStringList parts;
    if (const QString owner = model.ownerName(line); !owner.isEmpty())
        parts += u'@' + owner;
    if (const QString author = model.authorName(line); !author.isEmpty())
        parts += author;
    if (line.recorded - line.occurred >= kLate)
        parts +=
            TimelineView::tr("written down %1 later").arg(views::spokenLength(line.recorded - line.occurred));
    if (line.struckText)
        parts += TimelineView::tr("corrected; before: %1").arg(line.struckText->simplified());
    if (line.isRedacted)
        parts += TimelineView::tr("redacted");
    return parts.join(u" · "_s);
}

struct Places
{
    QRect time, kind, words, foot;
};

int leftColumn()
{
    const int time = QFontMetrics(theme().mono).horizontalAdvance(u"00 MMM 00:00:00"_s);
    const int kind =
        QFontMetrics(theme().uiSmall)
            .horizontalAdvance(TimelineView::tr("Hypothesis, %1")
                                   .arg(views::hypothesisTitle(incident::HypothesisState::Confirmed)));
    return std::max(time, kind) + Theme::gap * 3;
}

QFont wordsFont(const TimelineLine &line)
{
    const bool loud = line.kind == EntryKind::Milestone || line.isPinned;
    return loud ? theme().uiBold : theme().ui;
}

/// `left`: the width of the column of times and kinds.
Places placesOf(const TimelineLine &line, const QString &text, const QString &foot, int left, int width)
{
    const int room = std::max(80, width - left - Theme::gap * 2);
    const QFontMetrics words(wordsFont(line)), small(theme().uiSmall);
    const QRect box = words.boundingRect(QRect(0, 0, room, 100'000), Qt::TextWordWrap, text);
    Places places;
    places.time = QRect(Theme::gap, kTop, left - Theme::gap * 2, words.height());
    places.kind = QRect(Theme::gap, places.time.bottom() + 1, left - Theme::gap * 2, small.height());
    places.words = QRect(left, kTop, room, std::max(box.height(), words.height()));
    places.foot = QRect(left, places.words.bottom() + 1, room, foot.isEmpty() ? 0 : small.height());
    return places;
}

} // namespace

TimelineDelegate::TimelineDelegate(const views::TimelineModel &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{}

void TimelineDelegate::setWidth(int width)
{
    m_width = width;
    m_left = leftColumn(); // measured here and not for each line that is painted
    m_heights.clear();
}

/// As they are shown: of an update that is not chosen the beginning.
QString TimelineDelegate::wordsOf(const TimelineLine &line) const
{
    const QString all = muster::ui::wordsOf(line);
    if (line.kind != EntryKind::Update || line.fact == m_chosen)
        return all;
    const QString begin =
        all.split(u'\n', Qt::SkipEmptyParts).mid(0, kUpdateLines).join(u'\n').left(kUpdateCharacters);
    return begin.size() >= all.trimmed().size() ? all : begin.trimmed() + u" …"_s;
}

void TimelineDelegate::setChosen(FactId fact)
{
    forget(m_chosen);
    forget(fact);
    m_chosen = fact;
}

void TimelineDelegate::forget(FactId fact)
{
    m_heights.remove(fact);
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const TimelineLine *line = m_model.at(index.row());
    if (!line)
        return {};
    auto height = m_heights.constFind(line->fact);
    if (height == m_heights.cend()) {
        const Places places = placesOf(*line, wordsOf(*line), footOf(*line, m_model), m_left, m_width);
        height =
            m_heights.insert(line->fact, std::max(places.foot.bottom(), places.kind.bottom()) + 1 + kTop);
    }
    return {m_width, *height};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const TimelineLine *line = m_model.at(index.row());
    if (!line)
        return;
    const Theme &look = theme();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, look.selection);
    const QString foot = footOf(*line, m_model);
    const QString words = wordsOf(*line);
    const Places places = placesOf(*line, words, foot, m_left, m_width);
    painter->save();
    painter->translate(option.rect.topLeft());
    painter->fillRect(QRect(0, kTop, 3, option.rect.height() - 2 * kTop), kindColor(*line));
    painter->setFont(look.mono);
    painter->setPen(look.dim);
    painter->drawText(places.time, Qt::AlignLeft | Qt::AlignVCenter, timeText(line->occurred));
    painter->setFont(look.uiSmall);
    painter->setPen(kindColor(*line));
    painter->drawText(
        places.kind, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(kindText(*line, m_model), Qt::ElideRight, places.kind.width()));
    painter->setFont(wordsFont(*line));
    painter->setPen(line->isAutomatic || line->isRedacted ? look.dim : look.text);
    painter->drawText(places.words, Qt::TextWordWrap, words);
    painter->setFont(look.uiSmall);
    painter->setPen(look.dim);
    painter->drawText(places.foot, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(foot, Qt::ElideRight, places.foot.width()));
    if (line->isPinned)
        look.icon(u"flag"_s, look.amber)
            .paint(painter, QRect(places.time.right() - 2, places.kind.top(), 14, 14));
    painter->restore();
}

TimelineView::TimelineView(QWidget *parent)
    : QListView(parent), m_model(new views::TimelineModel(this)),
      m_delegate(new TimelineDelegate(*m_model, this))
{
    setObjectName(u"incident.timeline"_s);
    setAccessibleName(tr("Timeline"));
    setFrameShape(QFrame::NoFrame);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    const auto look = [this] {
        if (!m_isSettling) // else it is still on its way to the end
            m_follow = isAtEnd();
    };
    const auto settleSoon = [this] {
        if (!std::exchange(m_isSettling, true))
            QMetaObject::invokeMethod(this, &TimelineView::settle, Qt::QueuedConnection);
    };
    connect(m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, look);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, settleSoon);
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            [this, look, settleSoon](const QModelIndex &first, const QModelIndex &last) {
                look(); // a line may grow
                for (int row = first.row(); row <= last.row(); ++row) {
                    if (const TimelineLine *line = m_model->at(row))
                        m_delegate->forget(line->fact);
                }
                scheduleDelayedItemsLayout();
                settleSoon();
            });
}

const TimelineLine *TimelineView::chosen() const
{
    // The view makes its first line the current one by itself, which is no choice.
    const QModelIndex current = currentIndex();
    return selectionModel()->isSelected(current) ? m_model->at(current.row()) : nullptr;
}

/// Without a choice it begins at the last line that can be seen, not at the first of all; and it chooses
/// none.
void TimelineView::focusInEvent(QFocusEvent *event)
{
    if (!chosen() && m_model->rowCount() > 0) {
        const QModelIndex last = indexAt(QPoint(1, viewport()->height() - 2));
        selectionModel()->setCurrentIndex(last.isValid() ? last : m_model->index(m_model->rowCount() - 1),
                                          QItemSelectionModel::NoUpdate);
    }
    QListView::focusInEvent(event);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool isStep = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isStep && !event->modifiers() && !chosen() && currentIndex().isValid())
        setCurrentIndex(currentIndex()); // where it begins
    else
        QListView::keyPressEvent(event);
}

void TimelineView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    const TimelineLine *line = chosen();
    m_delegate->setChosen(line ? line->fact : FactId{});
    scheduleDelayedItemsLayout();
}

void TimelineView::reveal(FactId fact)
{
    m_awaited = fact;
    revealNow();
}

/// True where it has a line here: a pin has none, and a filter may hide it.
bool TimelineView::revealNow()
{
    for (int row = m_model->rowCount() - 1; row >= 0 && !m_awaited.isNull(); --row) {
        if (m_model->at(row)->fact != m_awaited)
            continue;
        m_awaited = {};
        scrollTo(m_model->index(row), QAbstractItemView::EnsureVisible);
        return true;
    }
    return false;
}

/// After lines came: to what was just written, else to the end where one was there before.
void TimelineView::settle()
{
    m_isSettling = false;
    const bool isRevealed = revealNow();
    m_awaited = {};
    if (!isRevealed && m_follow)
        toEnd();
}

bool TimelineView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 2;
}

void TimelineView::toEnd()
{
    scrollToBottom();
}

void TimelineView::measure()
{
    const bool atEnd = isAtEnd();
    m_delegate->setWidth(viewport()->width());
    scheduleDelayedItemsLayout();
    if (atEnd)
        QMetaObject::invokeMethod(this, &TimelineView::toEnd, Qt::QueuedConnection);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        measure();
}

void TimelineView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
}

} // namespace muster::ui
