// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/fakenotifications.h"
#include "ui/shell/notifier.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace muster::test;
using namespace muster::ui;

class TestNotifier final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_bus = std::make_unique<PrivateBus>();
        if (!m_bus->isRunning())
            return;
        m_service = std::make_unique<FakeNotifications>(m_bus->connect(u"service"_s));
    }

    void cleanupTestCase()
    {
        m_service.reset();
        for (const QString &name : {u"service"_s, u"desk"_s})
            QDBusConnection::disconnectFromBus(name);
        m_bus.reset();
    }

    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void withoutABusNothingIsSentAndTheBellStillRings()
    {
        Notifier notifier(QDBusConnection(u"no such connection"_s));
        int bells = 0;
        notifier.setBell([&] { ++bells; });
        notifier.notify({u"a"_s, u"Breached"_s, u"…"_s, true});
        notifier.flush();
        QCOMPARE(bells, 1);
    }

    void theBellRingsOnlyForWhatIsUrgentAndOnlyWhereWanted()
    {
        Notifier notifier(QDBusConnection(u"no such connection"_s));
        int bells = 0;
        notifier.setBell([&] { ++bells; });
        notifier.notify({u"a"_s, u"At risk"_s, {}, false});
        notifier.flush();
        QCOMPARE(bells, 0);
        notifier.notify({u"a"_s, u"Breached"_s, {}, true});
        notifier.notify({u"b"_s, u"Breached"_s, {}, true});
        notifier.flush();
        QCOMPARE(bells, 1);
        notifier.setSound(false);
        notifier.notify({u"c"_s, u"Breached"_s, {}, true});
        notifier.flush();
        notifier.setSound(true);
        notifier.setEnabled(false);
        notifier.notify({u"d"_s, u"Breached"_s, {}, true});
        notifier.flush();
        QCOMPARE(bells, 1);
    }

    void aNoticeIsShownAndItsClickComesBack()
    {
        if (!m_service)
            QSKIP("dbus-daemon is not installed");
        Notifier notifier(m_bus->connect(u"desk"_s));
        notifier.setSound(false);
        QSignalSpy activated(&notifier, &Notifier::activated);
        m_service->shown.clear();
        notifier.notify({u"ticket-7"_s, u"MSTR-7 breached"_s, u"<b>Acme & Co</b>"_s, true});
        notifier.flush();
        QTRY_COMPARE(m_service->shown.size(), size_t(1));
        const ShownNotice &shown = m_service->shown.front();
        QCOMPARE(shown.title, u"MSTR-7 breached"_s);
        QCOMPARE(shown.body, u"&lt;b&gt;Acme &amp; Co&lt;/b&gt;"_s); // what a customer wrote is never markup
        QCOMPARE(shown.hints.value(u"urgency"_s).toInt(), 2);
        // The number of a notice is known when its answer is back; ask for the same key until one is used.
        size_t sent = 1;
        QTRY_VERIFY(([&] {
            notifier.notify({u"ticket-7"_s, u"again"_s, {}, false});
            notifier.flush();
            ++sent;
            return m_service->shown.back().replaces != 0;
        })());
        const uint number = m_service->shown.back().replaces;
        QTRY_COMPARE(m_service->shown.size(), sent); // none may reach into the next test
        emit m_service->ActionInvoked(999, u"default"_s);
        emit m_service->ActionInvoked(number, u"default"_s);
        QTRY_COMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toString(), u"ticket-7"_s);
    }

    void whatComesWithinOneTickGoesOutAsOne()
    {
        if (!m_service)
            QSKIP("dbus-daemon is not installed");
        Notifier notifier(m_bus->connect(u"desk"_s));
        notifier.setSound(false);
        m_service->shown.clear();
        for (int i = 0; i < 50; ++i)
            notifier.notify({QString::number(i), u"MSTR-%1 breached"_s.arg(i), {}, true});
        notifier.notify({u"3"_s, u"MSTR-3 breached"_s, {}, true}); // the same again
        notifier.flush();
        notifier.flush(); // nothing waits any more
        QTRY_COMPARE(m_service->shown.size(), size_t(1));
        QCOMPARE(m_service->shown.front().title, u"50 notifications"_s); // not each is a ticket's
        notifier.notify({u"last"_s, u"end"_s, {}, false});
        notifier.flush();
        QTRY_COMPARE(m_service->shown.size(), size_t(2));
    }

    void aPrefixStandsBeforeEveryTitle()
    {
        if (!m_service)
            QSKIP("dbus-daemon is not installed");
        Notifier notifier(m_bus->connect(u"desk"_s));
        notifier.setSound(false);
        notifier.setPrefix(u"DRILL: "_s);
        m_service->shown.clear();
        notifier.notify({u"a"_s, u"MSTR-7 breached"_s, u"Acme"_s, true});
        notifier.flush();
        QTRY_COMPARE(m_service->shown.size(), size_t(1));
        QCOMPARE(m_service->shown.front().title, u"DRILL: MSTR-7 breached"_s);
        notifier.notify({u"b"_s, u"MSTR-8 breached"_s, {}, true});
        notifier.notify({u"c"_s, u"MSTR-9 breached"_s, {}, true});
        notifier.flush();
        QTRY_COMPARE(m_service->shown.size(), size_t(2));
        QVERIFY(m_service->shown.back().title.startsWith(u"DRILL: 2 "_s));
    }

private:
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeNotifications> m_service;
};

QTEST_MAIN(TestNotifier)
#include "tst_notifier.moc"
