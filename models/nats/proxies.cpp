// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/proxies.h"

#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

QList<QNetworkProxy> systemProxies(const Attempt &attempt)
{
    // The system knows its settings by the web's schemes.
    QUrl url = attempt.url;
    url.setScheme(u"https"_s);
    url.setPort(attempt.port());
    return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
}

} // namespace

std::optional<QNetworkProxy> proxyFor(const Attempt &attempt, const Options &options)
{
    const QList<QNetworkProxy> proxies =
        options.proxies ? options.proxies(attempt.url) : systemProxies(attempt);
    for (QNetworkProxy proxy : proxies) {
        if (proxy.type() == QNetworkProxy::HttpCachingProxy)
            proxy.setType(QNetworkProxy::HttpProxy);
        if (proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy)
            return proxy;
    }
    return std::nullopt;
}

} // namespace muster::nats
