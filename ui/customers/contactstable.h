// SPDX-License-Identifier: GPL-3.0-or-later
// The people to talk to at a customer: name, e-mail, telephone, role. The last line is empty and takes the
// next one; Delete removes a line. Window thread.
#pragma once

#include <QTableWidget>

namespace muster::ui {

class ContactsTable final : public QTableWidget
{
    Q_OBJECT
public:
    explicit ContactsTable(QWidget *parent = nullptr);

    QString text() const; ///< as contactsText()
    void setText(const QString &text);

signals:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isEmptyRow(int row) const;
    void keepOneEmpty();

    bool m_filling = false;
};

} // namespace muster::ui
