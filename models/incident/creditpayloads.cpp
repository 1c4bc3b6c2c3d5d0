// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/creditpayloads.h"

#include "models/policy/creditterms.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

constexpr qsizetype kKey = 100;

void writeAmount(PayloadWriter &w, const QString &key, const std::optional<qint64> &amount)
{
    if (amount)
        w.text(key, QString::number(*amount));
}

std::optional<qint64> readAmount(PayloadReader &r, const QString &key)
{
    const QString written = r.text(key, kKey);
    if (written.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 amount = written.toLongLong(&ok);
    if (!ok || amount < 0 || QString::number(amount) != written)
        r.fail(key, u"an amount in minor units, as a text"_s);
    return amount;
}

int readNumber(PayloadReader &r, const QString &key, int most)
{
    if (!r.has(key))
        return 0;
    const int number = r.value(key).toInt(-1);
    if (number < 0 || number > most)
        r.fail(key, u"a number from 0 to %1"_s.arg(most));
    return number;
}

bool isCurrency(const QString &text)
{
    return text.size() == 3 && std::ranges::all_of(text, [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

} // namespace

void write(PayloadWriter &w, const DowntimeSet &f)
{
    w.id(u"customer"_s, f.customer);
    w.text(u"name"_s, f.name);
    w.value(u"hit"_s, f.isHit);
    w.time(u"down_from"_s, f.from);
    w.time(u"down_to"_s, f.to);
    w.text(u"reason"_s, f.reason);
}
Result<IncidentFact> readDowntime(PayloadReader r)
{
    DowntimeSet f;
    f.customer = r.neededId<CustomerId>(u"customer"_s);
    f.name = r.text(u"name"_s);
    f.isHit = !r.has(u"hit"_s) || r.flag(u"hit"_s);
    f.from = r.time(u"down_from"_s);
    f.to = r.time(u"down_to"_s);
    f.reason = r.text(u"reason"_s, kMaxPayloadText);
    if (f.from && f.to && *f.to < *f.from)
        r.fail(u"down_to"_s, u"a time after the beginning"_s);
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const CreditProposed &f)
{
    w.id(u"customer"_s, f.customer);
    w.text(u"name"_s, f.name);
    w.text(u"tier"_s, f.tier);
    w.text(u"severity"_s, f.severity);
    writeAmount(w, u"amount"_s, f.amount);
    w.text(u"currency"_s, f.currency);
    writeAmount(w, u"arr"_s, f.arr);
    writeAmount(w, u"computed"_s, f.computed);
    w.time(u"down_from"_s, f.from);
    w.time(u"down_to"_s, f.to);
    w.value(u"basis_points"_s, f.basisPoints);
    w.text(u"terms"_s, f.terms);
    w.value(u"terms_version"_s, f.termsVersion);
    w.text(u"reason"_s, f.reason);
}
Result<IncidentFact> readCredit(PayloadReader r)
{
    CreditProposed f;
    f.customer = r.neededId<CustomerId>(u"customer"_s);
    f.name = r.text(u"name"_s);
    f.tier = r.text(u"tier"_s, kKey);
    f.severity = r.text(u"severity"_s, kKey);
    const auto amount = readAmount(r, u"amount"_s);
    if (!amount)
        r.fail(u"amount"_s, u"an amount in minor units, as a text"_s);
    f.amount = amount.value_or(0);
    f.currency = r.neededText(u"currency"_s, kKey);
    if (!isCurrency(f.currency))
        r.fail(u"currency"_s, u"a code of three capital letters"_s);
    f.arr = readAmount(r, u"arr"_s);
    f.computed = readAmount(r, u"computed"_s);
    f.from = r.time(u"down_from"_s);
    f.to = r.time(u"down_to"_s);
    f.basisPoints = readNumber(r, u"basis_points"_s, policy::kWholeFee);
    f.terms = r.text(u"terms"_s, kKey);
    f.termsVersion = readNumber(r, u"terms_version"_s, 1'000'000);
    f.reason = r.text(u"reason"_s, kMaxPayloadText);
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const CreditJudged &f)
{
    w.id(u"credit"_s, f.credit);
    w.value(u"approved"_s, f.isApproved);
    w.text(u"level"_s, f.level);
    w.text(u"level_name"_s, f.levelName);
    w.text(u"reason"_s, f.reason);
}
Result<IncidentFact> readCreditJudged(PayloadReader r)
{
    CreditJudged f;
    f.credit = r.neededId<FactId>(u"credit"_s);
    f.isApproved = r.flag(u"approved"_s);
    f.level = r.text(u"level"_s, kKey);
    f.levelName = r.text(u"level_name"_s);
    f.reason = r.text(u"reason"_s, kMaxPayloadText);
    return r.finish<IncidentFact>(std::move(f));
}

} // namespace muster::incident
