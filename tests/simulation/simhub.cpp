// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simhub.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::simulation {

sync::HubInfo SimHub::info() const
{
    const auto isThere = [](const sync::HubMessage &message) { return message.sequence > 0; };
    const auto first = std::ranges::find_if(m_log, isThere);
    const auto held = quint64(std::ranges::count_if(m_log, isThere));
    return {m_created, quint64(first - m_log.begin()) + 1, m_log.size(), m_log.size() - held};
}

quint64 SimHub::append(const sync::Outgoing &message)
{
    m_log.push_back({m_log.size() + 1, message.subject, message.body});
    m_time.trace(u"hub stores %1 as %2, up to number %3"_s.arg(QString::fromLatin1(message.subject))
                     .arg(m_log.size())
                     .arg(message.lastCounter));
    for (SimLine *line : m_lines)
        line->push(m_log.back());
    return m_log.size();
}

void SimHub::loseHead(quint64 messages)
{
    const size_t lost = std::min<size_t>(messages, m_log.size());
    m_time.trace(u"hub loses the first %1 of %2"_s.arg(lost).arg(m_log.size()));
    std::fill_n(m_log.begin(), lost, sync::HubMessage{});
    cutLines();
}

void SimHub::loseOne()
{
    if (!m_log.empty()) {
        const qint64 lost = m_time.between(0, qint64(m_log.size()) - 1);
        m_time.trace(u"message %1 of %2 is taken out of the hub"_s.arg(lost + 1).arg(m_log.size()));
        m_log[size_t(lost)] = {};
    }
}

void SimHub::cutLines()
{
    const auto lines = m_lines;
    for (SimLine *line : lines)
        line->cut();
}

void SimHub::restart()
{
    m_time.trace(u"hub restarts"_s);
    cutLines();
}

void SimHub::replace()
{
    m_time.trace(u"hub is replaced"_s);
    m_created = "hub " + QByteArray::number(++m_hubs);
    m_log.clear();
    cutLines();
}

void SimHub::loseTail(quint64 messages)
{
    m_time.trace(u"hub loses %1 of %2"_s.arg(messages).arg(m_log.size()));
    m_log.resize(m_log.size() - std::min<size_t>(messages, m_log.size()));
    cutLines();
}

void SimHub::diverge()
{
    if (!m_log.empty()) {
        const qint64 lost = m_time.between(0, qint64(m_log.size()) - 1);
        m_time.trace(u"hub lacks message %1 of %2"_s.arg(lost + 1).arg(m_log.size()));
        m_log.erase(m_log.begin() + lost);
        for (size_t i = 0; i < m_log.size(); ++i)
            m_log[i].sequence = m_log[i].sequence > 0 ? i + 1 : 0;
    }
    cutLines();
}

void SimLine::open()
{
    if (m_isUp || m_isOpening || !m_isPlugged)
        return;
    m_isOpening = true;
    m_time.after(Millis(m_time.between(5, 400)), [this, line = m_line, was = *m_line] {
        m_isOpening = false;
        if (!m_isPlugged || *line != was)
            return open();
        m_isUp = true;
        m_hub.connect(this);
        onUp();
    });
}

void SimLine::cut()
{
    ++*m_line;
    m_hub.disconnect(this);
    if (m_isUp) {
        m_isUp = false;
        onDown();
    }
    open();
}

void SimLine::pull()
{
    m_isPlugged = false;
    cut();
}

void SimLine::plug()
{
    m_isPlugged = true;
    open();
}

bool SimLine::travel(std::function<void()> what)
{
    if (m_time.chance(m_weather.lost))
        return false;
    m_time.after(Millis(m_time.between(0, m_weather.slowest.count())),
                 [line = m_line, was = *m_line, what = std::move(what)] {
                     if (*line == was)
                         what();
                 });
    return true;
}

void SimLine::loseAnswer(const std::function<void()> &giveUp)
{
    m_time.after(Millis{5000}, [line = m_line, was = *m_line, giveUp] {
        if (*line == was)
            giveUp();
    });
}

void SimLine::push(const sync::HubMessage &message)
{
    if (m_time.chance(m_weather.liveLost))
        return;
    const int copies = m_time.chance(m_weather.doubled) ? 2 : 1;
    for (int i = 0; i < copies; ++i)
        travel([this, message] { onLive(message); });
}

void SimLine::askInfo(sync::Then<Result<sync::HubInfo>> then)
{
    const auto giveUp = [then] { then(Error{Fault::ReadOnly, u"no answer"_s}); };
    const bool isSent = travel([this, then, giveUp] {
        const sync::HubInfo info = m_hub.info();
        if (!travel([info, then] { then(info); }))
            loseAnswer(giveUp);
    });
    if (!isSent)
        loseAnswer(giveUp);
}

void SimLine::fetch(quint64 sequence, sync::Then<Result<sync::HubMessage>> then)
{
    const auto giveUp = [then] { then(Error{Fault::ReadOnly, u"no answer"_s}); };
    const bool isSent = travel([this, sequence, then, giveUp] {
        const sync::HubMessage *found = m_hub.at(sequence);
        Result<sync::HubMessage> answer =
            found ? Result<sync::HubMessage>(*found) : Error{Fault::NotFound, u"nothing there"_s};
        if (!travel([answer, then] { then(answer); }))
            loseAnswer(giveUp);
    });
    if (!isSent)
        loseAnswer(giveUp);
}

void SimLine::publish(const sync::Outgoing &message, sync::Then<sync::Published> then)
{
    const auto giveUp = [then] { then({sync::Published::Fate::Failed, 0, u"no answer"_s}); };
    // Once it is on its way it arrives, whatever becomes of the line.
    if (m_time.chance(m_weather.lost))
        return loseAnswer(giveUp);
    m_time.after(Millis(m_time.between(0, m_weather.slowest.count())),
                 [this, message, then, giveUp, line = m_line, was = *m_line] {
                     const int copies = m_time.chance(m_weather.doubled) ? 2 : 1;
                     quint64 sequence = 0;
                     for (int i = 0; i < copies; ++i)
                         sequence = m_hub.append(message);
                     if (*line != was)
                         return;
                     const bool isAcked = !m_time.chance(m_weather.ackLost) && travel([sequence, then] {
                         then({sync::Published::Fate::Stored, sequence, {}});
                     });
                     if (!isAcked)
                         loseAnswer(giveUp);
                 });
}

void SimLine::renew(const QString &)
{
    cut();
}

} // namespace muster::simulation
