// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/log.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

class TestLog : public QObject
{
    Q_OBJECT

private slots:
    void aFileThatCannotBeWrittenIsNamed()
    {
        QFile blocker(m_folder.filePath(u"blocker"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        blocker.close();
        const auto opened = log::toFile(blocker.fileName() + u"/muster.log"_s);
        QVERIFY(!opened);
        QCOMPARE(opened.error().fault, Fault::ReadOnly);
        QVERIFY(opened.error().detail.contains(u"blocker/muster.log"_s));
        QVERIFY(blocker.remove());
    }

    void aTextIsOneLineWithItsTimeAndLevel()
    {
        QVERIFY(log::toFile(file()));
        log::info(u"first\nforged line\x1b[31m\u2028Grüße"_s);
        const QByteArray line = read(file());
        QCOMPARE(line.count('\n'), 1);
        const QRegularExpression form(
            u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z \\d+ info first forged line \\[31m Grüße\n$"_s);
        QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
        log::info(QString(100'000, u'x'));
        QVERIFY(read(file()).size() < 5000);
    }

    void theLogIsBoundedAndForItsOwnerAlone()
    {
        for (int i = 0; i < 2500; ++i)
            log::info(u"%1 "_s.arg(i) + QString(3900, u'x')); // ten times what one file holds
        const QFileInfoList files = QDir(m_folder.path()).entryInfoList(QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 5);
        for (const QFileInfo &each : files) {
            QVERIFY2(each.size() <= 1024 * 1024, qPrintable(each.fileName()));
            QCOMPARE(each.permissions() &
                         (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                     QFile::Permissions());
        }
        QVERIFY(read(file()).contains(" 2499 xxx")); // the newest lines stand in the file without a number
    }

private:
    QString file() const { return m_folder.filePath(u"muster.log"_s); }
    static QByteArray read(const QString &path)
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestLog)
#include "tst_log.moc"
