// SPDX-License-Identifier: GPL-3.0-or-later
// One window a workspace: a second start asks the first one to come forward and ends, and a command on a
// terminal hands it what the workspace is to take. Both speak one line each over a socket of this person's
// own. Window thread, or the main thread of a command.
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <functional>

namespace muster::app {

/// Before the JSON of a declaration; the answer is kDone and the incident's number, or another word and a
/// sentence.
inline const QByteArray kDeclareRequest = "declare ";
inline const QByteArray kDone = "done ";
inline const QByteArray kRefused = "refused ";

class Instance final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(const QByteArray &line)>;
    /// Takes a request without its line break, and gives one line to `answer`, at once or later.
    using Handler = std::function<void(const QByteArray &request, const Answer &answer)>;

    static constexpr int kPatienceMs = 5000; ///< how long an answer is waited for

    explicit Instance(const QString &database, QObject *parent = nullptr);

    /// True where another program answers for this workspace; it has then been asked to come forward.
    bool wakeOther();
    struct Reply
    {
        bool isTaken = false; ///< another program has this workspace open and was given the request
        QByteArray line;      ///< empty where it did not answer in time: it may still do what was asked
    };
    Reply ask(const QByteArray &request, int patienceMs = kPatienceMs) const;
    /// Answers from now on. Without it (no place for the socket) the program works all the same.
    bool listen();
    void setHandler(Handler handler) { m_handler = std::move(handler); }

signals:
    void woken();

private:
    void take(QLocalSocket *guest);

    QString m_path;
    QLocalServer m_server;
    Handler m_handler;
};

} // namespace muster::app
