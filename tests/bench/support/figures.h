// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks share: a figure as a JSON line beside its baseline, and what is reckoned from samples.
#pragma once

#include "models/base/result.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace muster::bench {

struct Figure
{
    QString name;
    double value = 0;
    QString unit;
    QString goal{};
    QString baseline{}; ///< what `against` is; empty where there is none
    double against = 0;
};

/// Of the last minute: what else the machine does.
inline double load()
{
    QFile file(QStringLiteral("/proc/loadavg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').front().toDouble() : 0;
}

inline void print(const Figure &figure)
{
    QJsonObject line{{QStringLiteral("figure"), figure.name},
                     {QStringLiteral("value"), figure.value},
                     {QStringLiteral("unit"), figure.unit},
                     {QStringLiteral("load"), load()}};
    if (!figure.goal.isEmpty())
        line.insert(QStringLiteral("goal"), figure.goal);
    if (!figure.baseline.isEmpty()) {
        line.insert(QStringLiteral("baseline"), figure.baseline);
        line.insert(QStringLiteral("baseline_value"), figure.against);
        line.insert(QStringLiteral("ratio"), figure.value / figure.against);
    }
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

template <typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}
inline void must(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
}

/// The value below which `part` of them lie; 1: the largest.
inline double share(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, size_t(double(values.size()) * part))];
}

inline double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}
inline double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// A field of this process, as "VmRSS:" now or "VmHWM:" at most.
inline double residentMegabytes(const char *field)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(field))
            return line.mid(qsizetype(qstrlen(field))).chopped(2).trimmed().toDouble() / 1024;
    }
    return 0;
}

} // namespace muster::bench
