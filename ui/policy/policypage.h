// SPDX-License-Identifier: GPL-3.0-or-later
// The policy in force to read, and a text of one to edit, check and adopt. What is typed is a draft on disk
// until it is adopted or thrown away. Window thread; owned by the shell.
#pragma once

#include "models/policy/policyreader.h"
#include "models/views/desk.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <functional>
#include <memory>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTabWidget;
class QTextBrowser;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class PolicyEditor;
class PolicyForm;
class ToneLabel;

class PolicyPage final : public Page
{
    Q_OBJECT
public:
    PolicyPage(views::Desk &desk, std::unique_ptr<Dialogs> dialogs, QWidget *parent = nullptr);
    ~PolicyPage() override;

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;

    void load(); ///< reads the policy in force anew; what is typed stays
    void edit();
    void openForm(const QString &key); ///< one of views::policyFormKeys()
    void openFile();
    /// To that section of the text; where it has none yet, the one that holds is put behind it to be changed.
    void goToSection(const QString &key);
    void loadPreset(const QString &key);
    void check();
    void goToProblem(int step); ///< 1 the next one, -1 the one before
    void adopt();               ///< asks first
    void tryOnQueue();          ///< what the text would do to the open tickets; changes nothing
    void revert();              ///< back to the text in force

signals:
    void adopted(); ///< another policy is in force now

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildEditor();
    QWidget *buildStarts();
    void show(const views::PolicyInForce &inForce);
    void showReading();
    QWidget *buildWays();
    void showText(); ///< to the text, in place of a form
    void showWay(int way);
    void putForm(const QByteArray &text); ///< what a form made of the text
    void setText(const QByteArray &text);
    void replaceText(const QByteArray &text, const QString &whence);
    bool isEdited() const;
    void typed();
    void showProblems();
    void jump(int row);
    void adoptNow(const QByteArray &yaml);
    void showTrial(const views::PolicyTrial &trial);
    /// Now, or once the policy in force is here: before, the text is none to be changed.
    void onceLoaded(std::function<void()> step);
    void showSection(const QString &key);
    void endTrial(); ///< what was said of the text holds no longer

    views::Desk &m_desk;
    std::unique_ptr<Dialogs> m_dialogs;
    DraftKeeper *m_draft = nullptr;
    views::PolicyInForce m_inForce;
    bool m_isLoaded = false;
    std::function<void()> m_onceLoaded;
    bool m_filling = false;
    bool m_isTrying = false;
    policy::ReadPolicy m_read;
    QTimer m_wait; ///< checks after a rest in typing
    QTabWidget *m_tabs = nullptr;
    QTextBrowser *m_reading = nullptr;
    QTabBar *m_ways = nullptr; ///< the text, and each form
    QStackedWidget *m_stack = nullptr;
    PolicyEditor *m_editor = nullptr;
    PolicyForm *m_form = nullptr;
    QListWidget *m_problems = nullptr;
    QListWidget *m_examples = nullptr; ///< of the trial: tickets that come to be breached or escalated
    ToneLabel *m_trialLine = nullptr;
    QString m_trialText; ///< of the text as it stands; empty where it was not tried to its end
    ToneLabel *m_state = nullptr;
    QPushButton *m_adopt = nullptr, *m_revert = nullptr, *m_try = nullptr;
};

} // namespace muster::ui
