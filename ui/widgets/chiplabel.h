// SPDX-License-Identifier: GPL-3.0-or-later
// A small rounded label: a tag, a priority badge, a state. The colour is a channel of Theme::badge, read when
// painted; the text always says the same as the colour. A clickable chip takes the focus and answers Space
// and Enter.
#pragma once

#include <QAbstractButton>

namespace muster::ui {

class ChipLabel final : public QAbstractButton
{
    Q_OBJECT
public:
    /// `badge`: "red", "amber", "green", "blue" or "grey"; `iconName` from resources/icons, may be empty.
    explicit ChipLabel(const QString &text, const QString &badge = QStringLiteral("grey"),
                       const QString &iconName = {}, QWidget *parent = nullptr);

    void setChip(const QString &text, const QString &badge, const QString &iconName = {});
    QString badge() const { return m_badge; }
    /// Off by default: then it is a label, and neither the mouse nor Tab stops at it.
    void setClickable(bool clickable);
    void setMono(bool mono); ///< clocks and case numbers: digits of one width

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QFont chipFont() const;

    QString m_badge, m_icon;
    bool m_mono = false;
};

} // namespace muster::ui
