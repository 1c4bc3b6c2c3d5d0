// SPDX-License-Identifier: GPL-3.0-or-later
// The searchable text of every row, folded, side by side in one block of UTF-8, so that a search walks memory
// in order. Owned by RowStore; window thread.
#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace muster::views {

class TextArena
{
public:
    void set(quint32 slot, QStringView subject, QStringView caseNumber, QStringView contact);
    void drop(quint32 slot);

    /// Subject, case and contact with a separator between, so that no match runs over a field's end.
    std::string_view all(quint32 slot) const { return view(m_spans[slot].at, m_spans[slot].length); }
    std::string_view subject(quint32 slot) const { return view(m_spans[slot].at, m_spans[slot].subject); }
    std::string_view caseNumber(quint32 slot) const
    {
        return view(m_spans[slot].at + m_spans[slot].subject + 1, m_spans[slot].caseNumber);
    }

private:
    struct Span
    {
        quint32 at = 0, length = 0, subject = 0, caseNumber = 0;
    };
    std::string_view view(size_t at, size_t length) const { return {m_bytes.data() + at, length}; }
    void compact();

    std::string m_bytes;
    std::vector<Span> m_spans; ///< by slot
    size_t m_wasted = 0;
};

/// Whether `needle` occurs in `text`; an empty needle occurs everywhere.
bool contains(std::string_view text, std::string_view needle);

} // namespace muster::views
