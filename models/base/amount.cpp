// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/amount.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kMost = 1'000'000'000'000'000;

qint64 powerOfTen(int digits)
{
    qint64 power = 1;
    for (int i = 0; i < digits; ++i)
        power *= 10;
    return power;
}

Error noAmount(QStringView text)
{
    return {Fault::BadInput,
            u"\"%1\" is no amount; write it like 1234.50 USD"_s.arg(text.trimmed().left(40).toString())};
}

} // namespace

int minorDigits(QStringView currency)
{
    static const QStringList none{u"BIF"_s, u"CLP"_s, u"DJF"_s, u"GNF"_s, u"ISK"_s, u"JPY"_s,
                                  u"KMF"_s, u"KRW"_s, u"PYG"_s, u"RWF"_s, u"UGX"_s, u"VND"_s,
                                  u"VUV"_s, u"XAF"_s, u"XOF"_s, u"XPF"_s};
    static const QStringList three{u"BHD"_s, u"IQD"_s, u"JOD"_s, u"KWD"_s, u"LYD"_s, u"OMR"_s, u"TND"_s};
    return none.contains(currency) ? 0 : three.contains(currency) ? 3 : 2;
}

QString amountText(qint64 minor, const QString &currency)
{
    const int digits = minorDigits(currency);
    // As unsigned, so that the least number of all has a size, too.
    const quint64 size = minor < 0 ? quint64(0) - quint64(minor) : quint64(minor);
    const auto power = quint64(powerOfTen(digits));
    QString whole = QString::number(size / power);
    for (qsizetype at = whole.size() - 3; at > 0; at -= 3)
        whole.insert(at, u',');
    if (size % power != 0)
        whole += u".%1"_s.arg(size % power, digits, 10, QLatin1Char('0'));
    return u"%1 %2%3"_s.arg(currency, minor < 0 ? u"-"_s : QString(), whole);
}

Result<Amount> readAmount(QStringView text, const QString &currency)
{
    static const QRegularExpression pattern(
        u"^(?:([A-Z]{3}) ?)?([0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,16})(?:\\.([0-9]{1,3}))?(?: ?([A-Z]{3}))?$"_s);
    const auto match = pattern.match(text.trimmed().left(60).toString().toUpper());
    const QString before = match.captured(1), behind = match.captured(4);
    if (!match.hasMatch() || (!before.isEmpty() && !behind.isEmpty()))
        return noAmount(text);
    const QString written = before.isEmpty() ? behind : before;
    Amount amount{0, written.isEmpty() ? currency : written};
    if (amount.currency.isEmpty())
        return Error{Fault::BadInput, u"the amount names no currency; write it like 1234.50 USD"_s};
    const QString fraction = match.captured(3);
    const int digits = minorDigits(amount.currency);
    if (fraction.size() > digits)
        return Error{Fault::BadInput,
                     u"%1 has %2 digits behind the point"_s.arg(amount.currency).arg(digits)};
    bool ok = false;
    const qint64 whole = match.captured(2).remove(u',').toLongLong(&ok);
    if (!ok || whole >= kMost / powerOfTen(digits))
        return Error{Fault::BadInput, u"the amount is larger than any that can be kept"_s};
    amount.minor = whole * powerOfTen(digits) +
                   (fraction.isEmpty() ? 0 : fraction.leftJustified(digits, u'0').toLongLong());
    return amount;
}

} // namespace muster
