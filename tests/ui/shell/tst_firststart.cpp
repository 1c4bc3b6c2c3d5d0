// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/person.h"
#include "ui/shell/firststart.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ui;

class TestFirstStart final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        applyTheme(*qApp, Mode::Dark);
        m_page = std::make_unique<FirstStart>(
            "Europe/Berlin", std::vector<PresetChoice>{{u"one"_s, u"Playbook"_s, u"P0: 15m\nP1: 1h"_s},
                                                       {u"two"_s, u"Other"_s, u"P1: 30m"_s}});
        m_page->resize(1280, 800);
        m_page->show();
        m_page->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_COMPARE(QApplication::focusWidget(), part<QLineEdit>(u"firstName"_s));
    }
    void cleanup() { m_page.reset(); }

    void oneNameAndEnterIsEnough()
    {
        QSignalSpy accepted(m_page.get(), &FirstStart::accepted);
        QTest::keyClicks(QApplication::focusWidget(), u"  Ada   Okafor "_s);
        QTest::keyClick(m_page->windowHandle(), Qt::Key_Return);
        m_page->submit(); // a second Enter makes no second person
        QCOMPARE(accepted.count(), 1);
        const auto values = accepted.first().first().value<FirstStartValues>();
        QCOMPARE(values.name, u"Ada Okafor"_s);
        QCOMPARE(values.role, u"agent"_s);
        QCOMPARE(values.zone, u"Europe/Berlin"_s);
        QCOMPARE(values.preset, u"one"_s);
        QCOMPARE(values.hours[0], (std::vector<sla::WallInterval>{{9 * 60, 17 * 60}}));
        QVERIFY(values.hours[6].empty());
        QVERIFY(!values.loadSample);
    }

    void whatIsMissingIsNamedAndGetsTheFocus()
    {
        QSignalSpy accepted(m_page.get(), &FirstStart::accepted);
        part<QLineEdit>(u"firstEmail"_s)->setFocus();
        part<QPushButton>(u"firstStartAccept"_s)->click();
        QCOMPARE(accepted.count(), 0);
        QCOMPARE(QApplication::focusWidget(), part<QLineEdit>(u"firstName"_s));
        QVERIFY(!part<QLabel>(u"firstNameRemark"_s)->text().isEmpty());
    }

    void wrongHoursAreToldWhileTyping()
    {
        auto *hours = part<QLineEdit>(u"firstHours"_s);
        hours->setText(u"Mon 25:00–26:00"_s);
        QCOMPARE(part<QLabel>(u"firstHoursRemark"_s)->text(), FirstStart::hoursProblem(u"Mon 25:00–26:00"_s));
        QVERIFY(hours->property("wrong").toBool());
        hours->setText(u"Tue 08:00–12:00"_s);
        QVERIFY(!hours->property("wrong").toBool());
    }

    void zonesAndAddressesAreChecked()
    {
        QVERIFY(FirstStart::zoneProblem(u"Australia/Lord_Howe"_s).isEmpty());
        QVERIFY(!FirstStart::zoneProblem(u"Mars/Olympus"_s).isEmpty());
        QVERIFY(!FirstStart::zoneProblem({}).isEmpty());
        QVERIFY(!FirstStart::zoneProblem(u"Berl"_s).isEmpty()); // a zone for QTimeZone, not for people
        QVERIFY(FirstStart::zoneProblem(u" UTC "_s).isEmpty());
        QVERIFY(FirstStart::emailProblem({}).isEmpty());
        QVERIFY(FirstStart::emailProblem(u"a@b"_s).isEmpty());
        for (const QString &wrong : {u"a"_s, u"@b"_s, u"a@"_s, u"a@b@c"_s, u"a b@c"_s})
            QVERIFY2(!FirstStart::emailProblem(wrong).isEmpty(), qPrintable(wrong));
    }

    void allOfItIsReachedByTab()
    {
        QStringList reached;
        for (int i = 0; i < 12 && !reached.contains(u"firstStartAccept"_s); ++i) {
            reached.append(QApplication::focusWidget()->objectName());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(reached, (QStringList{u"firstName"_s, u"firstRole"_s, u"firstEmail"_s, u"firstZone"_s,
                                       u"firstHours"_s, u"firstPreset.one"_s, u"firstSample"_s,
                                       u"firstStartAccept"_s}));
    }

    void presetAndSampleAreTakenByKeys()
    {
        QSignalSpy accepted(m_page.get(), &FirstStart::accepted);
        part<QLineEdit>(u"firstName"_s)->setText(u"Bo"_s);
        part<QComboBox>(u"firstRole"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        part<QRadioButton>(u"firstPreset.one"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        part<QCheckBox>(u"firstSample"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        part<QPushButton>(u"firstStartAccept"_s)->setFocus();
        QTest::keyClick(m_page->windowHandle(), Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        const auto values = accepted.first().first().value<FirstStartValues>();
        QCOMPARE(values.role, u"lead"_s);
        QCOMPARE(values.preset, u"two"_s);
        QVERIFY(values.loadSample);
    }

    void ctrlEnterStartsFromEverywhere()
    {
        QSignalSpy accepted(m_page.get(), &FirstStart::accepted);
        part<QLineEdit>(u"firstName"_s)->setText(u"Bo"_s);
        part<QRadioButton>(u"firstPreset.one"_s)->setFocus();
        QTest::keyClick(m_page->windowHandle(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(accepted.count(), 1);
    }

    void everyFieldHasAName()
    {
        for (const QString &name :
             {u"firstName"_s, u"firstRole"_s, u"firstEmail"_s, u"firstZone"_s, u"firstHours"_s})
            QVERIFY2(!part<QWidget>(name)->accessibleName().isEmpty(), qPrintable(name));
    }

private:
    template <typename T> T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (found == nullptr)
            qFatal("%s is not there", qPrintable(name));
        return found;
    }

    std::unique_ptr<FirstStart> m_page;
};

QTEST_MAIN(TestFirstStart)
#include "tst_firststart.moc"
