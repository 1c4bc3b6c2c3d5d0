// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of teams under faults, one from each seed.
//   tst_simulation                      as many seeds as fit into the time of a test run
//   tst_simulation --seconds 600        for longer
//   tst_simulation --seeds 2000 --from 500000    so many, beginning there
//   tst_simulation --seed 4711          one of them again
// Each processor has a seed of its own under way; --threads says otherwise.
#include "models/base/log.h"
#include "tests/simulation/simdisk.h"
#include "tests/simulation/simworld.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <limits>
#include <mutex>
#include <sodium.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace muster::simulation;

namespace {

/// Ids and keys come from the seed, too, so that a run can be had again. Each thread has a run of its own.
thread_local std::mt19937_64 ids; // NOLINT(cert-msc32-c,cert-msc51-cpp)

uint32_t nextNumber()
{
    return uint32_t(ids());
}

void fill(void *bytes, const size_t size)
{
    auto *to = static_cast<unsigned char *>(bytes);
    for (size_t i = 0; i < size; ++i)
        to[i] = static_cast<unsigned char>(ids());
}

const char *name()
{
    return "seeded";
}

randombytes_implementation seeded{&name, &nextNumber, nullptr, nullptr, &fill, nullptr};

/// What is asked for, and what came of it so far; the threads share it.
class Campaign
{
public:
    explicit Campaign(const QStringList &arguments) : m_arguments(arguments)
    {
        const auto number = [&](const QString &option, quint64 without) {
            const qsizetype at = arguments.indexOf(option);
            return at < 0 ? without : arguments.value(at + 1).toULongLong();
        };
        m_isOne = arguments.contains(u"--seed"_s);
        m_from = number(u"--seed"_s, number(u"--from"_s, 0));
        m_end = m_from + number(u"--seeds"_s, m_isOne ? 1 : 1'000'000'000);
        m_next = m_from;
        m_budget = arguments.contains(u"--seeds"_s) || m_isOne ? std::numeric_limits<qint64>::max()
                                                               : qint64(number(u"--seconds"_s, 60)) * 1000;
        m_threads = m_isOne ? 1 : number(u"--threads"_s, std::max(1U, std::thread::hardware_concurrency()));
        m_time.start();
    }

    /// True where something has failed.
    bool run(const Template &pattern)
    {
        std::vector<std::thread> others;
        others.reserve(m_threads);
        for (quint64 i = 1; i < m_threads; ++i)
            others.emplace_back([&] { work(pattern); });
        work(pattern);
        for (std::thread &each : others)
            each.join();
        m_out << m_seeds << " teams from seed " << m_from << ": " << m_sum.facts << " entries, "
              << m_sum.crashes << " crashes, " << m_sum.hubFaults << " faults of the hub, " << m_sum.rollbacks
              << " files put back, " << m_sum.revocations << " changes of a role; " << m_failures
              << " failed; " << m_time.elapsed() / 1000 << " s" << Qt::endl;
        return m_failures > 0;
    }

private:
    void work(const Template &pattern)
    {
        while (const std::optional<quint64> seed = nextSeed()) {
            ids.seed(*seed);
            Outcome outcome;
            try {
                outcome = runSeed(*seed, pattern);
            } catch (const std::exception &broken) {
                outcome.problems += QString::fromUtf8(broken.what());
            }
            note(*seed, outcome);
        }
    }

    std::optional<quint64> nextSeed()
    {
        const std::scoped_lock lock(m_mutex);
        constexpr int kMostFailures = 5;
        if (m_next == m_end || m_failures >= kMostFailures || m_time.elapsed() >= m_budget)
            return std::nullopt;
        return m_next++;
    }

    void note(quint64 seed, const Outcome &outcome)
    {
        const std::scoped_lock lock(m_mutex);
        ++m_seeds;
        m_sum.facts += outcome.facts;
        m_sum.crashes += outcome.crashes;
        m_sum.hubFaults += outcome.hubFaults;
        m_sum.rollbacks += outcome.rollbacks;
        m_sum.revocations += outcome.revocations;
        if (outcome.problems.isEmpty())
            return;
        ++m_failures;
        m_out << "seed " << seed << " fails; again with: " << m_arguments[0] << " --seed " << seed
              << Qt::endl;
        for (const QString &problem : outcome.problems.mid(0, m_isOne ? -1 : 12))
            m_out << "  " << problem << Qt::endl;
    }

    QStringList m_arguments;
    bool m_isOne = false;
    quint64 m_from = 0, m_end = 0, m_threads = 1;
    qint64 m_budget = 0; ///< ms
    QElapsedTimer m_time;
    QTextStream m_out{stdout};
    std::mutex m_mutex; ///< what follows
    quint64 m_next = 0, m_seeds = 0;
    int m_failures = 0;
    Outcome m_sum;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    randombytes_set_implementation(&seeded);
    QHashSeed::setDeterministicGlobalSeed();
    ids.seed(1);
    SimDisk::install();
    const Template pattern(5);
    Campaign campaign(QCoreApplication::arguments());
    return campaign.run(pattern) ? 1 : 0;
}
