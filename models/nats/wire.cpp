// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/wire.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

constexpr qsizetype kLongestSubject = 2048;
constexpr QByteArrayView kHeaderStart("NATS/1.0\r\n");
constexpr QByteArrayView kEnd("\r\n");

bool isToken(QByteArrayView token, Subject kind, bool isLast)
{
    if (token == QByteArrayView("*") || token == QByteArrayView(">"))
        return kind == Subject::Pattern && (token != QByteArrayView(">") || isLast);
    return !token.isEmpty() &&
           std::ranges::all_of(token, [](char c) { return c > ' ' && c < 0x7f && c != '*' && c != '>'; });
}

} // namespace

bool isSubject(QByteArrayView text, Subject kind)
{
    if (text.size() > kLongestSubject)
        return false;
    for (;;) {
        const qsizetype dot = text.indexOf('.');
        if (!isToken(dot < 0 ? text : text.first(dot), kind, dot < 0))
            return false;
        if (dot < 0)
            return true;
        text = text.sliced(dot + 1);
    }
}

bool areHeaders(const std::vector<Header> &headers)
{
    const auto isName = [](char c) { return c > ' ' && c < 0x7f && c != ':'; };
    const auto isValue = [](char c) { return c != '\r' && c != '\n' && c != '\0'; };
    return std::ranges::all_of(headers, [&](const Header &header) {
        return !header.name.isEmpty() && std::ranges::all_of(header.name, isName) &&
               std::ranges::all_of(header.value, isValue);
    });
}

QByteArray connectFrame(const Login &login)
{
    QJsonObject object{{u"verbose"_s, false},   {u"pedantic"_s, false},   {u"tls_required"_s, login.isTls},
                       {u"name"_s, login.name}, {u"lang"_s, u"muster"_s}, {u"version"_s, u"1"_s},
                       {u"protocol"_s, 1},      {u"headers"_s, true},     {u"no_responders"_s, true},
                       {u"echo"_s, true}};
    if (!login.nkey.isEmpty())
        object.insert(u"nkey"_s, QString::fromLatin1(login.nkey));
    if (!login.signature.isEmpty())
        object.insert(u"sig"_s, QString::fromLatin1(login.signature));
    return "CONNECT " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\r\n";
}

qsizetype headerBytes(const std::vector<Header> &headers)
{
    if (headers.empty())
        return 0;
    qsizetype bytes = kHeaderStart.size() + kEnd.size();
    for (const Header &header : headers)
        bytes += header.name.size() + 2 + header.value.size() + kEnd.size();
    return bytes;
}

QByteArray publishFrame(QByteArrayView subject, QByteArrayView replyTo, const std::vector<Header> &headers,
                        QByteArrayView body)
{
    const qsizetype block = headerBytes(headers);
    QByteArray frame;
    frame.reserve(subject.size() + replyTo.size() + block + body.size() + 48);
    frame.append(headers.empty() ? "PUB " : "HPUB ").append(subject).append(' ');
    if (!replyTo.isEmpty())
        frame.append(replyTo).append(' ');
    if (!headers.empty())
        frame.append(QByteArray::number(block)).append(' ');
    frame.append(QByteArray::number(block + body.size())).append(kEnd);
    if (!headers.empty()) {
        frame.append(kHeaderStart);
        for (const Header &header : headers)
            frame.append(header.name).append(": ").append(header.value).append(kEnd);
        frame.append(kEnd);
    }
    return frame.append(body).append(kEnd);
}

QByteArray subscribeFrame(QByteArrayView subject, int subscription)
{
    return QByteArray("SUB ")
        .append(subject)
        .append(' ')
        .append(QByteArray::number(subscription))
        .append(kEnd);
}

QByteArray unsubscribeFrame(int subscription)
{
    return QByteArray("UNSUB ").append(QByteArray::number(subscription)).append(kEnd);
}

} // namespace muster::nats
