// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a ticket, to be read and mended; only what was changed is saved. Window thread; owned by the
// detail panel.
#pragma once

#include "models/views/desk.h"

#include <QWidget>

class QPushButton;
class QLineEdit;
class QPlainTextEdit;

namespace muster::ui {

class ToneLabel;

class FieldsForm final : public QWidget
{
    Q_OBJECT
public:
    explicit FieldsForm(QWidget *parent = nullptr);

    /// Fields that a person is changing right now keep what was typed.
    void present(const ticket::Ticket &ticket);
    ticket::FieldsChanged changes() const;
    bool isChanged() const { return changes() != ticket::FieldsChanged{}; }

signals:
    void saveWanted(const muster::ticket::FieldsChanged &fields);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Field
    {
        QString ticket::Ticket::*value;
        std::optional<QString> ticket::FieldsChanged::*change;
        QLineEdit *line = nullptr;
        QPlainTextEdit *text = nullptr;
    };
    QString typed(const Field &field) const;
    void fill(const Field &field, const QString &value);
    void showState();

    std::vector<Field> m_fields;
    ticket::Ticket m_ticket;
    ToneLabel *m_about;
    QPushButton *m_save, *m_revert;
};

} // namespace muster::ui
