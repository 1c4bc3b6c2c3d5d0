// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/knowledge/knownissue.h"

#include "models/base/base32.h"
#include "models/base/overloaded.h"
#include "models/base/payload.h"

using namespace Qt::StringLiterals;

namespace muster::knowledge {
namespace {

using Facts = Result<std::vector<KnownIssueFact>>;

Error wrong(const QString &sentence)
{
    return {Fault::BadInput, sentence};
}

QString tidy(const QString &text)
{
    return text.trimmed();
}

/// Empty where the title is one.
QString wrongTitle(const QString &title)
{
    if (title.isEmpty())
        return u"say in one line what goes wrong"_s;
    if (title.size() > kMaxPayloadLine)
        return u"the title is too long: one line of at most %1 characters"_s.arg(kMaxPayloadLine);
    return {};
}

Facts record(const KnownIssue &issue, const Record &command)
{
    if (issue.exists)
        return Error{Fault::NotAllowed, u"%1 is recorded already"_s.arg(issue.number)};
    Recorded fact = command.fields;
    fact.title = fact.title.simplified();
    fact.symptoms = tidy(fact.symptoms);
    fact.workaround = tidy(fact.workaround);
    if (const QString why = wrongTitle(fact.title); !why.isEmpty())
        return wrong(why);
    return std::vector<KnownIssueFact>{std::move(fact)};
}

Facts change(const KnownIssue &issue, const Change &command)
{
    const QString title = command.title.simplified();
    if (const QString why = wrongTitle(title); !why.isEmpty())
        return wrong(why);
    const auto changed = [](const QString &is, const QString &was) {
        return is == was ? std::optional<QString>() : std::optional(is);
    };
    const Changed fact{changed(title, issue.title), changed(tidy(command.symptoms), issue.symptoms),
                       changed(tidy(command.workaround), issue.workaround)};
    if (fact == Changed{})
        return std::vector<KnownIssueFact>{};
    return std::vector<KnownIssueFact>{fact};
}

} // namespace

void apply(KnownIssue &issue, const Entry &entry)
{
    const bool isFirst = !issue.exists;
    std::visit(Overloaded{
                   [&](const Recorded &fact) {
                       if (!isFirst)
                           return;
                       issue.exists = true;
                       issue.number = fact.number;
                       issue.title = fact.title;
                       issue.symptoms = fact.symptoms;
                       issue.workaround = fact.workaround;
                       issue.origin = fact.origin;
                       issue.recordedBy = entry.actor;
                       issue.recordedAt = entry.at;
                   },
                   [&](const Changed &fact) {
                       issue.title = fact.title.value_or(issue.title);
                       issue.symptoms = fact.symptoms.value_or(issue.symptoms);
                       issue.workaround = fact.workaround.value_or(issue.workaround);
                   },
                   [&](const StateSet &fact) {
                       issue.state = fact.state;
                       issue.fixedIn = fact.state == State::Fixed ? fact.fixedIn : QString();
                   },
               },
               entry.fact);
    issue.updatedAt = std::max(issue.updatedAt, entry.at);
}

Result<std::vector<KnownIssueFact>> decide(const KnownIssue &issue, const Command &command)
{
    if (const auto *first = std::get_if<Record>(&command))
        return record(issue, *first);
    if (!issue.exists)
        return Error{Fault::NotFound, u"there is no such known issue"_s};
    return std::visit(Overloaded{
                          [](const Record &) -> Facts { return std::vector<KnownIssueFact>{}; },
                          [&](const Change &wanted) -> Facts { return change(issue, wanted); },
                          [&](const Close &wanted) -> Facts {
                              const StateSet fact{State::Fixed, wanted.fixedIn.simplified()};
                              if (fact.fixedIn.isEmpty())
                                  return wrong(
                                      u"say since when or in which version %1 is fixed"_s.arg(issue.number));
                              if (issue.state == State::Fixed && issue.fixedIn == fact.fixedIn)
                                  return std::vector<KnownIssueFact>{};
                              return std::vector<KnownIssueFact>{fact};
                          },
                          [&](const Reopen &) -> Facts {
                              if (issue.state == State::Open)
                                  return std::vector<KnownIssueFact>{};
                              return std::vector<KnownIssueFact>{StateSet{}};
                          },
                      },
                      command);
}

QString issueNumber(DeviceId device, qint64 counter)
{
    const auto part =
        std::uint64_t(device.bytes[0]) << 16 | std::uint64_t(device.bytes[1]) << 8 | device.bytes[2];
    return u"KI-%1-%2"_s.arg(base32Number(part, 4)).arg(counter, 4, 10, QLatin1Char('0'));
}

} // namespace muster::knowledge
