// SPDX-License-Identifier: GPL-3.0-or-later
// Holds a text to a number of characters: what comes in beyond it is left out, what stood there stays. Window
// thread; owned by the field.
#pragma once

#include <QObject>

class QPlainTextEdit;

namespace muster::ui {

class TextLimit final : public QObject
{
    Q_OBJECT
public:
    /// `most` counts UTF-16 code units, as the field does.
    TextLimit(QPlainTextEdit *field, int most);

private:
    void hold();

    QPlainTextEdit *m_field;
    int m_most;
    int m_addedEnd = 0; ///< behind what came in last
};

} // namespace muster::ui
