// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/writingform.h"

#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QKeyEvent>

namespace muster::ui {

using namespace Qt::StringLiterals;

WritingForm::WritingForm(const QString &name, views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_keeper(new DraftKeeper(desk, this)),
      m_told(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this))
{
    setObjectName(name);
    m_told->setObjectName(name + u".told"_s);
    m_told->setWordWrap(true);
    connect(m_keeper, &DraftKeeper::failed, this, [this](const QString &sentence) { say(sentence, true); });
}

void WritingForm::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_dialogs = std::move(dialogs);
}

void WritingForm::watch(std::initializer_list<QWidget *> fields)
{
    for (QWidget *field : fields)
        field->installEventFilter(this);
}

void WritingForm::opened(const RoomView &view)
{
    m_open = true;
    m_saving = false;
    m_incident = view.incident();
    m_policy = view.led.policy;
    m_nameOf = view.nameOf;
    m_now = view.now;
    say({}, false);
}

void WritingForm::askPlace(const FileQuestion &question, std::function<void(const QString &path)> then)
{
    if (m_dialogs)
        m_dialogs->saveFile(question, [then = std::move(then)](const QString &path) {
            if (!path.isEmpty())
                then(path);
        });
}

void WritingForm::fail(const QString &sentence)
{
    m_saving = false;
    say(sentence, true);
}

void WritingForm::done()
{
    if (!m_saving)
        return; // somebody went on to another one meanwhile
    m_saving = false;
    m_keeper->forget();
    clear();
    m_open = false;
    emit closed();
}

void WritingForm::close()
{
    m_keeper->flush();
    m_open = false;
    m_saving = false;
    emit closed();
}

void WritingForm::say(const QString &sentence, bool isWrong)
{
    m_told->setTone(isWrong ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_told->setText(sentence);
}

bool WritingForm::eventFilter(QObject *watched, QEvent *event)
{
    // A wheel that passes over a box chooses nothing in it.
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched) != nullptr)
        return true;
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
        submit();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        if (!m_saving) // it is on its way to the disk and closes by itself
            close();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
