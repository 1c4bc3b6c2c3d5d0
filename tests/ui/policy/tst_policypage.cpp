// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the policy, worked by keys over a desk in memory.
#include "models/policy/policyreader.h"
#include "models/policy/sections.h"
#include "tests/ui/policy/policyhands.h"
#include "ui/policy/policytext.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryFile>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

class TestPolicyPage final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void thePolicyInForceIsReadAndNotDecoded()
    {
        PolicyFixture it;
        const QString page = it.reading();
        for (const QString &part : {u"Playbook P0–P3"_s, u"The customer cannot use the product at all."_s,
                                    u"1 hour (goal 30 min)"_s, u"no target"_s, u"every 30 min"_s,
                                    u"Mon–Fri 09:00–17:30, Europe/Berlin"_s,
                                    u"At risk from 75 % of a target on (the middle one of 50 %, 75 %, 90 %"_s,
                                    u"Alert the technical lead"_s})
            QVERIFY2(page.contains(part), qPrintable(part));
        QVERIFY(!page.contains(u"muster_policy"_s));
        QCOMPARE(it.state(), u"This is the policy in force."_s);
        QVERIFY(!it.part<QPushButton>(u"policy.adoptButton"_s)->isEnabled());
    }

    void aTextIsTriedOnTheQueueBeforeItIsAdopted()
    {
        PolicyFixture it;
        it.press(Qt::Key_E);
        const auto *line = it.part<QLabel>(u"policy.trial"_s);
        it.press(Qt::Key_T, Qt::ControlModifier); // the text in force: nothing to try
        QVERIFY(it.desk.triedPolicies.isEmpty());
        it.replace(u"after: "_s, u"after:  "_s);
        it.press(Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(it.desk.triedPolicies, QByteArrayList{it.editor()->toPlainText().toUtf8()});

        views::PolicyTrial trial;
        trial.total = 214;
        trial.clocks.tickets = 100;
        emit it.desk.policyTried(trial);
        QCOMPARE(line->text(), u"Trying it on the open tickets: 100 of 214"_s);
        trial.clocks = {214, 14, 0, 13, 1, 2};
        trial.escalations = 6;
        trial.limitsPassed = 1;
        trial.limits = QStringList{u"Limit passed by it: Old, 12 of 40 open tickets; the limit is 10."_s};
        trial.examples = {u"MSTR-7F3K-0042: Resolution: breached"_s};
        trial.isDone = true;
        emit it.desk.policyTried(trial);
        QVERIFY2(line->text().startsWith(u"14 of 214 tickets change: 13 due times later"_s),
                 qPrintable(line->text()));
        QVERIFY(line->text().contains(u"6 escalations would fire."_s));
        QVERIFY(line->isVisible() && it.part<QListWidget>(u"policy.examples"_s)->isVisible());
        QCOMPARE(it.part<QListWidget>(u"policy.examples"_s)->item(0)->text(), trial.limits.constFirst());
        QVERIFY(line->text().contains(u"1 more limit of the queue would be passed."_s));
        it.take(u"policy-trial"_s);
        it.heard.yes = false;
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(it.heard.questions.constLast().contains(u"6 escalations would fire."_s));
        QVERIFY(it.heard.questions.constLast().contains(trial.limits.constFirst()));

        it.replace(u"after:  "_s, u"after:   "_s); // another text: what was said holds no longer
        QVERIFY(!line->isVisible());
        QVERIFY(!it.part<QListWidget>(u"policy.examples"_s)->isVisible());
    }

    void everyMistakeIsListedWithItsPlaceAndEnterGoesThere()
    {
        PolicyFixture it;
        it.press(Qt::Key_E);
        QCOMPARE(it.focus(), it.editor());
        it.replace(u"zone: Europe/Berlin"_s, u"zone: Europe/Berlim"_s);
        it.replace(u"first_response: {sla: 1h, slo: 30m}"_s, u"first_response: {sla: 1hour, slo: 30m}"_s);
        QTRY_COMPARE(it.problems()->count(), 2);
        QVERIFY(it.state().startsWith(u"2 mistakes"_s));
        QVERIFY(!it.part<QPushButton>(u"policy.adoptButton"_s)->isEnabled());
        const QString text = it.editor()->toPlainText();
        const qsizetype zone = text.left(text.indexOf(u"Europe/Berlim"_s)).count(u'\n') + 1;
        const qsizetype target = text.left(text.indexOf(u"1hour"_s)).count(u'\n') + 1;
        QVERIFY(it.problems()->item(0)->text().startsWith(u"Line %1, column"_s.arg(zone)));
        it.press(Qt::Key_F8);
        QCOMPARE(it.editor()->textCursor().blockNumber() + 1, int(zone));
        it.press(Qt::Key_F8);
        QCOMPARE(it.editor()->textCursor().blockNumber() + 1, int(target));
        it.problems()->setFocus();
        it.problems()->setCurrentRow(0);
        it.press(Qt::Key_Return);
        QCOMPARE(it.focus(), it.editor());
        QCOMPARE(it.editor()->textCursor().blockNumber() + 1, int(zone));
        it.press(Qt::Key_Return, Qt::ControlModifier); // a wrong one is not even asked about
        QVERIFY(it.heard.questions.isEmpty());
        QCOMPARE(it.desk.policyText, playbook());
    }

    void adoptingSaysWhatChangesAndThatOpenTicketsKeepTheirs()
    {
        PolicyFixture it;
        it.press(Qt::Key_E);
        it.replace(u"resolution: {sla: 4h, slo: 3h}"_s, u"resolution: {sla: 6h, slo: 3h}"_s);
        it.heard.yes = false;
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(it.heard.questions.size(), 1);
        QVERIFY(it.heard.questions[0].contains(u"Open tickets stay bound"_s));
        QVERIFY(it.heard.questions[0].contains(
            u"P0, resolution: 4 hours (goal 3 hours) → 6 hours (goal 3 hours)"_s));
        QCOMPARE(it.desk.policyText, playbook());
        it.heard.yes = true;
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(it.desk.policyText.contains("sla: 6h"));
        QTRY_VERIFY(it.reading().contains(u"6 hours (goal 3 hours)"_s));
        QTRY_COMPARE(it.state(), u"This is the policy in force."_s);
        QCOMPARE(it.part<QTabWidget>(u"policy.tabs"_s)->currentIndex(), 0);
        QVERIFY(it.desk.setting(u"draft/policy"_s).isEmpty());
    }

    void aDraftSurvivesANewStart()
    {
        PolicyFixture it;
        it.press(Qt::Key_E);
        it.replace(u"sla: 4h"_s, u"sla: 5h"_s);
        const QString typed = it.editor()->toPlainText();
        it.open();
        QCOMPARE(it.editor()->toPlainText(), typed);
        QVERIFY(it.state().contains(u"kept as a draft"_s));
        QVERIFY(it.registry->trigger(u"policy.revert"_s));
        QCOMPARE(it.editor()->toPlainText().toUtf8(), playbook());
        it.open();
        QCOMPARE(it.editor()->toPlainText().toUtf8(), playbook());
    }

    void aPresetOrAFileIsAStartAndADraftIsAskedAbout()
    {
        PolicyFixture it;
        QVERIFY(it.registry->trigger(u"policy.preset.handbook-p1-p4"_s));
        QCOMPARE(it.editor()->toPlainText().toUtf8(), policy::presetText(u"handbook-p1-p4"_s));
        QVERIFY(it.heard.questions.isEmpty()); // nothing was typed that could be lost
        it.heard.yes = false;
        QVERIFY(it.registry->trigger(u"policy.preset.playbook-p0-p3"_s));
        QCOMPARE(it.heard.questions.size(), 1);
        QCOMPARE(it.editor()->toPlainText().toUtf8(), policy::presetText(u"handbook-p1-p4"_s));
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("muster_policy: 1\nkey: [\n");
        file.flush();
        it.heard.yes = true;
        it.heard.file = file.fileName();
        it.press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(it.editor()->toPlainText(), u"muster_policy: 1\nkey: [\n"_s);
        QVERIFY(it.problems()->count() > 0);
        it.press(Qt::Key_Z, Qt::ControlModifier); // brings the former text back
        QCOMPARE(it.editor()->toPlainText().toUtf8(), policy::presetText(u"handbook-p1-p4"_s));
    }

    void aPolicyFromElsewhereLeavesTheDraftAlone()
    {
        PolicyFixture it;
        it.press(Qt::Key_E);
        it.replace(u"sla: 4h"_s, u"sla: 5h"_s);
        const QString typed = it.editor()->toPlainText();
        QVERIFY(it.desk.adoptPolicy(policy::presetText(u"handbook-p1-p4"_s)).takeResult());
        QTRY_VERIFY(it.reading().contains(u"Handbook"_s));
        QCOMPARE(it.editor()->toPlainText(), typed);
    }

    void whatDiffersIsTold()
    {
        const auto read = [](const QByteArray &yaml) { return *policy::readPolicy(yaml, u"p"_s).policy; };
        const policy::Policy before = read(playbook());
        QVERIFY(policyChanges(before, before).isEmpty());
        policy::Policy after = before;
        after.priorities.pop_back();
        after.warnPercents = {80};
        after.priorities[0].cadence.reset();
        after.calendars[u"office"_s].holidays.clear();
        QCOMPARE(policyChanges(before, after),
                 (QStringList{u"P0, telling the customer: every 30 min → none"_s, u"P3 Low is gone"_s,
                              u"Warnings: 50 %, 75 %, 90 % → 80 %"_s,
                              u"Calendar office has other hours or holidays"_s}));
    }

    void whatTheSectionsSayIsReadToo()
    {
        PolicyFixture it;
        const QString text = it.reading();
        for (const QString &part :
             {u"Levels of escalation"_s, u"Which situation goes where"_s, u"What escalates by itself"_s,
              u"Who gets a ticket"_s, u"Limits of queues"_s, u"Who is told"_s,
              u"Without an owner: more than 15 tickets without an owner"_s, u"Enterprise"_s})
            QVERIFY2(text.contains(part), qPrintable(part));
    }

    void whatDiffersInASectionIsTold()
    {
        const policy::Policy before = *policy::readPolicy(playbook(), u"p"_s).policy;
        policy::Policy after = before;
        after.thresholds.limits[0].above = 40;
        after.assignment.most = 7;
        after.escalation.triggers.pop_back();
        const policy::EscalationLevel &level = before.escalation.levels.front();
        after.escalation.levels[0].respond = sla::Target{sla::Target::Kind::RoundTheClock, 60'000, {}};
        const QStringList changes = policyChanges(before, after);
        const auto says = [&](const QString &start, const QString &part) {
            return std::ranges::any_of(
                changes, [&](const QString &line) { return line.startsWith(start) && line.contains(part); });
        };
        QVERIFY(says(u"Limit: now"_s, u"more than 40"_s) && says(u"Limit: no longer"_s, u"more than 15"_s));
        QVERIFY(says(u"Assignment: now"_s, u"at most 7"_s));
        QVERIFY(says(u"Escalates by itself: no longer"_s, before.escalation.triggers.back().name));
        QVERIFY(says(u"Level: now"_s, level.name + u", answers within 1 min"_s));
    }

    void aSectionIsAddedAsItHoldsAndFoundAgain()
    {
        PolicyFixture it;
        QVERIFY(it.registry->trigger(u"policy.section.thresholds"_s));
        const int line = it.editor()->textCursor().blockNumber();
        QCOMPARE(it.editor()->textCursor().block().text(), u"thresholds:"_s);
        QVERIFY(it.editor()->toPlainText().contains(u"  limits:\n    - {key: unassigned"_s));
        QVERIFY2(it.problems()->count() == 0, qPrintable(it.state()));
        const QString whole = it.editor()->toPlainText();
        it.editor()->goTo(1, 1);
        QVERIFY(it.registry->trigger(u"policy.section.thresholds"_s));
        QCOMPARE(it.editor()->textCursor().blockNumber(), line);
        QCOMPARE(it.editor()->toPlainText(), whole);
        it.replace(u"above: 15"_s, u"above: 40"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(it.reading().contains(u"more than 40 tickets without an owner"_s));
        QVERIFY(it.heard.questions.join(u'\n').contains(u"more than 40"_s));
    }

    void aSectionThatIsAskedForBeforeThePageWasSeenKeepsTheDraft()
    {
        PolicyFixture it;
        it.replace(u"title: Playbook P0"_s, u"title: Ours P0"_s);
        QTRY_VERIFY(!it.desk.setting(u"draft/policy"_s).isEmpty() ||
                    it.editor()->toPlainText().contains(u"Ours"_s));
        it.page->hide(); // the draft is kept at the latest now
        QTRY_VERIFY(it.desk.setting(u"draft/policy"_s).contains("Ours P0"));
        it.window->hide();
        PolicyPage unseen(it.desk, std::make_unique<ReadyDialogs>(it.heard));
        QSignalSpy raised(&unseen, &PolicyPage::raiseWanted);
        unseen.goToSection(u"credits"_s);
        auto *editor = unseen.findChild<PolicyEditor *>(u"policy.text"_s);
        QTRY_VERIFY(editor->toPlainText().contains(u"\ncredits:\n"_s));
        QVERIFY(editor->toPlainText().contains(u"Ours P0"_s));
        QVERIFY(editor->toPlainText().contains(u"priorities:"_s));
        QCOMPARE(raised.count(), 1);
    }

    void everySectionHoldsAsItShips()
    {
        const policy::Policy plain = *policy::readPolicy(playbook(), u"p"_s).policy;
        for (const QString &key : policy::sectionKeys()) {
            const QByteArray text = playbook() + '\n' + policy::sectionText(key);
            QVERIFY2(policy::lineOfSection(text, key) > 1, qPrintable(key));
            const policy::ReadPolicy read = policy::readPolicy(text, key);
            QVERIFY2(read.policy && read.problems.empty(), qPrintable(key));
            QVERIFY2(*read.policy == plain, qPrintable(key));
        }
        QVERIFY(policy::sectionText(u"nonsense"_s).isEmpty());
        QCOMPARE(policy::lineOfSection("a: 1\ncredits:\n", u"credits"_s), 2);
        QCOMPARE(policy::lineOfSection("a: credits:\n", u"credits"_s), 0);
    }

    void itIsShown_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QSize>("size");
        for (const auto &[name, mode] : {std::pair{"dark", Mode::Dark}, std::pair{"light", Mode::Light}}) {
            for (const QSize size : {QSize(1192, 748), QSize(1832, 1028)})
                QTest::addRow("%s-%d", name, size.width()) << mode << size;
        }
    }
    void itIsShown()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        PolicyFixture it(mode, size);
        it.takeWhole(u"policy-reading-"_s + tag);
        auto *reading = it.part<QTextBrowser>(u"policy.reading"_s);
        reading->verticalScrollBar()->setValue(reading->verticalScrollBar()->maximum());
        it.takeWhole(u"policy-sections-"_s + tag);
        reading->verticalScrollBar()->setValue(reading->verticalScrollBar()->maximum() * 2 / 3);
        it.takeWhole(u"policy-matrix-"_s + tag);
        it.press(Qt::Key_E);
        it.takeWhole(u"policy-edit-"_s + tag);
        it.replace(u"zone: Europe/Berlin"_s, u"zone: Europe/Berlim"_s);
        it.replace(u"{sla: 1h, slo: 30m}"_s, u"{sla: 1hour, slo: 30m}"_s);
        it.replace(u"key: starter"_s, u"kye: starter"_s);
        QTRY_VERIFY(it.problems()->count() >= 3);
        it.press(Qt::Key_F8);
        QVERIFY(it.problems()->isVisible());
        it.takeWhole(u"policy-mistakes-"_s + tag);
    }
};

QTEST_MAIN(TestPolicyPage)
#include "tst_policypage.moc"
