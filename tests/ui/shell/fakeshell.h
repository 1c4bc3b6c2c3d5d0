// SPDX-License-Identifier: GPL-3.0-or-later
// A desk that holds settings in memory, pages that do nothing, and the window's frame over them.
#pragma once

#include "models/views/desk.h"
#include "tests/support/windowhands.h"
#include "ui/actions/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/ticker.h"
#include "ui/widgets/page.h"

#include <QHash>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QVBoxLayout>

namespace muster::test {

class SettingsDesk final : public views::Desk
{
public:
    template <typename T> static QFuture<Result<T>> no()
    {
        return QtFuture::makeReadyFuture(
            Result<T>(Error{Fault::Unavailable, QStringLiteral("not in this test")}));
    }
    QFuture<Result<views::QueueSnapshot>> loadQueue() override { return no<views::QueueSnapshot>(); }
    QFuture<Result<views::TicketDetail>> loadTicket(TicketId) override { return no<views::TicketDetail>(); }
    QFuture<Result<views::Receipt>> submit(std::vector<ticket::TicketOrder>) override
    {
        return no<views::Receipt>();
    }
    QFuture<Result<void>> correctEntry(FactId, QString, QString) override { return no<void>(); }
    QFuture<Result<void>> redactEntry(FactId, QString) override { return no<void>(); }
    QFuture<Result<views::SearchResult>> search(QString, int) override { return no<views::SearchResult>(); }
    QFuture<Result<std::vector<customer::Customer>>> customers() override
    {
        return no<std::vector<customer::Customer>>();
    }
    QFuture<Result<CustomerId>> saveCustomer(std::optional<CustomerId>, customer::CustomerChanged) override
    {
        return no<CustomerId>();
    }
    QFuture<Result<std::vector<people::Person>>> people() override
    {
        return no<std::vector<people::Person>>();
    }
    void startPolicyTrial(QByteArray) override {}
    void cancelPolicyTrial() override {}
    QFuture<Result<views::Fitting>> fitting(std::vector<TicketId>) override { return no<views::Fitting>(); }
    QFuture<Result<PersonId>> savePerson(std::optional<PersonId>, people::PersonChanged) override
    {
        return no<PersonId>();
    }
    PersonId me() const override { return {}; }
    QFuture<Result<void>> setMe(PersonId) override { return no<void>(); }
    QFuture<Result<views::PolicyInForce>> policyInForce() override { return no<views::PolicyInForce>(); }
    QFuture<Result<void>> adoptPolicy(QByteArray) override { return no<void>(); }
    QFuture<Result<void>> setSetting(QString key, QByteArray value) override
    {
        if (refuses)
            return QtFuture::makeReadyFuture(
                Result<void>(Error{Fault::DiskFull, QStringLiteral("the disk is full")}));
        settings.insert(key, value);
        return QtFuture::makeReadyFuture(Result<void>());
    }
    QByteArray setting(const QString &key) const override { return settings.value(key); }
    QStringList settingKeys(const QString &) const override { return settings.keys(); }
    void startImport(QString, QString, QByteArray, bool) override {}
    void cancelImport() override {}
    Instant now() const override { return fromMillis(1'790'000'000'000); }
    QString fileName() const override { return QStringLiteral("test"); }

    QHash<QString, QByteArray> settings;
    bool refuses = false;
};

/// A list and a field; two commands, "n" for a new thing and "d" for this one.
class SomePage final : public ui::Page
{
public:
    SomePage(const QString &key, const QString &title, const QString &icon)
        : list(new QListWidget(this)), field(new QLineEdit(this)), m_key(key), m_title(title), m_icon(icon)
    {
        list->addItems({QStringLiteral("one"), QStringLiteral("two")});
        list->setAccessibleName(title);
        field->setAccessibleName(QStringLiteral("Field"));
        auto *column = new QVBoxLayout(this);
        column->addWidget(list);
        column->addWidget(field);
    }
    QString pageKey() const override { return m_key; }
    QString pageTitle() const override { return m_title; }
    QString pageIcon() const override { return m_icon; }
    void registerActions(ui::ActionRegistry &registry) override
    {
        registry.add({m_key + QStringLiteral(".new"),
                      QStringLiteral("New %1").arg(m_key),
                      m_title,
                      {QKeySequence(QStringLiteral("N"))},
                      ui::Scope::Queue,
                      QStringLiteral("plus"),
                      QStringLiteral("Makes a new one.")},
                     this, [this] { ++made; });
        registry.add({m_key + QStringLiteral(".drop"),
                      QStringLiteral("Drop %1").arg(m_key),
                      m_title,
                      {QKeySequence(QStringLiteral("D"))},
                      ui::Scope::Queue,
                      QStringLiteral("trash"),
                      {}},
                     this, [this] { ++dropped; });
    }
    void takeFocus() override { list->setFocus(); }
    QByteArray saveLayout() const override { return layoutText; }
    void restoreLayout(const QByteArray &text) override { layoutText = text; }

    QListWidget *list;
    QLineEdit *field;
    QByteArray layoutText = QByteArrayLiteral("wide");
    int made = 0, dropped = 0;

private:
    QString m_key, m_title, m_icon;
};

/// A window with a queue and a policy page, shown and active.
struct Shell : WindowHands
{
    SettingsDesk &desk;
    Instant at = fromMillis(1'790'000'000'000);
    ui::Ticker ticker{[this] { return at; }};
    ui::MainWindow window;
    SomePage *queue = new SomePage(QStringLiteral("queue"), QStringLiteral("Queue"), QStringLiteral("queue"));
    SomePage *policy =
        new SomePage(QStringLiteral("policy"), QStringLiteral("Policy"), QStringLiteral("policy"));

    explicit Shell(SettingsDesk &d)
        : desk(d), window(d, ticker, QTimeZone("Europe/Berlin"), QDBusConnection(QStringLiteral("none")))
    {
        window.addPage(queue);
        window.addPage(policy);
        window.restore();
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
    }
    ui::ActionRegistry &registry() { return window.registry(); }
    QWidget &inHand() const override { return *m_inHand; }

private:
    QWidget *m_inHand = &window;
};

} // namespace muster::test
