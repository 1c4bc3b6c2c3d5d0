// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillfiles.h"

#include "models/views/incidentdocuments.h"
#include "models/views/timelineexport.h"
#include "ui/widgets/filewriter.h"
#include "ui/widgets/pdffile.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

Result<void> outcome(const QString &problem)
{
    return problem.isEmpty() ? Result<void>() : Result<void>(Error{Fault::ReadOnly, problem});
}

class Files
{
public:
    Files(const DrillPlay &play, QString folder)
        : m_incident(play.incident()), m_nameOf(play.nameOf()), m_folder(std::move(folder))
    {}

    Result<void> text(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder + u'/' + name;
        m_written += path;
        return outcome(ui::FileWriter::writeNow(path, content));
    }
    Result<void> timelines(const policy::IncidentRules &rules)
    {
        for (const QString &name : {u"timeline.md"_s, u"timeline.csv"_s, u"timeline.json"_s}) {
            const QByteArray content = views::exportTimeline(m_incident, {rules, m_nameOf, QTimeZone::utc()},
                                                             views::exportFormOf(name));
            if (auto done = text(name, content); !done)
                return done;
        }
        return {};
    }
    /// A document as it stands in the record; nothing where it was never written.
    Result<void> document(const QString &key, const QString &name, const QString &title)
    {
        const auto kept = m_incident.documents.find(key);
        if (kept == m_incident.documents.end())
            return {};
        if (auto done = text(name + u".md"_s, kept->second.text.toUtf8()); !done)
            return done;
        const QString path = m_folder + u'/' + name + u".pdf"_s;
        m_written += path;
        return outcome(ui::FileWriter::writeNow(path, ui::pdfOf(kept->second.text, title)));
    }
    QStringList written() const { return m_written; }

private:
    incident::Incident m_incident;
    views::NameOf m_nameOf;
    QString m_folder;
    QStringList m_written;
};

} // namespace

QString timelineText(const DrillPlay &play, const policy::IncidentRules &rules)
{
    const views::NameOf nameOf = play.nameOf();
    QString text;
    for (const incident::TimelineLine &line : play.incident().timeline) {
        const QString what = views::withNames(line.text, rules, nameOf).section(u'\n', 0, 0);
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMillis(line.occurred), Qt::UTC);
        text += u"%1  %2  %3\n"_s.arg(at.toString(u"MM-dd hh:mm:ss"_s),
                                      views::kindTitle(line.kind).leftJustified(10), what);
    }
    return text;
}

Result<QStringList> writeDrillFiles(const DrillPlay &play, store::Workspace &workspace, const QString &folder)
{
    const auto policy = workspace.policy();
    if (!policy)
        return Error{Fault::NotAllowed, u"this workspace has no policy; begin the drill anew"_s};
    Files files(play, folder);
    const drill::Score score = play.score(play.progress().reached);
    if (const auto done = files.timelines(policy->policy().incidents); !done)
        return done.error();
    if (const auto done = files.document(u"post_mortem"_s, u"post-mortem"_s, u"Post-mortem"_s); !done)
        return done.error();
    if (const auto done = files.document(u"brief"_s, u"executive-brief"_s, u"Executive brief"_s); !done)
        return done.error();
    if (const auto done = files.text(u"score.txt"_s, drill::scoreText(score, play.script()).toUtf8()); !done)
        return done.error();
    return files.written();
}

} // namespace muster::app
