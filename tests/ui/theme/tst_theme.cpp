// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QHeaderView>
#include <QPainter>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOption>
#include <QTableWidget>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ui;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, "contrast ratio".
double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a), two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

/// Number of pixels that are not transparent.
int inked(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 40 ? 1 : 0;
    }
    return count;
}

} // namespace

class TestTheme final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void modes_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::newRow("dark") << Mode::Dark;
        QTest::newRow("light") << Mode::Light;
    }

    void textIsReadableOnEveryGround_data() { modes_data(); }
    void textIsReadableOnEveryGround()
    {
        QFETCH(Mode, mode);
        applyTheme(*qApp, mode);
        const Theme &t = theme();
        for (const QColor &ground : {t.window, t.panel, t.raised, t.selection}) {
            for (const QColor &ink : {t.text, t.dim, t.red, t.amber, t.green, t.blue, t.grey})
                QVERIFY2(
                    contrast(ink, ground) >= 4.5,
                    qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name()).arg(contrast(ink, ground))));
        }
        QVERIFY(contrast(t.accentText, t.accent) >= 4.5);
    }

    void badgesAndBannersAreReadable_data() { modes_data(); }
    void badgesAndBannersAreReadable()
    {
        QFETCH(Mode, mode);
        applyTheme(*qApp, mode);
        const Theme &t = theme();
        for (const QString &name : {u"red"_s, u"amber"_s, u"green"_s, u"blue"_s, u"grey"_s, u"unknown"_s}) {
            const BadgeColors badge = t.badge(name);
            QVERIFY2(contrast(badge.text, badge.fill) >= 4.5, qPrintable(name));
            QVERIFY2(contrast(t.text, badge.fill) >= 4.5, qPrintable(name));
        }
    }

    void focusAndFieldsStandOut_data() { modes_data(); }
    void focusAndFieldsStandOut()
    {
        QFETCH(Mode, mode);
        applyTheme(*qApp, mode);
        for (const QColor &ground : {theme().window, theme().panel, theme().raised})
            QVERIFY(contrast(theme().focus, ground) >= 3.0);
        QVERIFY(contrast(theme().text, theme().mark()) >= 4.5);
        QVERIFY2(contrast(theme().fieldLine(), theme().panel) >= 3.0,
                 qPrintable(QString::number(contrast(theme().fieldLine(), theme().panel))));
    }

    void paletteSaysEveryRoleAndGreysWhatIsOff()
    {
        applyTheme(*qApp, Mode::Dark);
        const QPalette p = theme().palette();
        for (int role = 0; role < int(QPalette::NColorRoles); ++role) {
            if (role != int(QPalette::NoRole))
                QVERIFY2(p.isBrushSet(QPalette::Active, QPalette::ColorRole(role)),
                         qPrintable(QString::number(role)));
        }
        for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
            QVERIFY(p.color(QPalette::Disabled, role) != p.color(QPalette::Active, role));
    }

    void everyColourOfTheSheetIsFilledIn()
    {
        for (const Mode mode : {Mode::Dark, Mode::Light}) {
            applyTheme(*qApp, mode);
            QVERIFY(!theme().styleSheet().isEmpty());
            QVERIFY(!theme().styleSheet().contains(u'@'));
        }
    }

    void everyIconDrawsAtAnyScale()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() > 50);
        for (const QString &file : files) {
            const QIcon icon = theme().icon(file.chopped(4));
            QVERIFY2(!icon.isNull(), qPrintable(file));
            const QImage small = icon.pixmap(QSize(20, 20)).toImage();
            const QImage large = icon.pixmap(QSize(20, 20), 3.0).toImage();
            QCOMPARE(large.size(), QSize(60, 60));
            QVERIFY2(inked(small) > 10 && inked(large) > 4 * inked(small), qPrintable(file));
        }
    }

    void anIconWithoutRoomIsNoPixmapAndNoWarning()
    {
        QTest::failOnWarning(QRegularExpression(u"QPainter"_s));
        for (const QSize &none : {QSize(0, 16), QSize(16, 0), QSize(0, 0)})
            QVERIFY(theme().icon(u"clock"_s).pixmap(none).isNull());
    }

    void iconsAreDistinct()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QImage sheet(12 * 64, (int(files.size()) / 12 + 1) * 64, QImage::Format_RGB32);
        applyTheme(*qApp, Mode::Light);
        sheet.fill(theme().panel);
        QPainter painter(&sheet);
        QHash<QByteArray, QString> seen;
        for (int i = 0; i < files.size(); ++i) {
            const QString name = files[i].chopped(4);
            theme().icon(name).paint(&painter, QRect(i % 12 * 64 + 8, i / 12 * 64 + 8, 48, 48));
            QFile file(u":/icons/"_s + files[i]);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray drawing = file.readAll();
            QVERIFY2(!seen.contains(drawing), qPrintable(name + u" = "_s + seen.value(drawing)));
            seen.insert(drawing, name);
        }
        if (const QString folder = qEnvironmentVariable("MUSTER_PICTURES"); !folder.isEmpty())
            QVERIFY(QDir().mkpath(folder) && sheet.save(folder + u"/icons.png"_s));
    }

    void anIconThatIsNotThereIsNull() { QVERIFY(theme().icon(u"no-such-icon"_s).isNull()); }

    void anIconFollowsTheThemeUnlessItHasItsOwnColour()
    {
        applyTheme(*qApp, Mode::Dark);
        const QIcon following = theme().icon(u"status"_s);
        const QIcon fixed = theme().icon(u"status"_s, Qt::red);
        const QImage dark = following.pixmap(QSize(24, 24)).toImage();
        const QImage red = fixed.pixmap(QSize(24, 24)).toImage();
        applyTheme(*qApp, Mode::Light);
        QVERIFY(following.pixmap(QSize(24, 24)).toImage() != dark);
        QCOMPARE(fixed.pixmap(QSize(24, 24)).toImage(), red);
    }

    void textIsThirteenPixelsAndClocksHaveDigitsOfOneWidth()
    {
        loadFonts();
        applyTheme(*qApp, Mode::Dark);
        QCOMPARE(theme().ui.pixelSize(), 13);
        QCOMPARE(theme().mono.pixelSize(), 12);
        const QFontMetrics metrics(theme().mono);
        QCOMPARE(metrics.horizontalAdvance(u"00:00:00"_s), metrics.horizontalAdvance(u"11:11:11"_s));
    }

    void theTextOfACellStandsBelowThatOfItsHeader()
    {
        applyTheme(*qApp, Mode::Dark);
        QTableWidget table(1, 1);
        table.setItem(0, 0, new QTableWidgetItem(u"Nordwind"_s));
        table.show();
        QStyleOptionViewItem cell;
        cell.initFrom(&table);
        cell.widget = &table;
        cell.features = QStyleOptionViewItem::HasDisplay;
        cell.text = u"Nordwind"_s;
        cell.rect = QRect(0, 0, 200, 30);
        QStyleOptionHeader header;
        header.initFrom(table.horizontalHeader());
        header.rect = cell.rect;
        const QStyle *style = table.style();
        const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1;
        QCOMPARE(style->subElementRect(QStyle::SE_ItemViewItemText, &cell, &table).left() + margin,
                 style->subElementRect(QStyle::SE_HeaderLabel, &header, table.horizontalHeader()).left());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
