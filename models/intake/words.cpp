// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/words.h"

#include "models/intake/record.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

using ticket::Status;

struct Rank
{
    QLatin1StringView word;
    int rank;
};
constexpr Rank kRanks[] = {{"urgent"_L1, 0}, {"critical"_L1, 0}, {"highest"_L1, 0}, {"blocker"_L1, 0},
                           {"high"_L1, 1},   {"major"_L1, 1},    {"normal"_L1, 2},  {"medium"_L1, 2},
                           {"low"_L1, 3},    {"lowest"_L1, 3},   {"minor"_L1, 3},   {"trivial"_L1, 3}};

struct StatusWord
{
    QLatin1StringView word;
    Status status;
};
constexpr StatusWord kStatuses[] = {
    {"to do"_L1, Status::Open},      {"in progress"_L1, Status::Open},
    {"pending"_L1, Status::Waiting}, {"waiting for customer"_L1, Status::Waiting},
    {"hold"_L1, Status::OnHold},     {"on hold"_L1, Status::OnHold},
    {"on-hold"_L1, Status::OnHold},  {"solved"_L1, Status::Resolved},
    {"done"_L1, Status::Resolved},   {"re-opened"_L1, Status::Reopened}};

QJsonValue mapped(const QString &text, const QJsonObject &values)
{
    return values.value(text.toLower());
}

std::optional<int> rankOf(const QJsonValue &theirs, const QString &text)
{
    if (theirs.isDouble())
        return theirs.toInt();
    for (const Rank &each : kRanks) {
        if (text.compare(each.word, Qt::CaseInsensitive) == 0)
            return each.rank;
    }
    return {};
}

std::optional<QString> equalKey(const QString &text, const QStringList &keys)
{
    for (const QString &key : keys) {
        if (key.compare(text, Qt::CaseInsensitive) == 0)
            return key;
    }
    return {};
}

std::optional<QString> currencyIn(const QString &text)
{
    static const QRegularExpression code(u"[A-Za-z]{3}"_s);
    if (const auto match = code.match(text); match.hasMatch())
        return match.captured().toUpper();
    if (text.contains(u'€'))
        return u"EUR"_s;
    if (text.contains(u'£'))
        return u"GBP"_s;
    if (text.contains(u'¥'))
        return u"JPY"_s;
    if (text.contains(u'$'))
        return u"USD"_s;
    return {};
}

std::optional<qint64> minorUnits(QString digits, int decimals)
{
    const qsizetype mark = std::max(digits.lastIndexOf(u'.'), digits.lastIndexOf(u','));
    const qsizetype behind = digits.size() - mark - 1;
    QString cents;
    if (mark >= 0 && behind != 3) {
        cents = digits.sliced(mark + 1);
        digits.truncate(mark);
    }
    digits.remove(u'.').remove(u',');
    cents = cents.leftJustified(decimals, u'0').left(decimals);
    bool isNumber = false;
    const qint64 minor = (digits + cents).toLongLong(&isNumber);
    if (!isNumber || digits.isEmpty() || minor < 0 || minor > 1'000'000'000'000'000)
        return {};
    return minor;
}

bool isCurrency(const QString &code)
{
    static const QRegularExpression form(u"^[A-Z]{3}$"_s);
    return form.match(code).hasMatch();
}

} // namespace

std::optional<QString> priorityFor(const QString &text, const QJsonObject &values, const QStringList &keys)
{
    const QJsonValue theirs = mapped(text, values);
    const QString word = theirs.isString() ? theirs.toString() : text;
    if (auto key = equalKey(word, keys))
        return key;
    const auto rank = rankOf(theirs, word);
    if (!rank || keys.isEmpty())
        return {};
    return keys[std::clamp<qsizetype>(*rank, 0, keys.size() - 1)];
}

std::optional<Status> statusFor(const QString &text, const QJsonObject &values)
{
    const QJsonValue theirs = mapped(text, values);
    const QString word = (theirs.isString() ? theirs.toString() : text).toLower();
    if (const auto ours = ticket::statusFromName(word))
        return ours;
    for (const StatusWord &each : kStatuses) {
        if (word == each.word)
            return each.status;
    }
    return {};
}

std::optional<QString> keyFor(const QString &text, const QJsonObject &values, const QStringList &keys)
{
    const QJsonValue theirs = mapped(text, values);
    return equalKey(theirs.isString() ? theirs.toString() : text, keys);
}

std::optional<customer::Money> readMoney(const QJsonValue &value, const QString &currency)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        const qint64 minor = object.value("minor"_L1).toInteger(-1);
        const QString code = object.value("currency"_L1).toString();
        if (minor < 0 || minor > 1'000'000'000'000'000 || !isCurrency(code))
            return {};
        return customer::Money{minor, code};
    }
    QString text = textOf(value);
    const QString code = currencyIn(text).value_or(currency.isEmpty() ? u"USD"_s : currency.toUpper());
    static const QRegularExpression marks(u"[A-Za-z€£¥$\\s'’\\x{a0}\\x{202f}]"_s);
    text.remove(marks);
    const auto minor = minorUnits(text, code == "JPY"_L1 || code == "KRW"_L1 ? 0 : 2);
    if (!minor || !isCurrency(code))
        return {};
    return customer::Money{*minor, code};
}

} // namespace muster::intake
