// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/searchmodel.h"

#include "models/views/queuemodel.h"

using namespace Qt::StringLiterals;

namespace muster::ui {

std::vector<SearchLine> searchLines(const views::SearchResult &result, const QString &words)
{
    std::vector<SearchLine> lines;
    lines.reserve(result.hits.size());
    for (const views::SearchHit &hit : result.hits) {
        const auto &customers = result.names.customers;
        const QString customer =
            hit.row.customer < customers.size() ? customers[hit.row.customer].name : QString();
        const bool isOver =
            hit.row.status == ticket::Status::Closed || hit.row.status == ticket::Status::Resolved;
        lines.push_back({hit.row.id, views::markWords(hit.row.caseNumber, words),
                         views::markWords(hit.row.subject, words), views::markWords(customer, words),
                         views::readMarks(hit.snippet), views::statusTitle(hit.row.status), isOver});
    }
    return lines;
}

void SearchModel::show(std::vector<SearchLine> lines, bool more)
{
    beginResetModel();
    m_lines = std::move(lines);
    m_more = more;
    endResetModel();
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : lineCount() + (m_more ? 1 : 0);
}

const SearchLine *SearchModel::lineAt(int row) const
{
    return row >= 0 && row < lineCount() ? &m_lines[size_t(row)] : nullptr;
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const SearchLine *line = lineAt(index.row());
    if (line == nullptr)
        return tr("More tickets match: show more");
    if (role == Qt::DisplayRole)
        return line->subject.text;
    return QStringList{line->caseNumber.text, line->subject.text, line->customer.text, line->status,
                       line->snippet.text}
        .join(u", "_s);
}

} // namespace muster::ui
