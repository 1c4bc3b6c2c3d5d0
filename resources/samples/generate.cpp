// SPDX-License-Identifier: GPL-3.0-or-later
// Writes tickets.jsonl, the sample that Muster ships: the same bytes on every machine. Run by hand after a
// change:
//   cmake --build build/dev --target muster_make_samples
//   build/dev/resources/samples/muster_make_samples resources/samples/tickets.jsonl
#include "models/base/json.h"
#include "models/base/time.h"
#include "texts.h"
#include "timeline.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::samples;

namespace {

constexpr int kTickets = 2000;
constexpr int kOpen = 420;
constexpr std::uint64_t kSeed = 20261120;

QString timeAgo(qint64 seconds)
{
    using namespace std::chrono;
    constexpr Instant base = sys_days(year(2026) / November / 20) + 12h;
    return toRfc3339(base - std::chrono::seconds(seconds));
}

QString priorityWord(int rank)
{
    static const QStringList words{u"urgent"_s, u"high"_s, u"normal"_s, u"low"_s};
    return words[rank];
}

QString impactOf(int rank)
{
    static const QStringList words{u"Everything is down"_s, u"A main function fails"_s,
                                   u"A minor function fails"_s, u"A question or a wish"_s};
    return words[rank];
}

/// In the customer's language where it has a story of that rank, else in English.
const Story &pickStory(Dice &dice, const QString &language, int rank)
{
    std::vector<const Story *> fitting;
    for (const QString &wanted : {language, u"en"_s}) {
        for (const Story &story : stories()) {
            if (story.language == wanted && story.rank == rank)
                fitting.push_back(&story);
        }
        if (!fitting.empty())
            break;
    }
    return *dice.pick(fitting);
}

struct Words
{
    const Story &story;
    QString component, number;
    Person contact, agent;

    QString filled(QString text) const { return text.replace(u"%1"_s, component).replace(u"%2"_s, number); }
};

QJsonObject message(const Moment &moment, QLatin1StringView type, const QString &from, const QString &text)
{
    return {{u"at"_s, timeAgo(moment.ago)}, {u"type"_s, type}, {u"from"_s, from}, {u"text"_s, text}};
}

QJsonObject change(const Moment &moment, QLatin1StringView type, const QString &to)
{
    return {{u"at"_s, timeAgo(moment.ago)}, {u"type"_s, type}, {type, to}};
}

QJsonObject event(const Moment &moment, const Words &words, int rank, Dice &dice)
{
    const Story &story = words.story;
    switch (moment.step) {
    case Step::AutoReply:
        return message(moment, "auto_reply"_L1, u"Desk"_s, autoReply(story.language));
    case Step::Reply:
        return message(moment, "reply"_L1, words.agent.name, words.filled(story.reply));
    case Step::CustomerMessage:
        return message(moment, "customer_message"_L1, words.contact.name,
                       words.filled(story.followUp) +
                           (dice.chance(12) ? u' ' + dice.pick(emoji()) : QString()));
    case Step::Note:
        return message(moment, "note"_L1, words.agent.name, dice.pick(notes()));
    case Step::Solution:
        return message(moment, "reply"_L1, words.agent.name, words.filled(story.solution));
    case Step::Open:
        return change(moment, "status"_L1, u"open"_s);
    case Step::Waiting:
        return change(moment, "status"_L1, u"waiting"_s);
    case Step::OnHold:
        return change(moment, "status"_L1, u"on_hold"_s);
    case Step::Resolved:
        return change(moment, "status"_L1, u"resolved"_s);
    case Step::Reopened:
        return change(moment, "status"_L1, u"reopened"_s);
    case Step::Closed:
        return change(moment, "status"_L1, u"closed"_s);
    case Step::Reprioritise:
        return change(moment, "priority"_L1, priorityWord(rank));
    }
    return {};
}

QJsonArray someTags(Dice &dice)
{
    QStringList some;
    for (qint64 i = dice.between(0, 3); i > 0; --i)
        some += dice.pick(tags());
    some.sort();
    some.removeDuplicates();
    return QJsonArray::fromStringList(some);
}

QString subject(const Words &words, Dice &dice)
{
    QString text = words.filled(words.story.subject);
    if (dice.chance(5))
        text = dice.pick(emoji()) + u' ' + text;
    if (dice.chance(3))
        text += longTail();
    return text;
}

QJsonObject ticket(const Timeline &timeline, const Customer &customer, const std::vector<Person> &desk,
                   Dice &dice)
{
    const Words words{pickStory(dice, dice.chance(85) ? customer.language : u"en"_s, timeline.rank),
                      dice.pick(components()), QString::number(dice.between(11, 599)),
                      dice.pick(customer.contacts), dice.pick(desk)};
    QJsonObject made{
        {u"subject"_s, subject(words, dice)},
        {u"description"_s, words.filled(words.story.description)},
        {u"customer"_s, customer.name},
        {u"tier"_s, customer.tier},
        {u"arr"_s, QJsonObject{{u"minor"_s, customer.arrMinor}, {u"currency"_s, customer.currency}}},
        {u"contact"_s, words.contact.name},
        {u"email"_s, words.contact.email},
        {u"priority"_s, priorityWord(timeline.createdRank)},
        {u"impact"_s, impactOf(timeline.rank)},
        {u"environment"_s, dice.pick(environments())},
        {u"tags"_s, someTags(dice)},
        {u"created"_s, timeAgo(timeline.age)}};
    if (timeline.rank < 3)
        made.insert(u"steps"_s, dice.pick(steps()));
    const bool isAnswered =
        std::ranges::any_of(timeline.moments, [](const Moment &each) { return each.step == Step::Reply; });
    if (isAnswered || dice.chance(40)) {
        made.insert(u"owner"_s, words.agent.name);
        made.insert(u"owner_email"_s, words.agent.email);
    }
    QJsonArray events;
    for (const Moment &moment : timeline.moments)
        events += event(moment, words, timeline.rank, dice);
    made.insert(u"events"_s, events);
    return made;
}

/// Oldest first and numbered in that order, as a desk would have made them.
std::vector<QJsonObject> allTickets()
{
    Dice dice(kSeed);
    const std::vector<Customer> customers = makeCustomers(dice);
    std::vector<QJsonObject> tickets;
    for (int i = 0; i < kTickets; ++i) {
        const Timeline timeline = i < kOpen ? openTimeline(dice) : doneTimeline(dice);
        tickets.push_back(ticket(timeline, dice.pick(customers), agents(), dice));
    }
    std::ranges::stable_sort(tickets, {},
                             [](const QJsonObject &each) { return each.value("created"_L1).toString(); });
    for (int i = 0; i < kTickets; ++i) {
        tickets[size_t(i)].insert(u"id"_s, i + 1);
        tickets[size_t(i)].insert(u"case"_s, u"MSTR-5AMP-%1"_s.arg(i + 1, 4, 10, QChar(u'0')));
    }
    return tickets;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: muster_make_samples FILE\n", stderr);
        return 2;
    }
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::WriteOnly)) {
        std::fprintf(stderr, "%s cannot be written: %s\n", argv[1], qPrintable(file.errorString()));
        return 1;
    }
    for (const QJsonObject &each : allTickets())
        file.write(canonicalJson(each) + '\n');
    return file.flush() ? 0 : 1;
}
