// SPDX-License-Identifier: GPL-3.0-or-later
// Palette, cheat sheet and key editor: all by keyboard.
#include "tests/ui/shell/fakeshell.h"
#include "ui/shell/cheatsheet.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/keyeditor.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

namespace {

/// Answers when told to, so that a test can be late.
class LateTickets final : public PaletteProvider
{
public:
    QString heading() const override { return u"Tickets"_s; }
    void find(const QString &text, int, std::function<void(std::vector<PaletteItem>)> then) override
    {
        asked << text;
        waiting.push_back(std::move(then));
    }
    void answer(size_t index, const QString &subject)
    {
        waiting[index](
            {{subject, u"MSTR-7F3K-0042"_s, u"inbox"_s, {}, [this, subject] { opened << subject; }, 0}});
    }
    QStringList asked, opened;
    std::vector<std::function<void(std::vector<PaletteItem>)>> waiting;
};

QStringList titles(const PaletteModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (const PaletteItem *item = model.itemAt(row))
            all << item->title;
    }
    return all;
}

} // namespace

class TestShellKeys final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        applyTheme(*qApp, Mode::Dark);
    }

    void thePaletteRunsACommandAndGivesTheFocusBack()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.queue->field->setFocus();
        shell.press(Qt::Key_K, Qt::ControlModifier);
        auto &palette = shell.window.commandPalette();
        QVERIFY(palette.isOpen());
        QTRY_COMPARE(QApplication::focusWidget(), shell.part<QWidget>(u"paletteField"_s));
        shell.type(u"new pol"_s);
        QCOMPARE(titles(palette.model()).value(0), u"New policy"_s);
        shell.press(Qt::Key_Return);
        QCOMPARE(shell.policy->made, 1);
        QVERIFY(!palette.isOpen());
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->field);
    }

    void escapeClosesThePaletteAndGivesTheFocusBack()
    {
        SettingsDesk desk;
        Shell shell(desk);
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->list);
        shell.registry().trigger(u"window.palette"_s);
        shell.type(u"quit"_s);
        shell.press(Qt::Key_Escape);
        QVERIFY(!shell.window.commandPalette().isOpen());
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->list);
        QVERIFY(shell.window.isVisible());
    }

    void thePaletteShowsKeysAndMovesByArrows()
    {
        SettingsDesk desk;
        Shell shell(desk);
        QAbstractItemModelTester tester(shell.part<QListView>(u"paletteList"_s)->model());
        shell.registry().trigger(u"window.palette"_s);
        auto *list = shell.part<QListView>(u"paletteList"_s);
        shell.type(u"go to"_s);
        QCOMPARE(titles(shell.window.commandPalette().model()).mid(0, 2),
                 (QStringList{u"Go to Queue"_s, u"Go to Policy"_s}));
        QCOMPARE(list->currentIndex().data(PaletteModel::KeysRole).toString(), u"Ctrl+1"_s);
        shell.press(Qt::Key_Up); // the heading is no stop
        QCOMPARE(list->currentIndex().data().toString(), u"Go to Queue"_s);
        shell.press(Qt::Key_Down);
        shell.press(Qt::Key_Return);
        QCOMPARE(shell.window.currentPage(), shell.policy);
    }

    void disabledCommandsAreNotOffered()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.registry().action(u"queue.drop"_s)->setEnabled(false);
        shell.registry().trigger(u"window.palette"_s);
        QVERIFY(!titles(shell.window.commandPalette().model()).contains(u"Drop queue"_s));
        QVERIFY(titles(shell.window.commandPalette().model()).contains(u"Drop policy"_s));
    }

    void whatWasUsedLastStandsFirstAlsoAfterARestart()
    {
        SettingsDesk desk;
        {
            Shell shell(desk);
            shell.registry().trigger(u"window.palette"_s);
            shell.type(u"drop policy"_s);
            shell.press(Qt::Key_Return);
            QCOMPARE(shell.policy->dropped, 1);
        }
        Shell again(desk);
        again.registry().trigger(u"window.palette"_s);
        QCOMPARE(titles(again.window.commandPalette().model()).value(0), u"Drop policy"_s);
    }

    void ticketsAreFoundAndALateAnswerIsDropped()
    {
        SettingsDesk desk;
        LateTickets tickets;
        Shell shell(desk);
        auto &palette = shell.window.commandPalette();
        palette.addProvider(&tickets);
        shell.registry().trigger(u"window.palette"_s);
        shell.type(u"zz"_s);
        QCOMPARE(tickets.asked, (QStringList{u"z"_s, u"zz"_s}));
        QVERIFY(shell.part<QLabel>(u"paletteNothing"_s)->isVisible());
        tickets.answer(0, u"an answer to z"_s);
        QCOMPARE(titles(palette.model()), QStringList());
        tickets.answer(1, u"Pizza oven offline"_s);
        QCOMPARE(titles(palette.model()), QStringList{u"Pizza oven offline"_s});
        shell.press(Qt::Key_Return);
        QCOMPARE(tickets.opened, QStringList{u"Pizza oven offline"_s});
    }

    void noCommandBeneathThePaletteAnswers()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.registry().trigger(u"window.cheat_sheet"_s);
        auto *sheet = shell.part<CheatSheet>(u"cheatSheet"_s);
        QVERIFY(sheet->isOpen());
        shell.press(Qt::Key_N);
        shell.press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(shell.queue->made, 0);
        QCOMPARE(shell.window.currentPage(), shell.queue);
        for (int i = 0; i < 8; ++i) {
            shell.press(Qt::Key_Tab);
            QVERIFY(sheet->isAncestorOf(QApplication::focusWidget()));
        }
        shell.press(Qt::Key_Question);
        QVERIFY(!sheet->isOpen());
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->list);
    }

    void theCheatSheetListsWhatHasAKeyByScope()
    {
        SettingsDesk desk;
        Shell shell(desk);
        const std::vector<CheatSection> sections = cheatSections(shell.registry());
        QCOMPARE(sections.front().scope, scopeTitle(Scope::Queue)); // the page in front
        QVERIFY(std::ranges::any_of(
            sections, [](const auto &section) { return section.scope == scopeTitle(Scope::Everywhere); }));
        QCOMPARE(sections.back(), (CheatSection{scopeTitle(Scope::Queue),
                                                u"Policy"_s,
                                                {{u"New policy"_s, u"N"_s}, {u"Drop policy"_s, u"D"_s}}}));
        shell.registry().setKeys(u"policy.new"_s, {});
        QCOMPARE(cheatSections(shell.registry()).back().lines.size(), size_t(1));
    }

    void questionMarkIsTypedIntoAField()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.queue->field->setFocus();
        shell.type(u"n?"_s);
        QCOMPARE(shell.queue->field->text(), u"n?"_s);
        QCOMPARE(shell.queue->made, 0);
        QVERIFY(!shell.part<CheatSheet>(u"cheatSheet"_s)->isOpen());
    }

    void aKeyIsChangedByKeyboardAloneAndKept()
    {
        SettingsDesk desk;
        {
            Shell shell(desk);
            shell.registry().trigger(u"window.keys"_s);
            shell.type(u"drop queue"_s);
            QCOMPARE(shell.part<KeyEditor>(u"keyEditor"_s)->currentId(), u"queue.drop"_s);
            shell.press(Qt::Key_Return); // to the list
            shell.press(Qt::Key_Return); // to the recorder
            QTRY_COMPARE(QApplication::focusWidget(), shell.part<QWidget>(u"keysRecorder"_s));
            shell.press(Qt::Key_U, Qt::ControlModifier);
            QTRY_COMPARE(QApplication::focusWidget(), shell.part<QWidget>(u"keysTake"_s));
            shell.press(Qt::Key_Return);
            QCOMPARE(shell.registry().keys(u"queue.drop"_s), QList<QKeySequence>{QKeySequence(u"Ctrl+U"_s)});
            shell.press(Qt::Key_Escape);
            QVERIFY(!shell.part<KeyEditor>(u"keyEditor"_s)->isOpen());
        }
        Shell again(desk);
        again.queue->list->setFocus();
        again.press(Qt::Key_D);
        QCOMPARE(again.queue->dropped, 0);
        again.press(Qt::Key_U, Qt::ControlModifier);
        QCOMPARE(again.queue->dropped, 1);
    }

    void aConflictIsShownBeforeTheKeyIsTakenAway()
    {
        SettingsDesk desk;
        Shell shell(desk);
        ActionRegistry &registry = shell.registry();
        registry.trigger(u"window.keys"_s);
        shell.type(u"drop queue"_s);
        auto *recorder = shell.part<QKeySequenceEdit>(u"keysRecorder"_s);
        recorder->setKeySequence(QKeySequence(u"N"_s));
        QVERIFY(shell.part<QLabel>(u"keysConflict"_s)->text().startsWith(u"New queue "_s));
        QCOMPARE(registry.keys(u"queue.new"_s).size(), 1);
        shell.part<QPushButton>(u"keysTake"_s)->click();
        QVERIFY(registry.keys(u"queue.new"_s).isEmpty());
        QCOMPARE(registry.keys(u"policy.new"_s).size(), 1); // another page's N is no conflict
        QCOMPARE(registry.keys(u"queue.drop"_s), QList<QKeySequence>{QKeySequence(u"N"_s)});
        shell.part<QPushButton>(u"keysResetAll"_s)->click();
        QCOMPARE(registry.keys(u"queue.new"_s), QList<QKeySequence>{QKeySequence(u"N"_s)});
        QCOMPARE(registry.saveKeys(), QByteArray("{}"));
    }

    void twoCommandsOnOneKeyAreMarkedInTheList()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.registry().setKeys(u"queue.drop"_s, {QKeySequence(u"N"_s)});
        shell.registry().trigger(u"window.keys"_s);
        auto *table = shell.part<QTableView>(u"keysTable"_s);
        QAbstractItemModelTester tester(table->model());
        const auto *model = qobject_cast<const KeysModel *>(table->model());
        QCOMPARE(model->index(model->rowOf(u"queue.drop"_s), KeysModel::Remark).data().toString(),
                 u"Conflicts with New queue"_s);
        shell.type(u"no such thing"_s);
        QCOMPARE(model->rowCount(), 0);
        QVERIFY(!shell.part<QPushButton>(u"keysReset"_s)->isEnabled());
    }
};

QTEST_MAIN(TestShellKeys)
#include "tst_shellkeys.moc"
