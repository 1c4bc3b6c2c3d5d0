// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/textarena.h"

#include "models/views/fold.h"

#include <cstring>

namespace muster::views {

namespace {
constexpr char kSeparator = '\x1f';
constexpr size_t kSmallWaste = 64 * 1024;
} // namespace

void TextArena::set(quint32 slot, QStringView subject, QStringView caseNumber, QStringView contact)
{
    if (slot >= m_spans.size())
        m_spans.resize(slot + 1);
    drop(slot);
    Span &span = m_spans[slot];
    span.at = quint32(m_bytes.size());
    appendFolded(m_bytes, subject);
    span.subject = quint32(m_bytes.size()) - span.at;
    m_bytes.push_back(kSeparator);
    appendFolded(m_bytes, caseNumber);
    span.caseNumber = quint32(m_bytes.size()) - span.at - span.subject - 1;
    m_bytes.push_back(kSeparator);
    appendFolded(m_bytes, contact);
    span.length = quint32(m_bytes.size()) - span.at;
    if (m_wasted > kSmallWaste && m_wasted > m_bytes.size() / 2)
        compact();
}

void TextArena::drop(quint32 slot)
{
    m_wasted += m_spans[slot].length;
    m_spans[slot] = {};
}

void TextArena::compact()
{
    std::string bytes;
    bytes.reserve(m_bytes.size() - m_wasted);
    for (Span &span : m_spans) {
        const auto at = quint32(bytes.size());
        bytes.append(m_bytes, span.at, span.length);
        span.at = at;
    }
    m_bytes = std::move(bytes);
    m_wasted = 0;
}

bool contains(std::string_view text, std::string_view needle)
{
    return memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
}

} // namespace muster::views
