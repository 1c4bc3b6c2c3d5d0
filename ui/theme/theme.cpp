// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/tinticonengine.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QColor rgb(quint32 value)
{
    return QColor::fromRgb(value);
}

Theme darkTheme()
{
    Theme t;
    t.mode = Mode::Dark;
    t.window = rgb(0x13161b), t.panel = rgb(0x191d24), t.raised = rgb(0x222831), t.line = rgb(0x323a46);
    t.text = rgb(0xe7eaf0), t.dim = rgb(0x9ba6b5), t.accent = rgb(0x2f6bdc), t.accentText = rgb(0xffffff);
    t.selection = rgb(0x1e3860), t.focus = rgb(0x6aa8ff);
    t.red = rgb(0xff7a70), t.amber = rgb(0xf2b544), t.green = rgb(0x4cc676), t.blue = rgb(0x76aeff);
    t.grey = rgb(0xa3adbb);
    t.redFill = rgb(0x3d1d20), t.amberFill = rgb(0x3a2c12), t.greenFill = rgb(0x16341f);
    t.blueFill = rgb(0x1a2f50), t.greyFill = rgb(0x272d37);
    return t;
}

Theme lightTheme()
{
    Theme t;
    t.mode = Mode::Light;
    t.window = rgb(0xf3f5f8), t.panel = rgb(0xffffff), t.raised = rgb(0xe9edf2), t.line = rgb(0xcbd3dd);
    t.text = rgb(0x171b22), t.dim = rgb(0x515c6a), t.accent = rgb(0x1d5fd0), t.accentText = rgb(0xffffff);
    t.selection = rgb(0xd5e5ff), t.focus = rgb(0x1d5fd0);
    t.red = rgb(0xb3201c), t.amber = rgb(0x855000), t.green = rgb(0x12692f), t.blue = rgb(0x1553bd);
    t.grey = rgb(0x4f5a68);
    t.redFill = rgb(0xfde4e2), t.amberFill = rgb(0xfcedcf), t.greenFill = rgb(0xdcf3e2);
    t.blueFill = rgb(0xe1ecfe), t.greyFill = rgb(0xe6eaef);
    return t;
}

/// The first of `wanted` that is installed comes first; the rest stay as fallbacks for scripts it lacks. A
/// family that is missing is left out, because Qt would silently take any face in its place.
QFont face(const QStringList &wanted, int pixels, QFont::Weight weight)
{
    const QStringList installed = QFontDatabase::families();
    QStringList families;
    for (const QString &family : wanted) {
        if (installed.contains(family))
            families.append(family);
    }
    QFont font;
    if (!families.isEmpty())
        font.setFamilies(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

void setFonts(Theme &t)
{
    const QStringList sans{u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s, u"Noto Sans CJK JP"_s,
                           u"Noto Color Emoji"_s};
    const QStringList mono{u"JetBrains Mono"_s, u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s};
    t.ui = face(sans, 13, QFont::Normal);
    t.uiSmall = face(sans, 12, QFont::Normal);
    t.uiBold = face(sans, 13, QFont::DemiBold);
    t.title = face(sans, 18, QFont::DemiBold);
    t.mono = face(mono, 12, QFont::Normal);
    t.monoBig = face(mono, 16, QFont::Medium);
    for (QFont *font : {&t.mono, &t.monoBig}) {
        font->setStyleHint(QFont::Monospace);
        font->setFixedPitch(true);
    }
}

Theme &current()
{
    static Theme held = darkTheme();
    return held;
}

} // namespace

QColor blend(const QColor &below, const QColor &above, double share)
{
    const auto part = [share](int a, int b) {
        return int(double(a) + (double(b) - double(a)) * share + 0.5);
    };
    return {part(below.red(), above.red()), part(below.green(), above.green()),
            part(below.blue(), above.blue())};
}

BadgeColors Theme::badge(const QString &name) const
{
    const auto of = [](const QColor &fill, const QColor &ink, double share = 0.5) {
        return BadgeColors{fill, blend(fill, ink, share), ink};
    };
    if (name == u"red"_s)
        return of(redFill, red);
    if (name == u"amber"_s)
        return of(amberFill, amber);
    if (name == u"green"_s)
        return of(greenFill, green);
    if (name == u"blue"_s)
        return of(blueFill, blue);
    return of(greyFill, grey, 0.25);
}

QColor Theme::state(sla::ClockState state) const
{
    switch (state) {
    case sla::ClockState::None:
        return grey;
    case sla::ClockState::Running:
        return blue;
    case sla::ClockState::AtRisk:
        return amber;
    case sla::ClockState::Breached:
        return red;
    case sla::ClockState::Paused:
        return grey;
    case sla::ClockState::Met:
        return green;
    }
    return grey;
}

QColor Theme::mark() const
{
    return mode == Mode::Dark ? rgb(0x66501c) : rgb(0xffe08a);
}

QColor Theme::fieldLine() const
{
    return blend(panel, text, mode == Mode::Dark ? 0.40 : 0.50);
}

QPalette Theme::palette() const
{
    const QColor off = blend(panel, text, 0.45);
    QPalette p;
    const auto all = [&p](QPalette::ColorRole role, const QColor &color) {
        p.setColor(QPalette::All, role, color);
    };
    all(QPalette::Window, window), all(QPalette::WindowText, text);
    all(QPalette::Base, panel), all(QPalette::AlternateBase, blend(panel, raised, 0.4)),
        all(QPalette::Text, text);
    all(QPalette::Button, raised), all(QPalette::ButtonText, text), all(QPalette::BrightText, red);
    all(QPalette::ToolTipBase, raised), all(QPalette::ToolTipText, text), all(QPalette::PlaceholderText, dim);
    all(QPalette::Highlight, selection), all(QPalette::HighlightedText, text);
    all(QPalette::Link, blue), all(QPalette::LinkVisited, blue);
    all(QPalette::Light, blend(raised, text, 0.12)), all(QPalette::Midlight, blend(raised, text, 0.06));
    all(QPalette::Mid, line), all(QPalette::Dark, blend(line, window, 0.4));
    all(QPalette::Shadow, mode == Mode::Dark ? rgb(0x08090b) : blend(line, text, 0.3));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
          QPalette::PlaceholderText, QPalette::Link, QPalette::LinkVisited, QPalette::ToolTipText})
        p.setColor(QPalette::Disabled, role, off);
    p.setColor(QPalette::Disabled, QPalette::Base, blend(panel, window, 0.5));
    p.setColor(QPalette::Disabled, QPalette::Button, blend(raised, window, 0.5));
    p.setColor(QPalette::Disabled, QPalette::Highlight, greyFill);
    return p;
}

QString Theme::styleSheet() const
{
    QFile file(u":/theme/window.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QLatin1StringView, QColor> names[] = {
        {"window"_L1, window},
        {"panel"_L1, panel},
        {"raised"_L1, raised},
        {"line"_L1, line},
        {"text"_L1, text},
        {"dim"_L1, dim},
        {"accent"_L1, accent},
        {"accentText"_L1, accentText},
        {"selection"_L1, selection},
        {"focus"_L1, focus},
        {"red"_L1, red},
        {"amber"_L1, amber},
        {"blue"_L1, blue},
        {"redFill"_L1, redFill},
        {"fieldLine"_L1, fieldLine()},
        {"off"_L1, blend(panel, text, 0.45)},
        {"hover"_L1, blend(raised, text, 0.08)},
        {"pressed"_L1, blend(raised, text, 0.14)},
        {"accentHover"_L1, blend(accent, rgb(0x000000), 0.12)},
        {"handle"_L1, blend(line, text, 0.18)},
    };
    for (const auto &[name, color] : names)
        sheet.replace(u"@%1@"_s.arg(name), color.name());
    return sheet;
}

QIcon Theme::icon(const QString &name, QColor color) const
{
    return QIcon(new TintIconEngine(name, color));
}

const Theme &theme()
{
    return current();
}

void loadFonts()
{
    // The fonts come with the system's packages; none are embedded.
    for (const QString &family : {u"Inter"_s, u"JetBrains Mono"_s})
        QFont::insertSubstitutions(family, family == u"Inter"_s
                                               ? QStringList{u"Noto Sans"_s, u"DejaVu Sans"_s}
                                               : QStringList{u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s});
}

void applyTheme(QApplication &application, Mode mode)
{
    Theme next = mode == Mode::Dark ? darkTheme() : lightTheme();
    setFonts(next);
    current() = next;
    if (application.style() == nullptr ||
        application.style()->name().compare(u"fusion"_s, Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(next.palette());
    QApplication::setFont(next.ui);
    application.setStyleSheet(next.styleSheet());
}

} // namespace muster::ui
