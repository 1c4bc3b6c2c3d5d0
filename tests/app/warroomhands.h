// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the war room do by keyboard in a console over a real file, and what they look at.
#pragma once

#include "tests/app/answers.h"
#include "tests/app/realconsole.h"

#include <QLineEdit>

namespace muster::test {

/// Two tickets of an outage, and one about something else.
inline const QByteArray kOutageTickets =
    "id,subject,customer,tier,arr,priority,status,created\n"
    "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n"
    "2,Cannot pay,Globex,enterprise,80000 USD,P1,open,2026-11-20T13:45:00Z\n"
    "3,Where is my invoice,Initech,startup,5000 USD,P3,open,2026-11-20T13:46:00Z\n";

inline ui::WarRoomPage &room(RealConsole &it)
{
    return *it.console.warRoom;
}

/// The first of those that are open.
inline const incident::Incident &state(RealConsole &it)
{
    const auto &running = room(it).running();
    if (running.empty())
        qFatal("no incident is there");
    return running.front().incident;
}

inline void chord(RealConsole &it)
{
    it.press(Qt::Key_D, Qt::ControlModifier);
    it.press(Qt::Key_D, Qt::ControlModifier);
}

inline void declare(RealConsole &it, const QString &title)
{
    QTRY_VERIFY(it.console.window->findChild<QWidget *>(QStringLiteral("declare")) != nullptr);
    chord(it);
    QVERIFY(it.part<QWidget>(QStringLiteral("declare"))->isVisible());
    it.type(title);
    it.press(Qt::Key_Return);
    QTRY_VERIFY(!room(it).current().isNull());
    QTRY_VERIFY(it.part<QLineEdit>(QStringLiteral("incident.entry"))->hasFocus());
}

inline QString told(RealConsole &it)
{
    return it.part<QLabel>(QStringLiteral("incident.entry.told"))->text();
}

/// Into the entry line, from wherever the focus is in the room.
inline void write(RealConsole &it, const QString &line)
{
    auto *entry = it.part<QLineEdit>(QStringLiteral("incident.entry"));
    it.press(Qt::Key_Escape);
    it.press(Qt::Key_T);
    QVERIFY(entry->hasFocus());
    it.type(line);
    QCOMPARE(entry->text(), line);
    it.press(Qt::Key_Return);
    QTRY_VERIFY2(entry->text().isEmpty(), qPrintable(entry->text() + QStringLiteral(": ") + told(it)));
}

/// Of a file that is written in the background.
inline QByteArray contentOf(const QString &path)
{
    if (!QTest::qWaitFor([&path] { return QFile::exists(path); }))
        qFatal("the file is not written");
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace muster::test
