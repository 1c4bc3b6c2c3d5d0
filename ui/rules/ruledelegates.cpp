// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ruledelegates.h"

#include "models/views/ruleconditions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QPainter>
#include <QStyleOptionViewItem>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kShape = 12;

/// What every line has: the selection, the line below, the fonts' colours.
class Line
{
public:
    Line(QPainter &painter, const QStyleOptionViewItem &option) : m_painter(painter)
    {
        const Theme &look = theme();
        m_isSelected = option.state.testFlag(QStyle::State_Selected);
        painter.save();
        if (m_isSelected) {
            painter.fillRect(option.rect, look.selection);
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), look.accent);
        }
        painter.setPen(look.line);
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    ~Line() { m_painter.restore(); }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    void strong(QRect box, const QString &text) const { draw(box, theme().uiBold, theme().text, text); }
    void plain(QRect box, const QString &text) const { draw(box, theme().ui, theme().text, text); }
    void dim(QRect box, const QString &text, Qt::Alignment align = Qt::AlignLeft) const
    {
        draw(box, theme().ui, m_isSelected ? theme().text : theme().dim, text, align);
    }

private:
    void draw(QRect box, const QFont &font, QColor color, const QString &text,
              Qt::Alignment align = Qt::AlignLeft) const
    {
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(box, int(align | Qt::AlignVCenter) | Qt::TextSingleLine,
                           m_painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    }
    QPainter &m_painter;
    bool m_isSelected = false;
};

} // namespace

RuleLayout ruleLayout(QRect row)
{
    const QRect box = row.adjusted(Theme::gap, 4, -Theme::gap, -4);
    const int third = box.height() / 3;
    const int stateWidth = 34, figuresWidth = std::clamp(box.width() / 3, 130, 170);
    RuleLayout at;
    at.state = QRect(box.left() + box.width() - stateWidth, box.top(), stateWidth, third);
    at.shape = QRect(at.state.left() - kShape - 4, box.top() + (third - kShape) / 2, kShape, kShape);
    at.name = QRect(box.left(), box.top(), std::max(0, at.shape.left() - Theme::gap - box.left()), third);
    at.condition = QRect(box.left(), box.top() + third, box.width(), third);
    at.figures = QRect(box.left() + box.width() - figuresWidth, box.top() + 2 * third, figuresWidth, third);
    at.happened =
        QRect(box.left(), at.figures.top(), std::max(0, at.figures.left() - Theme::gap - box.left()), third);
    return at;
}

FiringLayout firingLayout(QRect row)
{
    const QRect box = row.adjusted(Theme::gap, 4, -Theme::gap, -4);
    const int half = box.height() / 2;
    const int whenWidth = std::clamp(box.width() / 5, 96, 150);
    const int aboutWidth = std::clamp(box.width() / 5, 96, 180);
    FiringLayout at;
    at.when = QRect(box.left(), box.top(), whenWidth, half);
    at.about = QRect(at.when.right() + 1 + Theme::gap, box.top(), aboutWidth, half);
    const int deedLeft = at.about.right() + 1 + Theme::gap;
    at.deed = QRect(deedLeft, box.top(), std::max(0, box.left() + box.width() - deedLeft), half);
    at.why = QRect(at.about.left(), box.top() + half, std::max(0, box.left() + box.width() - at.about.left()),
                   half);
    return at;
}

RuleDelegate::RuleDelegate(const views::RuleModel &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{}

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, kRow};
}

void RuleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const views::RuleLine *rule = m_model.at(index.row());
    if (rule == nullptr)
        return;
    const Line line(*painter, option);
    const RuleLayout at = ruleLayout(option.rect);
    line.strong(at.name, rule->kind.isEmpty() ? rule->name : tr("%1: %2").arg(rule->kind, rule->name));
    if (!rule->key.isEmpty()) {
        const sla::ClockState shape = rule->isOn() ? sla::ClockState::Met : sla::ClockState::Paused;
        paintStateShape(*painter, at.shape, shape, theme().state(shape));
        line.dim(at.state, rule->isOn() ? tr("On") : tr("Off"));
    }
    line.dim(at.condition, rule->condition);
    line.dim(at.happened, views::lastText(rule->figures, m_now));
    line.dim(at.figures, views::figuresText(rule->figures), Qt::AlignRight);
}

FiringDelegate::FiringDelegate(const views::FiringModel &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{}

QSize FiringDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, kRow};
}

void FiringDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const views::RuleFiring *firing = m_model.at(index.row());
    if (firing == nullptr)
        return;
    const Line line(*painter, option);
    const FiringLayout at = firingLayout(option.rect);
    line.dim(at.when, views::firingTime(*firing, m_now));
    line.strong(at.about, views::aboutText(*firing));
    line.plain(at.deed, views::deedText(*firing));
    line.dim(at.why, firing->isHidden          ? tr("Restricted: why is for those who work on it")
                     : firing->title.isEmpty() ? firing->explanation
                                               : firing->title + u". "_s + firing->explanation);
}

} // namespace muster::ui
