// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes in a section of a policy: the shipped text with one place changed, and what has to be said of it.
#pragma once

#include "models/policy/policyreader.h"

#include <QFile>
#include <QRandomGenerator>
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

/// The text as what stands below a key.
inline QByteArray inSection(const QByteArray &text)
{
    QByteArray made;
    for (const QByteArray &line : text.split('\n'))
        made += "  " + line + '\n';
    return made;
}

/// A preset with this text as its section of that name.
inline policy::ReadPolicy readWithSection(const QByteArray &name, const QByteArray &text)
{
    return policy::readPolicy(policy::presetText(policy::presetKeys().constFirst()) + '\n' + name + ":\n" +
                                  inSection(text),
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

/// All that is wrong with a text, a line each.
inline QString problemTexts(const policy::ReadPolicy &read)
{
    QStringList texts;
    for (const policy::Problem &problem : read.problems)
        texts += problem.text();
    return texts.join(QLatin1Char('\n'));
}

/// There is no policy, and the problem is named at its place with what to do.
inline void compareProblem(const policy::ReadPolicy &read, const QString &field, const QString &says)
{
    QVERIFY(!read.policy);
    const bool isNamed = std::ranges::any_of(read.problems, [&](const policy::Problem &problem) {
        return problem.field == field && problem.text().contains(says) && problem.line > 1 &&
               problem.column >= 1 && !problem.remedy.isEmpty();
    });
    QVERIFY2(isNamed, qPrintable(problemTexts(read)));
}

/// For the row of the table in hand: its change is made to the shipped text and read by `read`.
template <typename Read> void compareMistake(QByteArray text, const Read &read)
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, field);
    QFETCH(QString, says);
    const qsizetype at = text.indexOf(from);
    QVERIFY2(at >= 0, "the shipped text has changed");
    text.replace(at, from.size(), to);
    compareProblem(read(text), field, says);
}

/// Some bytes of the text are others, from one seed: what is read all the same goes to `judge`, and of what
/// is not something is said.
template <typename Read, typename Judge>
void readWithChangedBytes(quint32 seed, int rounds, const QByteArray &shipped, const Read &read,
                          const Judge &judge)
{
    QRandomGenerator random(seed);
    for (int round = 0; round < rounds; ++round) {
        QByteArray text = shipped;
        for (int i = 0; i < 4; ++i)
            text[random.bounded(text.size())] = char(random.bounded(32, 127));
        const policy::ReadPolicy got = read(text);
        QVERIFY2(got.policy.has_value() || !got.problems.empty(),
                 qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
        if (got.policy)
            judge(*got.policy);
    }
}

} // namespace muster::test
