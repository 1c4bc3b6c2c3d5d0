// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ui;

class TestWidgets final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        applyTheme(*qApp, Mode::Dark);
        m_window = std::make_unique<QWidget>();
        m_column = new QVBoxLayout(m_window.get());
        m_start = new QPushButton(u"start"_s);
        m_column->addWidget(m_start);
        m_window->resize(700, 400);
    }
    void cleanup() { m_window.reset(); }

    void theGravestNoticeStandsInFront()
    {
        auto *bar = add(new NoticeBar);
        bar->post({NoticeLevel::Error, u"The disk is full."_s, {}, {}});
        bar->post({NoticeLevel::Info, u"The clock was set."_s, {}, {}});
        QCOMPARE(bar->sentence(), u"The disk is full."_s);
        QCOMPARE(bar->count(), 2);
        bar->dismiss();
        QCOMPARE(bar->sentence(), u"The clock was set."_s);
        bar->dismiss();
        QVERIFY(!bar->isVisible());
        bar->dismiss();
    }

    void theSameNoticeIsShownOnce()
    {
        auto *bar = add(new NoticeBar);
        for (int i = 0; i < 100; ++i)
            bar->post({NoticeLevel::Error, u"The disk is full."_s, {}, {}});
        QCOMPARE(bar->count(), 1);
        bar->post({NoticeLevel::Error, u"one"_s, {}, {}, u"key"_s});
        bar->post({NoticeLevel::Error, u"two"_s, {}, {}, u"key"_s});
        QCOMPARE(bar->count(), 2);
        QCOMPARE(bar->sentence(), u"two"_s);
        bar->dismiss();
        QCOMPARE(bar->count(), 1);
        for (int i = 0; i < 100; ++i)
            bar->post({NoticeLevel::Info, QString::number(i), {}, {}});
        QVERIFY(bar->count() <= 20);
        QCOMPARE(bar->sentence(), u"The disk is full."_s); // the flood has not washed away the error
    }

    void theNextStepRunsOnceAndItsNoticeGoes()
    {
        auto *bar = add(new NoticeBar);
        int run = 0;
        bar->post({NoticeLevel::Warning, u"14 rows were left out."_s, u"Show them"_s, [&] { ++run; }});
        part<QPushButton>(bar, u"noticeStep"_s)->click();
        QCOMPARE(run, 1);
        QVERIFY(!bar->isVisible());
        bar->runStep();
        QCOMPARE(run, 1);
    }

    void noticesDoNotTakeTheFocus()
    {
        auto *bar = add(new NoticeBar);
        m_start->setFocus();
        bar->post({NoticeLevel::Error, u"The disk is full."_s, u"Retry"_s, [] {}});
        QCOMPARE(m_window->focusWidget(), m_start);
    }

    void aToastGoesAwayByItself()
    {
        add(new QWidget);
        Toast toast(m_window.get());
        toast.showText(
            u"12 tickets closed"_s, [] {}, 1);
        QVERIFY(toast.isVisible());
        QTRY_VERIFY(!toast.isVisible());
    }

    void aToastStaysWhileItsButtonHasTheFocus()
    {
        add(new QWidget);
        Toast toast(m_window.get());
        int undone = 0;
        toast.showText(
            u"12 tickets closed"_s, [&] { ++undone; }, 1);
        m_start->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), m_start);
        auto *button = toast.findChild<QPushButton *>(u"toastUndo"_s);
        button->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), button);
        QTest::qWait(20); // past its time
        QVERIFY(toast.isVisible());
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(undone, 1);
        QVERIFY(!toast.isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), m_start); // back where it was
    }

    void aNewToastTakesThePlaceOfTheOldOne()
    {
        add(new QWidget);
        Toast toast(m_window.get());
        int first = 0, second = 0;
        toast.showText(u"one"_s, [&] { ++first; });
        toast.showText(u"two"_s, [&] { ++second; });
        toast.undo();
        QCOMPARE(first, 0);
        QCOMPARE(second, 1);
        toast.showText(u"three"_s);
        QVERIFY(!toast.findChild<QPushButton *>(u"toastUndo"_s)->isVisible());
        toast.showText(QString(u'x').repeated(400) + u" end"_s);
        QVERIFY(toast.geometry().left() >= 0 && toast.geometry().right() < m_window->width());
    }

    void searchTellsEachChangeOnceAndEscapeClearsThenLeaves()
    {
        auto *field = add(new SearchField(u"Search"_s));
        m_start->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), m_start);
        field->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), field);
        QSignalSpy changed(field, &SearchField::searchChanged);
        QSignalSpy confirmed(field, &SearchField::confirmed);
        QSignalSpy left(field, &SearchField::left);
        QTest::keyClicks(field, u"ab"_s);
        QCOMPARE(changed.count(), 2);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(confirmed.count(), 1);
        QCOMPARE(changed.count(), 2);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(field->text(), QString());
        QCOMPARE(left.count(), 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
        QTRY_COMPARE(QApplication::focusWidget(), m_start);
    }

    void searchRestsBeforeItTellsAndEnterDoesNotWait()
    {
        auto *field = add(new SearchField(u"Search"_s, 60'000));
        QSignalSpy changed(field, &SearchField::searchChanged);
        field->setText(u"abc"_s);
        QCOMPARE(changed.count(), 0);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(changed.count(), 1);
        field->clear(); // an emptied field is told at once
        QCOMPARE(changed.count(), 2);
    }

    void aLongNameIsElidedAndStillSpoken()
    {
        auto *label = add(new ElidedLabel(u"A very long customer name that does not fit\ninto its column"_s));
        label->setFixedWidth(80);
        QVERIFY(label->isElided());
        QVERIFY(!label->accessibleName().contains(u'\n'));
        QVERIFY(label->minimumSizeHint().width() < 60);
    }

    void aChipIsALabelUnlessItIsMadeClickable()
    {
        auto *chip = add(new ChipLabel(u"R&D"_s, u"amber"_s));
        QCOMPARE(chip->accessibleName(), u"R&D"_s);
        QCOMPARE(chip->focusPolicy(), Qt::NoFocus);
        chip->setClickable(true);
        QSignalSpy clicked(chip, &ChipLabel::clicked);
        QTest::keyClick(chip, Qt::Key_Return);
        QTest::keyClick(chip, Qt::Key_Space);
        QCOMPARE(clicked.count(), 2);
    }

    void clocksShowUtcAndLocalTime_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("text");
        QTest::newRow("UTC") << QByteArray("UTC") << u"14:05:22 UTC"_s;
        QTest::newRow("UTC by another name") << QByteArray("Etc/UTC") << u"14:05:22 UTC"_s;
        QTest::newRow("London in winter") << QByteArray("Europe/London") << u"14:05:22 UTC"_s;
        QTest::newRow("Berlin") << QByteArray("Europe/Berlin") << u"14:05:22 UTC · 15:05:22 CET"_s;
        QTest::newRow("the next day") << QByteArray("Asia/Tokyo") << u"14:05:22 UTC · 23:05:22 JST"_s;
    }
    void clocksShowUtcAndLocalTime()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, text);
        ClockLabel label{QTimeZone(zone)};
        label.setNow(parseRfc3339(u"2026-11-21T14:05:22.700Z").value());
        QCOMPARE(label.text(), text);
        const QString spoken = label.accessibleName();
        QVERIFY(spoken.startsWith(u"14:05 UTC"_s));
        label.setNow(parseRfc3339(u"2026-11-21T14:05:59Z").value());
        QCOMPARE(label.accessibleName(), spoken); // spoken once a minute, not each second
    }

    void aClockKeepsItsWidthWhileSecondsPass()
    {
        ClockLabel label{QTimeZone("Europe/Berlin")};
        label.setNow(parseRfc3339(u"2026-11-21T14:00:00Z").value());
        const QSize before = label.sizeHint();
        label.setNow(parseRfc3339(u"2026-11-21T11:11:11Z").value());
        QCOMPARE(label.sizeHint(), before);
    }

    void anEmptyStateOffersItsSteps()
    {
        auto *state = add(new EmptyState(u"inbox"_s, u"No tickets yet"_s, u"Bring some in."_s));
        int run = 0;
        state->addStep(u"Import"_s, u"stepImport"_s, [&] { ++run; });
        state->addStep(u"New ticket"_s, u"stepNew"_s, [] {});
        part<QPushButton>(state, u"stepImport"_s)->click();
        QCOMPARE(run, 1);
        QCOMPARE(part<QPushButton>(state, u"stepImport"_s)->property("kind").toString(), u"primary"_s);
        state->clearSteps();
        QVERIFY(state->findChildren<QPushButton *>().isEmpty());
    }

private:
    template <typename T> T *add(T *widget)
    {
        m_column->addWidget(widget);
        m_window->show();
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qFatal("the window does not become active");
        return widget;
    }
    template <typename T> static T *part(const QWidget *of, const QString &name)
    {
        T *found = of->findChild<T *>(name);
        if (found == nullptr)
            qFatal("%s is not there", qPrintable(name));
        return found;
    }

    std::unique_ptr<QWidget> m_window;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_start = nullptr;
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
