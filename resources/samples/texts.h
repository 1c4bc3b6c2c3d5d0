// SPDX-License-Identifier: GPL-3.0-or-later
// What the people of the sample say: stories in ten languages, each with its priority's rank and the words on
// both sides. In every text %1 is a part of the product and %2 a number that makes it this one.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace muster::samples {

struct Story
{
    QString language; ///< ISO 639-1
    int rank = 2;     ///< 0 is the highest priority
    QString subject, description, reply, followUp, solution;
};

const std::vector<Story> &stories();
const QStringList &components();
const QStringList &environments();
const QStringList &steps();
const QStringList &notes();
const QStringList &tags();
const QStringList &emoji();
QString autoReply(const QString &language);
QString longTail(); ///< makes a subject of several hundred characters

} // namespace muster::samples
