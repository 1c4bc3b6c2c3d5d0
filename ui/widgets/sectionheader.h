// SPDX-License-Identifier: GPL-3.0-or-later
// The heading of a part of a page: a bold title, a dim count or remark beside it, and room for buttons at the
// right.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace muster::ui {

class SectionHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit SectionHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setRemark(const QString &remark); ///< "12 open"; empty hides it
    void addButton(QWidget *button);       ///< takes it over, at the right

private:
    QLabel *m_title = nullptr;
    QLabel *m_remark = nullptr;
    QHBoxLayout *m_row = nullptr;
};

} // namespace muster::ui
