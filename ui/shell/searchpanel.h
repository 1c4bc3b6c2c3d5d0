// SPDX-License-Identifier: GPL-3.0-or-later
// The list under the search field of the top bar: open and closed tickets that hold the words, best first,
// as one types. The focus stays in the field; Up and Down choose, Enter opens, Esc goes back to where the
// focus was. Asks the desk; the latest answer wins. Window thread; owned by the main window.
#pragma once

#include "ui/shell/searchmodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QStackedWidget;

namespace muster::ui {

class EmptyState;
class FocusMemory;
class SearchField;

class SearchPanel final : public QWidget
{
    Q_OBJECT
public:
    /// Lies over `window`, below `field`.
    SearchPanel(views::Desk &desk, SearchField &field, QWidget *window);

    /// Takes the focus to the field, with what was typed last chosen.
    void takeFocus();
    /// The same with `words` in the field, as if they were typed.
    void find(const QString &words);
    bool isOpen() const { return !isHidden(); }
    const SearchModel &model() const { return m_model; }

signals:
    /// `words` as typed, to be shown in the ticket's conversation.
    void ticketWanted(muster::TicketId ticket, const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class State : quint8
    {
        Hint,    ///< nothing is typed yet
        Asking,  ///< the first answer is on its way
        Found,   ///< the list
        Nothing, ///< no ticket holds the words
        Failed
    };

    void build();
    bool keyPressed(int key);
    void ask(int limit);
    void answered(const Result<views::SearchResult> &answer, const QString &words, int row);
    void present(State state, const QString &detail = {});
    void confirm();
    void run(int row);
    void move(int rows);
    void arrange();
    void open();
    void leave();

    views::Desk &m_desk;
    SearchField &m_field;
    SearchModel m_model;
    FocusMemory *m_focus = nullptr;
    QStackedWidget *m_stack = nullptr;
    QListView *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_keys = nullptr;
    State m_state = State::Hint;
    QString m_shown;           ///< the words that the list answers
    quint64 m_asked = 0;       ///< grows with each question; an answer to an older one is dropped
    bool m_opensFirst = false; ///< Enter came before the answer
};

} // namespace muster::ui
