// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"

#include <QApplication>
#include <QDialog>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace muster::ui;

class TestDialogs final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        applyTheme(*qApp, Mode::Dark);
        m_window = std::make_unique<QWidget>();
        m_window->resize(600, 400);
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void enterMeansYesAndEscapeNo_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<bool>("dangerous");
        QTest::addColumn<bool>("yes");
        QTest::newRow("enter") << Qt::Key_Return << false << true;
        QTest::newRow("escape") << Qt::Key_Escape << false << false;
        QTest::newRow("enter on something dangerous") << Qt::Key_Return << true << false;
    }
    void enterMeansYesAndEscapeNo()
    {
        QFETCH(Qt::Key, key);
        QFETCH(bool, dangerous);
        QFETCH(bool, yes);
        WindowDialogs dialogs(m_window.get());
        std::optional<bool> answer;
        Question question{
            u"Close 12 tickets?"_s, u"They leave the queue."_s, {}, u"Close"_s, u"Keep"_s, dangerous};
        dialogs.confirm(question, [&](bool said) { answer = said; });
        QVERIFY(!answer); // nothing waits: the call is back before the person has answered
        auto *box = m_window->findChild<QMessageBox *>(u"confirmDialog"_s);
        QVERIFY(box != nullptr);
        QTRY_VERIFY(box->isVisible());
        QTest::keyClick(box, key);
        QTRY_VERIFY(answer.has_value());
        QCOMPARE(*answer, yes);
        QTRY_VERIFY(m_window->findChild<QMessageBox *>() == nullptr);
    }

    void turningBackFromAFileGivesNoPath()
    {
        WindowDialogs dialogs(m_window.get());
        std::optional<QString> path;
        dialogs.openFile({u"Import tickets"_s, QDir::tempPath(), u"Tables (*.csv)"_s, {}},
                         [&](const QString &chosen) { path = chosen; });
        auto *dialog = m_window->findChild<QDialog *>(u"fileDialog"_s);
        QVERIFY(dialog != nullptr);
        dialog->reject();
        QTRY_VERIFY(path.has_value());
        QVERIFY(path->isEmpty());
    }

private:
    std::unique_ptr<QWidget> m_window;
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
