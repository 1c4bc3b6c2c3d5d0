// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the foot of a timeline where everything is written: facts, decisions, roles, severity, status,
// tasks. What is typed is kept over a crash; what is wrong is said beneath it and loses nothing. Window
// thread.
#pragma once

#include "models/views/entryline.h"
#include "ui/incident/roomview.h"

#include <QWidget>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace muster::views {
class Desk;
}

namespace muster::ui {

class DraftKeeper;
class ToneLabel;

class EntryBar final : public QWidget
{
    Q_OBJECT
public:
    EntryBar(views::Desk &desk, QWidget *parent);

    /// The draft of this incident comes back with it.
    void present(const RoomView &view);
    void setPeople(std::vector<people::Person> people);
    void takeFocus();
    /// Puts `text` there to be completed, with a word on what is asked. What was being written is put aside
    /// and comes back afterwards.
    void begin(const QString &text, const QString &hint);
    void fail(const QString &sentence); ///< the order was refused: the text is still there
    void tell(const QString &sentence); ///< what was just done
    void done();                        ///< it is saved: the line is free for the next
    QString text() const;

signals:
    void edited(bool isEmpty); ///< by the person who sits here; also when it is saved
    void ordered(const muster::views::ReadEntry &entry);
    void left(); ///< Esc on an empty line

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void submit();
    void typed();
    void keep();
    bool takeBack(); ///< what was put aside; false where nothing was
    void complete();
    bool takeCompletion();
    void say(const QString &sentence, bool isWrong);
    std::optional<views::EntryFrame> frame() const;

    DraftKeeper *m_keeper;
    QLineEdit *m_line;
    ToneLabel *m_told;
    QCompleter *m_completer;
    QStringListModel *m_completions;
    std::vector<people::Person> m_people;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    IncidentId m_incident;
    Instant m_now{};
    QString m_ordered;   ///< the text that is being saved
    QString m_begun;     ///< what begin() put there: nobody's words
    QStringList m_aside; ///< what was being written when a command began, the newest last
};

} // namespace muster::ui
