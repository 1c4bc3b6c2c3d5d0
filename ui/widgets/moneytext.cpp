// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/moneytext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QString currencyOf(const QString &text)
{
    static const QRegularExpression code(u"\\b([A-Za-z]{3})\\b"_s);
    const auto match = code.match(text);
    if (match.hasMatch())
        return match.captured(1).toUpper();
    if (text.contains(u'€'))
        return u"EUR"_s;
    if (text.contains(u'£'))
        return u"GBP"_s;
    return u"USD"_s;
}

/// "1.234.567,5" and "1,234,567.5" both as "1234567.5".
QString plainNumber(QString digits)
{
    const qsizetype last = std::max(digits.lastIndexOf(u'.'), digits.lastIndexOf(u','));
    const qsizetype behind = last < 0 ? 0 : digits.size() - last - 1;
    QString whole = behind >= 1 && behind <= 2 ? digits.left(last) : digits;
    whole.remove(u'.').remove(u',');
    return behind >= 1 && behind <= 2 ? whole + u'.' + digits.mid(last + 1) : whole;
}

} // namespace

Result<customer::Money> parseMoney(QStringView typed)
{
    static const QRegularExpression amount(
        u"^\\D*?([0-9][0-9.,\\s]*)\\s*([kKmM](?![A-Za-z]))?\\s*[^0-9]*$"_s);
    const QString text = typed.trimmed().toString();
    const auto match = amount.match(text);
    bool read = false;
    QString digits = match.captured(1);
    digits.remove(QRegularExpression(u"\\s"_s));
    const QString factor = match.captured(2).toLower();
    const double value = plainNumber(digits).toDouble(&read) * (factor == u"k"   ? 1e3
                                                                : factor == u"m" ? 1e6
                                                                                 : 1.0);
    if (!match.hasMatch() || !read || text.contains(u'-') || value > 1e13)
        return Error{Fault::BadInput,
                     QCoreApplication::translate("muster::ui",
                                                 "“%1” is not an amount. Write it like 120000 or 120k EUR.")
                         .arg(text)};
    return customer::Money{std::llround(value * 100.0), currencyOf(text)};
}

QString moneyText(const customer::Money &money, const QLocale &locale)
{
    const bool cents = money.minor % 100 != 0;
    return money.currency + u' ' + locale.toString(double(money.minor) / 100.0, 'f', cents ? 2 : 0);
}

} // namespace muster::ui
