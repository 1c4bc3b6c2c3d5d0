// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rules in the window, by keys alone over a real file: what each waits for, what it did and why,
// and from there to the matter itself; it holds up with none, some and a year of firings.
#include "models/automation/fired.h"
#include "tests/app/notificationhands.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTextBrowser>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// As a rule that tells asks, so many minutes ago.
NewFact toldBefore(const RealConsole &it, int minutes)
{
    const TicketId ticket = it.console.queue->model().rowAt(0)->id;
    notify::Wish wish;
    wish.cause = u"sla_breached:%1:%2"_s.arg(ticket.toString()).arg(minutes);
    wish.occasion = u"sla_breached"_s;
    wish.at = it.clock.now() - std::chrono::minutes(minutes);
    wish.title = u"First response missed: run %1"_s.arg(minutes);
    wish.text = u"It was due at %1. Policy 1."_s.arg(toRfc3339(wish.at));
    wish.aboutKind = u"ticket"_s;
    wish.about = idCast<SubjectId>(ticket);
    return notify::asked(wish, toDesk());
}

void fire(const RealConsole &it, std::vector<NewFact> facts)
{
    writeNotifications(it, std::move(facts));
    it.console.ruling->look();
}

const views::RuleModel &rules(const RealConsole &it)
{
    return it.console.rulesPage->rules();
}
const views::FiringModel &firings(const RealConsole &it)
{
    return it.console.rulesPage->firings();
}

int rowOf(const RealConsole &it, const QString &rule)
{
    const auto &lines = rules(it).values();
    return int(std::ranges::find(lines, rule, &views::RuleLine::key) - lines.begin());
}

void toRules(const RealConsole &it)
{
    it.press(Qt::Key_9, Qt::ControlModifier);
    QTRY_COMPARE(it.console.window->currentPage(), it.console.rulesPage);
    QTRY_VERIFY(rules(it).rowCount() > 10);
    it.console.window->focusPage();
}

/// Down to that rule by the keyboard.
void choose(const RealConsole &it, const QString &rule)
{
    auto *list = it.part<QListView>(u"rules.list"_s);
    it.press(Qt::Key_Home);
    for (int row = rowOf(it, rule); list->currentIndex().row() < row;)
        it.press(Qt::Key_J);
    QTRY_COMPARE(rules(it).values().at(size_t(list->currentIndex().row())).key, rule);
}

} // namespace

class TestRulesWindow final : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleStandsThereAndSaysWhatItWaitsFor()
    {
        const RealConsole it(kOneTicket);
        toRules(it);
        QTRY_VERIFY(it.part<QWidget>(u"rules.empty"_s)->isVisible());
        QVERIFY(!it.part<QPushButton>(u"rules.open"_s)->isEnabled());
        QVERIFY(it.part<QLabel>(u"rules.acting"_s)->text().contains(u"This console acts"_s));
        choose(it, u"escalation:sla_breach"_s);
        QVERIFY(it.part<QLabel>(u"rules.about"_s)->text().contains(u"A promised time"_s));
        it.takeWhole(u"rules-empty"_s);
        choose(it, u"assignment"_s); // off in the preset, and says where it is switched on
        QVERIFY(
            it.part<QLabel>(u"rules.about"_s)->text().startsWith(u"Off: the policy's section assignment"_s));
    }

    void whatARuleDoesComesInByItselfWithWhy()
    {
        RealConsole it(kOneTicket);
        toRules(it);
        it.clock.advance(std::chrono::hours(26)); // the ticket was to be answered long before
        it.console.rules->lookSoon();
        QTRY_VERIFY_WITH_TIMEOUT(rules(it).values().at(0).figures.day > 0, 15'000);
        const auto &lines = rules(it).values();
        const auto raising = std::ranges::find_if(lines, [](const views::RuleLine &line) {
            return !line.key.isEmpty() && line.figures.last &&
                   line.figures.last->deed == views::RuleFiring::Deed::Raised;
        });
        QVERIFY(raising != lines.end());
        choose(it, QString(raising->key));
        QTRY_VERIFY(firings(it).rowCount() > 0);
        QTRY_COMPARE(firings(it).values().at(0).deed, views::RuleFiring::Deed::Raised);
        it.takeWhole(u"rules-some"_s);
        const views::RuleFiring firing = firings(it).values().at(0);
        const QString text = it.part<QTextBrowser>(u"rules.text"_s)->toPlainText();
        QVERIFY2(text.contains(firing.explanation) && text.contains(firing.caseNumber), qPrintable(text));
        it.press(Qt::Key_Return); // to what it did
        QTRY_VERIFY(it.part<QListView>(u"rules.firings"_s)->hasFocus());
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.escalations);
    }

    void whatWasToldIsFoundInTheLog()
    {
        const RealConsole it(kOneTicket);
        fire(it, {toldBefore(it, 5), toldBefore(it, 9)});
        toRules(it);
        choose(it, u"telling:sla_breached"_s);
        QTRY_COMPARE(firings(it).rowCount(), 2);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.part<QListView>(u"rules.firings"_s)->hasFocus());
        it.press(Qt::Key_J);
        const SubjectId meant = firings(it).values().at(1).notification;
        it.console.notifying->look();
        QTRY_COMPARE(it.console.notifications->model().rowCount(), 2);
        it.press(Qt::Key_D);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.notifications);
        const int row = it.part<QListView>(u"notify.list"_s)->currentIndex().row();
        QCOMPARE(it.console.notifications->model().values().at(size_t(row)).notification->id, meant);
    }

    void wordsNarrowBothLists()
    {
        const RealConsole it(kOneTicket);
        fire(it, {toldBefore(it, 5), toldBefore(it, 9)});
        toRules(it);
        QTRY_COMPARE(firings(it).rowCount(), 2); // of every rule
        it.press(Qt::Key_Slash);
        it.type(u"security"_s);
        QTRY_COMPARE(rules(it).rowCount(), 2);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.part<QListView>(u"rules.list"_s)->hasFocus());
        it.press(Qt::Key_Home);
        QTRY_COMPARE(firings(it).rowCount(), 2);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.part<QListView>(u"rules.firings"_s)->hasFocus());
        it.press(Qt::Key_Slash);
        it.type(u"run 9"_s);
        QTRY_COMPARE(firings(it).rowCount(), 1);
        it.type(u"x"_s);
        QTRY_VERIFY(it.part<QWidget>(u"rules.empty"_s)->isVisible());
    }

    void aYearOfFiringsIsReadInPieces()
    {
        RealConsole it(kOneTicket);
        std::vector<NewFact> facts;
        facts.reserve(5'000);
        for (int i = 0; i < 5'000; ++i)
            facts.push_back(toldBefore(it, i * 100 + 5));
        fire(it, std::move(facts));
        toRules(it);
        QTRY_COMPARE(firings(it).rowCount(), views::RulesDesk::kAtOnce);
        QTRY_COMPARE(rules(it).values().at(0).figures.week, 101);
        it.press(Qt::Key_O);
        QTRY_COMPARE(firings(it).rowCount(), 2 * views::RulesDesk::kAtOnce);
        it.takeWhole(u"rules-overfull"_s);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        it.console.window->resize(1920, 1080);
        QTest::qWait(50);
        it.takeWhole(u"rules-overfull-light-large"_s);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        // What comes in does not throw away what was read.
        fire(it, {toldBefore(it, 1)});
        QTRY_COMPARE(firings(it).values().at(0).title, u"First response missed: run 1"_s);
        QVERIFY(firings(it).rowCount() >= 2 * views::RulesDesk::kAtOnce);
    }
};

QTEST_MAIN(TestRulesWindow)
#include "tst_rules_window.moc"
