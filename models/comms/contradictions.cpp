// SPDX-License-Identifier: GPL-3.0-or-later
// What a message states and the record has otherwise.
#include "models/comms/checks.h"
#include "models/comms/record.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace muster::comms {
namespace {

constexpr Millis kSameStart = 5min; ///< start times are told rounded
constexpr Millis kSameClock = 1min;
constexpr Millis kSameLength = 6min; ///< "in 30 minutes" is told rounded, and some minutes before it is sent

class Contradictions
{
public:
    Contradictions(const Reading &reading, Findings &findings)
        : m_reading(reading), m_findings(findings),
          m_scope(claimsOf(proseOf(incident().scope.text + u", affected"_s),
                           {reading.context.rules, incident().number}))
    {}

    void checkClaim(const Claim &claim)
    {
        switch (claim.kind) {
        case Claim::Kind::Severity:
            if (claim.word != incident().severity)
                wrong(claim.span, u"The record says %1, not %2."_s.arg(incident().severity, claim.word),
                      u"Write %1, or change the severity of the incident first."_s.arg(incident().severity));
            return;
        case Claim::Kind::Number:
            if (claim.word != incident().number.toUpper())
                wrong(claim.span, u"This incident is %1, not %2."_s.arg(incident().number, claim.word),
                      u"Write %1, or say how the two belong together, as in \"related to %2\"."_s.arg(
                          incident().number, claim.word));
            return;
        case Claim::Kind::Share:
            checkShare(claim);
            return;
        case Claim::Kind::Count:
            checkCount(claim);
            return;
        case Claim::Kind::State:
            checkState(claim);
            return;
        }
    }

    void checkTime(const TimedWords &each)
    {
        if (!each.time.at || m_reading.prose.isQuoted(each.time.span.begin))
            return;
        if (each.role == TimeRole::NextUpdate)
            checkNextUpdateTime(each.time);
        if (each.role == TimeRole::Start)
            checkStart(each.time);
    }

private:
    const incident::Incident &incident() const { return m_reading.context.incident; }
    void wrong(Span at, const QString &what, const QString &mend)
    {
        m_findings.push_back(m_reading.finding(FindingKind::Contradiction, at, what, mend));
    }
    QString clock(Instant at) const { return clockText(at, m_reading.context.time); }

    /// A figure that stands in the written scope is the record's own.
    bool isInScope(const Claim &claim) const
    {
        return std::ranges::any_of(m_scope, [&](const Claim &each) {
            return each.kind == claim.kind && isSameFigure(claim, each.value);
        });
    }
    void checkShare(const Claim &claim)
    {
        const auto permille = incident().scope.sessionsPermille;
        if (!permille || isSameFigure(claim, *permille / 10.0) || isInScope(claim))
            return;
        wrong(claim.span, u"The record says that %1 of sessions are affected."_s.arg(shareText(*permille)),
              u"Write %1, or change the scope of the incident first."_s.arg(shareText(*permille)));
    }
    void checkCount(const Claim &claim)
    {
        static const QStringList whole{u"customer"_s, u"account"_s, u"tenant"_s, u"company"_s};
        const auto count = m_reading.context.customers;
        if (!count || !whole.contains(claim.word) || isSameFigure(claim, *count) || isInScope(claim))
            return;
        wrong(claim.span, u"The record counts %1 customers affected."_s.arg(*count),
              u"Write %1, or put the affected customers of the incident right first."_s.arg(*count));
    }
    void checkState(const Claim &claim)
    {
        using incident::Status;
        const auto folded = [](Status status) {
            if (status == Status::Mitigated)
                return Status::Monitoring; // a status page has no word of its own for it
            return status == Status::Closed ? Status::Resolved : status;
        };
        if (folded(claim.status) == folded(incident().status))
            return;
        const QString status = incident::statusName(incident().status);
        wrong(claim.span, u"The record says that the incident is %1."_s.arg(status),
              u"Write \"%1\", or change the status of the incident first."_s.arg(status));
    }

    void checkNextUpdateTime(const TimeMention &time)
    {
        const bool isClock = time.kind == TimeMention::Kind::Clock;
        const Instant now = m_reading.context.time.now;
        const auto promise = m_reading.message.nextBy;
        if (isClock && *time.at <= now && m_reading.isRunning()) {
            wrong(time.span, u"%1 is over."_s.arg(clock(*time.at)), u"Name a time that is still to come."_s);
            return;
        }
        if (!promise || time.kind == TimeMention::Kind::Every)
            return;
        const Millis apart = std::chrono::abs(*near(time, *promise) - *promise);
        if (apart > (isClock ? kSameClock : kSameLength))
            wrong(time.span, u"The promise set for this message is %1."_s.arg(clock(*promise)),
                  u"Write %1, or set the promise to what the text says."_s.arg(clock(*promise)));
    }

    /// Against the start where the record has it. A first report is only the latest time that it can be.
    void checkStart(const TimeMention &time)
    {
        const auto start = startOf(incident(), m_reading.context.rules);
        if (!start)
            return;
        const Instant said = *near(time, *start);
        const bool isReport = incident().firstReportAt == start;
        const bool isWrong =
            isReport ? said > *start + kSameStart : std::chrono::abs(said - *start) > kSameStart;
        if (isWrong)
            wrong(time.span,
                  isReport ? u"The first report is of %1, so it began no later."_s.arg(clock(*start))
                           : u"The record says that it began at %1."_s.arg(clock(*start)),
                  u"Write the time of the record, or put the record right first."_s);
    }

    const Reading &m_reading;
    Findings &m_findings;
    std::vector<Claim> m_scope; ///< the figures that stand in the written scope
};

} // namespace

void checkContradictions(const Reading &reading, Findings &findings)
{
    Contradictions contradictions(reading, findings);
    for (const Claim &claim : reading.claims)
        contradictions.checkClaim(claim);
    for (const TimedWords &each : reading.times)
        contradictions.checkTime(each);
}

} // namespace muster::comms
