// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exporting.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace muster::app {

Result<qint64> exportTo(store::Workspace &workspace, const QString &path)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return Error{Fault::ReadOnly,
                     u"%1 cannot be written: %2; choose another place"_s.arg(path, out.errorString())};
    out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    auto written = workspace.exportLines(out);
    if (written && !out.commit())
        return Error{Fault::DiskFull,
                     u"%1 was not written: %2; nothing was changed"_s.arg(path, out.errorString())};
    return written;
}

} // namespace muster::app
