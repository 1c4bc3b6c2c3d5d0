// SPDX-License-Identifier: GPL-3.0-or-later
// Tabs that are all seen: where they do not fit side by side they stand closer, and after that their titles
// are cut with an ellipsis and told as tool tips. Nothing scrolls. Window thread.
#pragma once

#include <QTabWidget>

namespace muster::ui {

class SnugTabs final : public QTabWidget
{
    Q_OBJECT
public:
    explicit SnugTabs(QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void tabInserted(int index) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
};

} // namespace muster::ui
