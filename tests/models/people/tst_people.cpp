// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/json.h"
#include "models/people/person.h"
#include "tests/support/payloads.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::people;

namespace {

constexpr quint32 kSeed = 20261121;

class RandomChanges
{
public:
    explicit RandomChanges(quint32 seed) : m_random(seed) {}

    PersonChanged next()
    {
        PersonChanged change;
        for (auto *field : {&change.name, &change.email, &change.role, &change.zone}) {
            if (flag())
                *field = one({QString(), u"Sam"_s, u"lead"_s, u"日本 🙂"_s, u"\"\\\n"_s});
        }
        if (flag())
            change.skills = flag() ? QStringList() : QStringList{u"network"_s, u"sql"_s};
        if (flag())
            change.hours = hours();
        if (flag())
            change.availability = Availability(m_random.bounded(3));
        if (flag())
            change.muted = flag() ? QStringList() : QStringList{u"escalation"_s, u"threshold"_s};
        if (flag())
            change.isMailInHours = flag();
        return change;
    }
    WeekHours hours()
    {
        WeekHours made;
        for (auto &day : made) {
            for (int i = m_random.bounded(3); i > 0; --i) {
                const int from = m_random.bounded(1440);
                day.push_back({from, (from + 1 + m_random.bounded(1438)) % 1440});
            }
            std::ranges::sort(day);
        }
        return made;
    }
    QRandomGenerator &generator() { return m_random; }

private:
    bool flag() { return m_random.bounded(2) == 1; }
    QString one(const QStringList &words) { return words[m_random.bounded(int(words.size()))]; }
    QRandomGenerator m_random;
};

Person folded(const std::vector<PersonChanged> &changes)
{
    Person state;
    for (const PersonChanged &change : changes)
        state = apply(state, change);
    return state;
}

QString refusal(const PersonChanged &wish, const Person &state = {})
{
    const auto decided = decide(state, wish);
    return decided ? QString() : decided.error().detail;
}

PersonChanged sam()
{
    PersonChanged change;
    change.name = u" Sam Rivera "_s;
    change.role = u"lead"_s;
    return change;
}

} // namespace

class TestPeople : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyChangeComesBackFromItsBytes()
    {
        qInfo("seed %u", kSeed);
        RandomChanges random(kSeed);
        test::checkComesBackFromItsBytes([&] { return random.next(); }, personFromPayload);
    }

    void hostilePayloadsAreRefusedOrReadForGood()
    {
        RandomChanges random(kSeed + 1);
        const QStringList keys{u"name"_s,   u"email"_s, u"role"_s,         u"zone"_s,
                               u"skills"_s, u"hours"_s, u"availability"_s, u"unknown"_s};
        test::checkHostileIsRefusedOrReadForGood(
            kSeed, keys, [&] { return random.next(); }, personFromPayload);
    }

    void aPayloadOfTheWrongKindIsRefused_data()
    {
        QTest::addColumn<QByteArray>("payload");
        for (const char *payload :
             {R"({"name":7})", R"({"role":null})", R"({"skills":"sql"})", R"({"skills":[1]})",
              R"({"hours":[]})", R"({"hours":[1,2,3,4,5,6,7]})", R"({"hours":[[[540]],[],[],[],[],[],[]]})",
              R"({"hours":[[[540,1020,7]],[],[],[],[],[],[]]})",
              R"({"hours":[[[540,540]],[],[],[],[],[],[]]})", R"({"hours":[[[1440,60]],[],[],[],[],[],[]]})",
              R"({"hours":[[[540.5,600]],[],[],[],[],[],[]]})",
              R"({"hours":[[["9","17"]],[],[],[],[],[],[]]})", R"({"availability":"asleep"})"})
            QTest::newRow(payload) << QByteArray(payload);
    }
    void aPayloadOfTheWrongKindIsRefused()
    {
        QFETCH(QByteArray, payload);
        QVERIFY(!personFromPayload(*parseJsonObject(payload)));
    }

    void aDayHasAtMostAsManyIntervalsAsTheClocksTake()
    {
        PersonChanged change = sam();
        change.hours.emplace();
        for (int i = 0; i < 25; ++i)
            (*change.hours)[0].push_back({i * 50, i * 50 + 10});
        QVERIFY(refusal(change).contains(u"\"hours\""_s));
        (*change.hours)[0].pop_back();
        QCOMPARE(refusal(change), QString());
    }

    void eachSetFieldReplacesAndTheOthersStay()
    {
        RandomChanges random(kSeed + 2);
        for (int round = 0; round < 300; ++round) {
            const PersonChanged first = random.next(), second = random.next();
            const Person state = folded({first, second});
            QCOMPARE(state.name, second.name.value_or(first.name.value_or(QString())));
            QCOMPARE(state.role, second.role.value_or(first.role.value_or(QString())));
            QCOMPARE(state.skills, second.skills.value_or(first.skills.value_or(QStringList())));
            QVERIFY(state.hours == second.hours.value_or(first.hours.value_or(WeekHours())));
            QCOMPARE(state.availability,
                     second.availability.value_or(first.availability.value_or(Availability::Available)));
            QVERIFY(folded({first, second, second}) == state);
        }
    }

    void fieldsChangedOnceEachGiveOneStateInAnyOrder()
    {
        RandomChanges random(kSeed + 3);
        std::vector<PersonChanged> changes(6);
        changes[0].name = u"Sam"_s;
        changes[1].role = u"lead"_s;
        changes[2].skills = QStringList{u"sql"_s};
        changes[3].zone = u"Europe/Berlin"_s;
        changes[4].hours = random.hours();
        changes[5].availability = Availability::Away;
        const Person straight = folded(changes);
        for (int round = 0; round < 50; ++round) {
            std::shuffle(changes.begin(), changes.end(), random.generator());
            QVERIFY(folded(changes) == straight);
        }
    }

    void aChangeIsRefusedWithASentence()
    {
        QCOMPARE(refusal({}), u"a person needs a name of at most 200 characters"_s);
        PersonChanged wish = sam();
        QCOMPARE(decide({}, wish)->name, u"Sam Rivera"_s);
        wish.role = u"root"_s;
        QCOMPARE(refusal(wish),
                 u"there is no role \"root\"; there are admin, lead, agent, observer, automation"_s);
        wish.role = u"agent"_s;
        wish.email = u"sam at example"_s;
        QCOMPARE(refusal(wish), u"\"sam at example\" is no e-mail address: it has no @"_s);
        wish.email = QString();
        wish.zone = u"Europe"_s; // a folder of zones
        QCOMPARE(refusal(wish), u"there is no time zone \"Europe\"; one looks like Europe/Berlin"_s);
        wish.zone = u"Europe/Berlin"_s;
        QCOMPARE(refusal(wish), QString());
        wish.skills = QStringList(201, u"x"_s);
        for (qsizetype i = 0; i < 201; ++i)
            (*wish.skills)[i] += QString::number(i);
        QVERIFY(refusal(wish).contains(u"\"skills\""_s));
    }

    void skillsAreTidied()
    {
        PersonChanged wish = sam();
        wish.skills = QStringList{u" SQL"_s, u"network"_s, u"sql"_s, QString()};
        QCOMPARE(*decide({}, wish)->skills, (QStringList{u"network"_s, u"sql"_s}));
    }

    void hoursComeBackFromTheirText()
    {
        RandomChanges random(kSeed + 4);
        for (int round = 0; round < 300; ++round) {
            const WeekHours hours = random.hours();
            if (hours == WeekHours{})
                continue;
            const auto read = parseHours(hoursText(hours));
            QVERIFY2(read.has_value(), qPrintable(hoursText(hours)));
            QVERIFY2(*read == hours, qPrintable(hoursText(hours)));
        }
    }

    void hoursThatAreNoneAreRefusedWithAnExample_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "9-17", "Xyz 09:00-17:00", "Mon 09:00", "Mon 09:00-09:00", "Mon 25:00-26:00",
              "Mon 09:60-10:00", "Mon 24:00-10:00", "M 09:00-17:00", ",;", "Mon–Fri"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void hoursThatAreNoneAreRefusedWithAnExample()
    {
        QFETCH(QString, text);
        const auto read = parseHours(text);
        QVERIFY(!read);
        QVERIFY(read.error().detail.contains(u"Mon–Thu 09:00–17:00"_s));
    }
};

QTEST_APPLESS_MAIN(TestPeople)
#include "tst_people.moc"
