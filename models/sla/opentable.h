// SPDX-License-Identifier: GPL-3.0-or-later
// A calendar's open intervals over some years, as UTC milliseconds with running totals: the compiled form
// behind Calendar. Immutable once built.
#pragma once

#include "models/sla/calendar.h"
#include "models/sla/zonetable.h"

#include <vector>

namespace muster::sla {

class OpenTable
{
public:
    /// Every window that opens on the local dates of the years `first` to `last`.
    OpenTable(const CalendarSpec &spec, const ZoneTable &zone, int first, int last);

    int firstYear() const { return m_firstYear; }
    int lastYear() const { return m_lastYear; }
    /// Instants for which all intervals before and at them are known.
    bool covers(qint64 utc) const { return utc >= m_safeFrom && utc < m_safeTo; }
    bool isEmpty() const { return m_opens.empty(); }

    /// Open time before `utc`, counted from the table's beginning.
    qint64 openBefore(qint64 utc) const;
    qint64 totalOpen() const { return m_opens.empty() ? 0 : m_opens.back().before + m_opens.back().length(); }
    /// The earliest instant before which `goal` of open time lies; `goal` is above zero and at most
    /// totalOpen.
    qint64 instantOf(qint64 goal, qint64 near) const;
    /// `utc` itself where open, the next opening else; -1 past the table.
    qint64 nextOpen(qint64 utc) const;
    bool isOpen(qint64 utc) const;
    qint64 closesAt(qint64 utc) const; ///< `utc` itself where closed
    bool isClosingTime(qint64 utc) const;
    /// Whether a window opens on this local date (days since 1970-01-01).
    bool isWorkingDay(int day) const;
    bool knowsDay(int day) const { return day >= m_firstDay && day < m_firstDay + int(m_working.size()); }

private:
    struct Open
    {
        qint64 from, to, before; ///< `before`: open time of all earlier ones
        qint64 length() const { return to - from; }
    };
    void addDay(const CalendarSpec &spec, const ZoneTable &zone, int day);
    void finish();
    size_t firstEndingAfter(qint64 utc) const;

    int m_firstYear, m_lastYear, m_firstDay = 0;
    qint64 m_safeFrom = 0, m_safeTo = 0;
    std::vector<Open> m_opens;         ///< sorted, apart
    std::vector<quint32> m_firstOfDay; ///< by UTC day: the first interval that ends after its midnight
    qint64 m_indexFrom = 0;
    std::vector<quint8> m_working;
};

} // namespace muster::sla
