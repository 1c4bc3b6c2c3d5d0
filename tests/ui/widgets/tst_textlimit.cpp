// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/textlimit.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster::ui;

class TestTextLimit final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void whatIsTypedBeyondItIsLeftOut()
    {
        QPlainTextEdit field;
        new TextLimit(&field, 5);
        QTest::keyClicks(&field, u"abcdefg"_s);
        QCOMPARE(field.toPlainText(), u"abcde"_s);
    }

    void aPasteIntoTheMiddleLeavesWhatStoodBehindIt()
    {
        QPlainTextEdit field;
        new TextLimit(&field, 10);
        field.setPlainText(u"begin end"_s);
        QTextCursor cursor = field.textCursor();
        cursor.setPosition(5);
        field.setTextCursor(cursor);
        QGuiApplication::clipboard()->setText(u"123456"_s);
        field.paste();
        QCOMPARE(field.toPlainText(), u"begin1 end"_s);
        QCOMPARE(field.textCursor().position(), 6);
        field.undo();
        QCOMPARE(field.toPlainText(), u"begin end"_s);
    }

    void aWholeTextIsCutAtItsEnd()
    {
        QPlainTextEdit field;
        new TextLimit(&field, 4);
        field.setPlainText(u"one\ntwo"_s);
        QCOMPARE(field.toPlainText(), u"one\n"_s);
    }

    void noHalfOfACharacterStays()
    {
        QPlainTextEdit field;
        new TextLimit(&field, 4);
        field.setPlainText(u"abc🦊"_s);
        QCOMPARE(field.toPlainText(), u"abc"_s);
    }
};

QTEST_MAIN(TestTextLimit)
#include "tst_textlimit.moc"
