// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/timelineexport.h"
#include "tests/models/incident/incidentworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

class TestTimelineExport : public QObject
{
    Q_OBJECT

private:
    test::IncidentWorld m_world;
    const NameOf m_nameOf = [this](PersonId person) {
        return person == m_world.me ? u"Sam Rivera"_s : u"Ada"_s;
    };

    QByteArray exported(ExportForm form, const char *zone = "Europe/Berlin") const
    {
        return exportTimeline(m_world.state, {m_world.rules, m_nameOf, QTimeZone(zone)}, form);
    }
    void write(const QString &text, const QString &result = {}, std::optional<Instant> at = {})
    {
        incident::EntryWritten entry;
        entry.kind = incident::EntryKind::Action;
        entry.text = text;
        entry.result = result;
        QVERIFY(m_world.tell(entry, at));
    }

private slots:
    void initTestCase()
    {
        m_world.declare();
        write(u"=HYPERLINK(\"http://x\")"_s, u"a, \"b\"\nc"_s);
        write(u"table | cell <b>"_s, {}, m_world.now - std::chrono::minutes(5));
    }

    void everyFormHasEveryLineInTheTimelinesOrder()
    {
        const auto lines =
            QJsonDocument::fromJson(exported(ExportForm::Json)).object()[u"timeline"_s].toArray();
        QCOMPARE(size_t(lines.size()), m_world.state.timeline.size());
        for (int i = 0; i < lines.size(); ++i)
            QCOMPARE(lines[i][u"occurred_at"_s].toString(),
                     toRfc3339(m_world.state.timeline[size_t(i)].occurred));
        const QByteArray table = exported(ExportForm::Markdown);
        QCOMPARE(size_t(table.count("\n| 20")), m_world.state.timeline.size());
        QCOMPARE(exported(ExportForm::Csv), exported(ExportForm::Csv));
    }

    void bothTimesAreLabelled()
    {
        const QByteArray table = exported(ExportForm::Markdown);
        QVERIFY2(table.contains("| 2026-11-20 03:00:00 UTC | 2026-11-20 04:00:00 CET |"), table.constData());
        QVERIFY(exported(ExportForm::Csv, "Asia/Kathmandu")
                    .contains("2026-11-20 03:00:00 UTC,2026-11-20 08:45:00 "));
        QVERIFY(exported(ExportForm::Json).contains("\"local_zone\":\"Europe/Berlin\""));
    }

    void aSpreadsheetRunsNothingAndCellsStayWhole()
    {
        const QByteArray text = exported(ExportForm::Csv);
        QVERIFY2(text.contains(",\"'=HYPERLINK(\"\"http://x\"\")\",\"a, \"\"b\"\"\nc\","), text.constData());
        QVERIFY(exported(ExportForm::Markdown).contains("table \\| cell &lt;b>"));
    }

    void tokensAreNamesEverywhere()
    {
        for (const ExportForm form : {ExportForm::Markdown, ExportForm::Csv, ExportForm::Json})
            QVERIFY2(!exported(form).contains("{person:") && !exported(form).contains("{role:"),
                     exported(form));
        QVERIFY(exported(ExportForm::Markdown).contains("Sam Rivera"));
    }

    void theNameOfTheFileSaysTheForm()
    {
        QCOMPARE(exportFormOf(u"a.CSV"_s), ExportForm::Csv);
        QCOMPARE(exportFormOf(u"a.json"_s), ExportForm::Json);
        QCOMPARE(exportFormOf(u"a"_s), ExportForm::Markdown);
    }
};

QTEST_APPLESS_MAIN(TestTimelineExport)
#include "tst_timelineexport.moc"
