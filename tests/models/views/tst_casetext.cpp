// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/casetext.h"

#include <QTest>
#include <QTimeZone>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

class TestCaseText final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aTimeIsSaidInUtcWithTheLocalOneBesideIt()
    {
        const Instant now = *parseRfc3339(u"2026-11-20T14:00:00Z");
        const Instant at = now - std::chrono::minutes(55);
        QCOMPARE(utcText(at, now), u"13:05 UTC"_s);
        QCOMPARE(utcText(at - std::chrono::hours(24), now), u"19 Nov 13:05 UTC"_s);
        QCOMPARE(utcAndLocal(at, now, QTimeZone("Europe/Berlin")), u"13:05 UTC (14:05 CET)"_s);
        QCOMPARE(utcAndLocal(at, now, QTimeZone::utc()), u"13:05 UTC"_s);
    }

    void anErrorsDetailBecomesASentence_data()
    {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *detail, const char *read) {
            QTest::newRow(detail) << QString::fromUtf8(detail) << QString::fromUtf8(read);
        };
        row("the disk is full", "The disk is full.");
        row("The disk is full.", "The disk is full.");
        row("is it there?", "Is it there?");
        row("still reading…", "Still reading…");
        row("  an e-mail is missing \n", "An e-mail is missing.");
        row("e-mail is missing", "E-mail is missing.");
        row("übel: nothing", "Übel: nothing.");
        row("it says \"no.\"", "It says \"no.\"");
        row("it is \"closed\"", "It is \"closed\".");
        row("tickets.csv: line 3 has no subject", "tickets.csv: line 3 has no subject.");
        row("/var/desk.muster cannot be opened", "/var/desk.muster cannot be opened.");
        row("created_at is missing", "created_at is missing.");
        row("full", "Full.");
        row("", "");
    }

    void anErrorsDetailBecomesASentence()
    {
        QFETCH(QString, detail);
        QFETCH(QString, read);
        QCOMPARE(sentence(detail), read);
        QCOMPARE(sentence(sentence(detail)), read);
    }
};

QTEST_GUILESS_MAIN(TestCaseText)
#include "tst_casetext.moc"
