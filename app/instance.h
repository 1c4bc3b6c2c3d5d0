// SPDX-License-Identifier: GPL-3.0-or-later
// One window a workspace: a second start asks the first one to come forward and ends. Window thread.
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace muster::app {

class Instance final : public QObject
{
    Q_OBJECT
public:
    explicit Instance(const QString &database, QObject *parent = nullptr);

    /// True where another program answers for this workspace; it has then been asked to come forward.
    bool wakeOther();
    /// Answers from now on. Without it (no place for the socket) the program works all the same.
    bool listen();

signals:
    void woken();

private:
    QString m_path;
    QLocalServer m_server;
};

} // namespace muster::app
