// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/filterbar.h"

#include "ui/queue/filteredit.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLocale>
#include <QStringListModel>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingPauseMs = 60; // one filtering for a burst of keys; shorter than a person sees

} // namespace

FilterBar::FilterBar(const views::QueueModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_edit(new FilterEdit(this)),
      m_problem(new ToneLabel(ToneLabel::Tone::Red, ToneLabel::Face::Small, this)),
      m_count(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_save(new QPushButton(tr("Save view"), this)), m_completer(new QCompleter(this)),
      m_completions(new QStringListModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addWidget(m_edit, 1);
    row->addWidget(m_count);
    row->addWidget(m_save);
    column->addLayout(row);
    column->addWidget(m_problem);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_problem->setObjectName(u"queue.filterProblem"_s);
    m_count->setObjectName(u"queue.count"_s);
    m_edit->setObjectName(u"queue.filter"_s);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Filter: words, priority:P1, due<2h, -status:waiting"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setMaxLength(2000);
    m_edit->installEventFilter(this);
    m_save->setObjectName(u"queue.saveView"_s);
    m_save->setToolTip(tr("Keeps this filter in the list at the left"));
    m_completer->setModel(m_completions);
    m_completer->setWidget(m_edit);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->installEventFilter(this);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kTypingPauseMs);
    connect(&m_wait, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_edit, &QLineEdit::textChanged, &m_wait, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textEdited, this, &FilterBar::complete);
    connect(m_save, &QPushButton::clicked, this, &FilterBar::saveWanted);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), m_edit, &QLineEdit::setText);
}

QString FilterBar::text() const
{
    return m_edit->text();
}

bool FilterBar::hasProblems() const
{
    return !m_problem->text().isEmpty();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
    m_wait.stop();
    apply();
}

void FilterBar::apply()
{
    const QString text = m_edit->text();
    const views::FilterQuery query = views::parseFilter(text);
    m_edit->setProblems(query.problems);
    QStringList sentences;
    for (const views::FilterProblem &problem : query.problems)
        sentences.append(problem.what);
    // One at a time, the first; the others come as it is mended.
    const int others = int(sentences.size()) - 1;
    m_problem->setText(sentences.isEmpty() ? QString()
                       : others == 0       ? sentences.front()
                                           : tr("%1 And %2 more.").arg(sentences.front()).arg(others));
    m_problem->setToolTip(sentences.join(u'\n'));
    m_problem->setVisible(!sentences.isEmpty());
    m_edit->setAccessibleDescription(sentences.join(u' '));
    if (text == m_applied)
        return;
    m_applied = text;
    emit filterChanged(text, query);
}

void FilterBar::setCounts(int shown, int total)
{
    const QLocale locale;
    m_count->setText(total == 1 && shown == 1 ? tr("1 ticket")
                     : shown == total         ? tr("%1 tickets").arg(locale.toString(total))
                                      : tr("%1 of %2").arg(locale.toString(shown), locale.toString(total)));
}

void FilterBar::takeFocus()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::complete()
{
    const QStringList texts =
        views::filterCompletions(m_edit->text(), m_edit->cursorPosition(), m_model.names());
    m_completions->setStringList(texts);
    if (texts.isEmpty())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    const QAbstractItemView *popup = m_completer->popup();
    const bool choosing = popup->isVisible() && popup->currentIndex().isValid();
    if (event->type() == QEvent::KeyPress && !choosing) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (popup->isVisible() && key != Qt::Key_Return && key != Qt::Key_Enter)
            return QWidget::eventFilter(watched, event); // Down goes into the list, Esc closes it
        m_completer->popup()->hide();
        switch (key) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Down:
        case Qt::Key_Escape:
            m_wait.stop();
            apply();
            emit left();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
