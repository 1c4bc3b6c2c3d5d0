// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/whenfield.h"

#include "models/views/casetext.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tonelabel.h"

#include <QDateTime>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;

WhenField::WhenField(const QString &objectName, const QString &name, views::WhenSide side, QWidget *parent)
    : QWidget(parent), m_side(side), m_line(new QLineEdit(this)),
      m_name(new ToneLabel(name, ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_understood(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::gap);
    grid->setVerticalSpacing(2);
    m_name->setBuddy(m_line);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_line, 0, 1);
    grid->addWidget(m_understood, 1, 1);
    m_line->setObjectName(objectName);
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(side == views::WhenSide::Past ? tr("-12m, 14:05 UTC, yesterday 23:10")
                                                             : tr("+3d, tomorrow 12:00, 2026-11-25 17:00"));
    m_line->installEventFilter(this);
    m_understood->setObjectName(objectName + u".understood"_s);
    m_understood->setWordWrap(true);
    m_understood->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_understood->setMinimumHeight(2 * QFontMetrics(theme().uiSmall).lineSpacing()); // nothing jumps
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        showUnderstood();
        emit changed();
    });
    showUnderstood();
}

void WhenField::setNow(Instant now)
{
    m_now = now;
    showUnderstood();
}

void WhenField::setText(const QString &text)
{
    m_line->setText(text);
}

bool WhenField::isEmpty() const
{
    return m_line->text().trimmed().isEmpty();
}

Result<Instant> WhenField::at() const
{
    return views::readWhen(m_line->text(), {m_now, localZone(), m_side});
}

QString WhenField::fixedText() const
{
    const auto read = at();
    return read ? fixedWhen(*read) : m_line->text();
}

void WhenField::showUnderstood()
{
    m_understood->setTone(ToneLabel::Tone::Dim);
    if (isEmpty()) {
        m_understood->setText(m_side == views::WhenSide::Past ? tr("Empty: now") : QString());
    } else if (const auto read = at()) {
        m_understood->setText(
            tr("%1 · %2").arg(views::absoluteText(*read, localZone()), views::relativeText(*read, m_now)));
    } else {
        m_understood->setTone(ToneLabel::Tone::Red);
        m_understood->setText(views::sentence(read.error().detail));
    }
    m_line->setAccessibleDescription(m_understood->text());
}

void WhenField::fix()
{
    if (!isEmpty() && fixedText() != m_line->text())
        m_line->setText(fixedText());
}

bool WhenField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        fix();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers() == Qt::NoModifier) {
        fix();
        emit entered();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        emit left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QString fixedWhen(Instant at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
    return utc.toString(utc.time().second() == 0 ? u"yyyy-MM-dd HH:mm 'UTC'"_s
                                                 : u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

} // namespace muster::ui
