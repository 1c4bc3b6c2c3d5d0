// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets from other systems: large transactions, the same entry taken once, bad rows kept beside the source.
#include "models/intake/newentries.h"
#include "models/store/importreport.h"
#include "models/store/workspaceparts.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

using views::ImportProgress;

class Importer
{
public:
    Importer(Workspace::Parts &parts, const ImportOptions &options) : m_parts(parts), m_options(options) {}

    Result<ImportProgress> run(intake::TicketReader &reader, const QString &sourceFile, qint64 bytesTotal)
    {
        m_progress.bytesTotal = bytesTotal;
        bool isDone = false;
        QString stopped;
        while (!isDone) {
            const auto before = m_progress;
            const auto batch =
                m_options.dryRun
                    ? this->batch(reader, &Importer::lookAt, isDone)
                    : m_parts.inTransaction([&] { return this->batch(reader, &Importer::takeIn, isDone); });
            if (!batch) {
                m_progress = before; // what is told as saved is saved
                const qint64 kept = m_progress.created + m_progress.updated;
                if (kept == 0)
                    return batch.error();
                stopped =
                    u"%1 tickets had come in and stay; then the import stopped (%2). Importing again goes on with the rest"_s
                        .arg(kept)
                        .arg(batch.error().detail.section(u';', 0, 0));
                break;
            }
            report(isDone);
            if (!isDone && m_options.cancelled && m_options.cancelled()) {
                stopped =
                    u"stopped; %1 tickets had come in and stay. Importing again goes on with the rest"_s.arg(
                        m_progress.created + m_progress.updated);
                break;
            }
        }
        if (!m_options.dryRun && !sourceFile.isEmpty())
            m_report.write(sourceFile, m_progress);
        if (!stopped.isEmpty())
            m_progress.error = m_progress.error.isEmpty() ? stopped : stopped + u". "_s + m_progress.error;
        m_progress.done = true;
        return m_progress;
    }

private:
    void report(bool isDone)
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_options.progress || (!isDone && now - m_reported < std::chrono::milliseconds(100)))
            return;
        m_reported = now;
        m_options.progress(m_progress);
    }

    using Step = Result<void> (Importer::*)(const intake::IncomingTicket &);

    /// Up to one batch, each ticket through `step`; `isDone` once the source has ended.
    Result<void> batch(intake::TicketReader &reader, Step step, bool &isDone)
    {
        for (int taken = 0; taken < m_options.batch; ++taken) {
            intake::Incoming incoming = reader.next();
            m_progress.bytesDone = reader.bytesRead();
            if (std::holds_alternative<intake::EndOfInput>(incoming)) {
                isDone = true;
                return {};
            }
            if (auto *rejected = std::get_if<intake::RejectedRow>(&incoming)) {
                reject(*rejected);
                continue;
            }
            if (const auto done = (this->*step)(std::get<intake::IncomingTicket>(incoming)); !done)
                return done.error();
        }
        return {};
    }

    /// Counts what taking the ticket in would do.
    Result<void> lookAt(const intake::IncomingTicket &incoming)
    {
        const TicketId id = idOf(incoming);
        if (!m_parts.projections.hasTicket(id)) {
            count(m_progress.created, incoming, incoming.notes);
            return {};
        }
        const auto found = newIn(incoming, m_parts.foldTicket(id));
        count(found.entries.empty() ? m_progress.unchanged : m_progress.updated, incoming,
              notesOf(incoming, found));
        return {};
    }

    static TicketId idOf(const intake::IncomingTicket &incoming)
    {
        // By the source alone: a corrected time or zone does not make it another ticket.
        return TicketId::derived(Instant{}, {u"import", incoming.source});
    }

    intake::NewEntries newIn(const intake::IncomingTicket &incoming, const ticket::Ticket &state)
    {
        const QString owner = m_parts.names.names().people[m_parts.names.person(state.assignee)].name;
        return intake::newEntries(incoming, state, owner, m_parts.clock.now());
    }

    Result<void> takeIn(const intake::IncomingTicket &incoming)
    {
        const TicketId id = idOf(incoming);
        if (m_parts.projections.hasTicket(id))
            return update(id, incoming);
        ticket::TicketCreated fields = incoming.fields;
        fields.source = incoming.source;
        if (fields.channel.isEmpty())
            fields.channel = u"import"_s;
        fields.policy = m_parts.policyInForce;
        const auto customer = customerFor(incoming);
        if (!customer)
            return customer.error();
        fields.customer = *customer;
        if (fields.caseNumber.isEmpty())
            fields.caseNumber = u"IMP-"_s + id.toString().right(8);
        ticket::Ticket state;
        state.id = id;
        const Instant now = m_parts.clock.now();
        const ticket::TicketOrder order{id, ticket::CreateTicket{std::move(fields), false},
                                        std::min(incoming.createdAt, now)};
        const auto policy = m_parts.policyOf(m_parts.policyInForce);
        auto entries = ticket::decide(state, order, {policy->policy(), now, m_parts.me, {}});
        if (!entries)
            return reject(incoming, entries.error().detail);
        const auto owner = personFor(incoming);
        if (!owner)
            return owner.error();
        if (!owner->isNull())
            entries->emplace_back(incoming.createdAt,
                                  ticket::Assigned{*owner, incoming.source + u"#owner"_s});
        entries->insert(entries->end(), incoming.entries.begin(), incoming.entries.end());
        return write(state, *entries, incoming, m_progress.created, incoming.notes);
    }

    Result<void> update(TicketId id, const intake::IncomingTicket &incoming)
    {
        ticket::Ticket &state = m_parts.stateOf(id);
        const intake::NewEntries found = newIn(incoming, state);
        if (!found.entries.empty())
            return write(state, found.entries, incoming, m_progress.updated, notesOf(incoming, found));
        count(m_progress.unchanged, incoming, notesOf(incoming, found));
        return {};
    }

    /// What was understood in part is told where something comes in; what differs, always.
    static QStringList notesOf(const intake::IncomingTicket &incoming, const intake::NewEntries &found)
    {
        return found.entries.empty() ? found.notes : incoming.notes + found.notes;
    }

    /// Counts the ticket in `kind`, or rejects its row as a whole where an entry could not be read back.
    Result<void> write(ticket::Ticket &state,
                       const std::vector<std::pair<Instant, ticket::TicketFact>> &entries,
                       const intake::IncomingTicket &incoming, qint64 &kind, const QStringList &notes)
    {
        std::vector<NewFact> wishes;
        std::vector<ticket::TicketFact> facts;
        wishes.reserve(entries.size());
        facts.reserve(entries.size());
        for (const auto &[at, fact] : entries) {
            wishes.push_back(newTicketFact(state.id, at, fact));
            auto read = ticket::fromPayload(wishes.back().type, wishes.back().version, wishes.back().payload);
            if (!read)
                return reject(incoming, read.error().detail);
            facts.push_back(std::move(*read));
        }
        const auto sealed = m_parts.seal(wishes);
        if (!sealed && sealed.error().fault == Fault::BadInput)
            return reject(incoming, sealed.error().detail);
        if (!sealed)
            return sealed.error();
        count(kind, incoming, notes);
        return m_parts.appendToTicket(state, *sealed, facts, Workspace::Parts::Words::Now);
    }

    Result<void> reject(const intake::IncomingTicket &incoming, const QString &reason)
    {
        const QString row = incoming.source + u' ' + incoming.fields.subject;
        reject(intake::RejectedRow{incoming.line, incoming.source, reason, row.toUtf8()});
        return {};
    }

    Result<CustomerId> customerFor(const intake::IncomingTicket &incoming)
    {
        const QString name =
            (incoming.customerName.isEmpty() ? incoming.fields.contactName : incoming.customerName)
                .simplified();
        const auto known = [this, &name](CustomerId made) {
            const auto found = m_parts.projections.customerByName(name);
            return found ? *found : m_parts.projections.customer(made) ? made : CustomerId{};
        };
        const auto payload = [&] {
            customer::CustomerChanged change;
            change.name = name.left(200);
            change.tier = incoming.fields.tier;
            change.arr = incoming.arr;
            if (!incoming.fields.contactName.isEmpty())
                change.contacts = {{incoming.fields.contactName, incoming.fields.contactEmail, {}, {}}};
            return customer::toPayload(change);
        };
        return named(m_customers, kCustomer, name, incoming.createdAt, known, payload);
    }

    Result<PersonId> personFor(const intake::IncomingTicket &incoming)
    {
        const QString name = incoming.assigneeName.simplified();
        const auto known = [this, &name](PersonId made) {
            const auto found = m_parts.projections.personByName(name);
            return found ? *found : m_parts.projections.person(made) ? made : PersonId{};
        };
        const auto payload = [&] {
            people::PersonChanged change;
            change.name = name.left(200);
            change.role = u"agent"_s;
            change.email = incoming.assigneeEmail;
            return people::toPayload(change);
        };
        return named(m_people, kPerson, name, incoming.createdAt, known, payload);
    }

    /// The customer or person of that name; made from `payload` where `known` finds none, also not under the
    /// id that an import gives it: one that was renamed here since keeps its new name. None without a name.
    template <typename Id, typename Known, typename Payload>
    Result<Id> named(QHash<QString, Id> &met, QLatin1StringView kind, const QString &name, Instant at,
                     const Known &known, const Payload &payload)
    {
        if (name.isEmpty())
            return Id{};
        const QString folded = name.toCaseFolded();
        if (const auto before = met.constFind(folded); before != met.cend())
            return *before;
        const auto made = Id::derived(Instant{}, {QString(kind), folded});
        Id id = known(made);
        if (id.isNull()) {
            id = made;
            const NewFact wish{QString(kind), idCast<SubjectId>(id), kind + u".changed"_s, 1, at,
                               payload(),     std::nullopt};
            if (const auto done = m_parts.writeToSubject(wish); !done)
                return done.error();
        }
        met.insert(folded, id);
        return id;
    }

    void reject(const intake::RejectedRow &row)
    {
        ++m_progress.rejected;
        m_report.reject(row);
    }

    /// Counts a ticket, and keeps what a person has to know of it.
    void count(qint64 &kind, const intake::IncomingTicket &incoming, const QStringList &notes)
    {
        ++kind;
        if (notes.isEmpty())
            return;
        ++m_progress.inPart;
        m_report.note(incoming, notes);
    }

    Workspace::Parts &m_parts;
    const ImportOptions &m_options;
    ImportProgress m_progress;
    std::chrono::steady_clock::time_point m_reported;
    QHash<QString, CustomerId> m_customers;
    QHash<QString, PersonId> m_people;
    ImportReport m_report;
};

} // namespace

Result<ImportProgress> Workspace::importTickets(intake::TicketReader &reader, const QString &sourceFile,
                                                qint64 bytesTotal, const ImportOptions &options)
{
    if (!m_parts->policyOf(m_parts->policyInForce))
        return Error{Fault::NotAllowed,
                     u"this workspace has no policy yet; muster init chooses one, then import again"_s};
    return Importer(*m_parts, options).run(reader, sourceFile, bytesTotal);
}

} // namespace muster::store
