// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/viewlist.h"

#include "models/views/casetext.h"
#include "models/views/limits.h"
#include "ui/queue/viewlistdelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {
const QString kLimitView = u"limit:"_s; ///< of keys of views
}

ViewList::ViewList(views::Desk &desk, const views::QueueModel &model, QWidget *parent)
    : QListWidget(parent), m_desk(desk), m_model(model)
{
    setObjectName(u"queue.views"_s);
    setAccessibleName(tr("Saved views"));
    setItemDelegate(new ViewListDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(0, Theme::gap / 2, 0, 0);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_own = views::readViews(desk.setting(u"views"_s));
    m_shipped = views::shippedViews({}, {});
    rebuild();
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!m_quiet && row >= 0 && row < int(m_views.size()))
            emit picked(m_views[size_t(row)]);
    });
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        emit picked(
            m_views[size_t(row(item))]); // also where it is the current one and the filter was changed since
    });
    connect(this, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const views::SavedView &view = m_views[size_t(row(item))];
        if (!m_quiet && !view.shipped && item->text() != view.name)
            renameOwn(view.key, item->text());
    });
}

void ViewList::setTiers(const QStringList &keys, const QStringList &names)
{
    auto shipped = views::shippedViews(keys, names);
    if (shipped == m_shipped)
        return;
    m_shipped = std::move(shipped);
    rebuild();
}

void ViewList::rebuild()
{
    m_quiet = true;
    const int kept = currentRow();
    const QString key = kept >= 0 && kept < int(m_views.size()) ? m_views[size_t(kept)].key : QString();
    m_views = m_shipped;
    m_views.insert(m_views.end(), m_own.begin(), m_own.end());
    m_queries.clear();
    for (const views::SavedView &view : m_views)
        m_queries.push_back(views::parseFilter(view.filter));
    // What no view shows has a line at the end while it is above its limit, so that nothing moves for it.
    for (const policy::Threshold &limit : m_model.thresholds().limits) {
        const views::FilterQuery counted = views::countedBy(limit);
        if (!isAbove(limit) || std::ranges::find(m_queries, counted) != m_queries.end())
            continue;
        m_views.push_back({kLimitView + limit.key, limit.name, views::filterText(counted), true});
        m_queries.push_back(counted);
    }
    clear();
    for (size_t i = 0; i < m_views.size(); ++i) {
        const views::SavedView &view = m_views[i];
        auto *item = new QListWidgetItem(view.name, this);
        if (!view.shipped)
            item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(ViewListDelegate::kUrgentRole, view.key == u"breached");
        if (view.key == key)
            setCurrentItem(item);
    }
    m_quiet = false;
    recount();
}

QString ViewList::tipOf(int row) const
{
    const views::SavedView &view = m_views[size_t(row)];
    QString tip = view.filter;
    if (row < 9)
        tip += u'\n' + tr("Alt+%1").arg(row + 1);
    if (!view.shipped)
        tip += u'\n' + tr("F2 renames it, Del deletes it");
    return tip;
}

void ViewList::holdAgainstLimits()
{
    const policy::ThresholdRules &rules = m_model.thresholds();
    m_readings = m_model.readings(m_model.now());
    std::vector<policy::Threshold> above;
    for (size_t i = 0; i < std::min(m_readings.size(), rules.limits.size()); ++i) {
        const policy::Threshold &limit = rules.limits[i];
        if (automation::isAbove(rules, limit, m_readings[i], isAbove(limit)))
            above.push_back(limit);
    }
    if (std::exchange(m_above, above) != above)
        m_isStale = true;
}

bool ViewList::isAbove(const policy::Threshold &limit) const
{
    return std::ranges::any_of(m_above, [&](const auto &each) { return each.key == limit.key; });
}

QString ViewList::limitOf(const views::FilterQuery &query) const
{
    const auto &limits = m_model.thresholds().limits;
    for (size_t i = 0; i < std::min(m_readings.size(), limits.size()); ++i) {
        if (isAbove(limits[i]) && views::countedBy(limits[i]) == query)
            return views::limitSentence(m_model.thresholds(), limits[i], m_readings[i]);
    }
    return {};
}

void ViewList::recount()
{
    holdAgainstLimits();
    if (m_isStale && state() != EditingState) { // what is being typed stays
        m_isStale = false;
        return rebuild();
    }
    const std::vector<int> counts = m_model.counts(m_queries, m_model.now());
    m_counts = counts;
    m_quiet = true;
    for (int row = 0; row < count() && row < int(counts.size()); ++row) {
        QListWidgetItem *each = item(row);
        const int shown = counts[size_t(row)];
        const QString limit = limitOf(m_queries[size_t(row)]);
        if (each->data(ViewListDelegate::kCountRole).isValid() &&
            each->data(ViewListDelegate::kCountRole).toInt() == shown &&
            each->data(ViewListDelegate::kAboveRole).toString() == limit)
            continue;
        each->setData(ViewListDelegate::kCountRole, shown);
        each->setData(ViewListDelegate::kAboveRole, limit);
        each->setToolTip(tipOf(row) + (limit.isEmpty() ? QString() : u'\n' + limit));
        each->setData(Qt::AccessibleTextRole, limit.isEmpty()
                                                  ? tr("%1: %2").arg(each->text()).arg(shown)
                                                  : tr("%1: %2. %3").arg(each->text()).arg(shown).arg(limit));
    }
    m_quiet = false;
}

void ViewList::choose(int index)
{
    if (index < 0 || index >= count())
        return;
    m_quiet = true;
    setCurrentRow(index);
    m_quiet = false;
    emit picked(m_views[size_t(index)]);
}

void ViewList::showFilter(const QString &text)
{
    const views::FilterQuery wanted = views::parseFilter(text);
    m_quiet = true;
    int found = -1;
    for (size_t i = 0; i < m_queries.size() && found < 0; ++i) {
        if (m_queries[i] == wanted)
            found = int(i);
    }
    // Two views may have one filter; the one that is chosen already stays.
    if (currentRow() < 0 || m_queries[size_t(currentRow())] != wanted)
        setCurrentRow(found);
    m_quiet = false;
}

void ViewList::keepOwn()
{
    whenAnswered(
        m_desk.setSetting(u"views"_s, views::writeViews(m_own)), this, [this](const Result<void> &done) {
            if (!done)
                emit failed(tr("The views could not be saved: %1 They are there until the window closes.")
                                .arg(views::sentence(done.error().detail)));
        });
    rebuild();
}

void ViewList::addOwn(const QString &name, const QString &filter)
{
    int number = 1;
    const auto taken = [&](const views::SavedView &view) { return view.key == u"own:%1"_s.arg(number); };
    while (std::any_of(m_own.begin(), m_own.end(), taken))
        ++number;
    m_own.push_back({u"own:%1"_s.arg(number), name.simplified().left(80), filter, false});
    keepOwn();
    showFilter(filter);
}

void ViewList::renameOwn(const QString &key, const QString &name)
{
    for (views::SavedView &view : m_own) {
        if (view.key == key && !name.simplified().isEmpty())
            view.name = name.simplified().left(80);
    }
    keepOwn();
}

void ViewList::removeOwn(const QString &key)
{
    std::erase_if(m_own, [&key](const views::SavedView &view) { return view.key == key; });
    keepOwn();
}

const views::SavedView *ViewList::currentOwn() const
{
    const int row = currentRow();
    if (row < 0 || row >= int(m_views.size()) || m_views[size_t(row)].shipped)
        return nullptr;
    return &m_views[size_t(row)];
}

void ViewList::editCurrent()
{
    if (currentOwn())
        editItem(currentItem());
}

void ViewList::focusInEvent(QFocusEvent *event)
{
    // A list without a current item takes its first one with the focus; that is no choice of the person's.
    m_quiet = true;
    QListWidget::focusInEvent(event);
    m_quiet = false;
}

void ViewList::contextMenuEvent(QContextMenuEvent *event)
{
    const views::SavedView *own = currentOwn();
    if (!own)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, &ViewList::editCurrent);
    menu->addAction(tr("Delete view"), this, [this, key = own->key] { removeOwn(key); });
    menu->popup(event->globalPos());
}

void ViewList::keyPressEvent(QKeyEvent *event)
{
    if (const views::SavedView *own = currentOwn(); own && state() != EditingState) {
        if (event->key() == Qt::Key_F2)
            return editCurrent();
        if (event->key() == Qt::Key_Delete)
            return removeOwn(QString(own->key));
    }
    if (event->modifiers() == Qt::NoModifier && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        event->ignore(); // letters are commands, not a search by typing
        return;
    }
    QListWidget::keyPressEvent(event);
}

std::vector<ViewList::Counted> ViewList::counted() const
{
    std::vector<Counted> counted;
    for (size_t i = 0; i < std::min(m_views.size(), m_counts.size()); ++i)
        counted.push_back({m_views[i].key, m_views[i].name, m_counts[i]});
    return counted;
}

} // namespace muster::ui
