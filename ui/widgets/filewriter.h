// SPDX-License-Identifier: GPL-3.0-or-later
// Writes files on a thread of its own, so that a slow disk does not hold up the window. A file is there
// wholly or not at all. Window thread; owned by whoever writes; waits for what is being written before it
// goes.
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>

class QIODevice;

namespace muster::ui {

class FileWriter final : public QObject
{
    Q_OBJECT
public:
    /// Runs on the other thread, so it holds all that it needs; the file tells by itself what went wrong.
    using Content = std::function<void(QIODevice &file)>;
    /// `problem` is a sentence that names the file and what to do, or empty: it is written.
    using Written = std::function<void(const QString &problem)>;

    /// For who has no window to hold up: writes on this thread. The problem, or empty.
    static QString writeNow(const QString &path, const Content &content);
    static QString writeNow(const QString &path, const QByteArray &content);

    explicit FileWriter(QObject *parent);
    ~FileWriter() override;

    /// Calls `then` on this thread, as long as the writer lives.
    void write(const QString &path, Content content, Written then);
    void write(const QString &path, const QByteArray &content, Written then);

private:
    QThreadPool m_thread;
};

} // namespace muster::ui
