// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the policy in a window over a desk in memory, with a person's hands.
#pragma once

#include "models/policy/policyreader.h"
#include "tests/support/windowhands.h"
#include "tests/ui/queue/fakeworld.h"
#include "ui/actions/actionregistry.h"
#include "ui/policy/policyeditor.h"
#include "ui/policy/policypage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QMainWindow>
#include <QTest>
#include <QTextBrowser>

namespace muster::test {

/// Answers at once with what the test says.
class ReadyDialogs final : public ui::Dialogs
{
public:
    struct Heard
    {
        bool yes = true;
        QString file;
        QStringList questions;
    };
    explicit ReadyDialogs(Heard &heard) : m_heard(heard) {}
    void confirm(const ui::Question &question, std::function<void(bool)> then) override
    {
        m_heard.questions += question.title + u'\n' + question.text;
        then(m_heard.yes);
    }
    void openFile(const ui::FileQuestion &, std::function<void(const QString &)> then) override
    {
        then(m_heard.file);
    }
    void saveFile(const ui::FileQuestion &, std::function<void(const QString &)> then) override { then({}); }

private:
    Heard &m_heard;
};

inline QByteArray playbook()
{
    return policy::presetText(QStringLiteral("playbook-p0-p3"));
}

struct PolicyFixture : WindowHands
{
    explicit PolicyFixture(ui::Mode mode = ui::Mode::Dark, QSize size = {1192, 748})
        : desk(plainPolicy(), worldTime())
    {
        ui::applyTheme(*qApp, mode);
        if (!desk.adoptPolicy(playbook()).takeResult())
            qFatal("the preset is wrong");
        open(size);
    }
    /// Another page over the same desk: what a new start of the program finds.
    void open(QSize size = {1192, 748})
    {
        window.reset();
        registry = std::make_unique<ui::ActionRegistry>();
        window = std::make_unique<QMainWindow>();
        page = new ui::PolicyPage(desk, std::make_unique<ReadyDialogs>(heard));
        window->setCentralWidget(page);
        page->registerActions(*registry);
        window->resize(size);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        page->takeFocus();
        QTRY_VERIFY(!editor()->toPlainText().isEmpty());
    }
    ui::PolicyEditor *editor() const { return part<ui::PolicyEditor>(QStringLiteral("policy.text")); }
    QListWidget *problems() const { return part<QListWidget>(QStringLiteral("policy.problems")); }
    QString state() const { return part<QLabel>(QStringLiteral("policy.state"))->text(); }
    QString reading() const { return part<QTextBrowser>(QStringLiteral("policy.reading"))->toPlainText(); }
    /// Puts `to` in place of the first `from`, as typing would.
    void replace(const QString &from, const QString &to) const
    {
        const qsizetype at = editor()->toPlainText().indexOf(from);
        QVERIFY(at >= 0);
        QTextCursor cursor = editor()->textCursor();
        cursor.setPosition(int(at));
        cursor.setPosition(int(at + from.size()), QTextCursor::KeepAnchor);
        cursor.insertText(to);
    }
    QWidget &inHand() const override { return *window; }

    FakeDesk desk;
    ReadyDialogs::Heard heard;
    std::unique_ptr<ui::ActionRegistry> registry;
    std::unique_ptr<QMainWindow> window;
    ui::PolicyPage *page = nullptr;
};

} // namespace muster::test
