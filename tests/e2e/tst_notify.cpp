// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of notifications as an administrator uses them; what is secret stays in its place.
#include "models/policy/policyreader.h"
#include "program.h"
#include "tests/app/notify/httppeer.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestNotify final : public QObject
{
    Q_OBJECT

private slots:
    void aChannelIsSetUpAndTriedFromATerminal()
    {
        const HttpPeer peer([](const Received &request) {
            return Reply{request.header("Muster-Signature").contains("v1=") ? 200 : 400};
        });
        const Program program;
        begin(program, peer.url(u"/hook"_s));
        Outcome said = program.run({u"notify"_s, u"test"_s, u"hook"_s});
        QCOMPARE(said.code, 1);
        QVERIFY2(said.err.contains("muster notify set-secret hook"), said.err);
        said = program.run({u"notify"_s, u"set-secret"_s, u"hook"_s}, "s3cret-value\n");
        QVERIFY2(said.code == 0, said.err);
        said = program.run({u"notify"_s, u"list"_s});
        QVERIFY2(said.code == 0 && said.out.contains("credential hook-key is kept here"), said.out);
        said = program.run({u"notify"_s, u"test"_s, u"hook"_s});
        QVERIFY2(said.code == 0, said.err);
        QCOMPARE(peer.received().size(), size_t(1));
        said = program.run({u"notify"_s, u"log"_s});
        QVERIFY(said.code == 0 && said.out.isEmpty()); // a test is no notification
        QDirIterator files(program.file({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            QVERIFY2(!program.read(file).contains("s3cret"), qPrintable(file));
        }
    }

    void whatIsWrongIsSaidAndNothingIsKept()
    {
        const Program program;
        begin(program, u"https://127.0.0.1:1/"_s);
        QCOMPARE(program.run({u"notify"_s}).code, 2);
        QCOMPARE(program.run({u"notify"_s, u"set-secret"_s, u"hook"_s, u"s3cret"_s}).code, 2);
        Outcome said = program.run({u"notify"_s, u"set-secret"_s, u"hook"_s}, "two words\n");
        QVERIFY(said.code == 1 && !said.err.contains("two words"));
        QCOMPARE(program.run({u"notify"_s, u"set-secret"_s, u"hook"_s}, "").code, 1);
        said = program.run({u"notify"_s, u"test"_s, u"nobody"_s});
        QVERIFY2(said.code == 1 && said.err.contains("there are: desk, hook"), said.err);
        QCOMPARE(program.run({u"notify"_s, u"test"_s, u"desk"_s}).code, 1);
        QCOMPARE(program.run({u"notify"_s, u"log"_s, u"--last"_s, u"x"_s}).code, 2);
    }

    void theExampleIsOneThatAPolicyTakes()
    {
        const Program program;
        const Outcome said = program.run({u"notify"_s, u"example"_s});
        QCOMPARE(said.code, 0);
        QByteArray section;
        for (const QByteArray &line : said.out.split('\n'))
            section += "  " + line + '\n';
        const QString file =
            program.write(u"p.yaml"_s, policy::presetText(policy::presetKeys().constFirst()) +
                                           "\nnotifications:\n" + section);
        const Outcome checked = program.run({u"policy"_s, u"check"_s, file});
        QVERIFY2(checked.code == 0, checked.out);
    }

private:
    static void begin(const Program &program, const QString &url)
    {
        const QString file = program.write(
            u"p.yaml"_s, policy::presetText(policy::presetKeys().constFirst()) +
                             "\nnotifications:\n  key: t\n  channels:\n    - {key: desk, kind: desktop}\n"
                             "    - {key: hook, kind: webhook, credential: hook-key, url: \"" +
                             url.toUtf8() + "\"}\n  otherwise: {channels: [hook]}\n");
        const Outcome made = program.run({u"init"_s, u"--name"_s, u"Sam"_s, u"--policy"_s, file});
        QVERIFY2(made.code == 0, made.err);
    }
};

QTEST_GUILESS_MAIN(TestNotify)
#include "tst_notify.moc"
