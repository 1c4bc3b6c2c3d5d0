// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowplace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kFarthest = 100'000; ///< pixels; beyond it a stored number is damage

QRect readRect(const QJsonArray &numbers)
{
    if (numbers.size() != 4)
        return {};
    int values[4] = {};
    for (int i = 0; i < 4; ++i) {
        const double value = numbers[i].toDouble(kFarthest + 1.0);
        if (!(value >= -kFarthest && value <= kFarthest))
            return {};
        values[i] = int(value);
    }
    const QRect rect(values[0], values[1], values[2], values[3]);
    return rect.isValid() ? rect : QRect();
}

qint64 shared(const QRect &a, const QRect &b)
{
    const QRect both = a.intersected(b);
    return both.isValid() ? qint64(both.width()) * both.height() : 0;
}

} // namespace

QByteArray writePlace(const WindowPlace &place)
{
    const QRect &g = place.geometry;
    QJsonObject object{{u"maximized"_s, place.maximized}, {u"page"_s, place.page}};
    if (g.isValid())
        object.insert(u"geometry"_s, QJsonArray{g.x(), g.y(), g.width(), g.height()});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

WindowPlace readPlace(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    WindowPlace place;
    place.geometry = readRect(object.value(u"geometry"_s).toArray());
    place.maximized = object.value(u"maximized"_s).toBool();
    place.page = object.value(u"page"_s).toString();
    return place;
}

QRect clampToScreens(const QRect &wanted, const QList<QRect> &screens)
{
    if (screens.isEmpty())
        return wanted;
    const QRect *best = &screens.first();
    for (const QRect &screen : screens) {
        if (shared(screen, wanted) > shared(*best, wanted))
            best = &screen;
    }
    QRect placed(wanted.topLeft(), wanted.size().boundedTo(best->size()));
    placed.moveLeft(std::clamp(placed.left(), best->left(), best->right() + 1 - placed.width()));
    placed.moveTop(std::clamp(placed.top(), best->top(), best->bottom() + 1 - placed.height()));
    return placed;
}

QByteArray writePreferences(const Preferences &preferences)
{
    const QJsonObject object{{u"theme"_s, preferences.mode == Mode::Dark ? u"dark"_s : u"light"_s},
                             {u"notifications"_s, preferences.notifications},
                             {u"sound"_s, preferences.sound}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Preferences readPreferences(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Preferences read;
    read.mode = object.value(u"theme"_s).toString() == u"light"_s ? Mode::Light : Mode::Dark;
    read.notifications = object.value(u"notifications"_s).toBool(true);
    read.sound = object.value(u"sound"_s).toBool(true);
    return read;
}

} // namespace muster::ui
