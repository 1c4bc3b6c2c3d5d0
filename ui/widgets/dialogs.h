// SPDX-License-Identifier: GPL-3.0-or-later
// The one seam through which the window asks a modal question or for a file, so that tests can answer.
// Answers come to a callback: no nested event loop. Only for decisions; what went wrong goes to the
// NoticeBar. Window thread.
#pragma once

#include <QPointer>
#include <QString>

#include <functional>

class QWidget;

namespace muster::ui {

struct Question
{
    QString title;            ///< "Close 12 tickets?"
    QString text;             ///< what will happen, a sentence or two
    QString details;          ///< more to read on demand, may be empty
    QString yes;              ///< the verb: "Close tickets"
    QString no;               ///< "Keep open"; what Esc means
    bool isDangerous = false; ///< then Enter means `no`
};

struct FileQuestion
{
    QString title;
    QString folder;     ///< where to start, may be empty
    QString filter;     ///< "Tables (*.csv *.tsv);;All files (*)"
    QString suggestion; ///< file name to begin with when saving
};

class Dialogs
{
public:
    virtual ~Dialogs() = default;
    virtual void confirm(const Question &question, std::function<void(bool yes)> then) = 0;
    /// The path, or an empty text where the person turned back.
    virtual void openFile(const FileQuestion &question, std::function<void(const QString &path)> then) = 0;
    virtual void saveFile(const FileQuestion &question, std::function<void(const QString &path)> then) = 0;
};

/// The real one: window-modal boxes over `window`. A box whose window goes away answers no.
class WindowDialogs final : public Dialogs
{
public:
    explicit WindowDialogs(QWidget *window);
    void confirm(const Question &question, std::function<void(bool yes)> then) override;
    void openFile(const FileQuestion &question, std::function<void(const QString &path)> then) override;
    void saveFile(const FileQuestion &question, std::function<void(const QString &path)> then) override;

private:
    void askFile(const FileQuestion &question, bool saving, std::function<void(const QString &path)> then);

    QPointer<QWidget> m_window;
};

} // namespace muster::ui
