// SPDX-License-Identifier: GPL-3.0-or-later
// A label in one of the theme's tones and fonts; follows the theme when it changes. Window thread.
#pragma once

#include <QLabel>

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

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();
    Tone m_tone;
    Face m_face;
    bool m_colouring = false;
};

} // namespace muster::ui
