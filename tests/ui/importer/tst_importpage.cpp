// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/queue/fakeworld.h"
#include "ui/importer/importpage.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;

namespace {

struct Page
{
    Page() : desk(test::plainPolicy(), test::worldTime()), page(desk)
    {
        applyTheme(*qApp, Mode::Dark);
        page.resize(1000, 760);
        page.show();
    }
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(folder.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        return written ? file.fileName() : QString();
    }
    QString state() const { return page.findChild<QLabel *>(u"import.state"_s)->text(); }
    QPushButton *button(const char *name) const
    {
        return page.findChild<QPushButton *>(QLatin1StringView(name));
    }

    QTemporaryDir folder;
    test::FakeDesk desk;
    ImportPage page;
};

const QByteArray kOwn = "Nummer;Betreff;Kunde;Angelegt\n7;Login geht nicht;Żubr;2026-11-20T09:00:00Z\n";
const QByteArray kPlain = "id,subject,customer,created at\n7,Login fails,Contoso,2026-11-20T09:00:00Z\n";

} // namespace

class TestImportPage : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void aFileWithPlainColumnsIsReadyAtOnce();
    void unknownColumnsAreAskedForAndMapped();
    void aFileThatCannotBeReadSaysWhy();
    void aTrialSavesNothingAndLeadsToTheImport();
    void theOutcomeNamesCountsAndTheRejectedRows();
    void anImportCanBeStopped();
    void anotherMapIsChosenByHand();
    void tabGoesFromBoxToBox();
    void theWheelScrollsAndChangesNoBox();
    void wordsThatAreNotKnownAreAskedForAndMapped();
};

void TestImportPage::aFileWithPlainColumnsIsReadyAtOnce()
{
    Page it;
    it.page.openFile(it.write(u"plain.csv"_s, kPlain));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    QVERIFY2(it.state().startsWith(u"Ready"_s), qPrintable(it.state()));
    QVERIFY(it.page.findChild<QLabel *>(u"import.about"_s)->text().contains(u"commas"_s));
    QCOMPARE(it.page.findChild<QComboBox *>(u"import.column.subject"_s)->currentText(), u"subject"_s);
}

void TestImportPage::unknownColumnsAreAskedForAndMapped()
{
    Page it;
    it.page.openFile(it.write(u"own.csv"_s, kOwn));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    QVERIFY2(it.state().contains(u"Subject"_s), qPrintable(it.state()));
    QVERIFY(!it.button("import.start")->isEnabled());
    const auto choose = [&it](const char *field, const QString &column) {
        auto *box = it.page.findChild<QComboBox *>(QLatin1StringView(field));
        box->setCurrentText(column);
        return box->accessibleDescription();
    };
    QCOMPARE(choose("import.column.subject", u"Betreff"_s), u"Login geht nicht"_s); // the sample is shown
    choose("import.column.created_at", u"Angelegt"_s);
    choose("import.column.customer", u"Kunde"_s);
    QVERIFY(it.button("import.start")->isEnabled());
    it.button("import.start")->click();
    QCOMPARE(it.desk.imports, 1);
    const auto map = intake::readMap(it.desk.lastMap, u"made in the window"_s);
    QVERIFY2(map.has_value(), qPrintable(map ? QString() : map.error().detail));
    QCOMPARE(map->fields.value(u"subject"_s).toString(), u"Betreff"_s);
}

void TestImportPage::aFileThatCannotBeReadSaysWhy()
{
    Page it;
    it.page.openFile(it.folder.filePath(u"missing.csv"_s));
    QTRY_VERIFY(it.state().contains(u"Choose another one."_s));
    QVERIFY(!it.button("import.start")->isVisible());
}

void TestImportPage::aTrialSavesNothingAndLeadsToTheImport()
{
    Page it;
    it.page.openFile(it.write(u"plain.csv"_s, kPlain));
    QTRY_VERIFY(it.button("import.dryRun")->isVisible());
    it.button("import.dryRun")->click();
    QVERIFY(it.desk.lastDryRun);
    emit it.desk.importProgress({10, 10, 1, 0, 0, 0, 0, true, {}, {}, {}});
    QVERIFY(it.state().startsWith(u"Would bring in 1 new"_s));
    it.button("import.start")->click();
    QCOMPARE(it.desk.imports, 2);
    QVERIFY(!it.desk.lastDryRun);
}

void TestImportPage::theOutcomeNamesCountsAndTheRejectedRows()
{
    Page it;
    it.page.openFile(it.write(u"plain.csv"_s, kPlain));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    it.button("import.start")->click();
    emit it.desk.importProgress({5, 10, 3, 0, 0, 0, 0, false, {}, {}, {}});
    QVERIFY(it.state().startsWith(u"Importing: 3 new"_s));
    QSignalSpy finished(&it.page, &ImportPage::finished);
    emit it.desk.importProgress(
        {10, 10, 7, 1, 2, 1, 2, true, u"/tmp/plain.rejected.csv"_s, u"/tmp/plain.notes.csv"_s, {}});
    QCOMPARE(finished.count(), 1);
    QVERIFY(it.state().startsWith(u"7 new tickets, 1 changed; 2 were here already, 1 could not be read."_s));
    QVERIFY(it.state().contains(u"plain.rejected.csv"_s));
    QVERIFY(it.state().contains(u"understood in part"_s));
    QVERIFY(it.state().contains(u"plain.notes.csv"_s));
    QVERIFY(it.button("import.rejects")->isVisible());
    QVERIFY(it.button("import.notes")->isVisible());
    QVERIFY(it.button("import.done")->isVisible()); // the next step
}

void TestImportPage::anImportCanBeStopped()
{
    Page it;
    it.page.importNow(u":/samples/tickets.jsonl"_s);
    QVERIFY(it.button("import.cancel")->isVisible());
    it.button("import.cancel")->click();
    QCOMPARE(it.desk.cancelled, 1);
    emit it.desk.importProgress({5, 10, 3, 0, 0, 0, 0, true, {}, {}, u"Stopped."_s});
    QVERIFY(it.state().contains(u"What came in before that is saved"_s));
    QVERIFY(!it.button("import.cancel")->isVisible());
}

void TestImportPage::anotherMapIsChosenByHand()
{
    Page it;
    it.page.openFile(it.write(u"plain.csv"_s, kPlain));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    auto *maps = it.page.findChild<QComboBox *>(u"import.map"_s);
    maps->setCurrentIndex(maps->findData(u"zendesk"_s));
    emit maps->activated(maps->currentIndex());
    it.button("import.start")->click();
    QCOMPARE(it.desk.lastMapKey, it.desk.lastMap.isEmpty() ? u"zendesk"_s : QString());
}

void TestImportPage::tabGoesFromBoxToBox()
{
    Page it;
    it.page.openFile(it.write(u"plain.csv"_s, kPlain));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    it.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&it.page));
    auto *first = it.page.findChild<QComboBox *>(u"import.column.id"_s);
    first->setFocus();
    QStringList path;
    for (int tab = 0; tab < 3; ++tab) {
        QTest::keyClick(it.page.windowHandle(), Qt::Key_Tab);
        path.append(it.page.focusWidget()->objectName());
    }
    QCOMPARE(path, (QStringList{u"import.column.case"_s, u"import.column.subject"_s,
                                u"import.column.description"_s}));
}

void TestImportPage::theWheelScrollsAndChangesNoBox()
{
    Page it;
    it.page.resize(1000, 360);
    it.page.openFile(it.write(u"plain.csv"_s, kPlain));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    auto *box = it.page.findChild<QComboBox *>(u"import.column.subject"_s);
    auto *table = it.page.findChild<QAbstractScrollArea *>(u"import.mapping"_s);
    const QString before = box->currentText();
    QTRY_VERIFY(table->verticalScrollBar()->maximum() > 0);
    QWheelEvent down(box->rect().center(), box->mapToGlobal(box->rect().center()), {}, {0, -120},
                     Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(box, &down);
    QVERIFY(!down.isAccepted()); // it is the table's
    QCOMPARE(box->currentText(), before);
    QVERIFY(!box->hasFocus());
}

void TestImportPage::wordsThatAreNotKnownAreAskedForAndMapped()
{
    Page it;
    it.page.setPolicy(policy::CompiledPolicy::make(test::plainPolicy()).value());
    it.page.openFile(it.write(u"words.csv"_s, "id,subject,created at,status,priority\n"
                                              "1,A,2026-11-20T09:00:00Z,geschlossen,P1\n"
                                              "2,B,2026-11-20T09:00:00Z,Geschlossen,dringend\n"
                                              "3,C,2026-11-20T09:00:00Z,open,P2\n"));
    QTRY_VERIFY(it.button("import.start")->isVisible());
    auto *values = it.page.findChild<QTableWidget *>(u"import.values"_s);
    QVERIFY(values->isVisible());
    QCOMPARE(values->rowCount(), 2); // each word once, whatever its case
    const auto choose = [&it](const char *name, const QString &ours) {
        auto *box = it.page.findChild<QComboBox *>(QString::fromLatin1(name));
        QVERIFY(box);
        box->setCurrentIndex(box->findData(ours));
    };
    choose("import.value.status.geschlossen", u"closed"_s);
    choose("import.value.priority.dringend", u"P1"_s);
    it.button("import.start")->click();
    const auto map = intake::readMap(it.desk.lastMap, u"made in the window"_s);
    QVERIFY2(map.has_value(), qPrintable(map ? QString() : map.error().detail));
    QCOMPARE(map->values.value(u"status"_s).toObject().value(u"geschlossen"_s).toString(), u"closed"_s);
    QCOMPARE(map->values.value(u"priority"_s).toObject().value(u"dringend"_s).toString(), u"P1"_s);
}

QTEST_MAIN(TestImportPage)
#include "tst_importpage.moc"
