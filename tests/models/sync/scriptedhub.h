// SPDX-License-Identifier: GPL-3.0-or-later
// A hub and a ledger as values that answer only when the test says so: each question is kept until then.
#pragma once

#include "models/sync/syncclient.h"

#include <QStringList>

#include <deque>
#include <set>

namespace muster::test {

class ScriptedHub final : public sync::HubLink
{
public:
    sync::HubInfo info{"created 1", 1, 0};
    std::map<quint64, sync::HubMessage> stream;
    int renewals = 0, infosAsked = 0;
    QString renewedFor;
    std::vector<quint64> fetches;
    std::vector<sync::Outgoing> published;
    std::deque<std::function<void()>> answers;
    std::deque<std::pair<sync::Outgoing, sync::Then<sync::Published>>> unanswered;
    bool answersPublishes = true;
    sync::Published::Fate fate = sync::Published::Fate::Stored;
    quint64 ackAs = 0; ///< another message's number, where the hub takes ours for that one

    quint64 append(const QByteArray &body)
    {
        ++info.last;
        stream[info.last] = {info.last, "ops.x.f", body};
        return info.last;
    }
    sync::HubMessage at(quint64 sequence) const { return stream.at(sequence); }
    /// Everything that was asked, and what is asked because of the answers.
    void answerAll()
    {
        while (!answers.empty()) {
            const auto answer = std::move(answers.front());
            answers.pop_front();
            answer();
        }
    }

    void askInfo(sync::Then<Result<sync::HubInfo>> then) override
    {
        ++infosAsked;
        answers.emplace_back([this, then] { then(info); });
    }
    void fetch(quint64 sequence, sync::Then<Result<sync::HubMessage>> then) override
    {
        fetches.push_back(sequence);
        answers.emplace_back([this, sequence, then] {
            const auto found = stream.find(sequence);
            if (found == stream.end())
                then(Error{Fault::NotFound, QStringLiteral("no such message")});
            else
                then(found->second);
        });
    }
    void publish(const sync::Outgoing &message, sync::Then<sync::Published> then) override
    {
        published.push_back(message);
        if (!answersPublishes)
            return unanswered.emplace_back(message, then), void();
        answers.emplace_back([this, message, then] { answer(message, then); });
    }
    void renew(const QString &why) override
    {
        ++renewals;
        renewedFor = why;
    }

    void answer(const sync::Outgoing &message, const sync::Then<sync::Published> &then)
    {
        if (fate != sync::Published::Fate::Stored)
            return then({fate, 0, QStringLiteral("not now")});
        then({fate, ackAs > 0 ? ackAs : append(message.body), {}});
    }
};

/// Facts are the bodies of messages; its own are numbered.
class ScriptedLedger final : public sync::DeskLedger
{
public:
    explicit ScriptedLedger(ScriptedHub &hub) : m_hub(hub) {}

    sync::Place place;
    QStringList taken;
    std::set<QByteArray> seen;
    QByteArrayList own;
    int forgotten = 0, outboxAsked = 0;
    std::vector<sync::Outgoing> toRestore;
    QString failure; ///< why nothing can be stored; empty where it can

    void write(const QByteArray &body) { own += body; }
    qint64 waiting() const
    {
        return std::count_if(own.begin(), own.end(), [&](const auto &body) { return !seen.contains(body); });
    }

    void askPlace(sync::Then<Result<sync::Place>> then) override
    {
        m_hub.answers.emplace_back([this, then] { then(place); });
    }
    void take(std::vector<sync::HubMessage> messages, sync::Place to,
              sync::Then<Result<sync::TakeOutcome>> then) override
    {
        m_hub.answers.emplace_back([this, messages = std::move(messages), to, then] {
            if (!failure.isEmpty())
                return then(Error{Fault::DiskFull, failure});
            for (const sync::HubMessage &message : messages) {
                taken += QString::fromLatin1(message.body);
                seen.insert(message.body);
            }
            place = to;
            sync::TakeOutcome outcome;
            outcome.taken = qint64(messages.size());
            outcome.waiting = waiting();
            then(outcome);
        });
    }
    void askOutbox(qint64 after, qsizetype bytes, sync::Then<Result<sync::Outbox>> then) override
    {
        ++outboxAsked;
        m_hub.answers.emplace_back([this, after, bytes, then] {
            qsizetype room = bytes;
            sync::Outbox outbox;
            outbox.waiting = waiting();
            for (qsizetype i = after; i < own.size() && room > 0; ++i) {
                if (seen.contains(own[i]))
                    continue;
                room -= own[i].size();
                outbox.messages.push_back({"ops.me.f", own[i], 1, i + 1});
            }
            then(outbox);
        });
    }
    void askRestore(qsizetype, sync::Then<Result<sync::Outbox>> then) override
    {
        m_hub.answers.emplace_back([this, then] {
            sync::Outbox outbox;
            for (const sync::Outgoing &each : toRestore) {
                if (!seen.contains(each.body))
                    outbox.messages.push_back(each);
            }
            then(outbox);
        });
    }
    void forgetHub(QByteArray created, sync::Then<Result<void>> then) override
    {
        ++forgotten;
        m_hub.answers.emplace_back([this, created = std::move(created), then] {
            seen.clear();
            place = {created, 0, {}};
            then(Result<void>());
        });
    }

private:
    ScriptedHub &m_hub;
};

/// Both, a client between them, and a time that is moved by hand.
struct Stage
{
    Millis now{1000};
    ScriptedHub hub;
    ScriptedLedger ledger{hub};
    sync::SyncClient client{hub, ledger, [this] { return now; }, 5};

    void connect()
    {
        client.lineUp();
        hub.answerAll();
    }
    /// In steps, as the program's timer does it.
    void pass(Millis time)
    {
        for (const Millis end = now + time; now < end;) {
            now += Millis(50);
            client.tick();
            hub.answerAll();
        }
    }
    void push(quint64 sequence)
    {
        client.live(hub.at(sequence));
        hub.answerAll();
    }
    bool isInStep() const { return client.status().stage == sync::SyncStatus::Stage::InStep; }
};

} // namespace muster::test
