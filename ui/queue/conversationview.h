// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation of a ticket: customer, reply and internal note told apart by words and colour, corrections
// struck through, redactions named. Reading place is kept when messages are added. Window thread.
#pragma once

#include "models/views/desk.h"

#include <QTextBrowser>

namespace muster::ui {

class ConversationView final : public QTextBrowser
{
    Q_OBJECT
public:
    explicit ConversationView(QWidget *parent = nullptr);
    void present(const views::TicketDetail &detail, Instant now);
    void clear();
    void showNewest(); ///< goes to the end when the next answer is presented: something was written here
    /// Marks these words of a search, and goes to the first of them; empty takes the marks away.
    void setWords(const QString &words);
    int markCount() const { return int(extraSelections().size()); }

protected:
    void changeEvent(QEvent *event) override;
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void render();
    void markWords();
    bool showFirstMark();

    ticket::Ticket m_ticket;
    Instant m_now{};
    bool m_rendering = false, m_wantsNewest = false;
    QString m_words;
};

/// The page as rich text; every text of people is escaped.
QString conversationHtml(const ticket::Ticket &ticket, Instant now);

} // namespace muster::ui
