// SPDX-License-Identifier: GPL-3.0-or-later
// The frame with the real queue in it: what the parts promise each other.
#include "models/policy/policyreader.h"
#include "tests/support/windowhands.h"
#include "tests/ui/queue/fakeworld.h"
#include "ui/actions/actionregistry.h"
#include "ui/customers/customerspage.h"
#include "ui/policy/policypage.h"
#include "ui/queue/queuepage.h"
#include "ui/shell/firststart.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/presetchoices.h"
#include "ui/shell/ticker.h"
#include "ui/shell/topbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/searchfield.h"

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

struct Whole
{
    FakeDesk desk{plainPolicy(), worldTime()};
    Ticker ticker{[this] { return desk.time; }};
    std::unique_ptr<MainWindow> window;
    QueuePage *queue = nullptr;

    explicit Whole(Mode mode, QSize size = {1280, 800})
    {
        fill(desk, 60);
        desk.settings.insert(u"preferences"_s, writePreferences({mode, true, true}));
        applyTheme(*qApp, mode);
        window = std::make_unique<MainWindow>(desk, ticker, QTimeZone("Europe/Berlin"),
                                              QDBusConnection(u"none"_s));
        queue = new QueuePage(desk);
        window->addPage(queue);
        window->addPage(new CustomersPage(desk));
        window->addPage(new PolicyPage(desk, std::make_unique<WindowDialogs>(window.get())));
        window->setPrimaryCommand(u"ticket.new"_s);
        window->restore();
        window->resize(size);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
        queue->load();
        window->showPage(u"queue"_s);
    }
    bool isLoaded() const { return queue->model().totalCount() > 0; }
};

} // namespace

class TestWholeWindow final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        loadFonts();
    }

    void shippedKeysDoNotConflict()
    {
        Whole whole(Mode::Dark);
        const ActionRegistry &registry = whole.window->registry();
        for (const ActionSpec &spec : registry.all()) {
            for (const QKeySequence &key : spec.keys)
                QVERIFY2(registry.conflicts(spec.id, key).isEmpty(),
                         qPrintable(u"%1 %2: %3"_s.arg(spec.id, key.toString(),
                                                       registry.conflicts(spec.id, key).join(u' '))));
        }
    }

    void everyCommandHasATextAGroupAndAnIconThatExists()
    {
        Whole whole(Mode::Dark);
        for (const ActionSpec &spec : whole.window->registry().all()) {
            QVERIFY2(!spec.text.isEmpty() && !spec.group.isEmpty(), qPrintable(spec.id));
            QVERIFY2(spec.icon.isEmpty() || !theme().icon(spec.icon).isNull(), qPrintable(spec.icon));
        }
    }

    void theShippedPresetsCanBeChosen()
    {
        const std::vector<PresetChoice> choices = presetChoices();
        QCOMPARE(qsizetype(choices.size()), policy::presetKeys().size());
        for (const PresetChoice &choice : choices)
            QVERIFY2(!choice.title.isEmpty() && choice.summary.contains(u'\n'), qPrintable(choice.key));
    }

    void theFirstPageHasRoomForTheShippedPresets_data() { theWholeWindowIsShown_data(); }
    void theFirstPageHasRoomForTheShippedPresets()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        Whole whole(mode, size);
        auto *first = new FirstStart("Europe/Berlin", presetChoices());
        whole.window->cover(first);
        QTRY_VERIFY(first->isVisible());
        take(whole, u"firststart"_s);
        const auto *start = first->findChild<QPushButton *>(u"firstStartAccept"_s);
        const QPoint foot = start->mapTo(whole.window.get(), start->rect().bottomRight());
        QVERIFY2(whole.window->rect().contains(foot), "the button to go on is out of sight");
        for (const QLabel *label : first->findChildren<QLabel *>())
            QVERIFY2(label->wordWrap() || label->sizeHint().width() <= label->width(),
                     qPrintable(label->text()));
    }

    void aSwitchOfThemeLooksLikeAStartInIt()
    {
        Whole fresh(Mode::Light);
        QTRY_VERIFY(fresh.isLoaded());
        fresh.queue->takeFocus();
        QTRY_VERIFY(fresh.queue->findChild<QWidget *>(u"queue.table"_s)->hasFocus());
        QCoreApplication::sendPostedEvents();
        const QImage started = fresh.window->grab().toImage();
        fresh.window.reset();
        Whole switched(Mode::Dark);
        QTRY_VERIFY(switched.isLoaded());
        switched.queue->takeFocus();
        switched.window->registry().trigger(u"window.theme"_s);
        QTRY_VERIFY(switched.queue->findChild<QWidget *>(u"queue.table"_s)->hasFocus());
        QCoreApplication::sendPostedEvents();
        const QImage after = switched.window->grab().toImage();
        if (const QString folder = qEnvironmentVariable("MUSTER_PICTURES"); !folder.isEmpty())
            QVERIFY(after.save(folder + u"/whole-switched.png"_s));
        QCOMPARE(after.size(), started.size());
        int differing = 0;
        for (int y = 0; y < after.height(); ++y) {
            for (int x = 0; x < after.width(); ++x)
                differing += after.pixel(x, y) != started.pixel(x, y) ? 1 : 0;
        }
        QVERIFY2(differing < 500, qPrintable(QString::number(differing))); // a cursor, a hover
    }

    void theWholeWindowIsShown_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QSize>("size");
        for (const auto &[name, mode] : {std::pair{"dark", Mode::Dark}, std::pair{"light", Mode::Light}}) {
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
                QTest::addRow("%s-%d", name, size.width()) << mode << size;
        }
    }
    void theWholeWindowIsShown()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        Whole whole(mode, size);
        QTRY_VERIFY(whole.isLoaded());
        QVERIFY(whole.queue->width() > size.width() * 3 / 4);
        take(whole, u"queue"_s);
        whole.window->registry().trigger(u"queue.next"_s);
        whole.window->registry().trigger(u"ticket.open"_s);
        auto *caseLabel = whole.queue->findChild<QLabel *>(u"ticket.case"_s);
        QTRY_VERIFY(caseLabel != nullptr && caseLabel->text().startsWith(u"MSTR-"_s));
        take(whole, u"ticket"_s);
        whole.window->registry().trigger(u"window.cheat_sheet"_s);
        take(whole, u"keys"_s);
        QTest::keyClick(whole.window->windowHandle(), Qt::Key_Escape);
        whole.window->registry().trigger(u"ticket.new"_s);
        auto *create = whole.queue->findChild<QWidget *>(u"intake.create"_s);
        QTRY_VERIFY(create != nullptr && create->isVisible());
        take(whole, u"intake"_s);
    }

private:
    static void take(const Whole &whole, const QString &name)
    {
        savePicture(*whole.window, u"whole-%1-%2"_s.arg(name, QString::fromLatin1(QTest::currentDataTag())));
    }
};

QTEST_MAIN(TestWholeWindow)
#include "tst_wholewindow.moc"
