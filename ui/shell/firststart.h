// SPDX-License-Identifier: GPL-3.0-or-later
// The one page of the first start: who sits here, when they work, which policy to begin with. Asks for no
// more than is needed; checks while one types; names what is missing instead of greying the button. Window
// thread.
#pragma once

#include "models/sla/calendar.h"
#include "ui/shell/presetchoices.h"

#include <QWidget>

#include <array>
#include <vector>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace muster::ui {

struct FirstStartValues
{
    QString name;
    QString role;                                        ///< "agent", "lead", "admin", "observer"
    QString email;                                       ///< may be empty
    QString zone;                                        ///< IANA id
    std::array<std::vector<sla::WallInterval>, 7> hours; ///< Monday first
    QString preset;                                      ///< PresetChoice::key
    bool loadSample = false;
    bool operator==(const FirstStartValues &) const = default;
};

class FirstStart final : public QWidget
{
    Q_OBJECT
public:
    /// `zone`: the machine's, to begin with. `presets` must not be empty; the first is chosen.
    FirstStart(const QByteArray &zone, std::vector<PresetChoice> presets, QWidget *parent = nullptr);

    /// What is wrong with a field, as a sentence; empty where it is right. Pure.
    static QString nameProblem(const QString &name);
    static QString emailProblem(const QString &email);
    static QString zoneProblem(const QString &zone);
    static QString hoursProblem(const QString &hours);

    /// From everywhere on the page by Ctrl+Enter. Emits accepted() where all is right, and rests (disabled)
    /// until somebody enables it again; else goes to the first field that is wrong.
    void submit();
    /// Shows the way to join a team in place of all answers: a team has people and a policy already.
    void offerJoining();

signals:
    void joinWanted();
    void accepted(const muster::ui::FirstStartValues &values);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Field
    {
        QWidget *edit = nullptr;
        QLabel *remark = nullptr;
        QString hint;
    };

    void buildPerson(QGridLayout *grid);
    void buildPresets(QWidget *parent, QGridLayout *grid);
    Field addField(QGridLayout *grid, const QString &label, QWidget *edit, const QString &hint);
    void check(const Field &field, const QString &problem);
    bool checkAll();
    FirstStartValues values() const;

    std::vector<PresetChoice> m_presets;
    QLineEdit *m_name = nullptr, *m_email = nullptr, *m_hours = nullptr;
    QComboBox *m_role = nullptr, *m_zone = nullptr;
    QButtonGroup *m_preset = nullptr;
    QCheckBox *m_sample = nullptr;
    QPushButton *m_join = nullptr;
    Field m_nameField, m_emailField, m_zoneField, m_hoursField;
};

} // namespace muster::ui
