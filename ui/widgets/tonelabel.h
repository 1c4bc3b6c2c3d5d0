// SPDX-License-Identifier: GPL-3.0-or-later
// A label in one of the theme's tones and fonts; follows the theme when it changes. Window thread.
#pragma once

#include <QLabel>

#include <optional>

namespace muster::ui {

class ToneLabel final : public QLabel
{
    Q_OBJECT
public:
    enum class Tone : quint8
    {
        Text,
        Dim,
        Red,
        Amber,
        Green,
        Blue
    };
    enum class Face : quint8
    {
        Ui,
        Small,
        Bold,
        Title,
        Mono
    };

    explicit ToneLabel(Tone tone, Face face = Face::Ui, QWidget *parent = nullptr);
    ToneLabel(const QString &text, Tone tone, Face face = Face::Ui, QWidget *parent = nullptr);
    void setTone(Tone tone);
    Tone tone() const { return m_tone; }
    /// One line that is cut with an ellipsis where there is no room, and told in full as its tool tip. It
    /// asks for no more width than a few letters.
    void setElided(Qt::TextElideMode mode);
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void colour();
    Tone m_tone;
    Face m_face;
    bool m_colouring = false;
    std::optional<Qt::TextElideMode> m_elided;
};

} // namespace muster::ui
