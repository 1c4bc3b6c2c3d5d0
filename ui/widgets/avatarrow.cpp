// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/avatarrow.h"

#include "models/views/presencetext.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kSide = 24;
constexpr int kApart = 27; ///< from one to the next

} // namespace

AvatarRow::AvatarRow(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void AvatarRow::setNames(const QStringList &names)
{
    if (names == m_names)
        return;
    m_names = names;
    const QString text = tr("Here now: %1").arg(names.join(u", "_s));
    setToolTip(names.isEmpty() ? QString() : text);
    setAccessibleName(toolTip());
    setVisible(!names.isEmpty());
    updateGeometry();
    update();
}

QStringList AvatarRow::circles() const
{
    const bool isMore = m_names.size() > kMost;
    QStringList texts;
    for (const QString &name : m_names.mid(0, isMore ? kMost - 1 : kMost))
        texts += views::initialsOf(name);
    if (isMore)
        texts += u"+%1"_s.arg(std::min<qsizetype>(m_names.size() - kMost + 1, 99));
    return texts;
}

QSize AvatarRow::sizeHint() const
{
    const int count = int(circles().size());
    return {count == 0 ? 0 : kSide + (count - 1) * kApart, kSide};
}

void AvatarRow::paintEvent(QPaintEvent *)
{
    const Theme &look = theme();
    const BadgeColors colors = look.badge(u"blue"_s);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = look.uiSmall;
    font.setPixelSize(10);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QStringList texts = circles();
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QRectF circle(double(i) * kApart, 0, kSide, kSide);
        painter.setPen(colors.border);
        painter.setBrush(colors.fill);
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(colors.text);
        painter.drawText(circle, Qt::AlignCenter, texts[i]);
    }
}

} // namespace muster::ui
