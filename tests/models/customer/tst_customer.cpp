// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/json.h"
#include "models/customer/customer.h"
#include "tests/support/payloads.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::customer;

namespace {

constexpr quint32 kSeed = 20261121;
const Instant kNow = *parseRfc3339(u"2026-11-21T14:05:00Z");

class RandomChanges
{
public:
    explicit RandomChanges(quint32 seed) : m_random(seed) {}

    CustomerChanged next()
    {
        CustomerChanged change;
        for (auto *field : {&change.name, &change.tier, &change.accountManager, &change.notes}) {
            if (flag())
                *field = text();
        }
        if (flag())
            change.arr =
                Money{qint64(m_random.generate64() % 9'007'199'254'740'992ULL), flag() ? u"EUR"_s : u"JPY"_s};
        if (flag()) {
            change.contacts.emplace();
            for (int i = m_random.bounded(4); i > 0; --i)
                change.contacts->push_back({text(), text(), text(), text()});
        }
        if (flag())
            change.churnRisk = ChurnRisk(m_random.bounded(4));
        return change;
    }
    QRandomGenerator &generator() { return m_random; }

private:
    bool flag() { return m_random.bounded(2) == 1; }
    QString text()
    {
        static const QStringList words{QString(), u"Nordwind"_s, u"日本 🙂"_s, u"\"\\\n"_s,
                                       u"a@b.example"_s};
        return words[m_random.bounded(int(words.size()))];
    }
    QRandomGenerator m_random;
};

Customer folded(const std::vector<CustomerChanged> &changes)
{
    Customer state;
    for (const CustomerChanged &change : changes)
        state = apply(state, change, kNow);
    return state;
}

QString refusal(const CustomerChanged &wish, const Customer &state = {})
{
    const auto decided = decide(state, wish);
    return decided ? QString() : decided.error().detail;
}

} // namespace

class TestCustomer : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyChangeComesBackFromItsBytes()
    {
        qInfo("seed %u", kSeed);
        RandomChanges random(kSeed);
        test::checkComesBackFromItsBytes([&] { return random.next(); }, customerFromPayload);
    }

    void hostilePayloadsAreRefusedOrReadForGood()
    {
        RandomChanges random(kSeed + 1);
        const QStringList keys{u"name"_s,       u"tier"_s,   u"account_manager"_s, u"notes"_s,
                               u"arr"_s,        u"minor"_s,  u"currency"_s,        u"contacts"_s,
                               u"churn_risk"_s, u"unknown"_s};
        test::checkHostileIsRefusedOrReadForGood(
            kSeed, keys, [&] { return random.next(); }, customerFromPayload);
    }

    void aPayloadOfTheWrongKindIsRefused_data()
    {
        QTest::addColumn<QByteArray>("payload");
        for (const char *payload :
             {R"({"name":7})", R"({"notes":null})", R"({"arr":12})",
              R"({"arr":{"minor":-1,"currency":"EUR"}})", R"({"arr":{"minor":1.5,"currency":"EUR"}})",
              R"({"arr":{"minor":1,"currency":"EURO"}})", R"({"arr":{"minor":1,"currency":"1€ "}})",
              R"({"arr":{"minor":1e300,"currency":"EUR"}})", R"({"contacts":{}})", R"({"contacts":["Ada"]})",
              R"({"contacts":[{"name":["Ada"]}]})", R"({"churn_risk":"huge"})", R"({"churn_risk":2})"})
            QTest::newRow(payload) << QByteArray(payload);
    }
    void aPayloadOfTheWrongKindIsRefused()
    {
        QFETCH(QByteArray, payload);
        QVERIFY(!customerFromPayload(*parseJsonObject(payload)));
    }

    void eachSetFieldReplacesAndTheOthersStay()
    {
        RandomChanges random(kSeed + 2);
        for (int round = 0; round < 300; ++round) {
            const CustomerChanged first = random.next(), second = random.next();
            const Customer state = folded({first, second});
            QCOMPARE(state.name, second.name.value_or(first.name.value_or(QString())));
            QCOMPARE(state.tier, second.tier.value_or(first.tier.value_or(QString())));
            QVERIFY(state.arr == (second.arr ? second.arr : first.arr));
            QVERIFY(state.contacts ==
                    second.contacts.value_or(first.contacts.value_or(std::vector<Contact>())));
            QCOMPARE(state.churnRisk,
                     second.churnRisk.value_or(first.churnRisk.value_or(ChurnRisk::Unknown)));
            // The same change twice is once.
            QVERIFY(folded({first, second, second}) == state);
        }
    }

    void fieldsChangedOnceEachGiveOneStateInAnyOrder()
    {
        RandomChanges random(kSeed + 3);
        std::vector<CustomerChanged> changes(6);
        changes[0].name = u"Nordwind"_s;
        changes[1].tier = u"enterprise"_s;
        changes[2].arr = Money{5, u"EUR"_s};
        changes[3].contacts = std::vector<Contact>{{u"Ada"_s, {}, {}, {}}};
        changes[4].churnRisk = ChurnRisk::High;
        changes[5].notes = u"likes mail"_s;
        const Customer straight = folded(changes);
        for (int round = 0; round < 50; ++round) {
            std::shuffle(changes.begin(), changes.end(), random.generator());
            QVERIFY(folded(changes) == straight);
        }
    }

    void aCustomerIsAsOldAsItsFirstFact()
    {
        Customer state = apply({}, {}, kNow);
        state = apply(state, {}, kNow + std::chrono::hours(1));
        QCOMPARE(state.createdAt, kNow);
    }

    void aChangeIsRefusedWithASentence()
    {
        CustomerChanged wish;
        QCOMPARE(refusal(wish), u"a customer needs a name of at most 200 characters"_s);
        wish.name = QString(201, u'x');
        QCOMPARE(refusal(wish), u"a customer needs a name of at most 200 characters"_s);
        wish.name = u"  Nordwind "_s;
        QCOMPARE(decide({}, wish)->name, u"Nordwind"_s);
        wish.arr = Money{-1, u"EUR"_s};
        QCOMPARE(refusal(wish), u"the ARR of Nordwind cannot be negative"_s);
        wish.arr = Money{1, u"EURO"_s};
        QVERIFY(refusal(wish).contains(u"three letters"_s));
        wish.arr = Money{std::numeric_limits<qint64>::max(), u"EUR"_s};
        QVERIFY(refusal(wish).contains(u"\"arr\""_s));
        wish.arr.reset();
        wish.contacts = std::vector<Contact>{{u"Ada"_s, u"ada at example"_s, {}, {}}};
        QCOMPARE(refusal(wish), u"\"ada at example\" is no e-mail address: it has no @"_s);
        wish.contacts = std::vector<Contact>(1001);
        QVERIFY(refusal(wish).contains(u"\"contacts\""_s));
        wish.contacts.reset();
        wish.notes = QString(1024 * 1024 + 1, u'x');
        QVERIFY(refusal(wish).contains(u"\"notes\""_s));
    }

    void aNameThatIsThereNeedNotBeGivenAgain()
    {
        Customer state;
        state.name = u"Nordwind"_s;
        CustomerChanged wish;
        wish.tier = u"enterprise"_s;
        QVERIFY(*decide(state, wish) == wish);
    }
};

QTEST_APPLESS_MAIN(TestCustomer)
#include "tst_customer.moc"
