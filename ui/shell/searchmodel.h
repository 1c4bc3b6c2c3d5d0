// SPDX-License-Identifier: GPL-3.0-or-later
// What the search found, line by line as values, with the words that matched; a last line stands for more
// where there is more. Window thread.
#pragma once

#include "models/views/desk.h"
#include "models/views/markedtext.h"

#include <QAbstractListModel>

namespace muster::ui {

struct SearchLine
{
    TicketId ticket;
    views::MarkedText caseNumber, subject, customer, snippet;
    QString status;
    bool isOver = false; ///< closed or resolved: nothing runs any more
    bool operator==(const SearchLine &) const = default;
};

/// The lines for a list, in the order of the answer, with the words of `words` marked.
std::vector<SearchLine> searchLines(const views::SearchResult &result, const QString &words);

class SearchModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void show(std::vector<SearchLine> lines, bool more);
    void clear() { show({}, false); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    const SearchLine *lineAt(int row) const; ///< null for the line that stands for more
    int lineCount() const { return int(m_lines.size()); }
    bool hasMore() const { return m_more; }

private:
    std::vector<SearchLine> m_lines;
    bool m_more = false;
};

} // namespace muster::ui
