// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/savedviews.h"

#include "models/views/filterquery.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

struct ViewText
{
    Q_DECLARE_TR_FUNCTIONS(ViewText)
};

constexpr qsizetype kMostBytes = 1024 * 1024;
constexpr size_t kMostViews = 200;

QString tierFilter(const QString &key)
{
    FilterQuery query = parseFilter(u"is:open"_s);
    query.terms.push_back({FilterTerm::Key::Tier, FilterTerm::Compare::Equals, false, {key}, {}});
    return filterText(query);
}

} // namespace

std::vector<SavedView> shippedViews(const QStringList &tierKeys, const QStringList &tierNames)
{
    std::vector<SavedView> views{
        {u"mine"_s, ViewText::tr("My open"), u"is:open owner:me"_s, true},
        {u"unassigned"_s, ViewText::tr("Unassigned"), u"is:open owner:nobody"_s, true},
        // A row that is past due on one clock counts down another; here every row shows what is still to
        // breach.
        {u"next"_s, ViewText::tr("Breaches next"), u"is:open -state:breached"_s, true},
        {u"breaching"_s, ViewText::tr("Breaching in 60 min"),
         u"state:running,at_risk due<1h -state:breached"_s, true},
        {u"breached"_s, ViewText::tr("Breached"), u"state:breached"_s, true},
        {u"waiting"_s, ViewText::tr("Waiting on customer"), u"status:waiting"_s, true},
    };
    for (qsizetype i = 0; i < tierKeys.size(); ++i) {
        const QString name = tierNames.value(i);
        views.push_back(
            {u"tier:"_s + tierKeys[i], name.isEmpty() ? tierKeys[i] : name, tierFilter(tierKeys[i]), true});
    }
    views.push_back({u"all"_s, ViewText::tr("All open"), u"is:open"_s, true});
    return views;
}

std::vector<SavedView> readViews(const QByteArray &json)
{
    std::vector<SavedView> views;
    if (json.size() > kMostBytes)
        return views;
    for (const auto &value : QJsonDocument::fromJson(json).array()) {
        const auto object = value.toObject();
        SavedView view{object[u"key"].toString(), object[u"name"].toString(), object[u"filter"].toString(),
                       false};
        const bool known =
            std::ranges::any_of(views, [&](const auto &other) { return other.key == view.key; });
        if (view.key.startsWith(u"own:") && !view.name.isEmpty() && !known && views.size() < kMostViews)
            views.push_back(std::move(view));
    }
    return views;
}

QByteArray writeViews(const std::vector<SavedView> &views)
{
    QJsonArray array;
    for (const auto &view : views) {
        if (!view.shipped)
            array.append(
                QJsonObject{{u"key"_s, view.key}, {u"name"_s, view.name}, {u"filter"_s, view.filter}});
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace muster::views
