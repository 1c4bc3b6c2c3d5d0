// SPDX-License-Identifier: GPL-3.0-or-later
// What an update and a document have in common: a text written in the place of the timeline, kept as a draft,
// handed over by Ctrl+Enter, put off by Esc, taken along as a file. Window thread; owned by the war room.
#pragma once

#include "models/views/desk.h"
#include "ui/incident/roomview.h"
#include "ui/widgets/filewriter.h"

#include <QWidget>

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class ToneLabel;
struct FileQuestion;

class WritingForm : public QWidget
{
    Q_OBJECT
public:
    /// How a place for a file is asked for; without it there is no saving as a file.
    virtual void setDialogs(std::shared_ptr<Dialogs> dialogs);
    bool isOpen() const { return m_open; }
    void close();
    void fail(const QString &sentence); ///< it was refused: the text is still there
    void done();                        ///< it stands in the record

signals:
    void closed();

protected:
    /// `name` begins the names of the form and its parts: "update".
    WritingForm(const QString &name, views::Desk &desk, QWidget *parent);
    bool eventFilter(QObject *watched, QEvent *event) override;

    virtual void submit() = 0; ///< Ctrl+Enter
    virtual void clear() {}    ///< it stands in the record: nothing is left to write
    /// The keys of the form hold in these too.
    void watch(std::initializer_list<QWidget *> fields);
    void opened(const RoomView &view); ///< from here on it is about this incident
    void say(const QString &sentence, bool isWrong);
    /// Handed over, or being written: nothing else is until it is answered.
    void beginSaving() { m_saving = true; }
    bool isSaving() const { return m_saving; }
    /// Asks for a place. Nothing is called where none is chosen.
    void askPlace(const FileQuestion &question, std::function<void(const QString &path)> then);
    FileWriter &files() { return m_files; }

    views::Desk &m_desk;
    DraftKeeper *m_keeper;
    ToneLabel *m_told; ///< the form puts it where it belongs
    incident::Incident m_incident;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    views::NameOf m_nameOf;
    Instant m_now{};

private:
    std::shared_ptr<Dialogs> m_dialogs;
    FileWriter m_files{nullptr};
    bool m_open = false, m_saving = false;
};

} // namespace muster::ui
