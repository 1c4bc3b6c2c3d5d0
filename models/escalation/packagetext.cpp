// SPDX-License-Identifier: GPL-3.0-or-later
// The package as Markdown and as a message for a chat.
#include "models/escalation/package.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

using Section = policy::PackageSection;

/// Characters that Markdown reads as markup would change what a customer wrote.
QString escaped(const QString &text)
{
    static const QString special = u"\\`*_{}[]<>#|"_s;
    QString made;
    made.reserve(text.size());
    for (const QChar c : text) {
        if (special.contains(c))
            made += u'\\';
        made += c;
    }
    return made;
}

QStringList linesOf(const QString &text)
{
    QStringList lines;
    const QStringList written = text.split(u'\n');
    for (const QString &line : written) {
        if (!line.trimmed().isEmpty())
            lines += line.trimmed();
    }
    return lines;
}

bool isWanted(const Section &section, const policy::EscalationPath *to)
{
    return section.isRequired || (to && to->contents.contains(section.key));
}

class Writer
{
public:
    Writer(const PackageWritten &package, const policy::EscalationRules &rules, const QString &path,
           const TimeText &timeText)
        : m_package(package), m_rules(rules), m_path(rules.path(path)), m_timeText(timeText)
    {}

    QString summary() const
    {
        const auto text = m_package.texts.find(section::kSummary);
        return text == m_package.texts.end() ? u"[summary]"_s : text->second.simplified();
    }
    QString severity() const
    {
        const policy::PackageSeverity *known = m_rules.package.severity(m_package.severity);
        return known ? known->name : m_package.severity;
    }
    QString whereTo() const { return m_path ? m_path->name : QString(); }

    QString markdown() const
    {
        QString made = u"# Escalation: %1\n"_s.arg(escaped(summary()));
        if (m_path)
            made += u"\nTo: %1\n"_s.arg(escaped(whereTo()));
        QString group;
        for (const Section &section : m_rules.package.sections) {
            if (section.key == section::kSummary || !isShown(section))
                continue;
            if (section.group != group)
                made += u"\n## %1\n"_s.arg(escaped(group = section.group));
            made += u"\n**%1:** "_s.arg(escaped(section.name)) + body(section) + u'\n';
        }
        return made;
    }
    QString chat() const
    {
        QStringList made{u"ESCALATION: "_s + summary()};
        QStringList head{severity()};
        head += whereTo();
        head.removeAll(QString());
        if (!head.isEmpty())
            made += head.join(u", to "_s);
        for (const Section &section : m_rules.package.sections) {
            if (section.key != section::kSummary && section.kind != Section::Kind::Severity &&
                isShown(section))
                made += section.name + u": "_s + plain(section);
        }
        return made.join(u'\n');
    }

private:
    bool isShown(const Section &section) const { return hasAnything(section) || isWanted(section, m_path); }
    bool hasAnything(const Section &section) const
    {
        if (section.kind == Section::Kind::Tried)
            return !m_package.tried.empty();
        return isFilled(m_package, section);
    }
    QString text(const Section &section) const
    {
        const auto found = m_package.texts.find(section.key);
        return found == m_package.texts.end() ? QString() : found->second;
    }
    QStringList tried() const
    {
        QStringList lines;
        for (const Tried &each : m_package.tried)
            lines += each.what.simplified() + u" → "_s +
                     (each.outcome.trimmed().isEmpty() ? u"[outcome]"_s : each.outcome.simplified());
        return lines;
    }
    static QString numbered(const QStringList &lines, bool isMarkup)
    {
        QString made;
        for (qsizetype i = 0; i < lines.size(); ++i)
            made += u"\n%1. %2"_s.arg(i + 1).arg(isMarkup ? escaped(lines[i]) : lines[i]);
        return made;
    }
    QString open(const Section &section) const { return u"[%1]"_s.arg(section.name); }

    QString body(const Section &section) const
    {
        if (!hasAnything(section))
            return escaped(open(section));
        switch (section.kind) {
        case Section::Kind::Severity: {
            const policy::PackageSeverity *known = m_rules.package.severity(m_package.severity);
            return escaped(known ? u"%1. %2"_s.arg(known->name, known->definition) : m_package.severity);
        }
        case Section::Kind::Time:
            return escaped(m_timeText(*m_package.deadline));
        case Section::Kind::Tried:
            return u"\n"_s + numbered(tried(), true);
        case Section::Kind::Lines:
            return u"\n"_s + numbered(linesOf(text(section)), true);
        case Section::Kind::Text:
            break;
        }
        return escaped(linesOf(text(section)).join(u"\n\n"_s));
    }
    QString plain(const Section &section) const
    {
        if (!hasAnything(section))
            return open(section);
        switch (section.kind) {
        case Section::Kind::Severity:
            return severity();
        case Section::Kind::Time:
            return m_timeText(*m_package.deadline);
        case Section::Kind::Tried:
            return numbered(tried(), false);
        case Section::Kind::Lines:
            return numbered(linesOf(text(section)), false);
        case Section::Kind::Text:
            break;
        }
        return text(section).simplified();
    }

    const PackageWritten &m_package;
    const policy::EscalationRules &m_rules;
    const policy::EscalationPath *m_path;
    const TimeText &m_timeText;
};

} // namespace

QString packageMarkdown(const PackageWritten &package, const policy::EscalationRules &rules,
                        const QString &path, const TimeText &timeText)
{
    return Writer(package, rules, path, timeText).markdown();
}

QString packageChat(const PackageWritten &package, const policy::EscalationRules &rules, const QString &path,
                    const TimeText &timeText)
{
    return Writer(package, rules, path, timeText).chat();
}

} // namespace muster::escalation
