// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of teams under faults, one from each seed.
//   tst_simulation                      as many seeds as fit into the time of a test run
//   tst_simulation --seconds 600        for longer
//   tst_simulation --seed 4711          one of them again
#include "models/base/log.h"
#include "tests/simulation/simworld.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <sodium.h>

using namespace Qt::StringLiterals;
using namespace muster::simulation;

namespace {

/// Ids and keys come from the seed, too, so that a run can be had again.
std::mt19937_64 ids; // NOLINT(cert-msc32-c,cert-msc51-cpp)

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

QString optionOf(const QStringList &arguments, const QString &option)
{
    const qsizetype at = arguments.indexOf(option);
    return at < 0 ? QString() : arguments.value(at + 1);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QTextStream out(stdout);
    randombytes_set_implementation(&seeded);
    QHashSeed::setDeterministicGlobalSeed();
    ids.seed(1);
    const Template pattern(5);
    const QString one = optionOf(arguments, u"--seed"_s);
    const QString seconds = optionOf(arguments, u"--seconds"_s);
    const qint64 budget = seconds.isEmpty() ? 60'000 : seconds.toLongLong() * 1000;
    const quint64 from = one.isEmpty() ? optionOf(arguments, u"--from"_s).toULongLong() : one.toULongLong();
    QElapsedTimer time;
    time.start();
    Outcome sum;
    quint64 seeds = 0;
    int failures = 0;
    for (quint64 seed = from; one.isEmpty() ? time.elapsed() < budget && failures < 5 : seeds == 0; ++seed) {
        ids.seed(seed);
        const Outcome outcome = runSeed(seed, pattern);
        ++seeds;
        sum.facts += outcome.facts;
        sum.crashes += outcome.crashes;
        sum.hubFaults += outcome.hubFaults;
        sum.rollbacks += outcome.rollbacks;
        sum.revocations += outcome.revocations;
        if (outcome.problems.isEmpty())
            continue;
        ++failures;
        out << "seed " << seed << " fails; again with: " << arguments[0] << " --seed " << seed << Qt::endl;
        for (const QString &problem : outcome.problems.mid(0, one.isEmpty() ? 12 : -1))
            out << "  " << problem << Qt::endl;
    }
    out << seeds << " teams from seed " << from << ": " << sum.facts << " entries, " << sum.crashes
        << " crashes, " << sum.hubFaults << " faults of the hub, " << sum.rollbacks << " files put back, "
        << sum.revocations << " changes of a role; " << failures << " failed" << Qt::endl;
    return failures == 0 ? 0 : 1;
}
