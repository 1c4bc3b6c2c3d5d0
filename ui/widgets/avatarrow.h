// SPDX-License-Identifier: GPL-3.0-or-later
// Who is here, as a row of small circles with initials; the names in full are its tool tip and what a screen
// reader hears. Takes no room where nobody is. Window thread.
#pragma once

#include <QStringList>
#include <QWidget>

namespace muster::ui {

class AvatarRow final : public QWidget
{
    Q_OBJECT
public:
    /// Of so many there is a circle each, of more a circle with their number.
    static constexpr int kMost = 3;

    explicit AvatarRow(QWidget *parent = nullptr);

    void setNames(const QStringList &names);
    const QStringList &names() const { return m_names; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList circles() const; ///< what stands in them

    QStringList m_names;
};

} // namespace muster::ui
