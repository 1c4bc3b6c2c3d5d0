// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/hubsetup.h"

#include "models/base/json.h"
#include "models/nats/client.h"

#include <QEventLoop>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kAnswerTime = 5s;
constexpr auto kPause = 500ms;
constexpr int kNoStream = 10059; ///< the server's number for "stream not found"

/// One stream after another: is it there? Then update, else create. What the servers cannot do yet (they
/// choose a leader) is asked again until the time is up.
class SetUp final : public QObject
{
public:
    SetUp(nats::Client &client, const std::vector<hub::StreamRequest> &streams)
        : m_client(client), m_streams(streams)
    {
        m_again.setSingleShot(true);
        connect(&m_again, &QTimer::timeout, this, &SetUp::next);
        connect(&client, &nats::Client::up, this, &SetUp::next);
        connect(&client, &nats::Client::down, this, [this](nats::Trouble trouble, const QString &detail) {
            m_why = detail.isEmpty() ? nats::words(trouble) : detail;
            // A login that is refused now is refused in a second, too; anything else may come up.
            if (trouble == nats::Trouble::LoginRejected)
                end(Error{Fault::NotAllowed, m_why});
        });
    }

    Result<QStringList> run(std::chrono::seconds patience)
    {
        QTimer::singleShot(patience, &m_loop, [this] {
            end(Error{Fault::Unavailable, u"the hub does not answer: %1"_s.arg(m_why)});
        });
        m_loop.exec();
        return m_result;
    }

private:
    void next()
    {
        if (m_isAsking || !m_client.isUp())
            return;
        if (m_at == m_streams.size())
            return end(m_done);
        ask(current().info, {}, [this](const QJsonObject &answer) {
            const QJsonObject error = answer.value(u"error").toObject();
            if (!error.isEmpty() && error.value(u"err_code").toInt() != kNoStream)
                return retry(error);
            const bool isThere = error.isEmpty();
            ask(isThere ? current().update : current().create, current().body,
                [this, isThere](const QJsonObject &made) { onMade(made, isThere); });
        });
    }

    void onMade(const QJsonObject &answer, bool wasThere)
    {
        const QJsonObject error = answer.value(u"error").toObject();
        if (!error.isEmpty())
            return retry(error);
        m_done += (wasThere ? u"%1 was there and is up to date"_s : u"%1 is made"_s).arg(current().stream);
        ++m_at;
        next();
    }

    template <typename Then> void ask(const QString &subject, const QByteArray &body, Then then)
    {
        m_isAsking = true;
        m_client.request(subject.toLatin1(), body, {}, kAnswerTime,
                         [this, then](const std::optional<nats::Message> &message, const QString &why) {
                             m_isAsking = false;
                             const auto answer = message
                                                     ? parseJsonObject(message->body)
                                                     : Result<QJsonObject>(Error{Fault::Unavailable, why});
                             if (answer)
                                 return then(*answer);
                             m_why = answer.error().detail;
                             m_again.start(kPause);
                         });
    }

    void retry(const QJsonObject &error)
    {
        m_why = u"%1: %2"_s.arg(current().stream, error.value(u"description").toString());
        // 503: no leader yet. Whatever else the server says, it says again.
        if (error.value(u"code").toInt() != 503)
            return end(Error{Fault::NotAllowed, u"the hub refuses the stream "_s + m_why});
        m_again.start(kPause);
    }

    void end(Result<QStringList> result)
    {
        if (m_isOver)
            return;
        m_isOver = true;
        m_result = std::move(result);
        m_loop.quit();
    }

    const hub::StreamRequest &current() const { return m_streams[m_at]; }

    nats::Client &m_client;
    const std::vector<hub::StreamRequest> &m_streams;
    size_t m_at = 0;
    QStringList m_done;
    QString m_why = u"no server was reached"_s;
    QTimer m_again;
    QEventLoop m_loop;
    bool m_isAsking = false, m_isOver = false;
    Result<QStringList> m_result = QStringList();
};

} // namespace

Result<QStringList> setUpStreams(const nats::Options &options, const std::vector<hub::StreamRequest> &streams,
                                 std::chrono::seconds patience)
{
    nats::Client client;
    SetUp setUp(client, streams);
    client.start(options);
    auto result = setUp.run(patience);
    client.stop();
    return result;
}

} // namespace muster::app
