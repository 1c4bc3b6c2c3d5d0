// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/actionreader.h"

#include "models/drill/placeholders.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace muster::drill {
using policy::YamlReader;

std::span<const ActionReader::Kind> ActionReader::table()
{
    static constexpr std::array<Kind, 22> kTable{{{"ticket", &ActionReader::openTicket},
                                                  {"message", &ActionReader::ticketMessage},
                                                  {"answer", &ActionReader::answerTickets},
                                                  {"declare", &ActionReader::declare},
                                                  {"role", &ActionReader::giveRole},
                                                  {"take", &ActionReader::takeRole},
                                                  {"entry", &ActionReader::writeEntry},
                                                  {"status", &ActionReader::setStatus},
                                                  {"severity", &ActionReader::setSeverity},
                                                  {"scope", &ActionReader::setScope},
                                                  {"step", &ActionReader::goToStep},
                                                  {"tick", &ActionReader::tickAsk},
                                                  {"judge", &ActionReader::judge},
                                                  {"task", &ActionReader::addTask},
                                                  {"done", &ActionReader::finishTask},
                                                  {"link", &ActionReader::linkTickets},
                                                  {"update", &ActionReader::sendUpdate},
                                                  {"recovered", &ActionReader::confirmRecovery},
                                                  {"closing", &ActionReader::writeClosing},
                                                  {"propose_credit", &ActionReader::proposeCredit},
                                                  {"approve_credit", &ActionReader::approveCredit},
                                                  {"document", &ActionReader::writeDocument}}};
    static_assert(kTable.size() == std::variant_size_v<Action>);
    return kTable;
}

QStringList ActionReader::kinds()
{
    QStringList keys;
    for (const Kind &kind : table())
        keys += QString::fromLatin1(kind.key);
    return keys;
}

void ActionReader::read(Beat &beat, const YAML::Node &node, const QString &at)
{
    int found = 0;
    for (const Kind &kind : table()) {
        const YAML::Node child = YamlReader::child(node, kind.key);
        if (!child.IsDefined())
            continue;
        if (++found > 1)
            m_yaml.wrong(child, under(at, kind.key), u"a beat does one thing"_s,
                         u"make a beat of its own for each"_s);
        if (m_yaml.isMap(child, under(at, kind.key), {}))
            beat.action = (this->*kind.read)(child, under(at, kind.key));
    }
    if (found == 0)
        m_yaml.wrong(node, at, u"nothing happens in this beat"_s, u"name one of: "_s + kinds().join(u", "_s));
}

QString ActionReader::text(const YAML::Node &node, const char *key, const QString &at)
{
    return m_yaml.has(node, key, under(at, key), u"write it"_s)
               ? checked(node, key, at, m_yaml.text(YamlReader::child(node, key), under(at, key)))
               : QString();
}

QString ActionReader::optional(const YAML::Node &node, const char *key, const QString &at)
{
    return checked(node, key, at, m_yaml.optionalText(node, key, under(at, key)));
}

QString ActionReader::checked(const YAML::Node &node, const char *key, const QString &at, QString text)
{
    for (const QString &unknown : unknownPlaceholders(text, m_script))
        m_yaml.wrong(YamlReader::child(node, key), under(at, key),
                     u"the placeholder {%1} is not known here"_s.arg(unknown),
                     u"see models/drill/placeholders.h; a beat that it names stands above"_s);
    return text;
}

QString ActionReader::oneOf(const YAML::Node &node, const char *key, const QString &at,
                            const QStringList &known)
{
    QString written = text(node, key, at);
    if (!written.isEmpty() && !known.contains(written))
        m_yaml.wrong(YamlReader::child(node, key), under(at, key),
                     u"\"%1\" is not known here"_s.arg(written.left(60)),
                     known.isEmpty() ? u"there is none above that it could be"_s
                                     : u"known are: %1"_s.arg(known.join(u", "_s)));
    return written;
}

QString ActionReader::person(const YAML::Node &node, const char *key, const QString &at)
{
    return YamlReader::child(node, key).IsDefined() ? oneOf(node, key, at, keysOf(m_script.cast)) : QString();
}

} // namespace muster::drill
