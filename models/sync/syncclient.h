// SPDX-License-Identifier: GPL-3.0-or-later
// The sync client: sends what this desk wrote, takes what others wrote, and finds out what a hub lost. It
// does no I/O and reads no clock of its own: the line, the ledger and the time come from outside, so that the
// simulation runs the very same code. One thread; everything is called and answered on it.
//
// It trusts nothing that it can check. A fact is sent until it was *seen* at the hub, for an acknowledgement
// can be lost or be about something else. On each new line the place (stream, number, digest, how much was
// taken out) is compared with what the hub holds now; where the hub was replaced, cut short, thinned out or
// differs, nothing counts as seen any more: the client reads the stream from its beginning and gives back
// what is missing.
#pragma once

#include "models/sync/hublink.h"

#include <map>
#include <optional>
#include <random>

namespace muster::sync {

struct SyncTimes
{
    Millis echo{2'000};  ///< an acknowledged message that did not come by itself is fetched
    Millis retry{1'000}; ///< first wait after a failure; doubles up to `retryMost`
    Millis retryMost{60'000};
    Millis restoreLeast{5'000}; ///< others' facts are given back after a random wait, so that not every
    Millis restoreMost{30'000}; ///< desk does it
    Millis restoreAgain{600'000};
    Millis peek{30'000};     ///< a hub that is quiet is asked whether it is, for a push may get lost
    Millis notThereYet{250}; ///< a replica of the hub may lag behind
    int notThereTries = 40;
};

struct SyncStatus
{
    enum class Stage : quint8
    {
        Down,
        Comparing, ///< is this hub the one that was left, and does it still hold what it held
        Reading,
        InStep,
    };
    Stage stage = Stage::Down;
    quint64 cursor = 0;
    quint64 hubLast = 0;
    qint64 toSend = 0;
    qint64 received = 0;    ///< messages since the line is up
    QString trouble;        ///< a sentence; empty where nothing is wrong
    bool isRefused = false; ///< the hub does not take what this desk writes
    bool operator==(const SyncStatus &) const = default;
};

class SyncClient
{
public:
    /// `monotonic` never goes back, whatever is done to the machine's clock.
    SyncClient(HubLink &link, DeskLedger &ledger, std::function<Millis()> monotonic, quint64 seed,
               SyncTimes times = {});
    SyncClient(const SyncClient &) = delete;
    SyncClient &operator=(const SyncClient &) = delete;

    // From the line.
    void lineUp();
    void lineDown();
    /// A message that the hub pushes, in whatever order.
    void live(HubMessage message);

    /// Something was written here, or came in by another way than the hub.
    void wrote();

    /// Does what is due; to be called some times a second.
    void tick();

    const SyncStatus &status() const { return m_status; }
    /// After each change of status, and after each batch that was taken.
    std::function<void()> onStatus;
    std::function<void(const TakeOutcome &)> onTaken;

private:
    struct InFlight
    {
        std::optional<quint64> sequence; ///< once it is acknowledged
        Millis since{};
        qsizetype bytes = 0;
    };
    /// The answer is heard while the line is the one that the question went over.
    template <typename Answer> Then<Answer> whileUp(void (SyncClient::*then)(Answer))
    {
        return [this, line = m_line, then](Answer answer) {
            if (line == m_line)
                (this->*then)(std::move(answer));
        };
    }
    void compare(Result<HubInfo> info);
    void peeked(Result<HubInfo> info);
    void compareWith(Result<Place> place);
    void fetchPlace();
    void compareMessage(Result<HubMessage> message);
    /// Nothing counts as seen any more, and the stream is read from its beginning.
    void readAnew();
    void forgotten(Result<void> done);
    void startReading(quint64 next);

    void pump();
    void fetchMissing();
    qint64 window() const; ///< messages asked for at once
    void fetchOne(quint64 sequence);
    void fetched(quint64 sequence, Result<HubMessage> message);
    void doubt(quint64 sequence);
    void handOver();
    void taken(Result<TakeOutcome> outcome, quint64 upTo);

    bool maySend() const;
    bool isLineFull() const; ///< of what was sent and is not acknowledged yet
    void send();
    void sendAll(Result<Outbox> outbox, bool isRestore);
    void published(quint64 token, const Published &fate);
    void sendLater(const QString &trouble, bool isRefused);
    void restore();
    void settle();

    void setStage(SyncStatus::Stage stage);
    void giveUpLine(const QString &why);
    void changed();

    HubLink &m_link;
    DeskLedger &m_ledger;
    std::function<Millis()> m_now;
    SyncTimes m_times;
    std::mt19937_64 m_random;
    SyncStatus m_status, m_told;
    quint64 m_line = 0; ///< answers to questions of an earlier line are not heard
    HubInfo m_info;
    Place m_place;

    quint64 m_next = 1;     ///< the message to hand over next
    quint64 m_asked = 0;    ///< fetched, or asked for, up to here
    quint64 m_inStepAt = 0; ///< what the hub held when the line came up
    qint64 m_fetching = 0;
    qint64 m_typical = 16 * 1024; ///< bytes of a message, of late
    qint64 m_bufferedBytes = 0;
    bool m_isStoring = false;
    std::map<quint64, HubMessage> m_buffer;
    std::map<quint64, std::pair<Millis, int>> m_notThere; ///< when to ask again, and how often it was asked
    std::optional<Millis> m_placeAt;                      ///< when to ask again for the message at the place
    int m_placeTries = 0;

    bool m_isAsking = false; ///< the outbox
    bool m_hasNews = false;  ///< it may hold something that was not sent over this line
    qint64 m_sentTo = 0;
    quint64 m_nextToken = 1;
    std::map<quint64, InFlight> m_inFlight;
    Millis m_sendAfter{}, m_backOff{};
    Millis m_restoreAt{}, m_peekAt{};
    qint64 m_lastWaiting = 0;
};

} // namespace muster::sync
