// SPDX-License-Identifier: GPL-3.0-or-later
// A team of desks, a hub, and everything that goes wrong between them; then it heals, and all must be equal.
#pragma once

#include "tests/simulation/simdesk.h"

#include <QTemporaryDir>

namespace muster::simulation {

/// A team whose desks have joined and are in step, made once; each run begins with copies of its files.
class Template
{
public:
    explicit Template(int desks);
    QString file(int desk) const { return m_folder.filePath(QStringLiteral("desk%1.muster").arg(desk)); }
    const SimHub &hub() const { return *m_hub; }
    int desks() const { return m_desks; }

private:
    int m_desks;
    std::shared_ptr<const policy::CompiledPolicy> m_policy; ///< stays read between runs
    QTemporaryDir m_folder;
    SimTime m_time{1};
    std::unique_ptr<SimHub> m_hub;
};

/// What a run came to: empty `problems` where every desk ended equal and nothing is lost.
struct Outcome
{
    QStringList problems;
    qint64 facts = 0;
    int crashes = 0, hubFaults = 0, rollbacks = 0, revocations = 0;
};

/// One run. The same seed gives the same run.
Outcome runSeed(quint64 seed, const Template &pattern);

/// A folder in memory where the system has one: thousands of small files are written.
QString fastFolder();

} // namespace muster::simulation
