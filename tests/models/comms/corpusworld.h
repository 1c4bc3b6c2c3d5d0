// SPDX-License-Identifier: GPL-3.0-or-later
// The incidents that the corpus and the golden drafts are about. It is Friday 2026-11-20, 14:30 UTC, in
// Berlin.
#pragma once

#include "models/comms/check.h"
#include "models/incident/incident.h"
#include "models/policy/incidentreader.h"

#include <array>
#include <stdexcept>

namespace muster::test {

inline PersonId corpusPerson(const QString &name)
{
    return PersonId::derived(Instant{}, {name});
}

struct CorpusIncident
{
    incident::Incident incident;
    std::optional<int> customers;

    void tell(const QString &at, incident::IncidentFact fact)
    {
        const Instant when = *parseRfc3339(QStringLiteral("2026-11-20T") + at + QStringLiteral(":00Z"));
        const auto id = FactId::derived(when, {QStringLiteral("fact"), QString::number(m_count++)});
        apply(incident, {id, when, when, corpusPerson(QStringLiteral("Ada Moreno")), std::move(fact), false,
                         std::nullopt});
    }
    void moveTo(const QString &at, incident::Status status) { tell(at, incident::StatusChanged{status, {}}); }

private:
    int m_count = 0;
};

inline policy::IncidentRules corpusRules()
{
    policy::IncidentRules rules = policy::runbook();
    rules.internalNames = {QStringLiteral("db-eu-3"), QStringLiteral("Orbit"), QStringLiteral("Bob Tanaka")};
    return rules;
}

inline const QStringList &corpusPeople()
{
    static const QStringList people{QStringLiteral("Ada Moreno"), QStringLiteral("Bob Tanaka"),
                                    QStringLiteral("Priya Nair"), QStringLiteral("Jonas Falk"),
                                    QStringLiteral("Dana Whitfield")};
    return people;
}

inline comms::TimeFrame corpusTime()
{
    return {*parseRfc3339(u"2026-11-20T14:30:00Z"), QTimeZone("Europe/Berlin")};
}

inline incident::Declared declared(const QString &number, const QString &title, const QString &severity)
{
    incident::Declared fields;
    fields.number = number;
    fields.title = title;
    fields.severity = severity;
    return fields;
}

inline incident::EntryWritten began()
{
    incident::EntryWritten entry;
    entry.kind = incident::EntryKind::Milestone;
    entry.text = QStringLiteral("Harm began");
    entry.milestone = policy::runbook().milestones.front().key;
    return entry;
}

/// Orders that cannot be saved: SEV-1, 18% of sessions, 412 customers, since 13:48 UTC.
inline CorpusIncident checkout()
{
    CorpusIncident made;
    incident::Declared fields = declared(QStringLiteral("INC-7F3K-0003"),
                                         QStringLiteral("Orders cannot be saved"), QStringLiteral("SEV-1"));
    fields.scope = {QStringLiteral("Checkout in the EU region; saving an order fails"), 180, {}};
    fields.firstReportAt = *parseRfc3339(u"2026-11-20T13:52:00Z");
    made.tell(QStringLiteral("14:01"), fields);
    made.tell(QStringLiteral("13:48"), began());
    made.customers = 412;
    return made;
}

/// A nightly sync of one customer: SEV-2, since 02:10 UTC, cause known.
inline CorpusIncident nightlySync()
{
    CorpusIncident made;
    incident::Declared fields = declared(QStringLiteral("INC-7F3K-0004"),
                                         QStringLiteral("The nightly sync fails"), QStringLiteral("SEV-2"));
    fields.scope = {QStringLiteral("Finance of one account cannot close the month"), std::nullopt, {}};
    made.tell(QStringLiteral("09:30"), fields);
    made.tell(QStringLiteral("02:10"), began());
    made.moveTo(QStringLiteral("12:40"), incident::Status::Identified);
    made.customers = 1;
    return made;
}

/// Sign-ins that should not be: SEV-1, nothing counted yet.
inline CorpusIncident signIns()
{
    CorpusIncident made;
    incident::Declared fields =
        declared(QStringLiteral("INC-7F3K-0005"), QStringLiteral("Unusual sign-ins in two regions"),
                 QStringLiteral("SEV-1"));
    made.tell(QStringLiteral("12:40"), fields);
    return made;
}

/// By the name that the corpus uses; throws for a name that it does not know.
inline CorpusIncident corpusIncident(const QString &name)
{
    using incident::Status;
    if (name == u"sync")
        return nightlySync();
    if (name == u"security")
        return signIns();
    struct Turn
    {
        QString name, at;
        Status status;
    };
    static const std::array turns{
        Turn{QStringLiteral("investigating"), {}, Status::Investigating}, // as it was declared
        Turn{QStringLiteral("identified"), QStringLiteral("14:08"), Status::Identified},
        Turn{QStringLiteral("mitigated"), QStringLiteral("14:10"), Status::Mitigated},
        Turn{QStringLiteral("monitoring"), QStringLiteral("14:15"), Status::Monitoring},
        Turn{QStringLiteral("resolved"), QStringLiteral("14:20"), Status::Resolved}};
    CorpusIncident made = checkout();
    for (const Turn &turn : turns) {
        if (!turn.at.isEmpty())
            made.moveTo(turn.at, turn.status);
        if (name == turn.name)
            return made;
    }
    throw std::runtime_error(name.toStdString());
}

} // namespace muster::test
