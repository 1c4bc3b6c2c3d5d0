// SPDX-License-Identifier: GPL-3.0-or-later
// Requests and mails over the network, by libcurl. Calls wait for the peer: on threads of their own, never
// the window's or the database's.
#pragma once

#include "models/notify/request.h"

#include <atomic>
#include <variant>

namespace muster::app {

struct LineLimits
{
    Millis connect{10'000};
    Millis whole{30'000};         ///< from the first to the last byte
    qsizetype answer = 64 * 1024; ///< bytes of an answer that are read; the rest is not waited for
    QString authority;            ///< a file of certificates trusted in place of the system's; empty: those
};

/// Whether a line to a mail server has to be encrypted before anything is said.
enum class MailSecurity : quint8
{
    FromTheStart, ///< smtps:
    Demanded,     ///< smtp: with STARTTLS, or no mail
    WhenOffered,  ///< smtp: to this machine itself
};
MailSecurity mailSecurity(const QString &url);

class Line
{
public:
    /// `isStopped` ends what is under way within a second; it outlives the line.
    Line(LineLimits limits, const std::atomic<bool> &isStopped)
        : m_limits(std::move(limits)), m_isStopped(isStopped)
    {}

    /// The peer's answer; or why there was none, as an outcome that may be tried again. No way to another
    /// address is followed.
    std::variant<notify::HttpAnswer, notify::Outcome> request(const notify::HttpRequest &request) const;

    /// One mail to its one recipient.
    notify::Outcome send(const notify::Mail &mail, const QString &url, const QString &user,
                         const QByteArray &password) const;

private:
    LineLimits m_limits;
    const std::atomic<bool> &m_isStopped;
};

} // namespace muster::app
