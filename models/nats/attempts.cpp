// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/attempts.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

bool isWebSocketScheme(const QUrl &url)
{
    return url.scheme() == u"wss"_s || url.scheme() == u"ws"_s;
}

QStringList hostsOf(const Options &options, std::mt19937 &random)
{
    QStringList hosts;
    for (const QUrl &url : options.servers) {
        if (!hosts.contains(url.host()))
            hosts += url.host();
    }
    std::ranges::shuffle(hosts, random);
    return hosts;
}

std::vector<Attempt> directAttempts(const Options &options, const QString &host)
{
    std::vector<Attempt> attempts;
    for (const QUrl &url : options.servers) {
        if (url.host() == host)
            attempts.push_back({url, isWebSocketScheme(url) ? Way::WebSocket : Way::Tcp, host});
    }
    std::ranges::stable_sort(attempts, {}, &Attempt::isWebSocket);
    return attempts;
}

/// A proxy for the same, the WebSocket first: many proxies let only port 443 pass. Plain lines never leave
/// the machine.
std::vector<Attempt> proxyAttempts(const std::vector<Attempt> &direct)
{
    std::vector<Attempt> attempts;
    for (const Attempt &attempt : direct) {
        if (attempt.isSecure())
            attempts.push_back({attempt.url, attempt.isWebSocket() ? Way::WebSocketByProxy : Way::TcpByProxy,
                                attempt.verifyName});
    }
    std::ranges::stable_sort(attempts, std::greater{}, &Attempt::isWebSocket);
    return attempts;
}

std::vector<Attempt> discoveredAttempts(const Options &options, const Known &known, std::mt19937 &random)
{
    std::vector<Attempt> attempts;
    for (const QString &address : known.discovered) {
        QUrl url(known.teller.url.scheme() + u"://"_s + address, QUrl::StrictMode);
        const bool isUsable =
            url.isValid() && url.port() > 0 && url.path().isEmpty() && url.userInfo().isEmpty();
        if (isUsable && !options.servers.contains(url))
            attempts.push_back({url, Way::Tcp, known.teller.verifyName});
    }
    std::ranges::shuffle(attempts, random);
    return attempts;
}

} // namespace

bool Attempt::isSecure() const
{
    return url.scheme() == u"tls"_s || url.scheme() == u"wss"_s;
}

bool Attempt::isWebSocket() const
{
    return isWebSocketScheme(url);
}

bool Attempt::isByProxy() const
{
    return way == Way::TcpByProxy || way == Way::WebSocketByProxy;
}

int Attempt::port() const
{
    return url.port(!isWebSocket() ? 4222 : isSecure() ? 443 : 80);
}

bool isLoopback(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

bool isSameServer(const QUrl &a, const QUrl &b)
{
    return a.host() == b.host() && a.port() == b.port();
}

std::vector<Attempt> attemptsFor(const Options &options, const Known &known, std::mt19937 &random)
{
    std::vector<Attempt> attempts;
    for (const QString &host : hostsOf(options, random)) {
        const std::vector<Attempt> direct = directAttempts(options, host);
        attempts.insert(attempts.end(), direct.begin(), direct.end());
        if (options.mayUseProxy) {
            const std::vector<Attempt> byProxy = proxyAttempts(direct);
            attempts.insert(attempts.end(), byProxy.begin(), byProxy.end());
        }
    }
    const std::vector<Attempt> discovered = discoveredAttempts(options, known, random);
    attempts.insert(attempts.end(), discovered.begin(), discovered.end());
    for (Attempt &attempt : attempts)
        attempt.isIpv4Only = known.isIpv4Only && QHostAddress(attempt.url.host()).isNull();
    if (known.lastWay)
        std::ranges::stable_sort(attempts, {},
                                 [&](const Attempt &attempt) { return attempt.way != *known.lastWay; });
    std::ranges::stable_sort(attempts, {}, [&](const Attempt &attempt) {
        return !known.leaving.isEmpty() && isSameServer(attempt.url, known.leaving);
    });
    return attempts;
}

Timings::Ms Backoff::next(std::mt19937 &random)
{
    const auto whole = m_next.count();
    m_next = std::min(m_next * 2, m_timings.longestWait);
    return Timings::Ms(std::uniform_int_distribution<Timings::Ms::rep>(whole / 2, whole)(random));
}

} // namespace muster::nats
