// SPDX-License-Identifier: GPL-3.0-or-later
// The package: filled from values and nothing else, complete or not, as Markdown and for a chat; the words to
// our people and to the customer, the brief; where a ticket could go.
#include "models/escalation/messages.h"
#include "models/escalation/paths.h"
#include "models/policy/incidentreader.h"
#include "tests/models/escalation/escalationworld.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;
using std::chrono::hours;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-20T14:30:00Z");

QString timeText(Instant at)
{
    return comms::clockText(at, {kNow, {}});
}

CaseValues values()
{
    CaseValues made;
    made.caseNumber = u"MSTR-7F3K-0042"_s;
    made.subject = u"Nightly sync fails"_s;
    made.impact = u"No new orders in the warehouse"_s;
    made.environment = u"EU, version 4.17"_s;
    made.stepsToReproduce = u"Start the sync\nWait a minute"_s;
    made.customer = u"Initech"_s;
    made.tier = u"Enterprise"_s;
    made.arr = customer::Money{25'000'000, u"USD"_s};
    made.contactName = u"Dana Wells"_s;
    made.churnRisk = customer::ChurnRisk::Medium;
    made.createdAt = kNow - hours(72);
    made.clocks = {{sla::ClockKind::FirstResponse, sla::ClockState::Met, kNow - hours(70)},
                   {sla::ClockKind::Resolution, sla::ClockState::Breached, kNow - hours(48)}};
    made.lastReplyAt = kNow - hours(5);
    made.lastReply = u"We are still looking."_s;
    made.tried = {{u"Restarted the sync"_s, u"fails again after a minute"_s}};
    made.otherCustomers = {u"Umbrella"_s};
    made.reports = 3;
    made.links = {u"MSTR-7F3K-0031"_s};
    return made;
}

PackageWritten filled(const CaseValues &of)
{
    return prefill(policy::shippedEscalation().package, of, u"high"_s, kNow, timeText);
}

QString textOf(const PackageWritten &package, const char *section)
{
    const auto found = package.texts.find(QString::fromLatin1(section));
    return found == package.texts.end() ? QString() : found->second;
}

MessageFrame frameOf(const CaseValues &of)
{
    return {policy::shippedEscalation(), of,
            [](PersonId person) { return person.isNull() ? QString() : u"Ada Moreno"_s; }, timeText};
}

bool hasKind(const std::vector<comms::Finding> &findings, comms::FindingKind kind)
{
    return std::ranges::find(findings, kind, &comms::Finding::kind) != findings.end();
}

} // namespace

class TestPackage final : public QObject
{
    Q_OBJECT

private slots:
    void itIsFilledFromTheTicket()
    {
        const PackageWritten made = filled(values());
        QCOMPARE(textOf(made, "summary"), u"Nightly sync fails"_s);
        QCOMPARE(textOf(made, "affected_customers"), u"2: Initech, Umbrella"_s);
        QCOMPARE(textOf(made, "operational_effect"), u"No new orders in the warehouse"_s);
        QCOMPARE(textOf(made, "revenue_exposure"), u"USD 250,000 a year"_s);
        QVERIFY(textOf(made, "sla_position").startsWith(u"First response kept"_s));
        QVERIFY(textOf(made, "sla_position").contains(u"resolution missed"_s));
        QCOMPARE(textOf(made, "contractual"), u"Promised and missed: resolution"_s);
        QVERIFY(textOf(made, "duration").contains(u"3 days"_s));
        QVERIFY(textOf(made, "breadth").contains(u"Reported 3 times"_s));
        QCOMPARE(textOf(made, "environment"), u"EU, version 4.17"_s);
        QVERIFY(textOf(made, "last_update").contains(u"still looking"_s));
        QVERIFY(textOf(made, "customer_context").contains(u"risk of leaving: medium"_s));
        QCOMPARE(textOf(made, "references"), u"MSTR-7F3K-0042\nMSTR-7F3K-0031"_s);
        QCOMPARE(textOf(made, "revenue"), u"USD 250,000 a year"_s);
        QCOMPARE(made.tried, values().tried);
        QCOMPARE(made.severity, u"high"_s);
    }

    void whatIsNotKnownStaysOpen()
    {
        const PackageWritten made = filled({});
        QVERIFY(made.texts.empty());
        QVERIFY(made.tried.empty() && !made.deadline);
    }

    void sectionsThatARuleDoesNotHaveAreLeftOut()
    {
        policy::PackageRules rules = policy::shippedEscalation().package;
        std::erase_if(rules.sections, [](const auto &section) { return section.key == u"revenue_exposure"; });
        QVERIFY(!prefill(rules, values(), {}, kNow, timeText).texts.contains(u"revenue_exposure"_s));
    }

    void sixDimensionsMeasureTheImpact()
    {
        QStringList names;
        for (const policy::PackageSection &section : policy::shippedEscalation().package.sections) {
            if (section.isDimension)
                names += section.key;
        }
        QCOMPARE(names, (QStringList{u"breadth"_s, u"depth"_s, u"duration"_s, u"revenue"_s, u"reputation"_s,
                                     u"contractual"_s}));
    }

    void whatWasTriedIsReadFromNotes()
    {
        const auto tried =
            triedIn(u"Looked into it.\n- restarted the sync -> fails again\n2) new token → same\n"
                    "-> nothing before\nnothing behind =>"_s);
        QCOMPARE(tried.size(), size_t(2));
        QCOMPARE(tried[0], (Tried{u"restarted the sync"_s, u"fails again"_s}));
        QCOMPARE(tried[1].outcome, u"same"_s);
    }

    void whatIsTypedLineByLineIsReadAsWhatWasTried()
    {
        const std::vector<Tried> tried{{u"restarted the sync"_s, u"fails again"_s}, {u"500 retries"_s, {}}};
        QCOMPARE(triedText(tried), u"restarted the sync -> fails again\n500 retries"_s);
        QCOMPARE(triedLines(triedText(tried)), tried);
        QCOMPARE(triedLines(u"2) new token →\n\n  • cleared => the cache"_s),
                 (std::vector<Tried>{{u"new token"_s, {}}, {u"cleared"_s, u"the cache"_s}}));
    }

    void bringingItUpToDateTouchesOnlyWhatIsEmptyOrComputed()
    {
        PackageWritten written;
        written.severity = u"critical"_s;
        written.texts = {{u"operational_effect"_s, u"Mine"_s}, {u"sla_position"_s, u"Old"_s}};
        const PackageWritten made = refilled(written, filled(values()));
        QCOMPARE(textOf(made, "operational_effect"), u"Mine"_s);
        QCOMPARE(made.severity, u"critical"_s);
        QVERIFY(textOf(made, "sla_position").contains(u"resolution missed"_s));
        QCOMPARE(textOf(made, "environment"), u"EU, version 4.17"_s);
        QCOMPARE(made.tried, values().tried);
    }

    void whatIsMissingIsNamedForEachPath_data()
    {
        QTest::addColumn<QString>("path");
        for (const policy::EscalationPath &path : policy::shippedEscalation().paths)
            QTest::newRow(qPrintable(path.key)) << path.key;
    }
    void whatIsMissingIsNamedForEachPath()
    {
        QFETCH(QString, path);
        const policy::EscalationRules &rules = policy::shippedEscalation();
        const Completeness empty = completeness({}, rules, path);
        QCOMPARE(empty.filled, 0);
        for (const QString &section : rules.path(path)->contents) {
            const auto lack = std::ranges::find(empty.missing, section, &MissingSection::section);
            QVERIFY2(lack != empty.missing.end(), qPrintable(section));
            QVERIFY(lack->what.contains(rules.package.section(section)->name));
        }
        EscalationWorld world;
        const Completeness full = completeness(world.fullPackage(path), rules, path);
        QVERIFY2(full.isComplete(), full.missing.empty() ? "" : qPrintable(full.missing.front().what));
        QCOMPARE(full.filled, full.wanted);
        QCOMPARE(full.wanted, empty.wanted);
    }

    void halfAnAnswerIsNone()
    {
        const policy::EscalationRules &rules = policy::shippedEscalation();
        EscalationWorld world;
        PackageWritten package = world.fullPackage(u"engineering"_s);
        package.texts[u"narrative"_s] = u"[What is happening]"_s;
        package.tried.push_back({u"Another token"_s, {}});
        const Completeness result = completeness(package, rules, u"engineering"_s);
        QCOMPARE(result.missing.size(), size_t(2));
        QVERIFY(result.missing[1].what.contains(u"came of it"_s));
    }

    void markdownHasEverySectionInOrder()
    {
        const policy::EscalationRules &rules = policy::shippedEscalation();
        EscalationWorld world;
        PackageWritten package = world.fullPackage(u"engineering"_s);
        package.texts[u"summary"_s] = u"Sync *fails* <b>"_s;
        package.texts[u"steps"_s] = u"Open\n\nClick # once"_s;
        const QString text = packageMarkdown(package, rules, u"engineering"_s, timeText);
        QVERIFY(text.startsWith(u"# Escalation: Sync \\*fails\\* \\<b\\>"_s));
        QVERIFY(text.contains(u"2. Click \\# once"_s));
        QVERIFY(text.contains(u"1. Restarted the sync → fails again after a minute"_s));
        QVERIFY(text.contains(u"Critical. "_s)); // with its definition
        qsizetype last = 0;
        for (const char *group :
             {"## Head", "## Business impact", "## Problem", "## Reproduction", "## Customer"}) {
            const qsizetype at = text.indexOf(QString::fromLatin1(group));
            QVERIFY2(at > last, group);
            last = at;
        }
        QVERIFY(!text.contains(u"Containment"_s)); // neither filled nor wanted here
        QVERIFY(packageMarkdown({}, rules, u"security"_s, timeText).contains(u"\\[Containment so far\\]"_s));
    }

    void theChatHasThePlainWords()
    {
        const QString text =
            packageChat(filled(values()), policy::shippedEscalation(), u"leadership"_s, timeText);
        QVERIFY(text.startsWith(u"ESCALATION: Nightly sync fails\nHigh, to Leadership"_s));
        QVERIFY(text.contains(u"Revenue at stake: USD 250,000 a year"_s));
        QVERIFY(text.contains(u"What we ask for: [What we ask for]"_s)); // wanted, and open
        QVERIFY(!text.contains(u'\\'));
    }

    void ourOwnPeopleAreToldSevenThings()
    {
        EscalationWorld world;
        world.raise(u"level-3"_s);
        PackageWritten package = world.fullPackage(u"leadership"_s);
        package.texts[u"request"_s] = u"Decide on a credit"_s;
        QVERIFY(world.tell(package));
        const CaseValues of = values();
        const QString text = internalNotification(world.state, frameOf(of));
        for (const char *part :
             {"Director of support", "MSTR-7F3K-0042", "Initech (Enterprise)", "Nightly sync fails",
              "The nightly sync has failed", "Restarted the sync", "Decide on a credit"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
        const CaseValues nothing;
        QVERIFY(internalNotification(world.state, frameOf(nothing)).contains(u"[case number]"_s));
    }

    void ofARestrictedOneNothingIsToldButThatItIs()
    {
        EscalationWorld world;
        Raised raised = world.raised();
        raised.path = u"security"_s;
        raised.text = u"They see foreign invoices"_s;
        QVERIFY(world.tell(raised));
        const CaseValues of = values();
        const QString text = internalNotification(world.state, frameOf(of));
        QVERIFY(text.contains(u"MSTR-7F3K-0042"_s) && text.contains(u"Security"_s));
        for (const char *part : {"Initech", "Nightly", "invoices"})
            QVERIFY2(!text.contains(QString::fromLatin1(part)), qPrintable(text));
    }

    void theCustomerIsToldWhoHasItWhenMoreComesAndWhatHelps()
    {
        CustomerWords words{u"Dana Wells"_s, u"MSTR-7F3K-0042"_s, u"Nightly sync fails"_s,
                            u"Ada Moreno"_s, kNow + hours(2),     u"start the sync by hand at noon"_s,
                            u"Jonas Falk"_s};
        const QString text = customerMessage(words, timeText);
        for (const char *part :
             {"Hello Dana Wells", "escalated", "Ada Moreno has it now", "16:30 UTC", "by hand at noon"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
        const auto findings =
            checkCustomerMessage({words.caseNumber, text, words.nextBy, false}, policy::runbook(), {kNow, {}},
                                 {u"Ada Moreno"_s, u"Jonas Falk"_s});
        QVERIFY2(findings.empty(), findings.empty() ? "" : qPrintable(findings.front().what));
        words.workaround.clear();
        const QString without = customerMessage(words, timeText);
        QVERIFY(checkCustomerMessage({words.caseNumber, without, words.nextBy, false}, policy::runbook(),
                                     {kNow, {}}, {})
                    .empty());
    }

    void onTheWayBackTheCustomerIsAskedToConfirmIt()
    {
        CustomerWords words{u"Dana"_s, u"MSTR-7F3K-0042"_s, u"Sync fails"_s, u"Ada"_s, {}, {}, u"Ben"_s,
                            true};
        const QString text = customerMessage(words, timeText);
        QVERIFY2(!text.contains(u"we have escalated"_s) && !text.contains(u"hear from us"_s),
                 qPrintable(text));
        QVERIFY(text.startsWith(u"Hello Dana,"_s) && text.endsWith(u"Ben"_s));
        QVERIFY(text.contains(u"ending the escalation of your case MSTR-7F3K-0042 (Sync fails)"_s));
        QVERIFY(text.contains(u"[what came of it]"_s)); // nobody but a person knows
        QVERIFY(text.contains(u"settles it for you"_s));
        words.nextBy = kNow;
        QVERIFY(customerMessage(words, timeText).contains(u"hear from us again by"_s));
    }

    void whatTheMessageLacksTheCheckFinds()
    {
        const QString text = customerMessage({{}, u"MSTR-7F3K-0042"_s, {}, {}, {}, {}, {}}, timeText);
        const auto findings =
            checkCustomerMessage({u"MSTR-7F3K-0042"_s, text, {}, false}, policy::runbook(), {kNow, {}}, {});
        QVERIFY(hasKind(findings, comms::FindingKind::Placeholder));
        QVERIFY(hasKind(checkCustomerMessage({{}, u"We will fix it soon."_s, {}, false}, policy::runbook(),
                                             {kNow, {}}, {}),
                        comms::FindingKind::NoNextUpdate));
        QVERIFY(
            hasKind(checkCustomerMessage({{}, u"Someone will look into it. More by 16:00 UTC."_s, {}, false},
                                         policy::runbook(), {kNow, {}}, {}),
                    comms::FindingKind::UnownedPromise));
        QVERIFY(checkCustomerMessage({{}, u"Your sync runs again, and we close the case."_s, {}, true},
                                     policy::runbook(), {kNow, {}}, {})
                    .empty());
    }

    void theBriefSaysWhereItStandsAndWhatIsOpen()
    {
        EscalationWorld world;
        world.raise(u"level-1"_s);
        QVERIFY(world.tell(LevelChanged{u"level-3"_s, u"They talk of leaving"_s, {}}));
        QVERIFY(world.tell(ApprovalAsked{u"credits"_s, u"USD 500"_s}));
        FollowUpWritten followUp;
        followUp.text = u"Call Dana"_s;
        followUp.person = world.me.person;
        followUp.due = world.now + hours(1);
        QVERIFY(world.tell(followUp));
        QVERIFY(world.tell(Told{Audience::Customer, u"w"_s, {}, world.now + hours(2), {}, {}}));
        const CaseValues of = values();
        const QString text = handOverBrief(world.state, frameOf(of));
        for (const char *part :
             {"Initech", "Director of support", "They talk of leaving", "Restarted the sync", "an update by",
              "Call Dana, Ada Moreno", "Approve service credits: USD 500"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
    }

    void theTextSpeaksForAPath_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        QTest::newRow("engineering") << u"It crashes; the stack trace is attached"_s << u"engineering"_s;
        QTest::newRow("product") << u"This is a feature request for bulk edit"_s << u"product"_s;
        QTest::newRow("leadership") << u"Otherwise we cancel our contract, our lawyers say"_s
                                    << u"leadership"_s;
        QTest::newRow("nothing") << u"How do I change the language?"_s << QString();
        QTest::newRow("quoted") << u"ok\n> it crashes"_s << QString();
    }
    void theTextSpeaksForAPath()
    {
        QFETCH(QString, text);
        QFETCH(QString, path);
        const auto hints = suggestPaths(policy::shippedEscalation(), u"Hello"_s, {text});
        QCOMPARE(hints.empty() ? QString() : hints.front().path, path);
    }

    void eachPriorityHasItsLineAndEachLineHandsOn_data()
    {
        QTest::addColumn<int>("rank");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("next");
        QTest::newRow("highest") << 1 << u"technical"_s << u"consultant"_s;
        QTest::newRow("second") << 2 << u"technical"_s << u"consultant"_s;
        QTest::newRow("third") << 3 << u"first_line"_s << u"technical"_s;
        QTest::newRow("lowest") << 4 << u"first_line"_s << u"technical"_s;
    }
    void eachPriorityHasItsLineAndEachLineHandsOn()
    {
        QFETCH(int, rank);
        QFETCH(QString, line);
        QFETCH(QString, next);
        const policy::EscalationRules &rules = policy::shippedEscalation();
        QVERIFY(lineFor(rules, rank));
        QCOMPARE(lineFor(rules, rank)->key, line);
        QCOMPARE(nextLine(rules, line)->key, next);
        QVERIFY(!lineFor(rules, 9));
        QCOMPARE(nextLine(rules, u"self_serve"_s)->key, u"first_line"_s);
        QVERIFY(!nextLine(rules, u"consultant"_s));
    }

    void aWayOfAskingThatIsMeantForOthersIsNoted()
    {
        const policy::EscalationRules &rules = policy::shippedEscalation();
        QVERIFY(sourceNote(rules, u"phone"_s, u"enterprise"_s).isEmpty());
        QVERIFY(sourceNote(rules, u"phone"_s, u"starter"_s).contains(u"enterprise"_s));
        QVERIFY(sourceNote(rules, u"account_manager"_s, u"starter"_s).contains(u"enterprise"_s));
        QVERIFY(sourceNote(rules, u"subject"_s, u"starter"_s).isEmpty());
        QVERIFY(sourceNote(rules, u"emergency_contact"_s, u"starter"_s).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPackage)
#include "tst_package.moc"
