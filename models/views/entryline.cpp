// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/entryline.h"

#include "models/views/mentions.h"
#include "models/views/whentext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using namespace muster::incident;

/// Something that can be named on the line.
struct Named
{
    QString key, name;
};

template <typename Entry> std::vector<Named> namedOf(const std::vector<Entry> &entries)
{
    std::vector<Named> named;
    named.reserve(entries.size());
    for (const Entry &entry : entries)
        named.push_back({entry.key, entry.name});
    return named;
}

std::vector<Named> namedStatuses()
{
    std::vector<Named> named;
    for (int i = 0; i <= int(Status::Closed); ++i)
        named.push_back({statusName(Status(i)), statusName(Status(i))});
    return named;
}

std::vector<Named> namedTaskKinds()
{
    std::vector<Named> named;
    for (int i = 0; i <= int(TaskKind::Detective); ++i)
        named.push_back({taskKindName(TaskKind(i)), taskKindName(TaskKind(i))});
    return named;
}

/// "ic" of "incident_commander"; empty for a single word.
QString initials(const QString &key)
{
    if (!key.contains(u'_'))
        return {};
    QString letters;
    for (const QString &word : key.split(u'_', Qt::SkipEmptyParts))
        letters += word.front();
    return letters;
}

QString listed(const std::vector<Named> &known)
{
    QStringList keys;
    for (const Named &each : known)
        keys += each.key;
    return keys.join(u", "_s);
}

/// The key that `word` means; empty where none or more than one.
QString keyFor(const QString &word, const std::vector<Named> &known)
{
    const QString folded = word.toCaseFolded();
    QStringList beginning;
    for (const Named &each : known) {
        const QString key = each.key.toCaseFolded(), name = each.name.toCaseFolded();
        if (key == folded || name == folded || initials(key) == folded || key.endsWith(u'-' + folded))
            return each.key;
        if (key.startsWith(folded) || name.startsWith(folded))
            beginning += each.key;
    }
    return beginning.size() == 1 ? beginning.front() : QString();
}

Error wrong(const QString &why)
{
    return {Fault::BadInput, why};
}

/// Takes the first word off.
QString takeWord(QString &text)
{
    text = text.trimmed();
    const qsizetype end = text.indexOf(u' ');
    QString word = end < 0 ? text : text.left(end);
    text = end < 0 ? QString() : text.mid(end + 1).trimmed();
    return word;
}

/// What stands behind a key that takes a reason, with or without "because" before it.
QString reasonIn(const QString &text)
{
    static const QRegularExpression because(u"^because\\b\\s*:?\\s*"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return QString(text).remove(because);
}

bool beginsLikeATime(const QString &word)
{
    static const QStringList days{u"yesterday"_s, u"today"_s, u"now"_s};
    const bool isBack = word.size() > 1 && word[0] == u'-' && word[1].isDigit();
    return isBack || (word.front().isDigit() && (word.contains(u':') || word.count(u'-') == 2)) ||
           days.contains(word.toCaseFolded());
}

/// The time at the beginning of the line, the longest that reads as one. One that begins as a time and is
/// none is a mistake that is said: silently taking "25:99" as text would date the entry to now.
Result<std::optional<Instant>> takeTime(QString &text, const EntryFrame &frame)
{
    constexpr qsizetype kMostWords = 3;
    const QStringList words = text.trimmed().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty() || !beginsLikeATime(words.front()))
        return std::optional<Instant>();
    const WhenFrame when{frame.now, frame.here, WhenSide::Past};
    for (qsizetype count = std::min(kMostWords, words.size()); count > 0; --count) {
        if (const auto read = readWhen(words.mid(0, count).join(u' '), when)) {
            text = words.mid(count).join(u' ');
            return std::optional<Instant>(*read);
        }
    }
    return readWhen(words.front(), when).error();
}

const QStringList &slashWords()
{
    static const QStringList words{u"/action"_s, u"/cause"_s,      u"/decision"_s,  u"/fact"_s,
                                   u"/hotfix"_s, u"/hypothesis"_s, u"/milestone"_s, u"/recovered"_s,
                                   u"/role"_s,   u"/scope"_s,      u"/sev"_s,       u"/status"_s,
                                   u"/step"_s,   u"/task"_s,       u"/title"_s,     u"/update"_s};
    return words;
}

class LineReader
{
public:
    LineReader(const EntryFrame &frame, QString text) : m_frame(frame), m_text(std::move(text)) {}

    Result<ReadEntry> read()
    {
        // The time may stand before or behind the slash word.
        if (auto problem = takeTimeFirst())
            return *problem;
        if (m_text.startsWith(u"t/") &&
            slashWords().contains(m_text.mid(1).section(u' ', 0, 0).toCaseFolded()))
            return wrong(
                u"\"t\" opens this line and was typed into it: take it away, and %1 is a command"_s.arg(
                    m_text.mid(1).section(u' ', 0, 0)));
        if (!m_text.startsWith(u'/'))
            return entry(EntryKind::Fact);
        QString word = takeWord(m_text).mid(1).toCaseFolded();
        if (auto problem = takeTimeFirst())
            return *problem;
        return command(word);
    }

private:
    std::optional<Error> takeTimeFirst()
    {
        if (m_at)
            return std::nullopt;
        const auto time = takeTime(m_text, m_frame);
        if (!time)
            return time.error();
        m_at = *time;
        return std::nullopt;
    }

    Result<ReadEntry> command(const QString &word)
    {
        if (const auto kind = entryKindFromName(word); kind && *kind != EntryKind::Update)
            return *kind == EntryKind::Milestone ? milestone() : entry(*kind);
        if (word == u"role")
            return role();
        if (word == u"sev")
            return severity();
        if (word == u"status")
            return status();
        if (word == u"step")
            return step();
        if (word == u"task")
            return task(TaskKind::Work);
        if (word == u"hotfix")
            return task(TaskKind::Hotfix);
        if (word == u"update")
            return update();
        if (word == u"scope")
            return scope();
        if (word == u"title")
            return title();
        if (word == u"recovered")
            return recovered();
        if (word == u"cause")
            return cause();
        return wrong(u"there is no command /%1; there are %2"_s.arg(word, slashWords().join(u", "_s)));
    }

    ReadEntry done(IncidentCommand command) const { return {m_at, std::move(command), {}}; }

    Result<ReadEntry> entry(EntryKind kind, const QString &milestone = {})
    {
        EntryWritten written;
        written.kind = kind;
        written.milestone = milestone;
        if (const qsizetype arrow = m_text.indexOf(u"=>"_s); arrow >= 0) {
            written.result = m_text.mid(arrow + 2).trimmed();
            m_text.truncate(arrow);
        }
        if (const auto owner = takeMention(m_text, m_frame.people); owner)
            written.owner = *owner;
        else
            return owner.error();
        if (kind == EntryKind::Decision) {
            written.alternatives = takeBehind(u" instead of "_s);
            written.why = takeBehind(u" because "_s);
        }
        written.text = m_text.simplified();
        if (written.text.isEmpty())
            return wrong(u"say what happened"_s);
        return done(written);
    }
    /// What stands behind the last `word`, taken off the text.
    QString takeBehind(const QString &word)
    {
        const qsizetype at = m_text.lastIndexOf(word, -1, Qt::CaseInsensitive);
        if (at < 0)
            return {};
        QString behind = m_text.mid(at + word.size()).simplified();
        m_text.truncate(at);
        return behind;
    }
    Result<ReadEntry> milestone()
    {
        const QString word = takeWord(m_text);
        const std::vector<Named> known = namedOf(m_frame.rules.milestones);
        const QString key = keyFor(word, known);
        if (key.isEmpty())
            return wrong(u"there is no milestone \"%1\"; there are %2"_s.arg(word, listed(known)));
        if (auto problem = takeTimeFirst()) // "/milestone started -25m" reads as well
            return *problem;
        if (m_text.isEmpty())
            m_text = m_frame.rules.milestone(key)->name;
        return entry(EntryKind::Milestone, key);
    }
    Result<ReadEntry> role()
    {
        const QString word = takeWord(m_text);
        const std::vector<Named> known = namedOf(m_frame.rules.roles);
        const QString key = keyFor(word, known);
        if (key.isEmpty())
            return wrong(u"there is no role \"%1\"; there are %2"_s.arg(word, listed(known)));
        const QString name = m_text.startsWith(u'@') ? m_text.mid(1) : m_text;
        if (name.isEmpty())
            return wrong(u"say who takes it: /role %1 NAME"_s.arg(word));
        const auto person = personNamed(name, m_frame.people);
        if (!person)
            return person.error();
        return done(RoleGiven{key, *person, false, {}});
    }
    Result<ReadEntry> severity()
    {
        const QString word = takeWord(m_text);
        const std::vector<Named> known = namedOf(m_frame.rules.severities);
        const QString key = keyFor(word, known);
        if (key.isEmpty())
            return wrong(u"there is no severity \"%1\"; there are %2"_s.arg(word, listed(known)));
        return done(SeverityChanged{key, reasonIn(m_text)});
    }
    Result<ReadEntry> status()
    {
        const QString word = takeWord(m_text);
        const std::vector<Named> known = namedStatuses();
        const auto status = statusFromName(keyFor(word, known));
        if (!status)
            return wrong(u"there is no status \"%1\"; there are %2"_s.arg(word, listed(known)));
        return done(StatusChanged{*status, reasonIn(m_text)});
    }
    Result<ReadEntry> step()
    {
        const QString word = takeWord(m_text);
        const std::vector<Named> known = namedOf(m_frame.rules.steps);
        const QString key = keyFor(word, known);
        if (key.isEmpty())
            return wrong(u"there is no step \"%1\"; there are %2"_s.arg(word, listed(known)));
        return done(StepEntered{key, {}, reasonIn(m_text)});
    }
    Result<ReadEntry> task(TaskKind kind)
    {
        TaskWritten written;
        written.kind = kind;
        if (const QString word = takeTagged(u"kind:"_s); !word.isEmpty()) {
            written.kind = taskKindFromName(keyFor(word, namedTaskKinds()));
            if (!written.kind)
                return wrong(
                    u"there is no kind \"%1\" of a task; there are %2"_s.arg(word, listed(namedTaskKinds())));
        }
        if (const QString workstream = takeTagged(u"#"_s); !workstream.isEmpty())
            written.workstream = workstream;
        const auto owner = takeMention(m_text, m_frame.people);
        if (!owner)
            return owner.error();
        if (!owner->isNull())
            written.owner = *owner;
        if (const auto due = takeDue(); !due)
            return due.error();
        else
            written.due = *due;
        written.text = m_text.simplified();
        if (written.text->isEmpty())
            return wrong(u"say what is to be done"_s);
        return done(written);
    }
    Result<ReadEntry> update()
    {
        const QString word = takeWord(m_text);
        const std::vector<Named> known = namedOf(m_frame.rules.audiences);
        const QString key = word.isEmpty() && !known.empty() ? known.front().key : keyFor(word, known);
        if (key.isEmpty())
            return wrong(u"there is no audience \"%1\"; there are %2"_s.arg(word, listed(known)));
        UpdateSent sent;
        sent.audience = key;
        sent.text = m_text;
        return ReadEntry{m_at, sent, key};
    }

    /// "Checkout in the EU region, 40 % of sessions": the share is read off the text.
    Result<ReadEntry> scope()
    {
        if (m_text.isEmpty())
            return wrong(u"say who is hit, and how: /scope checkout in the EU, 40 % of sessions"_s);
        static const QRegularExpression share(u"(?<![\\d.,])(\\d{1,3})(?:[.,](\\d))?\\s?%"_s);
        FieldsChanged fields;
        fields.scope = Scope{m_text, {}, {}};
        if (const auto match = share.match(m_text); match.hasMatch()) {
            const int permille = match.captured(1).toInt() * 10 + match.captured(2).toInt();
            if (permille > 1000)
                return wrong(u"%1 is more than all of them"_s.arg(match.captured(0)));
            fields.scope->sessionsPermille = permille;
        }
        return done(fields);
    }
    Result<ReadEntry> title()
    {
        if (m_text.isEmpty())
            return wrong(u"say what it is called: /title Checkout is down"_s);
        FieldsChanged fields;
        fields.title = m_text;
        return done(fields);
    }
    Result<ReadEntry> recovered()
    {
        if (m_text.isEmpty())
            return wrong(u"say what shows it: /recovered error rate at 0.1 % for 20 minutes"_s);
        return done(RecoveryConfirmed{{}, m_text});
    }
    Result<ReadEntry> cause() const
    {
        if (m_text.isEmpty())
            return wrong(u"say what it was, or that it is not known: /cause not known"_s);
        return done(ClosingWritten{m_text, {}, {}});
    }

    /// "due:14:30", "due:+2h"
    Result<std::optional<Instant>> takeDue()
    {
        const QString due = takeTagged(u"due:"_s);
        if (due.isEmpty())
            return std::optional<Instant>();
        const auto read = readWhen(due, {m_frame.now, m_frame.here, WhenSide::Future});
        if (!read)
            return read.error();
        return std::optional<Instant>(*read);
    }
    /// What stands behind `tag` in the first word that begins with it, taken off the text; empty where none
    /// does.
    QString takeTagged(const QString &tag)
    {
        const QStringList words = m_text.split(u' ', Qt::SkipEmptyParts);
        const auto tagged = std::ranges::find_if(
            words, [&](const QString &word) { return word.size() > tag.size() && word.startsWith(tag); });
        if (tagged == words.end())
            return {};
        QString found = tagged->mid(tag.size());
        m_text.remove(m_text.indexOf(*tagged), tagged->size());
        return found;
    }
    const EntryFrame &m_frame;
    QString m_text;
    std::optional<Instant> m_at;
};

} // namespace

Result<ReadEntry> readEntryLine(const QString &line, const EntryFrame &frame)
{
    const QString text = line.simplified();
    if (text.isEmpty())
        return wrong(u"say what happened"_s);
    return LineReader(frame, text).read();
}

QStringList entryCompletions(const QString &line, const EntryFrame &frame)
{
    if (!line.startsWith(u'/'))
        return {};
    const QStringList words = line.split(u' ');
    QStringList found;
    const auto offer = [&](const QString &before, const QString &begun, const QStringList &all) {
        for (const QString &each : all) {
            if (each.startsWith(begun, Qt::CaseInsensitive))
                found += before + each + u' ';
        }
    };
    if (words.size() == 1) {
        offer({}, words.front(), slashWords());
        return found;
    }
    const auto keys = [](const std::vector<Named> &known) {
        QStringList all;
        for (const Named &each : known)
            all += each.key;
        return all;
    };
    const QString command = words.front().mid(1);
    if (words.size() == 2) {
        const QString before = words.front() + u' ';
        if (command == u"role")
            offer(before, words[1], keys(namedOf(frame.rules.roles)));
        else if (command == u"sev")
            offer(before, words[1], keys(namedOf(frame.rules.severities)));
        else if (command == u"status")
            offer(before, words[1], keys(namedStatuses()));
        else if (command == u"step")
            offer(before, words[1], keys(namedOf(frame.rules.steps)));
        else if (command == u"milestone")
            offer(before, words[1], keys(namedOf(frame.rules.milestones)));
        else if (command == u"update")
            offer(before, words[1], keys(namedOf(frame.rules.audiences)));
    } else if (command == u"role") {
        QStringList names;
        for (const people::Person &person : frame.people)
            names += person.name;
        offer(words.mid(0, 2).join(u' ') + u' ', words.mid(2).join(u' '), names);
    }
    return found;
}

} // namespace muster::views
