// SPDX-License-Identifier: GPL-3.0-or-later
// Takes an invitation, pasted or from a file, and joins its team. What goes wrong is said in place and what
// was pasted stays until the team took this desk in. An invitation lets its bearer in: it is never written to
// disk. Lies over the page. Window thread; owned by the page.
#pragma once

#include "models/views/teamdesk.h"
#include "ui/widgets/overlayframe.h"

#include <QPointer>

#include <memory>

class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class Dialogs;
class ToneLabel;

class JoinForm final : public OverlayFrame
{
    Q_OBJECT
public:
    /// What an invitation may have at most, in characters.
    static constexpr int kMost = 64 * 1024;

    /// `team` lives longer.
    JoinForm(views::TeamDesk &team, std::shared_ptr<Dialogs> dialogs, QWidget *host);

    void open();
    void close();
    bool isOpen() const { return isVisible(); }

signals:
    void joined();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void chooseFile();
    void readFile(const QString &path);
    void join();
    void answered(const Result<void> &outcome);
    void say(const QString &sentence, bool isWrong);
    void setBusy(bool isBusy);
    void place();

    views::TeamDesk &m_team;
    std::shared_ptr<Dialogs> m_dialogs;
    QWidget *m_host;
    ToneLabel *m_about, *m_note;
    QPlainTextEdit *m_text;
    QPushButton *m_file, *m_cancel, *m_join;
    QPointer<QWidget> m_focus;
    bool m_isBusy = false;
};

} // namespace muster::ui
