// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keys of a war room lead, which incident and which person stand in front, and the wallboard.
#include "tests/app/warroomhands.h"
#include "ui/widgets/elidedlabel.h"

#include <QLineEdit>
#include <QPushButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

class TestWarRoomKeys : public QObject
{
    Q_OBJECT

private slots:
    void oneStrokeOfTheChordDoesNothing()
    {
        RealConsole it(kOutageTickets);
        QTRY_VERIFY(it.console.window->findChild<QWidget *>(u"declare"_s) != nullptr);
        it.press(Qt::Key_D, Qt::ControlModifier);
        it.press(Qt::Key_Escape);
        QVERIFY(!it.part<QWidget>(u"declare"_s)->isVisible());
    }

    void theWallboardShowsWhatIsDueAndSaysWhenItIsOld()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        QTRY_COMPARE(it.console.queue->countOf(u"all"_s), 3);
        it.press(Qt::Key_F11);
        ui::Wallboard &wall = *it.console.wallboard;
        QVERIFY(wall.isVisible());
        wall.resize(1920, 1080);
        const QString told = wall.accessibleDescription();
        QVERIFY2(told.contains(u"SEV-1 Checkout is down"_s) && told.contains(u"2 roles empty"_s),
                 qPrintable(told));
        QVERIFY2(told.contains(u"All open: 3"_s), qPrintable(told));
        QVERIFY(!told.contains(u"Acme"_s) && !told.contains(u"Sam"_s)); // no names on a shared screen
        const auto take = [&wall](const QString &name) {
            const QString folder = qEnvironmentVariable("MUSTER_PICTURES");
            if (!folder.isEmpty())
                QVERIFY(wall.grab().save(folder + u'/' + name + u".png"_s));
        };
        take(u"wallboard"_s);
        incident::FieldsChanged longer;
        longer.title = u"Checkout is down in every region and nobody can pay by card or invoice"_s;
        it.waitFor(it.console.incidents->submit({room(it).current(), longer, std::nullopt}));
        QTRY_COMPARE(state(it).title, *longer.title);
        it.clock.advance(std::chrono::seconds(1));
        room(it).tick(it.clock.now());
        take(u"wallboard-long-title"_s);
        QVERIFY(!wall.isOld());
        wall.setOldAfter(0);
        QTRY_VERIFY(wall.isOld());
        take(u"wallboard-old"_s);
        QTest::keyClick(&wall, Qt::Key_Escape);
        QVERIFY(!wall.isVisible());
    }

    void keysOfTheRoomHoldWhereverTheFocusWent()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        it.part<QPushButton>(u"primaryButton"_s)->setFocus();
        it.press(Qt::Key_T);
        QVERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
    }

    void everyKeyBelongsToOneCommand()
    {
        RealConsole it(kOutageTickets);
        const ui::ActionRegistry &registry = it.console.window->registry();
        const auto specs = registry.all();
        QVERIFY(specs.size() > 80);
        for (const ui::ActionSpec &spec : specs) {
            for (const QKeySequence &key : spec.keys)
                QVERIFY2(registry.conflicts(spec.id, key).isEmpty(),
                         qPrintable(spec.id + u": "_s + registry.conflicts(spec.id, key).join(u", "_s)));
        }
    }

    void aPersonWhoComesIsKnownAtOnce()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        people::PersonChanged ada;
        ada.name = u"Ada Byron"_s;
        ada.role = u"lead"_s;
        const PersonId her = it.waitFor(it.console.desk->savePerson(std::nullopt, ada));
        it.press(Qt::Key_3, Qt::ControlModifier); // where people are written down
        it.press(Qt::Key_2, Qt::ControlModifier);
        QTest::qWait(100);
        write(it, u"/role comms_lead Ada"_s);
        QTRY_COMPARE(incident::holderOf(state(it), u"comms_lead"_s), her);
    }

    void theIncidentThatWasInFrontIsInFrontAgain()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        const IncidentId first = room(it).current();
        it.clock.advance(std::chrono::minutes(1));
        declare(it, u"Search is slow"_s);
        QTRY_VERIFY(room(it).current() != first);
        const IncidentId second = room(it).current();
        QCOMPARE(state(it).id, first); // which comes first in the order of the chips
        it.reopen();
        QTRY_COMPARE(room(it).current(), second);
    }

    void theFirstStrokeOfTheChordSaysWhatTheSecondDoes()
    {
        RealConsole it(kOutageTickets);
        QTRY_VERIFY(it.console.window->findChild<QWidget *>(u"declare"_s) != nullptr);
        auto *hint = it.part<ui::ElidedLabel>(u"keysHint"_s);
        const QString before = hint->text();
        it.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(hint->text(), u"Ctrl+D once more: Declare an incident"_s);
        it.take(u"chord-begun"_s);
        it.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(it.part<QWidget>(u"declare"_s)->isVisible());
        QCOMPARE(hint->text(), before);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_D, Qt::ControlModifier);
        it.press(Qt::Key_J); // another key ends it, too
        QCOMPARE(hint->text(), before);
    }
};

QTEST_MAIN(TestWarRoomKeys)
#include "tst_warroom_keys.moc"
