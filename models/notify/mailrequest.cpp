// SPDX-License-Identifier: GPL-3.0-or-later
// Mail as RFC 5322 and MIME have it. Every header is made of plain characters here, so that no text can add
// one.
#include "models/ledger/ledger.h"
#include "models/notify/request.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr qsizetype kLine = 76;
constexpr qsizetype kWordBytes = 45; ///< of an encoded word, so that it has at most 75 characters
constexpr qsizetype kMostSubject = 200;
constexpr qsizetype kMostMailText = 200'000;

bool isPlain(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c.unicode() < 0x7f; }) &&
           !text.contains(u"=?"_s);
}

/// RFC 2047: encoded words, never cut within a character.
QByteArray encodedWords(const QString &text)
{
    QByteArray made, chunk;
    const auto flush = [&] {
        if (!chunk.isEmpty())
            made += (made.isEmpty() ? "" : "\r\n ") + ("=?UTF-8?B?" + chunk.toBase64() + "?=");
        chunk.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype units = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QByteArray character = text.mid(i, units).toUtf8();
        if (chunk.size() + character.size() > kWordBytes)
            flush();
        chunk += character;
        i += units - 1;
    }
    flush();
    return made;
}

QByteArray headerText(const QString &text)
{
    const QString line = oneLine(text);
    return isPlain(line) && line.size() <= kLine ? line.toLatin1() : encodedWords(line);
}

QByteArray mailbox(const MailName &who)
{
    const QByteArray address = '<' + oneLine(who.address).toLatin1() + '>';
    const QString name = oneLine(who.name);
    if (name.isEmpty())
        return address;
    if (!isPlain(name) || name.size() > kLine)
        return encodedWords(name) + ' ' + address;
    QString quoted = name;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return '"' + quoted.toLatin1() + "\" " + address;
}

QByteArray idOf(const QString &words, const QString &from)
{
    const Hash256 hash = ledger::sha256(words.toUtf8());
    const QByteArray hex = QByteArray(reinterpret_cast<const char *>(hash.data()), 16).toHex();
    return "<muster." + hex + '@' + from.section(u'@', -1).toLatin1() + '>';
}

QByteArray lines(const QByteArray &base64)
{
    QByteArray folded;
    for (qsizetype at = 0; at < base64.size(); at += kLine)
        folded += base64.mid(at, kLine) + "\r\n";
    return folded;
}

QByteArray part(const QByteArray &kind, const QString &text, const QByteArray &boundary)
{
    return "--" + boundary + "\r\nContent-Type: text/" + kind +
           "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines(text.toUtf8().toBase64());
}

QString footer(const Message &message)
{
    return (message.name.isEmpty() ? QString() : message.name + u" · "_s) +
           policy::urgencyName(message.urgency) + u" · "_s + timeText(message.at);
}

QString plainText(const Message &message)
{
    QString text = message.title + u"\r\n\r\n"_s;
    if (!message.text.isEmpty())
        text += cutTo(message.text, kMostMailText) + u"\r\n\r\n"_s;
    for (const QString &item : message.items)
        text += u"- "_s + item + u"\r\n"_s;
    if (message.more > 0)
        text += u"… and %1 more\r\n"_s.arg(message.more);
    if (!message.link.isEmpty())
        text += u"\r\n"_s + message.link + u"\r\n"_s;
    return text + u"\r\n-- \r\n"_s + footer(message) + u"\r\n"_s;
}

QString htmlText(const Message &message)
{
    QString html =
        u"<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif\">"
        "<h2>%1</h2>"_s.arg(message.title.toHtmlEscaped());
    if (!message.text.isEmpty())
        html += u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(
            cutTo(message.text, kMostMailText).toHtmlEscaped());
    if (!message.items.isEmpty()) {
        html += u"<ul>"_s;
        for (const QString &item : message.items)
            html += u"<li>"_s + item.toHtmlEscaped() + u"</li>"_s;
        html += u"</ul>"_s;
    }
    if (message.more > 0)
        html += u"<p>… and %1 more</p>"_s.arg(message.more);
    const QString link = message.link.toHtmlEscaped();
    if (isLink(message.link))
        html += u"<p><a href=\""_s + link + u"\">"_s + link + u"</a></p>"_s;
    else if (!link.isEmpty())
        html += u"<p>"_s + link + u"</p>"_s;
    return html + u"<p style=\"color:#666\">"_s + footer(message).toHtmlEscaped() + u"</p></body></html>"_s;
}

} // namespace

Mail mail(const Message &message, const QString &from, const MailName &to, Instant now)
{
    const QDateTime date = QDateTime::fromMSecsSinceEpoch(toMillis(now), QTimeZone::utc());
    const QByteArray boundary = "muster-" + message.key.toLatin1();
    const QString subject = (message.urgency == policy::Urgency::Critical ? u"[critical] "_s : QString()) +
                            cutTo(message.title, kMostSubject);
    QByteArray text = "From: " + mailbox({u"Muster"_s, from}) + "\r\nTo: " + mailbox(to) +
                      "\r\nSubject: " + headerText(subject) +
                      "\r\nDate: " + QLocale::c().toString(date, u"ddd, dd MMM yyyy hh:mm:ss"_s).toLatin1() +
                      " +0000\r\nMessage-ID: " + idOf(u"message/"_s + message.key, from) + "\r\n";
    if (!message.thread.isEmpty()) {
        const QByteArray root = idOf(u"thread/"_s + message.thread, from);
        text += "In-Reply-To: " + root + "\r\nReferences: " + root + "\r\n";
    }
    text += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative; boundary=\"" +
            boundary + "\"\r\n\r\n" + part("plain", plainText(message), boundary) +
            part("html", htmlText(message), boundary) + "--" + boundary + "--\r\n";
    return {from, to.address, text};
}

Outcome judgeSmtp(int code, const QString &said)
{
    const QString words = oneLine(said).left(200);
    if (code >= 200 && code < 300)
        return done();
    if (code == 530 || code == 534 || code == 535)
        return never(
            u"the mail server did not accept the name or the password (%1); keep the right one with muster notify set-secret"_s
                .arg(code));
    if (code >= 500)
        return never(u"the mail server refused the message: %1"_s.arg(words.isEmpty() ? QString::number(code)
                                                                                      : words));
    return later(u"the mail server cannot take the message now: %1"_s.arg(
        words.isEmpty() ? QString::number(code) : words));
}

} // namespace muster::notify
