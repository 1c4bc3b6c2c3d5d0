// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/roworder.h"

#include "models/views/fold.h"
#include "models/views/radixsort.h"

namespace muster::views {

namespace {

constexpr quint64 kAbsent = ~quint64(0); ///< what has no value stands last in either direction

quint64 ordered(Instant at)
{
    return quint64(toMillis(at)) ^ (quint64(1) << 63);
}

constexpr size_t kKeyBytes = 8;

/// The first eight bytes as a number that sorts as they do.
quint64 leadingBytes(std::string_view text)
{
    quint64 key = 0;
    for (size_t i = 0; i < kKeyBytes; ++i)
        key = key << 8 | (i < text.size() ? quint8(text[i]) : 0);
    return key;
}

struct CaseParts
{
    QByteArray prefix;
    quint64 number = 0;
};

/// "mstr-7f3k-0042" as its prefix and its number, so that -9999 stands before -10000.
CaseParts caseParts(std::string_view text)
{
    size_t digits = 0;
    quint64 number = 0;
    while (digits < text.size() && digits < 10 && text[text.size() - 1 - digits] >= '0' &&
           text[text.size() - 1 - digits] <= '9')
        ++digits;
    for (const char c : text.substr(text.size() - digits))
        number = number * 10 + quint64(c - '0');
    return {QByteArray(text.data(), qsizetype(text.size() - digits)), number};
}

/// By index: the place of the entry among the others by folded name, from 1; 0 for the empty entry.
template <typename List> std::vector<quint32> ranksByName(const List &list)
{
    std::vector<std::pair<std::string, size_t>> names;
    for (size_t i = 1; i < list.size(); ++i)
        names.emplace_back(foldedUtf8(list[i].name), i);
    std::ranges::sort(names);
    std::vector<quint32> ranks(list.size());
    quint32 rank = 0;
    for (size_t i = 0; i < names.size(); ++i) {
        if (i == 0 || names[i].first != names[i - 1].first)
            ++rank;
        ranks[names[i].second] = rank;
    }
    return ranks;
}

std::optional<quint64> rankKey(const std::vector<quint32> &ranks, size_t index)
{
    if (index >= ranks.size() || ranks[index] == 0)
        return kAbsent;
    return ranks[index];
}

} // namespace

void RowOrder::setColumn(QueueModel::Column column, Qt::SortOrder direction)
{
    m_column = column;
    m_direction = direction;
}

bool RowOrder::dependsOnNames() const
{
    switch (m_column) {
    case QueueModel::Priority:
    case QueueModel::Customer:
    case QueueModel::Tier:
    case QueueModel::Owner:
        return true;
    case QueueModel::Case:
    case QueueModel::Subject:
    case QueueModel::Status:
    case QueueModel::NextDue:
    case QueueModel::Age:
    case QueueModel::ColumnCount:
        break;
    }
    return false;
}

void RowOrder::makeRanks(const RowStore &rows, const Names &names)
{
    m_ranks.clear();
    m_prefixRanks.clear();
    if (m_column == QueueModel::Customer)
        m_ranks = ranksByName(names.customers);
    if (m_column == QueueModel::Owner)
        m_ranks = ranksByName(names.people);
    if (m_column != QueueModel::Case)
        return;
    for (Slot slot = 0; slot < rows.slotCount(); ++slot) {
        if (rows.hot(slot).alive)
            m_prefixRanks.insert(caseParts(rows.text().caseNumber(slot)).prefix, 0);
    }
    auto prefixes = m_prefixRanks.keys();
    std::ranges::sort(prefixes);
    for (qsizetype i = 0; i < prefixes.size(); ++i)
        m_prefixRanks[prefixes[i]] = quint32(i);
}

std::optional<quint64> RowOrder::rawKey(const RowStore &rows, const Names &names, Slot slot) const
{
    const HotRow &row = rows.hot(slot);
    switch (m_column) {
    case QueueModel::Priority:
        return row.priority == 0 || row.priority >= names.priorities.size()
                   ? kAbsent
                   : quint64(names.priorities[row.priority].rank) ^ (quint64(1) << 63);
    case QueueModel::Case: {
        const auto parts = caseParts(rows.text().caseNumber(slot));
        const auto rank = m_prefixRanks.constFind(parts.prefix);
        if (rank == m_prefixRanks.cend())
            return std::nullopt;
        return quint64(*rank) << 36 | parts.number;
    }
    case QueueModel::Subject:
        return leadingBytes(rows.text().subject(slot));
    case QueueModel::Customer:
        return rankKey(m_ranks, row.customer);
    case QueueModel::Tier:
        return row.tier == 0 ? kAbsent : row.tier;
    case QueueModel::Owner:
        return rankKey(m_ranks, row.assignee);
    case QueueModel::Status:
        return quint64(row.status);
    case QueueModel::NextDue: {
        const Instant due = *std::ranges::min_element(row.due);
        return due == kNever ? kAbsent : ordered(due);
    }
    case QueueModel::Age:
        return ~ordered(row.created);
    case QueueModel::ColumnCount:
        break;
    }
    return kAbsent;
}

bool RowOrder::refresh(const RowStore &rows, const Names &names, Slot slot)
{
    if (slot >= m_primary.size()) {
        m_primary.resize(slot + 1);
        m_due.resize(slot + 1);
        m_created.resize(slot + 1);
    }
    const auto raw = rawKey(rows, names, slot);
    const quint64 key = raw.value_or(kAbsent);
    m_primary[slot] = key == kAbsent || m_direction == Qt::AscendingOrder ? key : ~key;
    m_due[slot] = ordered(*std::ranges::min_element(rows.hot(slot).due));
    m_created[slot] = ordered(rows.hot(slot).created);
    return raw.has_value();
}

std::vector<Slot> RowOrder::sorted(const RowStore &rows, const Names &names)
{
    makeRanks(rows, names);
    std::vector<Slot> order;
    order.reserve(size_t(rows.count()));
    for (Slot slot = 0; slot < rows.slotCount(); ++slot) {
        if (!rows.hot(slot).alive)
            continue;
        refresh(rows, names, slot);
        order.push_back(slot);
    }
    if (hasManyTies()) {
        radixSortBy(order, m_created);
        radixSortBy(order, m_due);
    }
    radixSortBy(order, m_primary);
    settleTies(rows, order);
    return order;
}

/// Columns of few values: cheaper to sort by the tie-breakers first than to sort each long run of ties.
bool RowOrder::hasManyTies() const
{
    return dependsOnNames() || m_column == QueueModel::Status;
}

/// Puts in order by isBefore what the number keys alone leave open.
void RowOrder::settleTies(const RowStore &rows, std::vector<Slot> &order) const
{
    const bool byTieBreakers = hasManyTies();
    const auto isTie = [&](Slot left, Slot right) {
        return m_primary[left] == m_primary[right] &&
               (!byTieBreakers || (m_due[left] == m_due[right] && m_created[left] == m_created[right]));
    };
    for (size_t from = 0; from < order.size();) {
        size_t to = from + 1;
        while (to < order.size() && isTie(order[from], order[to]))
            ++to;
        const std::span run(order.data() + from, to - from);
        if (m_column == QueueModel::Subject)
            settleTexts(rows, run, kKeyBytes);
        else
            sortRun(rows, run);
        from = to;
    }
}

/// Subjects that are equal up to `depth` bytes: sorts by the next bytes as one number, then what still is
/// equal. A byte-wise comparison of each pair would fetch both texts from all over the memory many times.
void RowOrder::settleTexts(const RowStore &rows, std::span<Slot> run, size_t depth) const
{
    constexpr size_t small = 24;
    const bool ended = rows.text().subject(run.front()).size() <= depth;
    if (run.size() <= small || ended) {
        sortRun(rows, run);
        return;
    }
    std::vector<KeyedSlot> entries;
    entries.reserve(run.size());
    for (const Slot slot : run) {
        const auto text = rows.text().subject(slot);
        const quint64 key = leadingBytes(text.substr(std::min(depth, text.size())));
        entries.push_back({m_direction == Qt::AscendingOrder ? key : ~key, slot});
    }
    if (entries.size() > 4096)
        radixSort(entries);
    else
        std::ranges::sort(entries, {}, &KeyedSlot::key);
    for (size_t i = 0; i < run.size(); ++i)
        run[i] = entries[i].slot;
    for (size_t from = 0; from < run.size();) {
        size_t to = from + 1;
        while (to < run.size() && entries[to].key == entries[from].key)
            ++to;
        settleTexts(rows, run.subspan(from, to - from), depth + kKeyBytes);
        from = to;
    }
}

void RowOrder::sortRun(const RowStore &rows, std::span<Slot> run) const
{
    if (run.size() > 1)
        std::ranges::sort(run, [&](Slot left, Slot right) { return isBefore(rows, left, right); });
}

bool RowOrder::isBefore(const RowStore &rows, Slot left, Slot right) const
{
    if (m_primary[left] != m_primary[right])
        return m_primary[left] < m_primary[right];
    if (m_column == QueueModel::Subject) {
        const int compared = rows.text().subject(left).compare(rows.text().subject(right));
        if (compared != 0)
            return (compared < 0) == (m_direction == Qt::AscendingOrder);
    }
    if (m_due[left] != m_due[right])
        return m_due[left] < m_due[right];
    if (m_created[left] != m_created[right])
        return m_created[left] < m_created[right];
    return rows.row(left).id < rows.row(right).id;
}

} // namespace muster::views
