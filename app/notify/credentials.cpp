// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/credentials.h"

#include "app/team/hubaccess.h"

#include <mutex>

using namespace Qt::StringLiterals;

namespace muster::app {

QString credentialKey(const QString &name)
{
    return u"channel/"_s + name;
}

Credential credentialsOf(const QString &database)
{
    struct Place
    {
        std::mutex mutex;
        std::unique_ptr<secrets::Secrets> secrets;
    };
    return [database, place = std::make_shared<Place>()](const QString &name) -> Result<QByteArray> {
        const std::scoped_lock lock(place->mutex);
        if (!place->secrets) {
            auto opened = secretsOf(database);
            if (!opened)
                return opened.error();
            place->secrets = std::move(*opened);
        }
        return place->secrets->read(credentialKey(name));
    };
}

} // namespace muster::app
