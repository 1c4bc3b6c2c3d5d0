// SPDX-License-Identifier: GPL-3.0-or-later
// One line of text that is cut with an ellipsis where there is no room; the whole text is its tool tip and
// what a screen reader hears. Never asks for more width than a few letters, so that long names do not push a
// layout apart.
#pragma once

#include <QWidget>

namespace muster::ui {

/// The theme's colours a text can have; looked up when painted, so it follows a change of theme.
enum class Ink : quint8
{
    Text,
    Dim,
    Red,
    Amber,
    Green,
    Blue
};

QColor inkColor(Ink ink);

class ElidedLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text); ///< plain text; line breaks become spaces
    void setInk(Ink ink);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_text;
    Ink m_ink = Ink::Text;
};

} // namespace muster::ui
