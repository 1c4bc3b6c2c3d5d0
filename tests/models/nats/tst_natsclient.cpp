// SPDX-License-Identifier: GPL-3.0-or-later
// The client against a real server on this machine: what goes over a line that is up.
#include "models/nats/client.h"
#include "models/nats/nkey.h"
#include "tests/support/natsserver.h"

#include <QSignalSpy>
#include <QTest>

#include <sodium.h>

using namespace muster::nats;
using namespace muster::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestNatsClient : public QObject
{
    Q_OBJECT

private slots:
    void saysAndHears()
    {
        NatsServer server("listen: 127.0.0.1:@PORT@\n");
        QVERIFY2(server.start(), server.said().constData());
        Client client;
        QList<QByteArray> heard;
        client.subscribe("a.*",
                         [&](const Message &message) { heard += message.subject + '=' + message.body; });
        Options options;
        options.servers = {server.url()};
        client.start(options);
        QTRY_VERIFY(client.isUp());
        QVERIFY(client.publish("a.b", "one"));
        QVERIFY(client.publish("a.c", "two", {{"Key", "value"}}));
        QTRY_COMPARE(heard, (QList<QByteArray>{"a.b=one", "a.c=two"}));
    }
};

QTEST_GUILESS_MAIN(TestNatsClient)
#include "tst_natsclient.moc"
