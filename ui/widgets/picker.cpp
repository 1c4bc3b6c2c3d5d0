// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picker.h"

#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

#include <QKeyEvent>
#include <QListWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 480;
constexpr int kMostRows = 9;
constexpr int kRowHeight = 28;

} // namespace

std::vector<PickerEntry> matching(const std::vector<PickerEntry> &entries, const QString &typed)
{
    const QStringList words = typed.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<PickerEntry> found;
    for (const PickerEntry &entry : entries) {
        const QString whole = entry.key + u' ' + entry.text + u' ' + entry.note;
        const bool all = std::all_of(words.begin(), words.end(), [&whole](const QString &word) {
            return whole.contains(word, Qt::CaseInsensitive);
        });
        if (all)
            found.push_back(entry);
    }
    const QString start = typed.simplified();
    std::stable_partition(found.begin(), found.end(), [&start](const PickerEntry &entry) {
        return !start.isEmpty() && (entry.text.startsWith(start, Qt::CaseInsensitive) ||
                                    entry.key.startsWith(start, Qt::CaseInsensitive));
    });
    return found;
}

Picker::Picker(QWidget *host)
    : OverlayFrame(host), m_host(host),
      m_title(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this)), m_edit(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_told(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Small, this))
{
    setObjectName(u"queue.picker"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::gap, Theme::gap, Theme::gap, Theme::gap);
    column->setSpacing(Theme::gap / 2);
    column->addWidget(m_title);
    column->addWidget(m_edit);
    column->addWidget(m_list);
    column->addWidget(m_told);
    m_told->setObjectName(u"queue.pickerTold"_s);
    m_told->setWordWrap(true);
    m_edit->setAccessibleName(tr("Choose"));
    m_edit->setObjectName(u"queue.pickerText"_s);
    m_list->setObjectName(u"queue.pickerList"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setTextElideMode(Qt::ElideRight);
    m_edit->installEventFilter(this);
    m_host->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &Picker::refill);
    connect(m_list, &QListWidget::itemClicked, this, &Picker::take);
    hide();
}

void Picker::open(const QString &title, std::vector<PickerEntry> entries, Taken taken)
{
    open(
        title, [entries = std::move(entries)](const QString &typed) { return matching(entries, typed); },
        std::move(taken));
}

void Picker::open(const QString &title, Source source, Taken taken, const QString &hint)
{
    if (!isVisible())
        m_before = m_host->window()->focusWidget();
    m_source = std::move(source);
    m_taken = std::move(taken);
    m_title->setText(title);
    m_edit->setAccessibleName(title);
    m_edit->setPlaceholderText(hint.isEmpty() ? tr("Type to narrow down") : hint);
    m_edit->clear();
    refill();
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void Picker::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void Picker::refresh()
{
    const auto *chosen = m_list->currentItem();
    const QString key = chosen ? chosen->data(Qt::UserRole).toString() : QString();
    refill();
    for (int row = 0; row < m_list->count(); ++row) {
        if (!key.isEmpty() && m_list->item(row)->data(Qt::UserRole).toString() == key)
            m_list->setCurrentRow(row);
    }
}

void Picker::refill()
{
    if (!m_source)
        return;
    m_list->clear();
    QStringList told;
    int held = 0;
    for (const PickerEntry &entry : m_source(m_edit->text())) {
        if (entry.kind == PickerEntry::Kind::Told) {
            told.append(entry.text);
            continue;
        }
        const QString mark = entry.current ? u"✓ "_s : QString();
        const QString note = entry.note.isEmpty() ? QString() : u"  ·  "_s + entry.note;
        auto *item = new QListWidgetItem(mark + entry.text + note, m_list);
        item->setSizeHint({100, kRowHeight});
        item->setData(Qt::UserRole, entry.key);
        item->setToolTip(entry.note.isEmpty() ? entry.text : entry.note);
        if (entry.current)
            held = m_list->count() - 1;
    }
    m_list->setCurrentRow(m_edit->text().isEmpty() ? held : 0);
    const auto *current = m_list->currentItem();
    if (m_list->count() == 0 && told.isEmpty() && !m_edit->text().isEmpty())
        told.append(tr("Nothing fits"));
    m_told->setText(told.join(u'\n'));
    m_told->setVisible(!told.isEmpty());
    m_list->setVisible(m_list->count() > 0);
    m_edit->setAccessibleDescription(current ? current->text() : m_told->text());
    place();
}

void Picker::place()
{
    const int rows = std::clamp(m_list->count(), 1, kMostRows);
    m_list->setFixedHeight(rows * kRowHeight + 4);
    const int width = std::min(kWidth, m_host->width() - 2 * Theme::gap);
    setFixedWidth(width);
    adjustSize();
    move((m_host->width() - width) / 2, std::min(96, m_host->height() / 6));
}

void Picker::take()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const QString key = item->data(Qt::UserRole).toString();
    const Taken taken = m_taken;
    close();
    taken(key); // last: it may open the next question here
}

bool Picker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_edit)
        return OverlayFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        hide(); // the person went elsewhere; the focus stays there
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return OverlayFrame::eventFilter(watched, event);
    const int last = m_list->count() - 1;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take();
        return true;
    case Qt::Key_Down:
        m_list->setCurrentRow(std::min(last, m_list->currentRow() + 1));
        break;
    case Qt::Key_Up:
        m_list->setCurrentRow(std::max(0, m_list->currentRow() - 1));
        break;
    case Qt::Key_PageDown:
        m_list->setCurrentRow(std::min(last, m_list->currentRow() + kMostRows));
        break;
    case Qt::Key_PageUp:
        m_list->setCurrentRow(std::max(0, m_list->currentRow() - kMostRows));
        break;
    default:
        return OverlayFrame::eventFilter(watched, event);
    }
    if (const auto *current = m_list->currentItem())
        m_edit->setAccessibleDescription(current->text());
    return true;
}

} // namespace muster::ui
