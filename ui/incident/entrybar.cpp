// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/entrybar.h"

#include "models/base/json.h"
#include "models/views/casetext.h"
#include "models/views/desk.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>

namespace muster::ui {

using namespace Qt::StringLiterals;

EntryBar::EntryBar(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_keeper(new DraftKeeper(desk, this)), m_line(new QLineEdit(this)),
      m_told(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)),
      m_completer(new QCompleter(this)), m_completions(new QStringListModel(this))
{
    m_line->setObjectName(u"incident.entry"_s);
    m_line->setAccessibleName(tr("Write to the timeline"));
    m_line->setPlaceholderText(
        tr("What happened?  -12m dates it, @name owns it, / lists more, Esc frees the keys"));
    m_line->setMinimumHeight(36);
    m_told->setObjectName(u"incident.entry.told"_s);
    m_told->setWordWrap(true);
    auto *column = columnLayout(this, Theme::gap / 2);
    column->setContentsMargins(Theme::gap, Theme::gap, Theme::gap, Theme::gap);
    column->addWidget(m_line);
    column->addWidget(m_told);
    m_completer->setModel(m_completions);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_line->setCompleter(m_completer);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &EntryBar::typed);
    connect(m_line, &QLineEdit::returnPressed, this, &EntryBar::submit);
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) { say(sentence, true); });
}

void EntryBar::present(const RoomView &view)
{
    m_policy = view.led.policy;
    m_now = view.now;
    if (m_incident == view.incident().id)
        return;
    m_incident = view.incident().id;
    m_keeper->setKey(u"draft.incident."_s + m_incident.toString() + u".entry"_s);
    const QByteArray kept = m_keeper->stored();
    const auto draft = parseJsonObject(kept);
    const bool hasAside = draft && draft->contains(u"aside"_s);
    m_line->setText(hasAside ? draft->value(u"line"_s).toString() : QString::fromUtf8(kept));
    m_aside = hasAside ? draft->value(u"aside"_s).toVariant().toStringList() : QStringList();
    m_begun.clear();
    m_ordered.clear();
    say({}, false);
}

void EntryBar::setPeople(std::vector<people::Person> people)
{
    m_people = std::move(people);
}

void EntryBar::takeFocus()
{
    m_line->setFocus(Qt::OtherFocusReason); // a shortcut's would mark the draft, and the next key wipe it
}

QString EntryBar::text() const
{
    return m_line->text();
}

void EntryBar::begin(const QString &text, const QString &hint)
{
    const QString before = m_line->text().trimmed();
    if (!before.isEmpty() && before != m_begun.trimmed())
        m_aside += before;
    m_begun = text;
    m_line->setText(text);
    takeFocus();
    say(m_aside.isEmpty() ? hint : hint + u' ' + tr("What you were writing comes back afterwards."), false);
    keep();
    complete();
}

std::optional<views::EntryFrame> EntryBar::frame() const
{
    if (!m_policy)
        return std::nullopt;
    return views::EntryFrame{m_now, localZone(), m_policy->policy().incidents, m_people};
}

/// The line as it is; with what is put aside as an object.
void EntryBar::keep()
{
    m_keeper->change(m_aside.isEmpty() ? m_line->text().toUtf8()
                                       : canonicalJson({{u"line"_s, m_line->text()},
                                                        {u"aside"_s, QJsonArray::fromStringList(m_aside)}}));
}

bool EntryBar::takeBack()
{
    if (m_aside.isEmpty())
        return false;
    m_line->setText(m_aside.takeLast());
    m_begun.clear();
    keep();
    return true;
}

void EntryBar::typed()
{
    emit edited(m_line->text().trimmed().isEmpty());
    keep();
    complete();
    const auto around = frame();
    if (!around || m_line->text().trimmed().isEmpty())
        return say({}, false);
    // What it would be, as long as it reads as something; half a word is not a mistake yet.
    const auto read = views::readEntryLine(m_line->text(), *around);
    say(read && read->at ? tr("Dated %1 UTC")
                               .arg(QDateTime::fromMSecsSinceEpoch(toMillis(*read->at), Qt::UTC)
                                        .toString(u"d MMM HH:mm:ss"_s))
                         : QString(),
        false);
}

void EntryBar::complete()
{
    const auto around = frame();
    m_completions->setStringList(around ? views::entryCompletions(m_line->text(), *around) : QStringList());
    if (m_completions->rowCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix(m_line->text());
    m_completer->complete();
}

/// Enter on a line of the list takes it; the next one sends.
bool EntryBar::takeCompletion()
{
    const QModelIndex taken = m_completer->popup()->currentIndex();
    if (!m_completer->popup()->isVisible() || !taken.isValid())
        return false;
    m_line->setText(taken.data().toString());
    m_completer->popup()->hide();
    QMetaObject::invokeMethod(this, &EntryBar::typed, Qt::QueuedConnection); // what may come next
    return true;
}

void EntryBar::submit()
{
    if (takeCompletion())
        return;
    const auto around = frame();
    if (!around || m_line->text().trimmed().isEmpty() || !m_ordered.isEmpty())
        return;
    const auto read = views::readEntryLine(m_line->text(), *around);
    if (!read)
        return say(tr("Not written: %1").arg(views::sentence(read.error().detail)), true);
    m_keeper->flush();
    m_ordered = m_line->text();
    emit ordered(*read);
}

void EntryBar::fail(const QString &sentence)
{
    m_ordered.clear();
    say(sentence, true);
}

void EntryBar::tell(const QString &sentence)
{
    say(sentence, false);
}

void EntryBar::done()
{
    // What was typed meanwhile stays.
    bool isBack = false;
    if (m_line->text() == m_ordered) {
        m_line->clear();
        m_completions->setStringList({});
        isBack = takeBack();
        if (!isBack)
            m_keeper->forget();
    }
    m_ordered.clear();
    emit edited(m_line->text().trimmed().isEmpty());
    say(isBack ? tr("What you were writing is back.") : QString(), false);
}

void EntryBar::say(const QString &sentence, bool isWrong)
{
    m_told->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_told->setText(sentence);
}

bool EntryBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            if (m_line->text().trimmed().isEmpty())
                takeBack();
            emit left();
            return true;
        }
        if (key->key() == Qt::Key_Tab && m_completions->rowCount() > 0) {
            m_line->setText(m_completions->index(0).data().toString());
            typed();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
