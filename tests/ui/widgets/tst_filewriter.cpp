// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filewriter.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace muster::ui;

class TestFileWriter final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aFileIsWrittenOnAnotherThreadAndToldOnThisOne()
    {
        FileWriter files(nullptr);
        const QString path = m_folder.filePath(u"note.txt"_s);
        std::atomic<QThread *> wroteOn = nullptr;
        std::optional<QString> problem;
        QThread *toldOn = nullptr;
        files.write(
            path,
            [&wroteOn](QIODevice &file) {
                wroteOn = QThread::currentThread();
                file.write("a note");
            },
            [&](const QString &told) {
                problem = told;
                toldOn = QThread::currentThread();
            });
        QVERIFY(!problem);
        QTRY_VERIFY(problem);
        QCOMPARE(*problem, QString());
        QCOMPARE(read(path), "a note");
        QCOMPARE(toldOn, QThread::currentThread());
        QVERIFY(wroteOn != QThread::currentThread());
    }

    void whatCannotBeWrittenSaysWhereAndWhatToDo()
    {
        FileWriter files(nullptr);
        const QString path = m_folder.filePath(u"no such folder/note.txt"_s);
        std::optional<QString> problem;
        files.write(path, "a note", [&](const QString &told) { problem = told; });
        QTRY_VERIFY(problem);
        QVERIFY2(problem->startsWith(path + u" cannot be written: "_s), qPrintable(*problem));
        QVERIFY2(problem->endsWith(u"Choose another place."_s), qPrintable(*problem));
    }

    void aWriterThatGoesFinishesWhatItBegan()
    {
        const QString path = m_folder.filePath(u"late.txt"_s);
        bool told = false;
        auto files = std::make_unique<FileWriter>(nullptr);
        files->write(
            path,
            [](QIODevice &file) {
                QThread::msleep(50);
                file.write("all of it");
            },
            [&told](const QString &) { told = true; });
        files.reset();
        QCOMPARE(read(path), "all of it");
        QCoreApplication::processEvents();
        QVERIFY(!told);
    }
};

QTEST_GUILESS_MAIN(TestFileWriter)
#include "tst_filewriter.moc"
