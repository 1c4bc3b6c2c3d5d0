// SPDX-License-Identifier: GPL-3.0-or-later
// notify: the channels of the policy, a test of one, its credential, and who was told what.
#include "app/commands/commands.h"
#include "app/notify/credentials.h"
#include "app/notify/parcels.h"
#include "app/team/hubaccess.h"
#include "models/policy/notificationreader.h"

#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr qint64 kLongestSecret = 4096;
constexpr int kShown = 50;
constexpr int kMostShown = 10'000;

using Opened = std::unique_ptr<store::Workspace>;

/// The channel with that key in the policy in force.
Result<policy::Channel> channelOf(store::Workspace &workspace, const QString &key)
{
    const auto policy = workspace.policy();
    if (!policy)
        return Error{Fault::NotFound,
                     u"this workspace has no policy yet; muster policy adopt puts one in force"_s};
    const policy::ChannelRules &rules = policy->policy().notifications;
    const policy::Channel *channel = rules.channel(key);
    if (channel != nullptr)
        return *channel;
    QStringList known;
    for (const policy::Channel &each : rules.channels)
        known += each.key;
    return Error{Fault::NotFound,
                 u"the policy has no channel \"%1\"; there are: %2"_s.arg(key, known.join(u", "_s))};
}

Exit list(store::Workspace &workspace, const QString &database)
{
    const auto policy = workspace.policy();
    if (!policy)
        return failed(
            {Fault::NotFound, u"this workspace has no policy yet; muster policy adopt puts one in force"_s});
    const Credential credential = credentialsOf(database);
    for (const policy::Channel &channel : policy->policy().notifications.channels) {
        QString state = u"needs no credential"_s;
        if (!channel.credential.isEmpty()) {
            const auto kept = credential(channel.credential);
            state = kept ? u"credential %1 is kept here"_s.arg(channel.credential)
                         : u"credential %1 is not here: %2"_s.arg(
                               channel.credential,
                               kept.error().fault == Fault::NotFound
                                   ? u"muster notify set-secret %1 takes it"_s.arg(channel.key)
                                   : kept.error().detail);
        }
        print(
            u"%1  %2  %3; %4"_s.arg(channel.key, policy::channelKindName(channel.kind), channel.name, state));
    }
    return Exit::Ok;
}

Exit setSecret(store::Workspace &workspace, const CommandLine &line)
{
    const auto channel = channelOf(workspace, line.arguments.value(1));
    if (!channel)
        return failed(channel.error());
    if (channel->credential.isEmpty())
        return failed(
            {Fault::NotAllowed, u"the channel %1 needs no credential by the policy"_s.arg(channel->key)});
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return failed({Fault::Unavailable, u"standard input cannot be read"_s});
    QByteArray value = in.readLine(kLongestSecret + 2);
    while (value.endsWith('\n') || value.endsWith('\r'))
        value.chop(1);
    const bool isPlain = std::ranges::all_of(value, [](char c) { return c > 0x20 && c < 0x7f; });
    const bool isPassword = channel->kind == policy::ChannelKind::Email;
    if (value.isEmpty() || value.size() > kLongestSecret || (!isPlain && !isPassword))
        return failed(
            {Fault::BadInput,
             u"one line of 1 to %1 plain characters is wanted on standard input; nothing was kept"_s.arg(
                 kLongestSecret)});
    if (channel->kind == policy::ChannelKind::SlackWebhook &&
        !policy::isSafeWebAddress(QString::fromLatin1(value)))
        return failed(
            {Fault::BadInput,
             u"the credential of an incoming webhook is its address, which begins with https://; nothing was kept"_s});
    const auto secrets = secretsOf(line.database);
    if (!secrets)
        return failed(secrets.error());
    if (const auto kept = (*secrets)->write(credentialKey(channel->credential), value); !kept)
        return failed(kept.error());
    print(u"the credential %1 is kept in %2"_s.arg(channel->credential, (*secrets)->place()));
    return Exit::Ok;
}

Exit test(store::Workspace &workspace, const CommandLine &line, const Clock &clock)
{
    const auto channel = channelOf(workspace, line.arguments.value(1));
    if (!channel)
        return failed(channel.error());
    if (channel->kind == policy::ChannelKind::Desktop)
        return failed(
            {Fault::NotAllowed, u"a desktop is told by the window; there is nothing to test from here"_s});
    const std::atomic<bool> isStopped = false;
    const Line peer({}, isStopped);
    const notify::Outcome outcome = deliver(testParcel(workspace, *channel, clock.now()),
                                            credentialsOf(line.database), peer, clock.now());
    if (outcome.kind != notify::Outcome::Kind::Done)
        return failed({Fault::Unavailable, u"%1: %2"_s.arg(channel->name, outcome.why)});
    print(u"%1 has the message%2"_s.arg(
        channel->name, outcome.reached.isEmpty() ? QString() : u": "_s + outcome.reached.join(u", "_s)));
    if (!outcome.why.isEmpty())
        print(outcome.why);
    return outcome.why.isEmpty() ? Exit::Ok : Exit::Problems;
}

QString deliveryText(const notify::Delivery &delivery)
{
    QString text = u"    %1  %2: %3"_s.arg(
        toRfc3339(std::chrono::floor<std::chrono::seconds>(delivery.at)), delivery.channel,
        delivery.hasFailed ? u"given up"_s : notify::phaseName(delivery.phase));
    if (!delivery.to.isEmpty())
        text += u" to "_s + delivery.to.join(u", "_s);
    if (delivery.together > 1)
        text += u", %1 as one"_s.arg(delivery.together);
    return delivery.note.isEmpty() ? text : text + u"; "_s + notify::oneLine(delivery.note);
}

Exit log(store::Workspace &workspace, const CommandLine &line)
{
    bool isNumber = true;
    const int shown = line.has(u"last"_s) ? line.option(u"last"_s).toInt(&isNumber) : kShown;
    if (!isNumber || shown < 1 || shown > kMostShown)
        return misused(u"--last wants a number from 1 to %1"_s.arg(kMostShown));
    for (const notify::Notification &each : workspace.notifications(shown)) {
        print(u"%1  %2  %3"_s.arg(toRfc3339(std::chrono::floor<std::chrono::seconds>(each.at)),
                                  notify::oneLine(each.asked.name), notify::oneLine(each.asked.title)));
        for (const notify::Delivery &delivery : each.deliveries)
            print(deliveryText(delivery));
        if (each.acknowledged)
            print(u"    %1  acknowledged"_s.arg(
                toRfc3339(std::chrono::floor<std::chrono::seconds>(each.acknowledged->second))));
    }
    for (const notify::Attempt &attempt : workspace.attempts()) {
        print(u"on its way to %1 since %2, %3 tries%4"_s.arg(
            attempt.channel, toRfc3339(std::chrono::floor<std::chrono::seconds>(attempt.firstAt)),
            QString::number(attempt.tries),
            attempt.trouble.isEmpty() ? QString() : u": "_s + notify::oneLine(attempt.trouble)));
    }
    return Exit::Ok;
}

} // namespace

Exit runNotify(const CommandLine &line, const Clock &clock)
{
    const QString verb = line.arguments.value(0);
    const bool namesChannel = verb == u"test" || verb == u"set-secret";
    if (line.arguments.size() != (namesChannel ? 2 : 1) ||
        !QStringList{u"test"_s, u"set-secret"_s, u"list"_s, u"log"_s, u"example"_s}.contains(verb))
        return misused(
            u"notify needs one of: list, test CHANNEL, set-secret CHANNEL, log [--last N], example"_s);
    if (verb == u"example") {
        const QByteArray text = policy::exampleChannels();
        std::fwrite(text.constData(), 1, size_t(text.size()), stdout);
        return Exit::Ok;
    }
    auto workspace = store::Workspace::open(line.database, store::OpenMode::ReadOnly, clock);
    if (!workspace)
        return failed(workspace.error());
    if (verb == u"list")
        return list(**workspace, line.database);
    if (verb == u"set-secret")
        return setSecret(**workspace, line);
    if (verb == u"test")
        return test(**workspace, line, clock);
    return log(**workspace, line);
}

} // namespace muster::app
