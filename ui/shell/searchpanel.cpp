// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/searchpanel.h"

#include "models/views/casetext.h"
#include "ui/shell/searchdelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/focusmemory.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kFirst = 20, kMore = 60; ///< tickets asked for at once, and in addition for "show more"
constexpr int kPage = 6;
constexpr int kWidest = 760;
constexpr int kEdge = 16;       ///< distance from the window's edges
constexpr int kFrame = 44;      ///< height of the panel without its list
constexpr int kEmptyHigh = 240; ///< height where there is no list

} // namespace

SearchPanel::SearchPanel(views::Desk &desk, SearchField &field, QWidget *window)
    : QWidget(window), m_desk(desk), m_field(field), m_focus(new FocusMemory(&field))
{
    setObjectName(u"searchPanel"_s);
    setAccessibleName(tr("Tickets found"));
    build();
    hide();
    m_field.installEventFilter(this);
    window->installEventFilter(this);
    connect(&m_field, &SearchField::searchChanged, this, [this] { ask(kFirst); });
    connect(&m_field, &SearchField::confirmed, this, &SearchPanel::confirm);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { run(index.row()); });
}

void SearchPanel::build()
{
    auto *column = columnLayout(this, Theme::gap / 2, Theme::gap);
    m_list = new QListView(this);
    m_list->setObjectName(u"searchList"_s);
    m_list->setAccessibleName(tr("Tickets found"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new SearchDelegate(m_model, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty = new EmptyState(u"search"_s, {}, {}, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_list);
    m_count = makeDimLabel({}, TextKind::Small, this);
    m_count->setObjectName(u"searchCount"_s);
    m_keys = makeDimLabel({}, TextKind::Small, this);
    m_keys->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(Theme::gap, 0, Theme::gap, 0);
    foot->addWidget(m_count);
    foot->addWidget(m_keys);
    column->addWidget(m_stack, 1);
    column->addLayout(foot);
}

void SearchPanel::takeFocus()
{
    if (m_field.hasFocus())
        m_field.selectAll();
    else
        m_field.setFocus(Qt::ShortcutFocusReason);
}

void SearchPanel::find(const QString &words)
{
    m_field.setText(words);
    takeFocus();
    if (!isOpen())
        open(); // the field had the focus already
}

void SearchPanel::open()
{
    m_opensFirst = false;
    if (m_field.text() == m_shown && m_state == State::Found)
        ask(std::max(kFirst, m_model.lineCount())); // tickets have moved on since
    else
        ask(kFirst);
    show();
    raise();
}

void SearchPanel::leave()
{
    hide();
    m_focus->giveBack();
}

void SearchPanel::ask(int limit)
{
    const quint64 asked = ++m_asked;
    const QString words = m_field.text().trimmed();
    if (words.isEmpty()) {
        m_model.clear();
        m_shown.clear();
        return present(State::Hint);
    }
    if (m_state != State::Found)
        present(State::Asking);
    // An answer to the same words keeps the line that is chosen; one to others begins at the best.
    const int row = words == m_shown ? m_list->currentIndex().row() : 0;
    whenAnswered(m_desk.search(words, limit), this,
                 [this, asked, words, row](const Result<views::SearchResult> &answer) {
                     if (asked == m_asked)
                         answered(answer, words, row);
                 });
}

void SearchPanel::answered(const Result<views::SearchResult> &answer, const QString &words, int row)
{
    m_shown = words;
    const bool opens = std::exchange(m_opensFirst, false);
    if (!answer) {
        m_model.clear();
        return present(State::Failed, views::sentence(answer.error().detail));
    }
    m_model.show(searchLines(*answer, words), answer->more);
    if (answer->hits.empty())
        return present(State::Nothing);
    present(State::Found);
    m_list->setCurrentIndex(m_model.index(std::clamp(row, 0, m_model.rowCount() - 1)));
    m_list->scrollTo(m_list->currentIndex());
    if (opens)
        run(0);
}

void SearchPanel::present(State state, const QString &detail)
{
    m_state = state;
    m_empty->clearSteps();
    switch (state) {
    case State::Hint:
        m_empty->setContent(u"search"_s, tr("Search all tickets"),
                            tr("Type words of the conversation, a case number, a customer or a contact. Open "
                               "and closed tickets are searched."));
        break;
    case State::Asking:
        m_empty->setContent(u"search"_s, tr("Searching"), tr("The list comes with the first answer."));
        break;
    case State::Nothing:
        m_empty->setContent(u"inbox"_s, tr("No ticket holds all these words"),
                            tr("Leave a word out, type only its beginning, or look at the spelling."));
        break;
    case State::Failed: {
        m_empty->setContent(u"alert"_s, tr("The search did not work"),
                            tr("%1 Nothing is lost. Enter asks again.").arg(detail));
        QPushButton *again = m_empty->addStep(tr("Ask again"), u"searchAgain"_s, [this] { ask(kFirst); });
        again->setFocusPolicy(Qt::NoFocus); // the field keeps the focus
        break;
    }
    case State::Found:
        break;
    }
    const bool found = state == State::Found;
    m_stack->setCurrentWidget(found ? static_cast<QWidget *>(m_list) : m_empty);
    m_count->setText(!found                     ? QString()
                     : m_model.hasMore()        ? tr("The best %n tickets", nullptr, m_model.lineCount())
                     : m_model.lineCount() == 1 ? tr("1 ticket")
                                                : tr("%n tickets", nullptr, m_model.lineCount()));
    m_keys->setText(found ? tr("↑ ↓ choose · Enter opens · Esc goes back") : tr("Esc goes back"));
    arrange();
}

void SearchPanel::confirm()
{
    if (m_state == State::Failed)
        return ask(kFirst);
    if (m_field.text().trimmed() != m_shown)
        m_opensFirst = true; // the answer to what was typed last is on its way
    else if (m_state == State::Found)
        run(m_list->currentIndex().row());
}

void SearchPanel::run(int row)
{
    if (m_model.hasMore() && row == m_model.lineCount())
        return ask(m_model.lineCount() + kMore);
    const SearchLine *line = m_model.lineAt(row);
    if (line == nullptr)
        return;
    const TicketId ticket = line->ticket;
    leave(); // first, so that the ticket takes the focus from where the person left it
    emit ticketWanted(ticket, m_shown);
}

void SearchPanel::move(int rows)
{
    if (m_state != State::Found)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, m_model.rowCount() - 1);
    m_list->setCurrentIndex(m_model.index(row));
    m_list->scrollTo(m_model.index(row));
}

bool SearchPanel::keyPressed(int key)
{
    switch (key) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(kPage);
        return true;
    case Qt::Key_PageUp:
        move(-kPage);
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return false;
    default:
        m_opensFirst = false;
        return false;
    }
}

bool SearchPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool ofField = watched == &m_field;
    switch (event->type()) {
    case QEvent::KeyPress:
        return ofField && keyPressed(static_cast<QKeyEvent *>(event)->key());
    case QEvent::FocusIn:
        if (ofField && !isOpen())
            open();
        return false;
    case QEvent::FocusOut:
        if (ofField && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
            hide();
        return false;
    case QEvent::MouseButtonPress:
        if (!ofField && isOpen()) // beside the panel, where nothing else takes the click
            leave();
        return false;
    case QEvent::Resize:
    case QEvent::Move:
        if (isOpen())
            arrange();
        return false;
    default:
        return false;
    }
}

void SearchPanel::arrange()
{
    const QWidget *window = parentWidget();
    const QRect field(m_field.mapTo(window, QPoint(0, 0)), m_field.size());
    const int wide = std::min(std::max(kWidest, field.width()), window->width() - 2 * kEdge);
    const int left = std::clamp(field.center().x() - wide / 2, kEdge, window->width() - kEdge - wide);
    const int top = field.bottom() + Theme::gap;
    const int most = window->height() - top - kEdge;
    const int list = m_model.lineCount() * SearchDelegate::kLineHeight +
                     (m_model.hasMore() ? SearchDelegate::kMoreHeight : 0);
    setGeometry(left, top, wide, std::min(most, m_state == State::Found ? list + kFrame : kEmptyHigh));
}

void SearchPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.setPen(theme().fieldLine());
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace muster::ui
