// SPDX-License-Identifier: GPL-3.0-or-later
// Random facts of every kind: deterministic by their seed, with texts of many scripts.
#pragma once

#include "models/ticket/ticketfacts.h"

#include <QRandomGenerator>

namespace muster::ticket {

class RandomFacts
{
public:
    explicit RandomFacts(quint32 seed) : m_random(seed) {}

    /// A fact of the alternative with this index.
    TicketFact fact(size_t index)
    {
        switch (index) {
        case 0:
            return created();
        case 1:
            return CustomerMessageReceived{text(), text(), text()};
        case 2:
            return ReplySent{text(), text(), text(), flag(), flag()};
        case 3:
            return NoteAdded{text(), text(), text()};
        case 4:
            return StatusChanged{Status(upTo(6)), text(), text()};
        case 5:
            return PriorityChanged{word(), text(), text()};
        case 6:
            return TierChanged{text(), text()};
        case 7:
            return Assigned{id<PersonId>(flag()), text()};
        case 8:
            return TagsChanged{texts(), texts()};
        case 9:
            return TicketLinked{id<SubjectId>(true), LinkKind(upTo(3)), flag()};
        case 10:
            return TicketMerged{id<TicketId>(true)};
        case 11:
            return ClosingNoteWritten{{text(), text(), text()}};
        case 12:
            return fields();
        case 13:
            return PolicyBound{{id<PolicyId>(flag()), id<FactId>(flag())}};
        case 14:
            return DateAgreed{flag() ? std::optional(instant()) : std::nullopt};
        default:
            return StepMarked{word(), text(), flag(), flag()};
        }
    }

    int upTo(int most) { return m_random.bounded(most + 1); }
    bool flag() { return upTo(1) == 1; }
    QString text() { return flag() ? QString() : word(); }
    QString word()
    {
        using namespace Qt::StringLiterals;
        static const QStringList pieces{u"a"_s,    u"Z"_s,    u"ü"_s,      u"ß"_s,  u"日本"_s, u"🙂"_s,
                                        u"\""_s,   u"\\"_s,   u"\n"_s,     u"\t"_s, u" "_s,    u"שלום"_s,
                                        u"</b>"_s, u"\x1f"_s, u"\xfffd"_s, u"0"_s};
        QString made = pieces[upTo(5)];
        for (int i = upTo(12); i > 0; --i)
            made += pieces[upTo(int(pieces.size()) - 1)];
        return made;
    }
    QStringList texts()
    {
        QStringList made;
        for (int i = upTo(4); i > 0; --i)
            made += word();
        return made;
    }
    template <typename IdType> IdType id(bool isThere)
    {
        return isThere ? IdType::derived(instant(), {QString::number(m_random.generate64())}) : IdType{};
    }
    Instant instant() { return fromMillis(1 + qint64(m_random.generate64() % 4'000'000'000'000ULL)); }
    QRandomGenerator &generator() { return m_random; }

private:
    std::optional<QString> maybe() { return flag() ? std::optional(text()) : std::nullopt; }
    TicketCreated created()
    {
        TicketCreated made;
        for (QString *field : {&made.caseNumber, &made.subject, &made.description, &made.contactName,
                               &made.contactEmail, &made.tier, &made.priority, &made.impact,
                               &made.environment, &made.steps, &made.channel, &made.source})
            *field = text();
        made.customer = id<CustomerId>(flag());
        made.tags = texts();
        made.policy = {id<PolicyId>(flag()), id<FactId>(flag())};
        return made;
    }
    FieldsChanged fields()
    {
        FieldsChanged made;
        for (auto *field : {&made.subject, &made.description, &made.contactName, &made.contactEmail,
                            &made.impact, &made.environment, &made.steps})
            *field = maybe();
        if (flag())
            made.customer = id<CustomerId>(true);
        return made;
    }

    QRandomGenerator m_random;
};

} // namespace muster::ticket
