// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actionregistry.h"

#include <QApplication>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace muster::ui;

namespace {

/// A window with a queue side, a ticket panel inside of it, and a form beside it.
struct Bench
{
    QMainWindow window;
    QWidget *queue = new QWidget;
    QWidget *ticket = new QWidget;
    QWidget *form = new QWidget;
    QWidget *fields = new QWidget;
    ActionRegistry registry;
    QStringList fired;

    Bench()
    {
        auto *root = new QWidget;
        auto *rows = new QVBoxLayout(root);
        auto *inner = new QVBoxLayout(queue);
        inner->addWidget(ticket);
        for (QWidget *widget : {queue, form, fields})
            rows->addWidget(widget);
        for (QWidget *widget : {queue, ticket, form})
            widget->setFocusPolicy(Qt::StrongFocus);
        new QVBoxLayout(fields);
        window.setCentralWidget(root);
        window.resize(600, 400);
    }

    void add(const QString &id, const QString &key, Scope scope, QWidget *context)
    {
        registry.add({id, id, u"Test"_s, {QKeySequence(key)}, scope, {}, {}}, context,
                     [this, id] { fired << id; });
    }
    void show()
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    /// Through the window, as a real key press comes, so that the shortcut map sees chords too.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(window.windowHandle(), key, modifiers);
    }
    void focus(QWidget *widget)
    {
        widget->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), widget);
    }
};

} // namespace

class TestActionRegistry final : public QObject
{
    Q_OBJECT
private slots:
    // The offscreen platform itself warns that it has no size hints to pass on.
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void aKeyRunsItsCommandOnce()
    {
        Bench bench;
        bench.add(u"go"_s, u"G"_s, Scope::Everywhere, &bench.window);
        bench.show();
        bench.focus(bench.form);
        bench.press(Qt::Key_G);
        QCOMPARE(bench.fired, QStringList{u"go"_s});
    }

    void enterPressesAFocusedButton()
    {
        Bench bench;
        auto *button = new QPushButton(u"Go"_s);
        button->setAutoDefault(false);
        auto *choice = new QRadioButton(u"This one"_s);
        QSignalSpy pressed(button, &QPushButton::clicked);
        bench.fields->layout()->addWidget(button);
        bench.fields->layout()->addWidget(choice);
        bench.show();
        bench.focus(button);
        bench.press(Qt::Key_Return);
        bench.press(Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(pressed.count(), 2);
        bench.press(Qt::Key_Return, Qt::ControlModifier); // that is another key
        QCOMPARE(pressed.count(), 2);
        bench.focus(choice);
        bench.press(Qt::Key_Return);
        QVERIFY(choice->isChecked());
    }

    void singleKeysNeverFireWhileATextFieldHasTheFocus_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"line", "text", "plain", "spin", "combo", "keys"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void singleKeysNeverFireWhileATextFieldHasTheFocus()
    {
        QFETCH(QString, kind);
        Bench bench;
        QWidget *field = makeField(kind);
        bench.fields->layout()->addWidget(field);
        for (const QString &key :
             {u"A"_s, u"?"_s, u"Space"_s, u"Return"_s, u"Del"_s, u"Down"_s, u"Shift+X"_s, u"7"_s})
            bench.add(u"bad."_s + key, key, Scope::Everywhere, &bench.window);
        bench.add(u"ctrl"_s, u"Ctrl+G"_s, Scope::Everywhere, &bench.window);
        bench.show();
        bench.focus(field);
        for (const auto key : {Qt::Key_A, Qt::Key_Question, Qt::Key_Space, Qt::Key_Return, Qt::Key_Delete,
                               Qt::Key_Down, Qt::Key_7})
            bench.press(key);
        bench.press(Qt::Key_X, Qt::ShiftModifier);
        QCOMPARE(bench.fired, QStringList());
        if (kind != u"keys"_s) {
            bench.press(Qt::Key_G, Qt::ControlModifier);
            QCOMPARE(bench.fired, QStringList{u"ctrl"_s});
        }
    }

    void escapeAndFunctionKeysWorkInATextField()
    {
        Bench bench;
        auto *field = new QLineEdit;
        bench.fields->layout()->addWidget(field);
        bench.add(u"back"_s, u"Esc"_s, Scope::Everywhere, &bench.window);
        bench.add(u"wall"_s, u"F11"_s, Scope::Everywhere, &bench.window);
        bench.show();
        bench.focus(field);
        bench.press(Qt::Key_Escape);
        bench.press(Qt::Key_F11);
        QCOMPARE(bench.fired, (QStringList{u"back"_s, u"wall"_s}));
    }

    void singleKeysWorkBesideAReadOnlyText()
    {
        Bench bench;
        auto *text = new QPlainTextEdit(u"a conversation"_s);
        text->setReadOnly(true);
        bench.fields->layout()->addWidget(text);
        bench.add(u"reply"_s, u"R"_s, Scope::Everywhere, &bench.window);
        bench.show();
        bench.focus(text);
        bench.press(Qt::Key_R);
        QCOMPARE(bench.fired, QStringList{u"reply"_s});
    }

    void theQueuesKeysFollowTheFocusAndAPagesHoldWhileItIsInFront()
    {
        Bench bench;
        bench.add(u"queue.mark"_s, u"X"_s, Scope::Queue, bench.queue);
        bench.add(u"form.save"_s, u"S"_s, Scope::Page, bench.form);
        bench.show();
        bench.focus(bench.form);
        bench.press(Qt::Key_X);
        bench.press(Qt::Key_S);
        bench.focus(bench.ticket); // inside the queue
        bench.press(Qt::Key_X);
        bench.press(Qt::Key_S); // wherever the focus went
        QCOMPARE(bench.fired, (QStringList{u"form.save"_s, u"queue.mark"_s, u"form.save"_s}));
        bench.form->hide();
        bench.press(Qt::Key_S);
        QCOMPARE(bench.fired.size(), 3);
        QVERIFY(bench.registry.isInFront(u"queue.mark"_s) && !bench.registry.isInFront(u"form.save"_s));
    }

    void everywhereIsAlsoWhereItsPageIsHidden()
    {
        Bench bench;
        bench.add(u"new"_s, u"Ctrl+N"_s, Scope::Everywhere, bench.ticket);
        bench.add(u"mark"_s, u"X"_s, Scope::Queue, bench.queue);
        bench.show();
        bench.queue->hide();
        bench.focus(bench.form);
        bench.press(Qt::Key_N, Qt::ControlModifier);
        bench.press(Qt::Key_X);
        QCOMPARE(bench.fired, QStringList{u"new"_s});
    }

    void anIdIsGivenOnce()
    {
        Bench bench;
        bench.add(u"go"_s, u"G"_s, Scope::Everywhere, &bench.window);
        bench.add(u"go"_s, u"H"_s, Scope::Everywhere, &bench.window);
        QCOMPARE(bench.registry.add({u"go"_s, u"go"_s, u"Test"_s, {}, Scope::Everywhere, {}, {}},
                                    &bench.window, [] {}),
                 nullptr);
        QCOMPARE(bench.registry.all().size(), size_t(1));
        QCOMPARE(bench.registry.keys(u"go"_s), QList<QKeySequence>{QKeySequence(u"G"_s)});
    }

    void aChordNeedsBothStrokesEvenInATextField()
    {
        Bench bench;
        auto *field = new QLineEdit;
        bench.fields->layout()->addWidget(field);
        bench.add(u"declare"_s, u"Ctrl+J, Ctrl+D"_s, Scope::Everywhere, &bench.window);
        bench.show();
        bench.focus(field);
        bench.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(bench.fired, QStringList());
        bench.press(Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(bench.fired, QStringList());
        bench.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(bench.fired, QStringList{u"declare"_s});
    }

    void conflictsAreFoundWhereContextsOverlap()
    {
        Bench bench;
        bench.add(u"all"_s, u"Ctrl+K"_s, Scope::Everywhere, &bench.window);
        bench.add(u"queue"_s, u"X"_s, Scope::Queue, bench.queue);
        bench.add(u"ticket"_s, u"T"_s, Scope::Page, bench.ticket);
        bench.add(u"form"_s, u"X"_s, Scope::Page, bench.form);
        const ActionRegistry &registry = bench.registry;
        QCOMPARE(registry.conflicts(u"queue"_s, QKeySequence(u"X"_s)), QStringList());
        QCOMPARE(registry.conflicts(u"ticket"_s, QKeySequence(u"X"_s)), QStringList{u"queue"_s});
        QCOMPARE(registry.conflicts(u"form"_s, QKeySequence(u"T"_s)), QStringList());
        QCOMPARE(registry.conflicts(u"all"_s, QKeySequence(u"X"_s)), (QStringList{u"queue"_s, u"form"_s}));
        QCOMPARE(registry.conflicts(u"form"_s, QKeySequence(u"Ctrl+K"_s)), QStringList{u"all"_s});
        QCOMPARE(registry.conflicts(u"form"_s, QKeySequence()), QStringList());
        QCOMPARE(registry.conflicts(u"nothing"_s, QKeySequence(u"X"_s)), QStringList());
    }

    void aKeyThatBeginsAChordIsAConflict()
    {
        Bench bench;
        bench.add(u"palette"_s, u"Ctrl+K"_s, Scope::Everywhere, &bench.window);
        bench.add(u"declare"_s, u"Ctrl+J, Ctrl+D"_s, Scope::Everywhere, &bench.window);
        QCOMPARE(bench.registry.conflicts(u"declare"_s, QKeySequence(u"Ctrl+K, Ctrl+D"_s)),
                 QStringList{u"palette"_s});
        QCOMPARE(bench.registry.conflicts(u"palette"_s, QKeySequence(u"Ctrl+J"_s)),
                 QStringList{u"declare"_s});
        QCOMPARE(bench.registry.conflicts(u"palette"_s, QKeySequence(u"Ctrl+D"_s)), QStringList());
    }

    void changedKeysWorkAndTheOldOnesDoNot()
    {
        Bench bench;
        bench.add(u"go"_s, u"G"_s, Scope::Everywhere, &bench.window);
        QSignalSpy spy(&bench.registry, &ActionRegistry::keysChanged);
        bench.registry.setKeys(u"go"_s, {QKeySequence(u"H"_s), QKeySequence(u"Ctrl+H"_s)});
        QCOMPARE(spy.count(), 1);
        QVERIFY(bench.registry.action(u"go"_s)->toolTip().contains(u"(H)"_s));
        bench.show();
        bench.focus(bench.form);
        bench.press(Qt::Key_G);
        bench.press(Qt::Key_H);
        bench.press(Qt::Key_H, Qt::ControlModifier);
        QCOMPARE(bench.fired, (QStringList{u"go"_s, u"go"_s}));
        bench.registry.resetKeys(u"go"_s);
        QCOMPARE(bench.registry.keys(u"go"_s), QList<QKeySequence>{QKeySequence(u"G"_s)});
        QCOMPARE(bench.registry.saveKeys(), QByteArray("{}"));
    }

    void changedKeysAreKeptAndComeBack()
    {
        QByteArray saved;
        {
            Bench bench;
            bench.add(u"a"_s, u"A"_s, Scope::Everywhere, &bench.window);
            bench.add(u"b"_s, u"B"_s, Scope::Everywhere, &bench.window);
            bench.registry.setKeys(u"a"_s, {QKeySequence(u"Ctrl+K, Ctrl+I"_s)});
            bench.registry.setKeys(u"b"_s, {});
            saved = bench.registry.saveKeys();
        }
        Bench bench;
        bench.add(u"a"_s, u"A"_s, Scope::Everywhere, &bench.window);
        bench.registry.loadKeys(saved);
        bench.add(u"b"_s, u"B"_s, Scope::Everywhere, &bench.window); // added after loading
        QCOMPARE(bench.registry.keys(u"a"_s), QList<QKeySequence>{QKeySequence(u"Ctrl+K, Ctrl+I"_s)});
        QVERIFY(bench.registry.keys(u"b"_s).isEmpty());
        QCOMPARE(bench.registry.saveKeys(), saved);
    }

    void damagedOrUnknownKeysAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("{\"go\": [");
        QTest::newRow("a list") << QByteArray("[1,2]");
        QTest::newRow("a text") << QByteArray(R"({"go":"H"})");
        QTest::newRow("a number") << QByteArray(R"({"go":[7]})");
        QTest::newRow("no such key") << QByteArray(R"({"go":["Hyperdrive"]})");
        QTest::newRow("unknown id") << QByteArray(R"({"gone":["H"]})");
    }
    void damagedOrUnknownKeysAreLeftOut()
    {
        QFETCH(QByteArray, json);
        Bench bench;
        bench.add(u"go"_s, u"G"_s, Scope::Everywhere, &bench.window);
        bench.registry.loadKeys(json);
        QCOMPARE(bench.registry.keys(u"go"_s), QList<QKeySequence>{QKeySequence(u"G"_s)});
        QCOMPARE(bench.registry.saveKeys(), QByteArray("{}"));
    }

    void triggerSaysWhetherItRan()
    {
        Bench bench;
        bench.add(u"go"_s, u"G"_s, Scope::Everywhere, &bench.window);
        QVERIFY(bench.registry.trigger(u"go"_s));
        bench.registry.action(u"go"_s)->setEnabled(false);
        QVERIFY(!bench.registry.trigger(u"go"_s));
        QVERIFY(!bench.registry.trigger(u"unknown"_s));
        QCOMPARE(bench.fired.size(), 1);
        QCOMPARE(bench.registry.all().size(), size_t(1));
        QVERIFY(bench.registry.spec(u"unknown"_s) == nullptr);
    }

private:
    static QWidget *makeField(const QString &kind)
    {
        if (kind == u"line"_s)
            return new QLineEdit;
        if (kind == u"text"_s)
            return new QTextEdit;
        if (kind == u"plain"_s)
            return new QPlainTextEdit;
        if (kind == u"spin"_s)
            return new QSpinBox;
        if (kind == u"keys"_s)
            return new QKeySequenceEdit;
        auto *combo = new QComboBox;
        combo->setEditable(true);
        return combo;
    }
};

QTEST_MAIN(TestActionRegistry)
#include "tst_actionregistry.moc"
