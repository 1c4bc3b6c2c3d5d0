// SPDX-License-Identifier: GPL-3.0-or-later
// The client's figures against a real server on this machine, each as a JSON line with a bare socket loop as
// its baseline from the same run. Not a test: times depend on the machine, the ratios less so.
#include "models/nats/client.h"
#include "models/nats/wire.h"
#include "tests/bench/nats/rawline.h"
#include "tests/support/certificates.h"
#include "tests/support/natsserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace muster;
using namespace muster::nats;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kMessages = 100'000, kWindow = 1'000, kConnects = 100;

void print(const QString &figure, double value, const QString &unit, double against)
{
    const QJsonObject line{{u"figure"_s, figure},
                           {u"value"_s, value},
                           {u"unit"_s, unit},
                           {u"baseline"_s, u"bare socket"_s},
                           {u"baseline_value"_s, against},
                           {u"ratio"_s, value / against}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

double perSecond(int count, const QElapsedTimer &timer)
{
    return count * 1e9 / double(timer.nsecsElapsed());
}

void waitForUp(Client &client)
{
    QEventLoop loop;
    QObject::connect(&client, &Client::up, &loop, &QEventLoop::quit);
    if (!client.isUp())
        loop.exec();
}

/// `subject` asked so often, at most kWindow at a time. Answers a second.
double askAll(Client &client, const QByteArray &subject, const QByteArray &body,
              const std::vector<Header> &headers)
{
    QEventLoop loop;
    int sent = 0, answered = 0;
    const auto ask = [&](auto &self) -> void {
        ++sent;
        client.request(subject, body, headers, 60s,
                       [&](const std::optional<Message> &answer, const QString &why) {
                           if (!answer)
                               qFatal("%s", qPrintable(why));
                           if (++answered == kMessages)
                               loop.quit();
                           else if (sent < kMessages)
                               self(self);
                       });
    };
    QElapsedTimer timer;
    timer.start();
    while (sent < kWindow)
        ask(ask);
    loop.exec();
    return perSecond(kMessages, timer);
}

double rawAll(int port, const QByteArray &subject, const QByteArray &body, const std::vector<Header> &headers)
{
    bench::RawLine line(port);
    QElapsedTimer timer;
    timer.start();
    line.exchange(kMessages, kWindow, publishFrame(subject, "_INBOX.raw", headers, body), "_INBOX.raw");
    return perSecond(kMessages, timer);
}

double connectMs(const Options &options)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kConnects; ++i) {
        Client client;
        client.start(options);
        waitForUp(client);
    }
    return double(timer.nsecsElapsed()) / 1e6 / kConnects;
}

double rawConnectMs(int port)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kConnects; ++i)
        const bench::RawLine line(port);
    return double(timer.nsecsElapsed()) / 1e6 / kConnects;
}

Options optionsFor(const QUrl &url, const test::Certificates &certificates)
{
    Options options;
    options.servers = {url};
    options.authorities = certificates.authority();
    options.mayUseProxy = false;
    return options;
}

void makeStream(Client &client)
{
    QEventLoop loop;
    client.request(
        "$JS.API.STREAM.CREATE.OPS",
        R"({"name":"OPS","subjects":["ops.>"],"storage":"file","retention":"limits","discard":"old",)"
        R"("num_replicas":1,"allow_direct":true})",
        {}, 10s, [&](const std::optional<Message> &answer, const QString &why) {
            if (!answer || answer->body.contains("\"error\""))
                qFatal("no stream: %s", qPrintable(why));
            loop.quit();
        });
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    test::Certificates certificates;
    certificates.makeServer("hub", u"IP:127.0.0.1"_s);
    const QByteArray tls = certificates.settings("hub");
    // One server without TLS for the bare socket, one with it; each with a stream of its own.
    test::NatsServer plain("listen: 127.0.0.1:@PORT@\njetstream { store_dir: \"@DIR@/js\" }\n");
    test::NatsServer secure("listen: 127.0.0.1:@PORT@\njetstream { store_dir: \"@DIR@/js\" }\n" + tls +
                            "websocket { listen: \"127.0.0.1:@PORT2@\", " + tls + "}\n");
    if (!plain.start() || !secure.start())
        qFatal("no server: %s%s", plain.said().constData(), secure.said().constData());

    const QByteArray body(400, 'x'), get = "{\"seq\":1}";
    const std::vector<Header> headers{{"Source", "bench"}};
    const double rawConnect = rawConnectMs(plain.port());
    double rawPublish = 0, rawGet = 0;
    const QList<QPair<QString, QUrl>> lines{
        {u"plain"_s, plain.url()}, {u"tls"_s, secure.url(u"tls"_s)}, {u"wss"_s, secure.url(u"wss"_s, 1)}};
    for (const auto &[name, url] : lines) {
        const Options options = optionsFor(url, certificates);
        Client client;
        client.start(options);
        waitForUp(client);
        if (name != u"wss"_s)
            makeStream(client);
        if (rawPublish == 0) {
            rawPublish = rawAll(plain.port(), "ops.a", body, headers);
            rawGet = rawAll(plain.port(), "$JS.API.DIRECT.GET.OPS", get, {});
        }
        print(u"connect "_s + name, connectMs(options), u"ms"_s, rawConnect);
        print(u"publish and ack "_s + name, askAll(client, "ops.a", body, headers), u"1/s"_s, rawPublish);
        print(u"direct get "_s + name, askAll(client, "$JS.API.DIRECT.GET.OPS", get, {}), u"1/s"_s, rawGet);
    }
    return 0;
}
