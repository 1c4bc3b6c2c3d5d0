// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a section that ships with the program, for a policy that has none of its own. That each is without
// mistakes is for the tests to say. Internal to models/policy.
#pragma once

#include "models/policy/yamlreader.h"

#include <QFile>

namespace muster::policy {

/// `read(YamlReader &, const YAML::Node &)` of the resource's text; empty rules where it is not there.
template <typename Rules, typename Read> Rules readShipped(const QString &resource, const Read &read)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return Rules{};
    YamlReader reader(resource);
    return read(reader, YAML::Load(file.readAll().toStdString()));
}

} // namespace muster::policy
