// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/line.h"

#include <QUrl>

#include <algorithm>
#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <mutex>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using notify::HttpAnswer;
using notify::HttpRequest;
using notify::Outcome;

constexpr qsizetype kMostHead = 64 * 1024;

struct Ending
{
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Ending>;
using List = std::unique_ptr<curl_slist, Ending>;

/// What the callbacks of one call reach.
struct Talk
{
    const std::atomic<bool> *isStopped = nullptr;
    qsizetype mostBody = 0;
    HttpAnswer answer;
    qsizetype headBytes = 0;
    bool isCut = false;
    QByteArray toSend; ///< of a mail
    qsizetype sent = 0;
    QByteArray refusal; ///< what a mail server said against it
};

size_t onBody(char *data, size_t size, size_t count, void *user)
{
    Talk &talk = *static_cast<Talk *>(user);
    const auto bytes = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    const qsizetype room = talk.mostBody - talk.answer.body.size();
    talk.answer.body.append(data, std::min(bytes, room));
    talk.isCut = talk.isCut || bytes > room;
    return talk.isCut ? 0 : size * count;
}

size_t onHead(char *data, size_t size, size_t count, void *user)
{
    Talk &talk = *static_cast<Talk *>(user);
    const QByteArray line = QByteArray(data, qsizetype(size * count)).trimmed();
    talk.headBytes += qsizetype(size * count);
    if (talk.headBytes > kMostHead)
        return 0;
    constexpr QByteArrayView name("retry-after:");
    if (line.size() > name.size() &&
        line.left(name.size()).compare(name.toByteArray(), Qt::CaseInsensitive) == 0)
        talk.answer.retryAfter = line.mid(name.size()).trimmed();
    if (line.startsWith('4') || line.startsWith('5'))
        talk.refusal = line;
    return size * count;
}

size_t onRead(char *into, size_t size, size_t count, void *user)
{
    Talk &talk = *static_cast<Talk *>(user);
    const qsizetype bytes = std::min(qsizetype(size * count), talk.toSend.size() - talk.sent);
    std::memcpy(into, talk.toSend.constData() + talk.sent, size_t(bytes));
    talk.sent += bytes;
    return size_t(bytes);
}

int onProgress(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return *static_cast<Talk *>(user)->isStopped ? 1 : 0;
}

Handle newHandle()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    return Handle(curl_easy_init());
}

void prepare(CURL *handle, Talk &talk, const LineLimits &limits, const QByteArray &url, const char *schemes)
{
    curl_easy_setopt(handle, CURLOPT_URL, url.constData());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, schemes);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, long(limits.connect.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, long(limits.whole.count()));
    if (!limits.authority.isEmpty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, limits.authority.toLocal8Bit().constData());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &talk);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &onHead);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &talk);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &onProgress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &talk);
}

/// The host alone: the rest of an address may be a secret.
QString hostOf(const QString &url)
{
    return QUrl(url).host();
}

Outcome troubleOf(CURLcode code, const QString &url, const LineLimits &limits)
{
    const QString host = hostOf(url);
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return notify::later(
            u"the name %1 is not known; look at the network, and at the address in the policy"_s.arg(host));
    case CURLE_COULDNT_CONNECT:
        return notify::later(u"nobody answers at %1"_s.arg(host));
    case CURLE_OPERATION_TIMEDOUT:
        return notify::later(u"%1 did not answer within %2 s"_s.arg(host).arg(limits.whole.count() / 1000));
    case CURLE_PEER_FAILED_VERIFICATION:
        return notify::later(
            u"%1 showed a certificate that is not to be trusted; nothing was sent"_s.arg(host));
    case CURLE_USE_SSL_FAILED:
        return notify::later(u"%1 offers no encryption; nothing was sent"_s.arg(host));
    case CURLE_SSL_CONNECT_ERROR:
        return notify::later(u"no encrypted line to %1 could be made; nothing was sent"_s.arg(host));
    case CURLE_ABORTED_BY_CALLBACK:
        return notify::later(u"the program ended before there was an answer"_s);
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return notify::later(u"%1 broke the line off before it had answered"_s.arg(host));
    default:
        return notify::later(
            u"%1 could not be talked to: %2"_s.arg(host, QString::fromLatin1(curl_easy_strerror(code))));
    }
}

} // namespace

MailSecurity mailSecurity(const QString &url)
{
    if (url.startsWith(u"smtps:"_s))
        return MailSecurity::FromTheStart;
    return policy::isThisMachine(hostOf(url)) ? MailSecurity::WhenOffered : MailSecurity::Demanded;
}

std::variant<HttpAnswer, Outcome> Line::request(const HttpRequest &request) const
{
    if (!policy::isSafeWebAddress(request.url))
        return notify::never(
            u"the address is none that may be sent to; it has to begin with https:// and hold no name and password"_s);
    const Handle handle = newHandle();
    if (!handle)
        return notify::later(u"there is no memory for a line"_s);
    Talk talk{&m_isStopped, m_limits.answer, {}, 0, false, {}, 0, {}};
    prepare(handle.get(), talk, m_limits, request.url.toLatin1(), "http,https");
    curl_easy_setopt(handle.get(), CURLOPT_USERAGENT, "Muster");
    List headers(curl_slist_append(nullptr, "Expect:"));
    for (const auto &[name, value] : request.headers) {
        QByteArray line = name + ": " + value;
        line.replace('\r', ' ').replace('\n', ' ');
        headers = List(curl_slist_append(headers.release(), line.constData()));
    }
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    if (request.method == u"GET") {
        curl_easy_setopt(handle.get(), CURLOPT_HTTPGET, 1L);
    } else {
        curl_easy_setopt(handle.get(), CURLOPT_POST, 1L);
        curl_easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, request.method.toLatin1().constData());
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.size()));
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, request.body.constData());
    }
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    talk.answer.status = int(status);
    // An answer without an end has said enough with its first line.
    if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && talk.isCut && status >= 200))
        return troubleOf(code, request.url, m_limits);
    return talk.answer;
}

Outcome Line::send(const notify::Mail &mail, const QString &url, const QString &user,
                   const QByteArray &password) const
{
    if (!policy::isMailServer(url))
        return notify::never(
            u"the address is none of a mail server; it has to begin with smtps:// or smtp://"_s);
    const Handle handle = newHandle();
    if (!handle)
        return notify::later(u"there is no memory for a line"_s);
    Talk talk{&m_isStopped, m_limits.answer, {}, 0, false, mail.text, 0, {}};
    prepare(handle.get(), talk, m_limits, url.toLatin1(), "smtp,smtps");
    const bool isDemanded = mailSecurity(url) != MailSecurity::WhenOffered;
    curl_easy_setopt(handle.get(), CURLOPT_USE_SSL, long(isDemanded ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (!user.isEmpty()) {
        curl_easy_setopt(handle.get(), CURLOPT_USERNAME, user.toUtf8().constData());
        curl_easy_setopt(handle.get(), CURLOPT_PASSWORD, password.constData());
    }
    const List to(curl_slist_append(nullptr, ('<' + mail.to.toLatin1() + '>').constData()));
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, ('<' + mail.from.toLatin1() + '>').constData());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &onRead);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &talk);
    curl_easy_setopt(handle.get(), CURLOPT_INFILESIZE_LARGE, curl_off_t(talk.toSend.size()));
    const CURLcode code = curl_easy_perform(handle.get());
    if (code == CURLE_OK)
        return notify::done();
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    const bool isRefusal =
        status >= 400 && code != CURLE_OPERATION_TIMEDOUT && code != CURLE_ABORTED_BY_CALLBACK;
    return isRefusal ? notify::judgeSmtp(int(status), QString::fromUtf8(talk.refusal))
                     : troubleOf(code, url, m_limits);
}

} // namespace muster::app
