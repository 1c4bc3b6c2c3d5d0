// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/requests.h"

#include <algorithm>
#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::nats {

QByteArray randomToken()
{
    QByteArray bytes(16, '\0');
    randombytes_buf(bytes.data(), std::size_t(bytes.size()));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray Requests::add(const QByteArray &subject, Clock::time_point now, Clock::duration patience,
                         Answer answer)
{
    QByteArray token = randomToken();
    const Clock::time_point until = now + patience;
    m_waiting.insert(token, {subject, now, until, patience, std::move(answer)});
    m_byEnd.emplace(until, token);
    return token;
}

Requests::Answer Requests::take(const QByteArray &token)
{
    const auto found = m_waiting.constFind(token);
    if (found == m_waiting.constEnd())
        return {};
    Answer answer = found->answer;
    const auto [begin, end] = m_byEnd.equal_range(found->until);
    const auto entry = std::find_if(begin, end, [&](const auto &due) { return due.second == token; });
    if (entry != end)
        m_byEnd.erase(entry);
    m_waiting.erase(found);
    return answer;
}

void Requests::answer(const QByteArray &token, const Message &message)
{
    const Answer answer = take(token);
    if (!answer)
        return;
    // A message that the hub keeps may have any first line; the server's own word has nothing behind it.
    if (message.status == 503 && message.headers.empty())
        answer(std::nullopt, u"Nobody answers there: the hub has no such service or it is down."_s);
    else
        answer(message, {});
}

/// A receiver may ask again at once, so that all of them are taken out first.
void Requests::end(const QList<QByteArray> &tokens, const QString &why)
{
    std::vector<Answer> answers;
    for (const QByteArray &token : tokens)
        answers.push_back(take(token));
    for (const Answer &answer : answers)
        answer(std::nullopt, why);
}

void Requests::endThoseTo(const QByteArray &subject, const QString &why)
{
    QList<QByteArray> tokens;
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it) {
        if (it->subject == subject)
            tokens += it.key();
    }
    end(tokens, why);
}

void Requests::endAll(const QString &why)
{
    end(m_waiting.keys(), why);
}

void Requests::endThoseDue(Clock::time_point now, Clock::time_point moved)
{
    QList<QByteArray> tokens;
    while (!m_byEnd.empty() && m_byEnd.begin()->first <= now) {
        const QByteArray token = m_byEnd.begin()->second;
        m_byEnd.erase(m_byEnd.begin());
        Waiting &waiting = m_waiting[token];
        const auto longest = waiting.asked + kMostPatience * waiting.patience;
        const auto until = std::min(moved + waiting.patience, longest);
        if (until > now) {
            waiting.until = until;
            m_byEnd.emplace(until, token);
        } else {
            tokens += token;
        }
    }
    end(tokens, u"No answer came in time."_s);
}

std::optional<Requests::Clock::time_point> Requests::nextDue() const
{
    return m_byEnd.empty() ? std::nullopt : std::optional(m_byEnd.begin()->first);
}

} // namespace muster::nats
