// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to say which tickets a report is like, beside the search's index asked for the same words
// in the plain way: any of them, by rank. Not a test: times depend on the machine, the ratio less so.
#include "models/escalation/similar.h"
#include "models/policy/policyreader.h"
#include "models/store/knowledgereader.h"
#include "models/store/similartexts.h"
#include "models/store/workspace.h"
#include "tests/bench/support/figures.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <random>

using namespace muster;
using namespace muster::bench;
using namespace Qt::StringLiterals;

namespace {

class RealClock final : public Clock
{
public:
    Instant now() const override
    {
        return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
    }
};

/// Thirty thousand words, of which the first are as common as words of a language are, and numbers as in
/// logs.
QString textOf(std::mt19937_64 &random, int words)
{
    constexpr double kWords = 30'000;
    std::uniform_real_distribution<double> chance(0, 1);
    QString text;
    for (int i = 0; i < words; ++i) {
        if (chance(random) < 0.05) {
            text += QString::number(1000 + int(chance(random) * 200'000)) + u' ';
            continue;
        }
        auto rank =
            quint32(std::pow(kWords, chance(random))); // as often as its place in the list, turned round
        QString word = u"w"_s;
        for (; rank > 0; rank /= 20)
            word += QChar(u'b' + int(rank % 20));
        text += word + u' ';
    }
    return text;
}

QString subjectOf(qint64 number)
{
    std::mt19937_64 random{quint64(number)};
    return textOf(random, 7);
}
QString descriptionOf(qint64 number)
{
    std::mt19937_64 random{quint64(number) + (quint64(1) << 40)};
    return textOf(random, 40);
}

class LikelyTickets final : public intake::TicketReader
{
public:
    LikelyTickets(qint64 count, qint64 open, Instant now) : m_count(count), m_every(count / open), m_now(now)
    {}
    intake::Incoming next() override
    {
        if (m_made >= m_count)
            return intake::EndOfInput{};
        const qint64 number = m_made++;
        const bool isOpen = number % m_every == 0;
        intake::IncomingTicket made;
        made.line = number + 1;
        made.source = u"made:%1"_s.arg(number);
        made.customerName = u"Customer %1"_s.arg(number % 5000);
        made.createdAt = m_now - std::chrono::minutes(isOpen ? number % 20'000 : 20'000 + number % 500'000);
        made.fields.subject = subjectOf(number);
        made.fields.description = descriptionOf(number);
        made.fields.priority = u"P2"_s;
        made.fields.tier = u"enterprise"_s;
        if (!isOpen)
            made.entries.emplace_back(
                made.createdAt + std::chrono::minutes(1),
                ticket::StatusChanged{ticket::Status::Closed, {}, made.source + u"#1"_s});
        return made;
    }
    qint64 bytesRead() const override { return m_made; }

private:
    qint64 m_count, m_every, m_made = 0;
    Instant m_now;
};

/// What an open ticket says, some of its words left out and others in their place.
views::SimilarQuestion reportLike(qint64 number, const std::shared_ptr<const policy::CompiledPolicy> &policy,
                                  Instant now)
{
    std::mt19937_64 random{quint64(number) + (quint64(1) << 50)};
    views::SimilarQuestion question;
    question.subject = subjectOf(number);
    QStringList words = descriptionOf(number).split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); i += 3)
        words[i] = textOf(random, 1).trimmed();
    question.text = words.join(u' ');
    question.at = now;
    question.policy = policy;
    return question;
}

struct Times
{
    std::vector<double> all;
    void tell(const QString &name, const Times &baseline) const
    {
        const QString plain = u"FTS5: any of the words, by rank"_s;
        for (const auto &[part, share] :
             {std::pair(u"half"_s, 0.5), std::pair(u"95 %"_s, 0.95), std::pair(u"all"_s, 1.0)})
            print({u"%1, %2 within"_s.arg(name, part), bench::share(all, share), u"ms"_s, u"< 50"_s, plain,
                   bench::share(baseline.all, share)});
    }
};

double plainSearch(store::Database &database, const views::SimilarQuestion &question)
{
    QStringList any;
    const policy::MailMarks &marks = question.policy->policy().escalation.words.mail;
    for (const auto &word :
         escalation::searchWords(question.subject, question.text, marks, store::kMostSearched))
        any += u'"' + word.forms.front() + u'"';
    QElapsedTimer timer;
    timer.start();
    store::Statement query =
        database.prepare("SELECT rowid FROM ticket_text WHERE ticket_text MATCH ? ORDER BY rank LIMIT 8");
    query.bind(1, any.join(u" OR "_s));
    while (query.next()) {}
    return milliseconds(timer);
}

void run(qint64 tickets, qint64 open)
{
    constexpr qint64 kReports = 200;
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"desk.muster"_s);
    const RealClock clock;
    auto workspace = must(store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock));
    must(workspace->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s)));
    LikelyTickets made(tickets, open, clock.now());
    QElapsedTimer timer;
    timer.start();
    (void)must(workspace->importTickets(made, QString(), tickets, {}));
    print({u"tickets made"_s, seconds(timer), u"s"_s});
    const auto reader = must(store::KnowledgeReader::open(file));
    const auto plain = must(store::Database::open(file, store::Access::ReadOnly));
    Times similar, again, baseline;
    qint64 found = 0;
    for (qint64 i = 0; i < kReports; ++i) {
        const qint64 number = (i * (tickets / kReports)) / (tickets / open) * (tickets / open);
        const auto question = reportLike(number, workspace->policy(), clock.now());
        timer.start();
        const auto answer = must(reader->similarTo(question));
        similar.all.push_back(milliseconds(timer));
        timer.start();
        (void)must(reader->similarTo(question));
        again.all.push_back(milliseconds(timer));
        found +=
            !answer.tickets.empty() && answer.tickets.front().ticket.subject == subjectOf(number) ? 1 : 0;
        if (i % 10 == 0) // it takes long
            baseline.all.push_back(plainSearch(*plain, question));
    }
    const QString of = u"similar among %1 tickets"_s.arg(tickets);
    similar.tell(of, baseline);
    again.tell(of + u", the same text again"_s, baseline);
    print({u"reports whose own ticket came first, of %1"_s.arg(kReports), double(found), u""_s});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 tickets = arguments.value(1, u"1000000"_s).toLongLong();
    run(tickets, std::max<qint64>(1, arguments.value(2, QString::number(tickets / 10)).toLongLong()));
    return 0;
}
