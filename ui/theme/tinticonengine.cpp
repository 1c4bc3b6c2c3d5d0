// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tinticonengine.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QString pathOf(const QString &name)
{
    return u":/icons/%1.svg"_s.arg(name);
}

QByteArray svgOf(const QString &name)
{
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

TintIconEngine::TintIconEngine(const QString &name, const QColor &color) : m_name(name), m_color(color) {}

QColor TintIconEngine::ink(QIcon::Mode mode) const
{
    const Theme &t = theme();
    const QColor color = m_color.isValid() ? m_color : t.text;
    return mode == QIcon::Disabled ? blend(t.panel, color, 0.4) : color;
}

void TintIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1.0;
    painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
}

QPixmap TintIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap TintIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    if (size.isEmpty())
        return {}; // a button that has no room: nothing to paint on
    const QColor color = ink(mode);
    const QString cacheKey =
        u"muster/%1/%2/%3x%4@%5"_s.arg(m_name, color.name()).arg(size.width()).arg(size.height()).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(cacheKey, &pixmap))
        return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svgOf(m_name).replace("currentColor", color.name().toLatin1()));
    if (renderer.isValid()) {
        const int side = qMin(size.width(), size.height());
        QPainter painter(&pixmap);
        renderer.render(&painter,
                        QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
    }
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(cacheKey, pixmap);
    return pixmap;
}

QString TintIconEngine::key() const
{
    return u"muster-tint"_s;
}

QString TintIconEngine::iconName()
{
    return m_name;
}

bool TintIconEngine::isNull()
{
    return !QFile::exists(pathOf(m_name));
}

QIconEngine *TintIconEngine::clone() const
{
    return new TintIconEngine(*this);
}

} // namespace muster::ui
