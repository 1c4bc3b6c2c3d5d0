// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/fault.h"

using namespace Qt::StringLiterals;

namespace muster {

QString faultName(Fault fault)
{
    switch (fault) {
    case Fault::BadInput:
        return u"bad_input"_s;
    case Fault::NotFound:
        return u"not_found"_s;
    case Fault::NotAllowed:
        return u"not_allowed"_s;
    case Fault::Conflict:
        return u"conflict"_s;
    case Fault::ReadOnly:
        return u"read_only"_s;
    case Fault::DiskFull:
        return u"disk_full"_s;
    case Fault::Damaged:
        return u"damaged"_s;
    case Fault::TooNew:
        return u"too_new"_s;
    case Fault::InUse:
        return u"in_use"_s;
    case Fault::Cancelled:
        return u"cancelled"_s;
    case Fault::Unavailable:
        return u"unavailable"_s;
    case Fault::Internal:
        return u"internal"_s;
    }
    return u"internal"_s;
}

} // namespace muster
