// SPDX-License-Identifier: GPL-3.0-or-later
// Shows each part of the frame in both themes and two sizes, holds that no text is cut, and leaves pictures
// in the folder named by MUSTER_PICTURES where it is set.
#include "tests/support/windowhands.h"
#include "tests/ui/shell/fakeshell.h"
#include "ui/shell/firststart.h"
#include "ui/shell/incidentstrip.h"
#include "ui/shell/rail.h"
#include "ui/shell/topbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

namespace {

void fill(Shell &shell)
{
    shell.window.setPrimaryCommand(u"queue.new"_s);
    shell.window.topBar().search().show();
    emit shell.queue->badgeChanged(12, true);
    emit shell.policy->badgeChanged(3, false);
    shell.window.setStatus(u"1,284 open · 12 breached · 31 at risk · 40 paused"_s);
    shell.window.incidents().setChips(
        {{u"1"_s, u"SEV1 Checkout returns 502 · update in 04:12"_s, u"red"_s, u"warroom"_s},
         {u"2"_s, u"SEV3 Reports are late · update in 41:09"_s, u"amber"_s, u"warroom"_s}});
}

} // namespace

class TestShellPictures final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        loadFonts();
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QSize>("size");
        for (const auto &[name, mode] : {std::pair{"dark", Mode::Dark}, std::pair{"light", Mode::Light}}) {
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
                QTest::addRow("%s-%d", name, size.width()) << mode << size;
        }
    }
    void nothingIsCut()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        applyTheme(*qApp, mode);
        SettingsDesk desk;
        desk.settings.insert(u"preferences"_s, writePreferences({mode, true, true}));
        Shell shell(desk);
        shell.window.resize(size);
        fill(shell);
        shell.window.post(NoticeLevel::Error, u"The disk is full. Everything entered so far is safe."_s,
                          u"queue.new"_s);
        shell.window.toast().showText(u"12 tickets closed"_s, [] {});
        take(shell.window, u"frame"_s);
        shell.window.notices().dismiss();
        shell.window.post(NoticeLevel::Warning, u"The import left out 14 rows."_s, u"queue.drop"_s);
        shell.window.post(NoticeLevel::Info, u"The clock went 3 hours ahead."_s);
        shell.window.toast().hide();
        shell.registry().trigger(u"window.palette"_s);
        shell.type(u"t"_s);
        take(shell.window, u"palette"_s);
        shell.press(Qt::Key_Escape);
        shell.registry().trigger(u"window.cheat_sheet"_s);
        take(shell.window, u"cheatsheet"_s);
        shell.press(Qt::Key_Escape);
        shell.registry().setKeys(u"queue.drop"_s, {QKeySequence(u"N"_s)});
        shell.registry().trigger(u"window.keys"_s);
        take(shell.window, u"keys"_s);
        shell.press(Qt::Key_Escape);
    }

    void theFirstPageIsNotCut_data() { nothingIsCut_data(); }
    void theFirstPageIsNotCut()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        applyTheme(*qApp, mode);
        SettingsDesk desk;
        desk.settings.insert(u"preferences"_s, writePreferences({mode, true, true}));
        Shell shell(desk);
        shell.window.resize(size);
        const QString p0 =
            u"P0 Critical: first response 15m, resolution 4h\nP1 High: first response 1h, "
            "resolution 8h\nP2 Normal: first response 4bh, resolution 3bd\nP3 Low: first response 1bd"_s;
        auto *first = new FirstStart(
            "Europe/Berlin", {{u"a"_s, u"Playbook P0 to P3"_s, p0}, {u"b"_s, u"Tiered P1 to P4"_s, p0}});
        shell.window.cover(first);
        QTRY_VERIFY(first->isVisible());
        first->findChild<QLineEdit *>(u"firstHours"_s)->setText(u"Mon 25:00"_s);
        take(shell.window, u"firststart"_s);
    }

private:
    static void take(MainWindow &window, const QString &name)
    {
        savePicture(window, u"shell-%1-%2"_s.arg(name, QString::fromLatin1(QTest::currentDataTag())));
        const QStringList cut = cutTexts(window);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u" | "_s)));
    }
};

QTEST_MAIN(TestShellPictures)
#include "tst_shellpictures.moc"
