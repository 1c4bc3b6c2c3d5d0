// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/noticebar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/focusmemory.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr size_t kMostNotices = 20;

QString badgeOf(NoticeLevel level)
{
    switch (level) {
    case NoticeLevel::Info:
        return u"blue"_s;
    case NoticeLevel::Warning:
        return u"amber"_s;
    case NoticeLevel::Error:
        return u"red"_s;
    }
    return u"blue"_s;
}

std::pair<QString, Ink> iconOf(NoticeLevel level)
{
    switch (level) {
    case NoticeLevel::Info:
        return {u"info"_s, Ink::Blue};
    case NoticeLevel::Warning:
        return {u"alert"_s, Ink::Amber};
    case NoticeLevel::Error:
        return {u"breached"_s, Ink::Red};
    }
    return {u"info"_s, Ink::Blue};
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"noticeBar"_s);
    auto *row = rowLayout(this, Theme::gap);
    row->setContentsMargins(16, 6, 8, 6);
    m_focus = new FocusMemory(this);
    m_icon = new IconLabel(u"info"_s, 18, Ink::Blue, this);
    m_text = makeLabel({}, TextKind::Normal, this);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_more = makeDimLabel({}, TextKind::Normal, this);
    m_more->setWordWrap(false);
    m_step = makeButton({}, ButtonKind::Normal, u"noticeStep"_s, this);
    auto *close = makeIconButton(u"close"_s, tr("Dismiss"), u"noticeDismiss"_s, this);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addWidget(m_text, 1);
    row->addWidget(m_more);
    row->addWidget(m_step);
    row->addWidget(close);
    connect(m_step, &QPushButton::clicked, this, &NoticeBar::runStep);
    connect(close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    m_step->installEventFilter(this);
    close->installEventFilter(this);
    hide();
}

void NoticeBar::post(Notice notice)
{
    if (notice.key.isEmpty())
        notice.key = notice.sentence;
    std::erase_if(m_notices, [&](const Notice &old) { return old.key == notice.key; });
    // Behind those that are graver: a remark does not cover an error.
    const auto place = std::find_if(m_notices.begin(), m_notices.end(),
                                    [&](const Notice &old) { return old.level > notice.level; });
    m_notices.insert(place, std::move(notice));
    if (m_notices.size() > kMostNotices)
        m_notices.erase(m_notices.begin());
    refresh();
}

void NoticeBar::withdraw(const QString &key)
{
    std::erase_if(m_notices, [&](const Notice &old) { return old.key == key; });
    refresh();
}

QString NoticeBar::sentence() const
{
    return m_notices.empty() ? QString() : m_notices.back().sentence;
}

void NoticeBar::dismiss()
{
    if (!m_notices.empty())
        m_notices.pop_back();
    refresh();
}

void NoticeBar::runStep()
{
    if (m_notices.empty())
        return;
    const auto run = m_notices.back().run;
    dismiss();
    if (run)
        run();
}

void NoticeBar::refresh()
{
    if (m_notices.empty()) {
        m_focus->giveBack();
        hide();
        return;
    }
    const Notice &front = m_notices.back();
    const auto [icon, ink] = iconOf(front.level);
    const bool isNew = m_text->text() != front.sentence || !isVisible();
    m_icon->setIcon(icon, ink);
    m_text->setText(front.sentence);
    m_more->setVisible(m_notices.size() > 1);
    m_more->setText(tr("%n more", nullptr, int(m_notices.size()) - 1));
    m_step->setVisible(!front.step.isEmpty());
    m_step->setText(front.step);
    setAccessibleName(front.sentence);
    show();
    update();
    if (isNew) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

bool NoticeBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        dismiss();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    if (m_notices.empty())
        return;
    const BadgeColors colors = theme().badge(badgeOf(m_notices.back().level));
    QPainter painter(this);
    painter.fillRect(rect(), colors.fill);
    painter.fillRect(QRect(0, 0, 3, height()), colors.text);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.border);
}

} // namespace muster::ui
