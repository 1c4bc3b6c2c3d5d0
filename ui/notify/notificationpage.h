// SPDX-License-Identifier: GPL-3.0-or-later
// The log of deliveries: who was told what, when and how; the chosen one in full beside it, with what a
// person can do about it. Reads the newest when it is loaded, some at a time; then each as it changes. Window
// thread; owned by the shell.
#pragma once

#include "models/people/person.h"
#include "models/views/deliverylog.h"
#include "ui/widgets/calmtimer.h"
#include "ui/widgets/page.h"

class QAction;
class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTextBrowser;

namespace muster::views {
class Desk;
}

namespace muster::ui {

class DeliveryDelegate;
class EmptyState;
class Picker;
class SearchField;
class ToneLabel;

class NotificationPage final : public Page
{
    Q_OBJECT
public:
    static constexpr int kMost = 10'000; ///< older ones stay in the file

    NotificationPage(views::Desk &desk, views::NotificationDesk &notifications, QWidget *parent = nullptr);

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &saved) override;

    const views::DeliveryModel &model() const { return *m_model; }
    /// Chooses it among all of them; says so where it is older than what stands here.
    void showNotification(SubjectId notification);

public slots:
    void load();
    void tick(muster::Instant now);
    void loadPeople();

signals:
    /// The person wants to see what a notification is about.
    void opened(const QString &aboutKind, muster::SubjectId about);
    void told(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildList(QWidget *side);
    void buildDetail(QWidget *side);
    void loadFrom(int from, quint64 question);
    void take(const views::DeliveryNews &news);
    void refresh();
    void present();
    void showChosen();
    void showCounts();
    void countFailed();
    void setView(views::DeliveryView view);
    const views::DeliveryRow *chosen() const;
    QString nameOf(PersonId person) const;
    void moveBy(int rows);
    void acknowledge();
    void snooze();
    void sendAgain();
    void open();
    void submit(SubjectId notification, const notify::Order &order, const QString &done);

    views::Desk &m_desk;
    views::NotificationDesk &m_notifications;
    views::DeliveryLog m_log;
    views::DeliveryView m_view = views::DeliveryView::All;
    std::vector<people::Person> m_people;
    views::DeliveryModel *m_model;
    DeliveryDelegate *m_delegate;
    QListView *m_list;
    SearchField *m_search = nullptr;
    std::vector<std::pair<views::DeliveryView, QPushButton *>> m_views;
    QPushButton *m_acknowledge = nullptr, *m_snooze = nullptr, *m_again = nullptr, *m_open = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    ToneLabel *m_title = nullptr;
    QTextBrowser *m_text = nullptr;
    QSplitter *m_split;
    Picker *m_picker = nullptr; ///< made once the page stands in its window
    CalmTimer m_wait;
    quint64 m_question = 0;
    int m_failed = 0;       ///< as the badge shows it
    bool m_isStale = false; ///< the list waits until the page is shown
};

} // namespace muster::ui
