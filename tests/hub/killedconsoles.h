// SPDX-License-Identifier: GPL-3.0-or-later
// Consoles without a window as programs of their own, a peer that is now and then in trouble, and tickets
// whose promises fall due in seconds: what the proof of the rules under kills is made of.
#pragma once

#include "app/notify/credentials.h"
#include "tests/app/notify/httppeer.h"
#include "tests/app/team/realteam.h"

#include <QMap>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>

namespace muster::test {

/// `muster headless` over a desk's file. Ended by SIGKILL alone.
class HeadlessConsole final : public QObject
{
public:
    explicit HeadlessConsole(QString file) : m_file(std::move(file)) {}
    ~HeadlessConsole() override { kill9(); }

    void start()
    {
        m_process = std::make_unique<QProcess>();
        endWithTest(*m_process);
        m_process->setStandardErrorFile(QProcess::nullDevice());
        connect(m_process.get(), &QProcess::readyReadStandardOutput, this, [this] { readLines(); });
        m_process->start(qEnvironmentVariable("MUSTER_BINARY"),
                         {QStringLiteral("--db"), m_file, QStringLiteral("headless")});
        if (!m_process->waitForStarted())
            qFatal("the program does not start");
    }
    void kill9()
    {
        if (!m_process)
            return;
        m_process->disconnect(this);
        if (m_process->state() == QProcess::NotRunning)
            qFatal("a console ended by itself, code %d", m_process->exitCode());
        m_process->kill();
        m_process->waitForFinished(5000);
        m_process.reset();
        isOnDuty = false;
    }
    bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }

    bool isOnDuty = false;
    int duties = 0; ///< how often it had the duty
    int acted = 0;  ///< how often rules did something in it

private:
    void readLines()
    {
        while (m_process->canReadLine()) {
            const QByteArray line = m_process->readLine().trimmed();
            if (line.startsWith("On duty")) {
                isOnDuty = true;
                ++duties;
            } else if (line.startsWith("Off duty")) {
                isOnDuty = false;
            } else if (line.startsWith("Rules that acted")) {
                ++acted;
            }
        }
    }
    QString m_file;
    std::unique_ptr<QProcess> m_process;
};

/// Answers well mostly; until it is healed also badly, late, or not at all. It shows one matter a key.
class MoodyPeer
{
public:
    explicit MoodyPeer(quint32 seed) : m_random(seed) {}

    void heal() { m_isHealed = true; }
    QString url() const { return m_peer.url(); }
    int requests() const { return m_requests; }
    /// By the title that it was told: under which keys.
    QMap<QString, QSet<QByteArray>> keysByTitle() const
    {
        QMap<QString, QSet<QByteArray>> keys;
        for (const Received &each : m_peer.received()) {
            const auto body = parseJsonObject(each.body);
            if (body)
                keys[body->value(QStringLiteral("title")).toString()].insert(each.header("Idempotency-Key"));
        }
        return keys;
    }

private:
    Reply answer()
    {
        ++m_requests;
        const std::scoped_lock lock(m_mutex);
        const int mood = m_isHealed ? 100 : int(m_random.bounded(100U));
        if (mood < 8)
            return {503, "{}"};
        if (mood < 12)
            return {429, "{}", "Retry-After: 2\r\n"};
        if (mood < 18)
            return {200, {}, {}, Reply::Manner::Drop}; // it has it, and nobody hears so
        if (mood < 20)
            return {200, {}, {}, Reply::Manner::Hang};
        if (mood < 45)
            return {200, "{}", {}, Reply::Manner::Plain, int(m_random.bounded(1200U))};
        return {200, "{}", {}, Reply::Manner::Plain, int(m_random.bounded(20U))};
    }
    std::mutex m_mutex;
    QRandomGenerator m_random;
    std::atomic<bool> m_isHealed = false;
    std::atomic<int> m_requests = 0;
    HttpPeer m_peer{[this](const Received &) { return answer(); }};
};

/// The first answer of the highest priority is promised within seconds; each matter is a message of its own,
/// so that the peer can tell repetitions by its key.
inline QByteArray hastyPolicy(const QString &url)
{
    QByteArray text = policy::presetText(QStringLiteral("playbook-p0-p3"));
    text.replace("first_response: {sla: 1h, slo: 30m}", "first_response: {sla: 8s, slo: 3s}");
    return text +
           "\nnotifications:\n  key: proof\n  list_from: 1000\n  digest_after: 6h\n"
           "  channels:\n    - {key: peer, kind: webhook, url: \"" +
           url.toUtf8() + "\"}\n  otherwise: {channels: [peer]}\n";
}

} // namespace muster::test
