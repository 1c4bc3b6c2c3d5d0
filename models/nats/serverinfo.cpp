// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/serverinfo.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

constexpr qsizetype kLongestNonce = 64;
constexpr qsizetype kLongestName = 256;
constexpr qsizetype kMostUrls = 16;
constexpr qint64 kLargestPayload = 64 * 1024 * 1024;

bool isNonce(const QByteArray &text)
{
    return text.size() <= kLongestNonce && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

QString name(const QJsonObject &object, const QString &key)
{
    return object.value(key).toString().left(kLongestName);
}

QStringList urls(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray all = value.toArray();
    for (const QJsonValue &url : all) {
        const QString text = url.toString();
        if (list.size() < kMostUrls && !text.isEmpty() && text.size() <= kLongestName)
            list += text;
    }
    return list;
}

} // namespace

std::optional<ServerInfo> readInfo(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    ServerInfo info;
    info.id = name(object, u"server_id"_s);
    info.name = name(object, u"server_name"_s);
    info.cluster = name(object, u"cluster"_s);
    info.version = name(object, u"version"_s);
    info.nonce = object.value(u"nonce"_s).toString().toUtf8();
    info.connectUrls = urls(object.value(u"connect_urls"_s));
    info.maxPayload = object.value(u"max_payload"_s).toInteger(info.maxPayload);
    info.isTlsRequired = object.value(u"tls_required"_s).toBool();
    info.isTlsAvailable = object.value(u"tls_available"_s).toBool();
    info.hasHeaders = object.value(u"headers"_s).toBool();
    info.isLameDuck = object.value(u"ldm"_s).toBool();
    if (!isNonce(info.nonce) || info.maxPayload < 1 || info.maxPayload > kLargestPayload)
        return std::nullopt;
    return info;
}

} // namespace muster::nats
