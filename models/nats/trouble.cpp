// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/trouble.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {

QString words(Way way)
{
    switch (way) {
    case Way::Tcp:
        return u"tcp"_s;
    case Way::TcpByProxy:
        return u"tcp through the proxy"_s;
    case Way::WebSocket:
        return u"WebSocket"_s;
    case Way::WebSocketByProxy:
        return u"WebSocket through the proxy"_s;
    }
    return {};
}

QString words(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None:
        return u"Nothing is wrong."_s;
    case Trouble::HostNotFound:
        return u"The server's name is not known in this network."_s;
    case Trouble::Unreachable:
        return u"The server cannot be reached."_s;
    case Trouble::TimedOut:
        return u"The server does not answer."_s;
    case Trouble::Blocked:
        return u"Something else answers in the server's place, such as a login page or a firewall."_s;
    case Trouble::CertificateRejected:
        return u"The server's certificate is not one that this team trusts."_s;
    case Trouble::CertificateExpired:
        return u"The server's certificate has expired."_s;
    case Trouble::LoginRejected:
        return u"The server does not let this device in."_s;
    case Trouble::WrongServer:
        return u"This is another server than expected."_s;
    case Trouble::Protocol:
        return u"The server sent something that cannot be understood."_s;
    case Trouble::Closed:
        return u"The server closed the connection."_s;
    }
    return {};
}

namespace {

int weight(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None:
        return 0;
    case Trouble::HostNotFound:
        return 1;
    case Trouble::Unreachable:
        return 2;
    case Trouble::TimedOut:
        return 3;
    case Trouble::Closed:
        return 4;
    case Trouble::Protocol:
        return 5;
    case Trouble::Blocked:
        return 6;
    case Trouble::WrongServer:
        return 7;
    case Trouble::CertificateRejected:
        return 8;
    case Trouble::CertificateExpired:
        return 9;
    case Trouble::LoginRejected:
        return 10;
    }
    return 0;
}

} // namespace

QString harmless(const QString &text, qsizetype most)
{
    QString shown = text.left(most);
    std::ranges::replace_if(
        shown, [](QChar c) { return !c.isPrint() || c == u'<' || c == u'>' || c == u'&'; }, u'?');
    return shown;
}

bool tellsMore(Trouble a, Trouble b)
{
    return weight(a) > weight(b);
}

} // namespace muster::nats
