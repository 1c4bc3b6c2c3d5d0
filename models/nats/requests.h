// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that wait for their answer: by a token that nobody can guess, each with its own end of time.
// Owned by a Client, on its thread.
#pragma once

#include "models/nats/message.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

namespace muster::nats {

/// 22 letters, digits, '-' and '_' of 128 random bits.
QByteArray randomToken();

class Requests final
{
public:
    using Clock = std::chrono::steady_clock;
    /// The message, or why there is none: a sentence.
    using Answer = std::function<void(std::optional<Message>, QString why)>;

    /// The token for the reply subject. `patience`: without anything moving on the line; see endThoseDue().
    QByteArray add(const QByteArray &subject, Clock::time_point now, Clock::duration patience, Answer answer);

    /// Answers the one with this token, if it waits still.
    void answer(const QByteArray &token, const Message &message);

    void endThoseTo(const QByteArray &subject, const QString &why);
    void endAll(const QString &why);
    /// Those whose patience is over. While the line was busy at `moved`, they wait on, for on
    /// a slow one the answer may be behind it; but no longer than kMostPatience times theirs in all.
    void endThoseDue(Clock::time_point now, Clock::time_point moved);
    static constexpr int kMostPatience = 12;

    /// When the next one ends.
    std::optional<Clock::time_point> nextDue() const;

    qsizetype count() const { return m_waiting.size(); }

private:
    struct Waiting
    {
        QByteArray subject;
        Clock::time_point asked, until;
        Clock::duration patience;
        Answer answer;
    };

    Answer take(const QByteArray &token);
    void end(const QList<QByteArray> &tokens, const QString &why);

    QHash<QByteArray, Waiting> m_waiting;
    std::multimap<Clock::time_point, QByteArray> m_byEnd;
};

} // namespace muster::nats
