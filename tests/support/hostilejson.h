// SPDX-License-Identifier: GPL-3.0-or-later
// JSON objects as an enemy would write them: known keys with values of the wrong kind, size and depth.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringList>

namespace muster::test {

class HostileJson
{
public:
    explicit HostileJson(quint32 seed) : m_random(seed) {}

    /// `from` with one to three of the keys replaced, added or taken away.
    QJsonObject changed(QJsonObject from, const QStringList &keys)
    {
        m_keys = keys;
        for (int i = m_random.bounded(1, 4); i > 0; --i) {
            const QString key = m_keys[m_random.bounded(int(m_keys.size()))];
            if (m_random.bounded(4) == 0)
                from.remove(key);
            else
                from.insert(key, value(3));
        }
        return from;
    }

private:
    QJsonValue value(int depth)
    {
        using namespace Qt::StringLiterals;
        static const QJsonArray plain{QJsonValue(),
                                      true,
                                      -1,
                                      0.5,
                                      1e308,
                                      9007199254740993.0,
                                      QString(),
                                      u"x"_s,
                                      QString(1001, u'x'),
                                      QString(2 * 1024 * 1024, u'y'),
                                      u"9999-12-31T23:59:59-23:59"_s,
                                      u"1970-01-01T00:00:00+23:59"_s,
                                      u"00000000000000000000000000"_s,
                                      u"ZZZZZZZZZZZZZZZZZZZZZZZZZZ"_s,
                                      u"closed"_s,
                                      u"\xd800"_s};
        const int kind = m_random.bounded(depth > 0 ? 20 : 16);
        if (kind < 16)
            return plain[kind];
        if (kind == 19)
            return QJsonObject{{m_keys[m_random.bounded(int(m_keys.size()))], value(depth - 1)}};
        QJsonArray list;
        for (int i = kind == 18 ? 300 : m_random.bounded(8); i > 0; --i)
            list += kind == 18 ? QJsonValue(u"x"_s) : value(depth - 1);
        return list;
    }

    QRandomGenerator m_random;
    QStringList m_keys;
};

} // namespace muster::test
