// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/newentries.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

using namespace ticket;

const QString kStatus = u"status"_s;
const QString kPriority = u"priority"_s;

QString prefixOf(const QString &ticket, const QString &field)
{
    return ticket + u'#' + field + u'@';
}

/// What an export stated last.
struct Stated
{
    Instant at{};
    QString value;
};

std::optional<Stated> lastStated(const Ticket &state, const QString &prefix)
{
    std::optional<Stated> last;
    auto source = std::ranges::lower_bound(state.sources, prefix);
    for (; source != state.sources.end() && source->startsWith(prefix); ++source) {
        const qsizetype end = source->indexOf(u'=', prefix.size());
        if (end < 0)
            continue;
        const auto at = parseRfc3339(QStringView(*source).mid(prefix.size(), end - prefix.size()));
        if (at && (!last || *at >= last->at))
            last = Stated{*at, source->mid(end + 1)};
    }
    return last;
}

class Comparison
{
public:
    Comparison(const IncomingTicket &incoming, const Ticket &state, Instant now)
        : m_incoming(incoming), m_state(state), m_now(now)
    {}

    NewEntries result(const QString &owner) &&
    {
        for (const auto &[at, fact] : m_incoming.entries) {
            const QString source = sourceOf(fact);
            if (source.startsWith(prefixOf(m_incoming.source, kStatus)))
                addStatus(at, std::get<StatusChanged>(fact).status);
            else if (source.isEmpty() || !std::ranges::binary_search(m_state.sources, source))
                m_new.entries.emplace_back(at, fact);
        }
        addPriority();
        note(u"subject"_s, m_incoming.fields.subject, m_state.subject);
        note(u"tier"_s, m_incoming.fields.tier, m_state.tier);
        note(u"owner"_s, m_incoming.assigneeName.simplified(), owner);
        return std::move(m_new);
    }

private:
    void addStatus(Instant stated, Status status)
    {
        const auto last = lastStated(m_state, prefixOf(m_incoming.source, kStatus));
        const QString known = last ? last->value : statusName(m_state.status);
        if (known == statusName(status) || isOlderThan(last))
            return;
        const Instant at = notBefore(last, stated > m_incoming.createdAt ? stated : m_now);
        // Open again is re-opened, as everywhere.
        const bool isAgain = status == Status::Open && !isOpen(statusAt(m_state, at));
        m_new.entries.emplace_back(
            at, StatusChanged{isAgain ? Status::Reopened : status,
                              {},
                              statedSource(m_incoming.source, kStatus, at, statusName(status))});
    }

    void addPriority()
    {
        const QString &theirs = m_incoming.fields.priority;
        const auto last = lastStated(m_state, prefixOf(m_incoming.source, kPriority));
        const QString known = last ? last->value : m_state.createdPriority;
        if (theirs.isEmpty() || theirs == known || isOlderThan(last))
            return;
        if (m_state.priority != known) {
            note(kPriority, theirs, m_state.priority);
            return;
        }
        const Instant at = notBefore(last, std::min(m_now, m_incoming.updatedAt.value_or(m_now)));
        m_new.entries.emplace_back(
            at, PriorityChanged{theirs, {}, statedSource(m_incoming.source, kPriority, at, theirs)});
    }

    bool isOlderThan(const std::optional<Stated> &last) const
    {
        return last && m_incoming.updatedAt && *m_incoming.updatedAt < last->at;
    }
    Instant notBefore(const std::optional<Stated> &last, Instant at) const
    {
        return std::max(at, last ? last->at : m_state.createdAt);
    }
    void note(const QString &what, const QString &theirs, const QString &ours)
    {
        if (!theirs.isEmpty() && theirs.compare(ours, Qt::CaseInsensitive) != 0)
            m_new.notes += u"the %1 differs (\"%2\" in the file, \"%3\" here): ours was kept"_s.arg(
                what, theirs.left(200), ours.left(200));
    }

    const IncomingTicket &m_incoming;
    const Ticket &m_state;
    Instant m_now;
    NewEntries m_new;
};

} // namespace

QString statedSource(const QString &ticket, const QString &field, Instant at, const QString &value)
{
    return prefixOf(ticket, field) + toRfc3339(at) + u'=' + value;
}

NewEntries newEntries(const IncomingTicket &incoming, const Ticket &state, const QString &owner, Instant now)
{
    return Comparison(incoming, state, now).result(owner);
}

} // namespace muster::intake
