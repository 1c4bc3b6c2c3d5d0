// SPDX-License-Identifier: GPL-3.0-or-later
// Draws one of resources/icons in any colour: "currentColor" of the SVG is replaced when it is painted, so an
// icon follows a change of theme and stays crisp at any scale. Window thread; owned by its QIcon.
#pragma once

#include <QColor>
#include <QIconEngine>
#include <QString>

namespace muster::ui {

class TintIconEngine final : public QIconEngine
{
public:
    /// `name` without folder and ending; an invalid colour means the theme's text colour at the time of
    /// painting.
    TintIconEngine(const QString &name, const QColor &color);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QString key() const override;
    QString iconName() override;
    bool isNull() override;
    QIconEngine *clone() const override;

private:
    QColor ink(QIcon::Mode mode) const;

    QString m_name;
    QColor m_color;
};

} // namespace muster::ui
