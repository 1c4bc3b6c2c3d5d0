// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/workpayloads.h"

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

constexpr qsizetype kKey = 100;
constexpr qsizetype kMostSections = 200;
constexpr qsizetype kMostTried = 200;

void readTexts(PayloadReader &r, PackageWritten &f)
{
    const QJsonValue value = r.value(u"texts"_s);
    const QJsonObject texts = value.toObject();
    if ((!value.isUndefined() && !value.isObject()) || texts.size() > kMostSections)
        r.fail(u"texts"_s, u"an object of at most %1 texts"_s.arg(kMostSections));
    PayloadReader inner(texts);
    for (const QString &section : texts.keys()) {
        const QString text = inner.text(section, kMaxPayloadText);
        if (section.size() > kKey)
            r.fail(u"texts"_s, u"texts by the keys of sections"_s);
        if (!text.isEmpty())
            f.texts.emplace(section, text);
    }
    if (!inner.finish<int>(0))
        r.fail(u"texts"_s, u"texts by the keys of sections"_s);
}
void readTried(PayloadReader &r, PackageWritten &f)
{
    const QJsonValue value = r.value(u"tried"_s);
    const QJsonArray entries = value.toArray();
    if ((!value.isUndefined() && !value.isArray()) || entries.size() > kMostTried)
        r.fail(u"tried"_s, u"a list of at most %1 entries"_s.arg(kMostTried));
    for (const QJsonValue entry : entries) {
        const QJsonObject object = entry.toObject();
        PayloadReader inner(object);
        f.tried.push_back(
            {inner.text(u"what"_s, kMaxPayloadText), inner.text(u"outcome"_s, kMaxPayloadText)});
        if (!inner.finish<int>(0) || !entry.isObject())
            r.fail(u"tried"_s, u"what was tried, with its outcome"_s);
    }
}

} // namespace

void write(PayloadWriter &w, const PackageWritten &f)
{
    w.text(u"severity"_s, f.severity);
    QJsonObject texts;
    for (const auto &[section, text] : f.texts)
        texts.insert(section, text);
    if (!texts.isEmpty())
        w.value(u"texts"_s, texts);
    QJsonArray tried;
    for (const Tried &each : f.tried)
        tried += QJsonObject{{u"what"_s, each.what}, {u"outcome"_s, each.outcome}};
    if (!tried.isEmpty())
        w.value(u"tried"_s, tried);
    w.time(u"deadline"_s, f.deadline);
}
Result<EscalationFact> readPackage(PayloadReader r)
{
    PackageWritten f;
    f.severity = r.text(u"severity"_s, kKey);
    readTexts(r, f);
    readTried(r, f);
    f.deadline = r.time(u"deadline"_s);
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const ApprovalAsked &f)
{
    w.text(u"authority"_s, f.authority);
    w.text(u"text"_s, f.text);
}
Result<EscalationFact> readAsked(PayloadReader r)
{
    ApprovalAsked f{r.neededText(u"authority"_s, kKey), r.text(u"text"_s, kMaxPayloadText)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const ApprovalJudged &f)
{
    w.id(u"asked"_s, f.asked);
    w.value(u"approved"_s, f.isApproved);
    w.text(u"level"_s, f.level);
    w.text(u"level_name"_s, f.levelName);
    w.text(u"reason"_s, f.reason);
}
Result<EscalationFact> readJudged(PayloadReader r)
{
    ApprovalJudged f;
    f.asked = r.neededId<FactId>(u"asked"_s);
    f.isApproved = r.flag(u"approved"_s);
    f.level = r.text(u"level"_s, kKey);
    f.levelName = r.text(u"level_name"_s);
    f.reason = r.text(u"reason"_s, kMaxPayloadText);
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const FollowUpWritten &f)
{
    w.id(u"follow_up"_s, f.followUp);
    w.text(u"text"_s, f.text);
    if (f.person)
        w.value(u"person"_s, f.person->isNull() ? QString() : f.person->toString());
    w.time(u"due"_s, f.due);
    if (f.isDone)
        w.value(u"done"_s, *f.isDone);
    w.text(u"result"_s, f.result);
}
Result<EscalationFact> readFollowUp(PayloadReader r)
{
    FollowUpWritten f;
    f.followUp = r.id<FactId>(u"follow_up"_s);
    f.text = r.optionalText(u"text"_s, kMaxPayloadText);
    if (r.has(u"person"_s))
        f.person = r.id<PersonId>(u"person"_s);
    f.due = r.time(u"due"_s);
    if (r.has(u"done"_s))
        f.isDone = r.flag(u"done"_s);
    f.result = r.text(u"result"_s, kMaxPayloadText);
    if (f.followUp.isNull() && f.text.value_or(QString()).isEmpty())
        r.fail(u"text"_s, u"what is to be done"_s);
    return r.finish<EscalationFact>(std::move(f));
}

} // namespace muster::escalation
