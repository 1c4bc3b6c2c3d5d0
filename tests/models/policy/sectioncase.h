// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes in a section of a policy: the shipped text with one place changed, and what has to be said of it.
#pragma once

#include "models/policy/policyreader.h"

#include <QFile>
#include <QTest>

#include <algorithm>

namespace muster::test {

/// The text of a shipped section: "assignment/desk.yaml".
inline QByteArray shippedSection(const QString &name)
{
    QFile file(QStringLiteral(MUSTER_SOURCE_DIR "/resources/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped rules are not there");
    return file.readAll();
}

/// A preset with this text as its section of that name.
inline policy::ReadPolicy readWithSection(const QByteArray &name, const QByteArray &text)
{
    QByteArray section;
    for (const QByteArray &line : text.split('\n'))
        section += "  " + line + '\n';
    return policy::readPolicy(policy::presetText(policy::presetKeys().constFirst()) + '\n' + name + ":\n" +
                                  section,
                              QStringLiteral("p.yaml"));
}

inline void mistakeColumns()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
}

inline void mistake(const char *name, const char *from, const char *to, const char *field, const char *says)
{
    QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(field)
                        << QString::fromLatin1(says);
}

/// For the row of the table in hand: its change is made to `text`, and the problem is named at its place.
inline void compareMistake(const QByteArray &name, QByteArray text)
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, field);
    QFETCH(QString, says);
    const qsizetype at = text.indexOf(from);
    QVERIFY2(at >= 0, "the shipped text has changed");
    text.replace(at, from.size(), to);
    const policy::ReadPolicy read = readWithSection(name, text);
    const auto found = std::ranges::find_if(read.problems, [&](const policy::Problem &problem) {
        return problem.field == field && problem.text().contains(says);
    });
    QStringList all;
    for (const policy::Problem &problem : read.problems)
        all += problem.text();
    QVERIFY2(found != read.problems.end(), qPrintable(all.join(QLatin1Char('\n'))));
    QVERIFY(found->line > 0);
}

} // namespace muster::test
