// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/mailaddress.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster::policy {

bool isMailAddress(const QString &text)
{
    static const QRegularExpression form(
        u"\\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\\z"_s);
    return form.match(text).hasMatch();
}

} // namespace muster::policy
