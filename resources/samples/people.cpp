// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace muster::samples {
namespace {

struct Region
{
    QString language, currency;
    QStringList companies, first, last;
    int customers;
};

const std::vector<Region> &regions()
{
    static const std::vector<Region> all = {
        {u"en"_s,
         u"USD"_s,
         {u"%1 Foods"_s, u"%1 Logistics"_s, u"%1 Health"_s, u"%1 & Sons"_s, u"%1 Labs Inc."_s,
          u"%1 Energy"_s},
         {u"Avery"_s, u"Jordan"_s, u"Priya"_s, u"Owen"_s, u"Grace"_s, u"Tomás"_s, u"Nadia"_s, u"Ethan"_s},
         {u"Brooks"_s, u"Carter"_s, u"Singh"_s, u"O'Neill"_s, u"Whitfield"_s, u"Okafor"_s, u"Lindgren"_s},
         58},
        {u"de"_s,
         u"EUR"_s,
         {u"%1 GmbH"_s, u"%1 AG"_s, u"%1 Maschinenbau GmbH & Co. KG"_s},
         {u"Jörg"_s, u"Anke"_s, u"Sören"_s, u"Ulrike"_s, u"Max"_s},
         {u"Müller"_s, u"Groß"_s, u"Weißhaupt"_s, u"Köhler"_s},
         16},
        {u"fr"_s,
         u"EUR"_s,
         {u"%1 SA"_s, u"Ateliers %1"_s},
         {u"Élodie"_s, u"Benoît"_s, u"Zoé"_s, u"François"_s},
         {u"Lefèvre"_s, u"Marchand"_s, u"d'Aubigné"_s},
         9},
        {u"es"_s,
         u"EUR"_s,
         {u"Grupo %1"_s, u"%1 S.L."_s},
         {u"Íñigo"_s, u"Lucía"_s, u"Begoña"_s, u"Ramón"_s},
         {u"Muñoz"_s, u"Ibáñez"_s, u"Peña"_s},
         8},
        {u"pt"_s,
         u"BRL"_s,
         {u"%1 Comércio"_s, u"%1 Ltda."_s},
         {u"João"_s, u"Inês"_s, u"Conceição"_s},
         {u"Gonçalves"_s, u"Araújo"_s},
         6},
        {u"pl"_s,
         u"PLN"_s,
         {u"%1 sp. z o.o."_s},
         {u"Łukasz"_s, u"Żaneta"_s, u"Paweł"_s},
         {u"Wójcik"_s, u"Śliwińska"_s, u"Dąbrowski"_s},
         6},
        {u"ja"_s,
         u"JPY"_s,
         {u"株式会社%1"_s, u"%1商事"_s},
         {u"田中"_s, u"佐藤"_s, u"高橋"_s},
         {u"美咲"_s, u"健太"_s, u"翔"_s},
         5},
        {u"zh"_s,
         u"CNY"_s,
         {u"%1科技有限公司"_s},
         {u"王"_s, u"李"_s, u"陈"_s},
         {u"芳"_s, u"伟"_s, u"晓明"_s},
         4},
        {u"ar"_s,
         u"SAR"_s,
         {u"شركة %1 للتجارة"_s},
         {u"خالد"_s, u"ليلى"_s, u"عمر"_s},
         {u"الحربي"_s, u"العتيبي"_s},
         4},
        {u"he"_s, u"ILS"_s, {u"%1 בע\"מ"_s}, {u"נועה"_s, u"איתי"_s, u"שירה"_s}, {u"כהן"_s, u"לוי"_s}, 4}};
    return all;
}

const QStringList &roots()
{
    static const QStringList all{u"Alder"_s,     u"Birch"_s,  u"Cobalt"_s, u"Dune"_s,     u"Ember"_s,
                                 u"Fjord"_s,     u"Garnet"_s, u"Heron"_s,  u"Iris"_s,     u"Juniper"_s,
                                 u"Kestrel"_s,   u"Lumen"_s,  u"Marlow"_s, u"Nimbus"_s,   u"Onyx"_s,
                                 u"Pinecrest"_s, u"Quarry"_s, u"Rowan"_s,  u"Solstice"_s, u"Thistle"_s,
                                 u"Umbra"_s,     u"Vesper"_s, u"Willow"_s, u"Yarrow"_s,   u"Zephyr"_s};
    return all;
}

Customer makeCustomer(const Region &region, int number, Dice &dice)
{
    Customer customer;
    const QString root = roots()[number % roots().size()];
    const QString company = region.companies[(number / roots().size() + number) % region.companies.size()];
    customer.name = company.arg(number >= roots().size() * region.companies.size() ? root + u" II"_s : root);
    customer.language = region.language;
    customer.currency = region.currency;
    const qint64 roll = dice.between(0, 99);
    customer.tier = roll < 25 ? u"enterprise"_s : roll < 65 ? u"professional"_s : u"starter"_s;
    const qint64 thousands = roll < 25   ? dice.between(80, 900)
                             : roll < 65 ? dice.between(12, 80)
                                         : dice.between(1, 12);
    customer.arrMinor = thousands * 1000 * (region.currency == "JPY"_L1 ? 150 : 100);
    for (qint64 i = dice.between(2, 4); i > 0; --i) {
        const QString name =
            dice.pick(region.first) + (region.language == "zh"_L1 ? u""_s : u" "_s) + dice.pick(region.last);
        const QString address = u"%1%2@%3-%4.example"_s.arg(region.language)
                                    .arg(dice.between(100, 999))
                                    .arg(root.toLower(), region.language);
        customer.contacts.push_back({name, address});
    }
    return customer;
}

} // namespace

std::vector<Customer> makeCustomers(Dice &dice)
{
    std::vector<Customer> customers;
    for (const Region &region : regions()) {
        for (int i = 0; i < region.customers; ++i)
            customers.push_back(makeCustomer(region, i, dice));
    }
    return customers;
}

std::vector<Person> agents()
{
    const QStringList names{
        u"Alex Moreau"_s,           u"Bea Lindqvist"_s, u"Chidi Eze"_s,   u"Dana Petrov"_s,  u"Emre Aksoy"_s,
        u"Fiona Gallagher-Reyes"_s, u"Goran Ilić"_s,    u"Hana Kimura"_s, u"Ivo Santos"_s,   u"Jamie Hart"_s,
        u"Karim Haddad"_s,          u"Lior Ben-Ami"_s,  u"Mei Zhang"_s,   u"Noor van Dijk"_s};
    std::vector<Person> all;
    for (const QString &name : names)
        all.push_back({name, name.section(u' ', 0, 0).toLower() + u"@desk.example"_s});
    return all;
}

} // namespace muster::samples
