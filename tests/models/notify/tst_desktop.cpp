// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is shown on the own desktop, and what not any more.
#include "models/notify/desktop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::notify;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kNow = parseRfc3339(u"2026-11-18T12:00:00Z").value();
const PersonId kMe = PersonId::derived(kNow, {u"me"});
constexpr Millis kLate{minutes(30)};
constexpr int kList = 4;

Notification note(const QString &cause, Instant at = kNow)
{
    Notification made;
    made.id = subjectOf(cause, at);
    made.exists = true;
    made.at = at;
    made.asked.cause = cause;
    made.asked.title = u"Title of "_s + cause;
    made.asked.isOnDesktops = true;
    return made;
}

std::vector<DesktopNote> dueOnDesktop(const std::vector<Notification> &all, const Viewer &viewer,
                                      Shown &shown, Millis late, int listFrom, Instant now)
{
    std::vector<const Notification *> pointers;
    pointers.reserve(all.size());
    for (const Notification &each : all)
        pointers.push_back(&each);
    return notify::dueOnDesktop(pointers, viewer, shown, late, listFrom, now);
}

} // namespace

class TestDesktop final : public QObject
{
    Q_OBJECT

private slots:
    void eachIsShownOnce()
    {
        Shown shown;
        const std::vector<Notification> all{note(u"a"_s), note(u"b"_s)};
        QCOMPARE(dueOnDesktop(all, m_viewer, shown, kLate, kList, kNow).size(), size_t(2));
        QVERIFY(dueOnDesktop(all, m_viewer, shown, kLate, kList, kNow + hours(9)).empty());
    }

    void whatIsMeantForOthersIsNotShown()
    {
        Notification forLeads = note(u"a"_s), forMe = note(u"b"_s), notHere = note(u"c"_s);
        forLeads.asked.roles = {u"lead"_s};
        forMe.asked.roles = {u"lead"_s};
        forMe.asked.people = {kMe};
        notHere.asked.isOnDesktops = false;
        Shown shown;
        const auto notes = dueOnDesktop({forLeads, forMe, notHere}, m_viewer, shown, kLate, kList, kNow);
        QCOMPARE(notes.size(), size_t(1));
        QCOMPARE(notes[0].notification, forMe.id);
    }

    void whatOneIsNotToldOfIsShownOnlyWhereItAlwaysIs()
    {
        Notification muted = note(u"a"_s), always = note(u"b"_s), other = note(u"c"_s);
        muted.asked.occasion = always.asked.occasion = u"sla_at_risk"_s;
        muted.asked.people = {kMe};
        always.asked.isAlways = true;
        Viewer viewer = m_viewer;
        viewer.muted = {u"sla_at_risk"_s};
        Shown shown;
        const auto notes = dueOnDesktop({muted, always, other}, viewer, shown, kLate, kList, kNow);
        QCOMPARE(notes.size(), size_t(2));
        QVERIFY(notes[0].notification == always.id && notes[1].notification == other.id);
    }

    void whoAcknowledgedItAnywhereStopsItHere()
    {
        Notification seen = note(u"a"_s), over = note(u"b"_s);
        seen.acknowledged = std::pair(kMe, kNow);
        over.settledAt = kNow;
        Shown shown;
        QVERIFY(dueOnDesktop({seen, over}, m_viewer, shown, kLate, kList, kNow).empty());
    }

    void whatWasPutOffComesAgainAtItsTime()
    {
        Shown shown;
        Notification each = note(u"a"_s);
        QCOMPARE(dueOnDesktop({each}, m_viewer, shown, kLate, kList, kNow).size(), size_t(1));
        each.snoozes = {{kMe, kNow, kNow + hours(2)}};
        QVERIFY(dueOnDesktop({each}, m_viewer, shown, kLate, kList, kNow + hours(1)).empty());
        const auto again = dueOnDesktop({each}, m_viewer, shown, kLate, kList, kNow + hours(2));
        QCOMPARE(again.size(), size_t(1));
        QCOMPARE(again[0].key, each.id.toString());
    }

    void manyAtOnceAreOneEachOccasion()
    {
        std::vector<Notification> all;
        for (int i = 0; i < 300; ++i) {
            all.push_back(note(QString::number(i)));
            all.back().asked.occasion = i % 100 == 0 ? u"other"_s : u"sla_breached"_s;
            all.back().asked.name = u"SLA breached"_s;
        }
        Shown shown;
        const auto notes = dueOnDesktop(all, m_viewer, shown, kLate, kList, kNow);
        QCOMPARE(notes.size(), size_t(4));
        const auto list = std::ranges::find(notes, SubjectId(), &DesktopNote::notification);
        QVERIFY(list != notes.end());
        QCOMPARE(list->title, u"SLA breached: 297 at once"_s);
        QVERIFY(dueOnDesktop(all, m_viewer, shown, kLate, kList, kNow).empty());
    }

    void afterSleepThereIsOneForAllThatWasMissed()
    {
        std::vector<Notification> all;
        all.reserve(40);
        for (int i = 0; i < 40; ++i)
            all.push_back(note(QString::number(i), kNow - hours(8) + minutes(10 * i)));
        all[3].asked.urgency = policy::Urgency::Critical;
        Shown shown;
        const auto notes = dueOnDesktop(all, m_viewer, shown, kLate, kList, kNow);
        QCOMPARE(notes.size(), size_t(1));
        QVERIFY(notes[0].title.contains(u"40 notifications"_s) && notes[0].isUrgent);
    }

private:
    Viewer m_viewer{kMe, u"agent"_s, {}};
};

QTEST_APPLESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
