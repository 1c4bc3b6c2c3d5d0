// SPDX-License-Identifier: GPL-3.0-or-later
// Asks when something happened or is to happen, in the words of models/views/whentext.h, and shows the time
// it understood. What is relative ("-12m") is put down as that time once one leaves the field, so that it
// does not move with the clock. Window thread; owned by the form it stands in.
#pragma once

#include "models/views/whentext.h"
#include "ui/widgets/tonelabel.h"

#include <QWidget>

class QLineEdit;

namespace muster::ui {

class WhenField final : public QWidget
{
    Q_OBJECT
public:
    /// `objectName` is the line's; what was understood stands in `<objectName>.understood`.
    WhenField(const QString &objectName, const QString &name, views::WhenSide side,
              QWidget *parent = nullptr);

    /// Where the form it stands in names it.
    void hideName() { m_name->hide(); }
    void setNow(Instant now);
    void setText(const QString &text);
    bool isEmpty() const;
    /// BadInput with a sentence where the text is not understood, also where it is empty.
    Result<Instant> at() const;
    /// The understood time in absolute words; what was typed where it is not understood. For drafts.
    QString fixedText() const;
    /// Puts the understood time in the place of what was typed.
    void fix();

signals:
    void changed();
    void entered(); ///< Enter
    void left();    ///< Esc

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showUnderstood();

    views::WhenSide m_side;
    Instant m_now{};
    QLineEdit *m_line;
    ToneLabel *m_name, *m_understood;
};

/// "2026-11-20 13:48 UTC", with seconds where there are any: read back as the same second.
QString fixedWhen(Instant at);

} // namespace muster::ui
