// SPDX-License-Identifier: GPL-3.0-or-later
#include "texts.h"

using namespace Qt::StringLiterals;

namespace muster::samples {

const std::vector<Story> &stories()
{
    static const std::vector<Story> all = {
        {u"en"_s, 0, u"%1 is down for everybody at our company"_s,
         u"Since a few minutes nobody here gets past the start page of %1. All %2 users see a blank screen, in every browser. Work has stopped."_s,
         u"We see the failure as well and have the engineers on it. The next message from us comes within half an hour."_s,
         u"Still blank for all of us. What may I tell our board?"_s,
         u"A node of %1 had run out of connections. It was taken out, traffic is healthy, and a limit now guards against it."_s},
        {u"en"_s, 0, u"Possible data loss after the %1 migration"_s,
         u"After last night's migration %2 records are missing from %1. We have stopped all jobs so that nothing gets worse."_s,
         u"Stopping the jobs was right. We are comparing with the backup from before the migration and keep you informed."_s,
         u"We found more gaps in the archive. Is the backup complete?"_s,
         u"All records were brought back from the backup and checked against your list. The migration now verifies its counts."_s},
        {u"en"_s, 0, u"Security: strangers' invoices visible in %1"_s,
         u"One of our users opened %1 and saw %2 invoices that are not ours. We took screenshots and logged everybody out."_s,
         u"Thank you for telling us at once. Access to the page is closed while we look for the cause."_s,
         u"Our data protection officer asks how long this was possible."_s,
         u"A cache kept answers without regard to the account. It was cleared and is now separate for each account; the report is attached."_s},
        {u"en"_s, 1, u"%1 times out for about half of our users"_s,
         u"Around half of the team gets error %2 when saving in %1. Trying again sometimes works, so we limp along."_s,
         u"We can see the timeouts on our side. Does it concern one office more than others?"_s,
         u"It is mostly the people who connect through the new office network."_s,
         u"A rule for large requests was too strict. It was widened and the errors have stopped."_s},
        {u"en"_s, 1, u"Payments fail with code %2 since the last release"_s,
         u"Customers cannot pay with stored cards any more: %1 answers with code %2. New cards are fine."_s,
         u"We can reproduce it with a stored card. A fix is being tested now."_s,
         u"How long do you think? The weekend is our strongest time."_s,
         u"Stored cards are read with the new key now. Please let the failed payments run once more from the list."_s},
        {u"en"_s, 1, u"Webhooks of %1 arrive hours late"_s,
         u"The webhooks come between two and five hours late, and %2 of them came twice. Our stock levels are wrong because of it."_s,
         u"The queue behind the webhooks is long. We are adding workers and watch it shrink."_s,
         u"It is better than this morning, but not yet good."_s,
         u"The queue is empty and an alarm now goes off at ten minutes of delay."_s},
        {u"en"_s, 1, u"Single sign-on loops back to the login page"_s,
         u"After we renewed our certificate, sign-on to %1 ends on the login page again. About %2 people are shut out."_s,
         u"The new certificate is not yet known to us. Can you send its public part?"_s,
         u"It is attached. The old one ran out last night."_s,
         u"Your certificate is in place, and sign-on works. You will get a reminder before the next one runs out."_s},
        {u"en"_s, 2, u"Column widths of %1 are forgotten"_s,
         u"Whenever I come back to %1, all columns have their old widths again. Version %2, on two computers."_s,
         u"That is a flaw on our side. It has gone to the team that looks after the page."_s,
         u"Good to know. It also happens with the sort order."_s,
         u"Widths and sort order are kept from the next version on."_s},
        {u"en"_s, 2, u"Export from %1 has the wrong time zone"_s,
         u"Times in the exported sheet are off by %2 hours. On the screen they are right."_s,
         u"The export takes the zone of the server. We are changing it to that of the account."_s,
         u"Until then, is there a way to set it by hand?"_s,
         u"The export now asks for the zone and starts with that of the account."_s},
        {u"en"_s, 2, u"Label on the %1 page is cut off"_s,
         u"With large type the second button of %1 reads only half its label. Build %2."_s,
         u"We see it with a type size above 120 %. It is on the list for the coming version."_s,
         u"No hurry, we know what the button does."_s, u"The button grows with its label now."_s},
        {u"en"_s, 2, u"Search in %1 does not find hyphenated names"_s,
         u"A search for part of a name with a hyphen finds nothing, %2 examples are in the attached list."_s,
         u"Names were cut at the hyphen before they were indexed. We are changing that."_s,
         u"Then it also explains the missing street names."_s,
         u"The index was built anew; names with hyphens are found by each of their parts."_s},
        {u"en"_s, 3, u"Could %1 have a dark look?"_s,
         u"Some of us work at night, and %1 is very bright. A dark look would be welcome; %2 colleagues agree."_s,
         u"You are not the first to wish for it. We have added your voice to the request."_s,
         u"Thanks, is there a place where I can follow it?"_s,
         u"The dark look is there: switch it on under your own settings."_s},
        {u"en"_s, 3, u"How do I share a view of %1 with a colleague?"_s,
         u"I made a view with %2 filters and would like my colleague to see the same. Where do I find that?"_s,
         u"Open the view, then use the menu beside its name: it can be shared with people or with a team."_s,
         u"Found it. Can the colleague change it as well?"_s,
         u"A shared view can be copied and then changed; yours stays as it is."_s},
        {u"de"_s, 1, u"%1 bricht beim Speichern mit Fehler %2 ab"_s,
         u"Seit heute früh lässt sich in %1 kaum noch etwas speichern. Jeder zweite Versuch endet mit Fehler %2. Größere Aufträge bleiben liegen."_s,
         u"Wir können den Fehler nachstellen und arbeiten an einer Lösung. Betrifft es alle Standorte?"_s,
         u"Nur Köln und Zürich, in Wien läuft es."_s,
         u"Eine Grenze für große Anfragen war zu eng gesetzt. Sie wurde angehoben, seither läuft alles."_s},
        {u"de"_s, 2, u"Umlaute im Export aus %1 sind zerstört"_s,
         u"In der exportierten Tabelle steht statt ä, ö, ü und ß nur Zeichensalat. Es sind %2 Zeilen betroffen."_s,
         u"Der Export wird in einer anderen Kodierung geöffnet, als er geschrieben ist. Wir prüfen, wie das einfacher wird."_s,
         u"Mit dem Import-Dialog geht es, aber das ist umständlich."_s,
         u"Der Export trägt nun eine Kennung, an der die Tabellenkalkulation die Kodierung erkennt."_s},
        {u"de"_s, 3, u"Wunsch: Tastenkürzel in %1"_s,
         u"Es wäre schön, wenn sich die %2 häufigsten Befehle in %1 ohne Maus erreichen ließen."_s,
         u"Danke für die Anregung, sie ist notiert."_s, u"Wann ist damit zu rechnen?"_s,
         u"Die Kürzel sind da; mit der Fragezeichen-Taste erscheint die Übersicht."_s},
        {u"fr"_s, 1, u"Connexion impossible à %1 depuis le siège"_s,
         u"Près de la moitié des collègues n'arrive plus à ouvrir %1. Le message affiche le code %2."_s,
         u"Nous voyons ces échecs de notre côté. Une adresse fixe sort-elle de votre réseau ?"_s,
         u"Oui, elle a changé hier soir."_s,
         u"La nouvelle adresse est autorisée, l'accès fonctionne de nouveau."_s},
        {u"fr"_s, 2, u"Total erroné dans le rapport de %1"_s,
         u"Le total du rapport mensuel diffère de %2 euros de la somme des lignes. L'arrondi semble en cause."_s,
         u"L'arrondi se fait ligne par ligne ; nous le déplaçons à la fin."_s,
         u"Le mois précédent est-il touché lui aussi ?"_s,
         u"Le calcul a été corrigé et les rapports des trois derniers mois refaits."_s},
        {u"fr"_s, 3, u"Peut-on changer les couleurs de %1 ?"_s,
         u"Notre équipe aimerait distinguer ses %2 projets par une couleur."_s,
         u"Ce n'est pas encore possible, votre souhait est noté."_s, u"Merci d'avance !"_s,
         u"Chaque projet peut désormais recevoir sa couleur dans les réglages."_s},
        {u"es"_s, 1, u"%1 muestra datos de ayer"_s,
         u"El panel de %1 no se actualiza desde anoche. Faltan unas %2 operaciones y no podemos cuadrar la caja."_s,
         u"La carga nocturna se quedó a medias. La estamos repitiendo."_s,
         u"¿Cuánto puede tardar? Cerramos a las ocho."_s,
         u"La carga terminó y los datos están al día. Hemos puesto un aviso por si se repite."_s},
        {u"es"_s, 2, u"La ñ desaparece en los avisos de %1"_s,
         u"En los correos que envía %1 los apellidos con ñ llegan con un signo extraño. Son %2 clientes."_s,
         u"Reproducido. El fallo está en la plantilla del correo."_s,
         u"También pasa con los acentos del asunto."_s,
         u"La plantilla usa ya la codificación correcta, también en el asunto."_s},
        {u"es"_s, 3, u"¿Se puede ordenar %1 por antigüedad?"_s,
         u"Nos ayudaría ver primero lo más antiguo; hoy hay %2 filas sin orden claro."_s,
         u"Se puede con un clic en la cabecera de la columna."_s, u"Perfecto, ¿y guardarlo?"_s,
         u"La vista guarda el orden junto con los filtros."_s},
        {u"pt"_s, 1, u"Integração com %1 parou depois da atualização"_s,
         u"Desde a atualização as notas não chegam mais a %1. Já são %2 pedidos parados."_s,
         u"Encontramos a causa: o novo formato da data. A correção está em teste."_s,
         u"Conseguimos reenviar os pedidos depois?"_s,
         u"A integração aceita os dois formatos e os pedidos parados foram reenviados."_s},
        {u"pt"_s, 2, u"Paginação de %1 pula a última página"_s,
         u"Com mais de %2 registros a última página não abre e volta para a primeira."_s,
         u"Obrigado pelo exemplo, é um erro nosso de contagem."_s, u"Acontece também no celular."_s,
         u"A contagem foi corrigida na versão publicada hoje."_s},
        {u"pl"_s, 1, u"Nie działa wysyłka faktur z %1"_s,
         u"Od rana żadna faktura nie wychodzi z %1, w kolejce stoi ich %2. Księgowość czeka."_s,
         u"Widzimy zatrzymaną kolejkę i ją uruchamiamy."_s, u"Część faktur przyszła podwójnie."_s,
         u"Kolejka działa, podwójne faktury zostały wycofane."_s},
        {u"pl"_s, 2, u"Źle sortują się polskie nazwiska w %1"_s,
         u"Nazwiska na Ł i Ś trafiają na koniec listy. Lista ma %2 osób."_s,
         u"Sortowanie nie uwzględnia języka konta. Poprawiamy."_s, u"Dziękuję, to drobiazg, ale uciążliwy."_s,
         u"Lista sortuje się według języka konta."_s},
        {u"ja"_s, 1, u"%1 で保存時にエラー %2 が発生します"_s,
         u"今朝から %1 で保存すると、二回に一回ほどエラー %2 になります。業務に影響が出ています。"_s,
         u"こちらでも同じ現象を確認しました。原因を調査しています。"_s,
         u"大阪の拠点だけで起きているようです。"_s, u"接続数の上限を見直し、現在は正常に保存できます。"_s},
        {u"ja"_s, 2, u"%1 の印刷で文字が切れる"_s,
         u"帳票を印刷すると、右端の文字が %2 文字ほど切れてしまいます。"_s,
         u"余白の計算に誤りがありました。修正を予定しています。"_s, u"よろしくお願いいたします。"_s,
         u"余白の計算を修正しました。"_s},
        {u"zh"_s, 1, u"%1 数据同步延迟超过 %2 分钟"_s,
         u"从昨晚开始，%1 的数据同步一直很慢，延迟超过 %2 分钟，仓库无法按时发货。"_s,
         u"我们看到队列积压，正在增加处理能力。"_s, u"上海的仓库最严重。"_s,
         u"积压已经处理完毕，同步恢复正常。"_s},
        {u"zh"_s, 2, u"%1 报表的日期格式不对"_s,
         u"导出的报表里日期是美国格式，共 %2 行，希望按账号的地区显示。"_s, u"这是我们的问题，已安排修改。"_s,
         u"谢谢，不着急。"_s, u"导出时会按账号的地区显示日期。"_s},
        {u"ar"_s, 1, u"لا يمكن فتح %1 من فرع جدة"_s,
         u"منذ الصباح لا يستطيع الموظفون في فرع جدة فتح %1، وتظهر الرسالة رقم %2. العمل متأخر."_s,
         u"نرى المشكلة عندنا ونعمل على حلها الآن."_s, u"عاد العمل عند بعض الزملاء فقط."_s,
         u"تم إصلاح مسار الشبكة وعاد الدخول للجميع."_s},
        {u"ar"_s, 2, u"محاذاة النص في %1 غير صحيحة"_s,
         u"تظهر الأرقام والنص العربي في %1 بترتيب خاطئ عند الطباعة، في %2 صفحة."_s,
         u"شكرا على الصورة، سنصحح اتجاه النص في الطباعة."_s, u"يحدث هذا في التقارير فقط."_s,
         u"أصبح اتجاه النص صحيحا في كل التقارير."_s},
        {u"he"_s, 1, u"הכניסה אל %1 נכשלת עם קוד %2"_s,
         u"מאז הבוקר חצי מהעובדים לא מצליחים להיכנס אל %1. מופיע קוד %2."_s,
         u"אנחנו רואים את התקלה ומטפלים בה."_s, u"אצל חלק מהעובדים זה חזר לעבוד."_s,
         u"התעודה חודשה והכניסה פועלת לכולם."_s},
        {u"he"_s, 2, u"סדר המילים ב-%1 מתהפך בהדפסה"_s,
         u"שמות בעברית עם מספרים מודפסים הפוך, כ-%2 שורות בדוח."_s, u"תודה, התיקון נכנס לגרסה הבאה."_s,
         u"זה קורה רק בקובץ להדפסה."_s, u"הסדר בהדפסה תוקן."_s},
    };
    return all;
}

const QStringList &components()
{
    static const QStringList all{u"Harbor Sync"_s,   u"Atlas Reports"_s, u"Cashdesk"_s,
                                 u"Orbit API"_s,     u"Identity Gate"_s, u"Stockroom"_s,
                                 u"Pulse Board"_s,   u"Mailbridge"_s,    u"Ledger Export"_s,
                                 u"Route Planner"_s, u"Shift Roster"_s,  u"Quote Builder"_s};
    return all;
}

const QStringList &environments()
{
    static const QStringList all{u"Production, EU-1, version 8.4.1, Firefox 133"_s,
                                 u"Production, US-2, version 8.4.1, Chrome 131 on Windows 11"_s,
                                 u"Production, AP-1, version 8.3.9, Edge 131"_s,
                                 u"Staging, EU-1, version 8.5.0-rc2, Safari 18 on macOS 15"_s,
                                 u"Mobile app 5.12 on Android 15"_s,
                                 u"Mobile app 5.12 on iOS 18"_s,
                                 u"Own servers, version 8.2.0, PostgreSQL 15, Debian 12"_s};
    return all;
}

const QStringList &steps()
{
    static const QStringList all{
        u"1. Open the page. 2. Change any field. 3. Save. It should be saved; an error comes instead."_s,
        u"1. Choose last month. 2. Export. 3. Compare with the screen. The figures differ."_s,
        u"1. Sign in through the company account. 2. Wait. The start page should come; nothing does."_s,
        u"1. Send the request from the attachment. 2. Look at the answer. It should be 200; it is 504."_s,
        u"1. Search for the name. 2. Look at the list. One hit should be there; the list is empty."_s};
    return all;
}

const QStringList &notes()
{
    static const QStringList all{u"Same picture as in last week's case; the log has the same trace."_s,
                                 u"Asked the platform team; they look at it after the standup."_s,
                                 u"The account manager knows and calls them this afternoon."_s,
                                 u"Could not reproduce it on staging, only with their data."_s,
                                 u"Careful with promises here: the renewal is next month."_s,
                                 u"Linked to the change from Tuesday; a rollback is prepared."_s};
    return all;
}

const QStringList &tags()
{
    static const QStringList all{
        u"login"_s,   u"billing"_s,   u"api"_s, u"export"_s,     u"performance"_s, u"mobile"_s, u"sso"_s,
        u"webhook"_s, u"reporting"_s, u"ui"_s,  u"regression"_s, u"question"_s,    u"vip"_s,    u"renewal"_s};
    return all;
}

const QStringList &emoji()
{
    static const QStringList all{u"🙂"_s, u"🙏"_s, u"🚨"_s,           u"🔥"_s,  u"👍"_s,
                                 u"😕"_s,    u"🎉"_s, u"👩‍💻"_s, u"🇪🇺"_s, u"⏰"_s};
    return all;
}

QString autoReply(const QString &language)
{
    if (language == "de"_L1)
        return u"Ihre Nachricht ist angekommen und hat eine Fallnummer erhalten."_s;
    if (language == "fr"_L1)
        return u"Votre message est bien arrivé et porte désormais un numéro de dossier."_s;
    if (language == "es"_L1)
        return u"Su mensaje ha llegado y tiene un número de caso."_s;
    return u"Your message has arrived and has a case number."_s;
}

QString longTail()
{
    return u" – seen on the main account, on both test accounts and on the account of our subsidiary, with "
           u"and without "
           "the browser extension, from the office network as well as from home, first noticed by the night "
           "shift, then "
           "confirmed by three colleagues in two countries, and not explained by any of the known issues on "
           "the status "
           "page, which is why this subject is as long as it is"_s;
}

} // namespace muster::samples
