// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already of a ticket: known issues that fit, tickets of one cause with how many and whose,
// similar ones. Asks the desk; an answer about another ticket is dropped. Window thread; owned by the detail
// panel.
#pragma once

#include "models/views/desk.h"
#include "models/views/knownlines.h"

#include <QWidget>

namespace muster::ui {

class KnownList;
class ToneLabel;

class KnownPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit KnownPanel(QWidget *parent = nullptr);
    void setDesk(views::KnowledgeDesk *desk);
    void present(const views::TicketDetail &detail, Instant now);
    void clear();
    void takeFocus();
    KnownList &list() const { return *m_list; }
    /// What may be linked, the likeliest first: known issues, then causes of similar tickets.
    std::vector<views::KnownLine> likely() const;
    /// The known issue that is linked, else the one that fits best; null for none.
    const views::FittingIssue *issue() const;

signals:
    void shown();
    void left();

private:
    void ask();
    void fill();

    views::KnowledgeDesk *m_desk = nullptr;
    views::SimilarQuestion m_question;
    Instant m_now{};
    quint64 m_asked = 0;
    std::optional<views::SimilarAnswer> m_similar;
    std::vector<views::CauseGroup> m_causes;
    ToneLabel *m_repeats, *m_keys;
    KnownList *m_list;
};

} // namespace muster::ui
