// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an update to an audience in the place of the timeline: template, subject, text, the promised next
// update, and what the check says of it while one types. Nothing leaves by itself: it is copied or saved as a
// file, and then stands in the timeline. Its draft is kept per incident and audience. Window thread; owned by
// the war room.
#pragma once

#include "models/comms/check.h"
#include "models/comms/template.h"
#include "models/views/desk.h"
#include "ui/incident/roomview.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class ToneLabel;
class WhenField;

class UpdateForm final : public QWidget
{
    Q_OBJECT
public:
    UpdateForm(views::Desk &desk, QWidget *parent);
    ~UpdateForm() override;

    /// How a place for the file is asked for; without it there is no saving as a file.
    void setDialogs(std::shared_ptr<Dialogs> dialogs);
    void setPeople(const QStringList &names) { m_people = names; }
    void setCustomers(std::optional<int> count) { m_customers = count; }

    /// Opens with the draft for this audience; without one with the template that fits. `text`, where given,
    /// comes behind.
    void open(const RoomView &view, const QString &audience, const QString &text);
    /// What the record says has changed: it is checked anew.
    void present(const RoomView &view);
    bool isOpen() const { return m_open; }
    void close();
    void fail(const QString &sentence); ///< it was refused: the text is still there
    void done();                        ///< it stands in the record
    const std::vector<comms::Finding> &findings() const { return m_findings; }

signals:
    void sent(const muster::incident::UpdateSent &update);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildFoot(QBoxLayout &column);
    void chooseAudience();
    void fillTemplates();
    void useTemplate();
    void suggestPromise();
    void typed();
    void check();
    void showFindings();
    void markFindings();
    void jumpTo(int finding);
    void keep();
    bool restore();
    void copy();
    void saveFile();
    void send(const QString &via);
    std::optional<incident::UpdateSent> update(const QString &via);
    std::optional<Instant> promise() const;
    comms::TimeFrame time() const;
    QString audience() const;
    PersonId leader() const;
    QStringList held() const; ///< names of the findings that hold it
    void say(const QString &sentence, bool isWrong);

    views::Desk &m_desk;
    std::shared_ptr<Dialogs> m_dialogs;
    DraftKeeper *m_keeper;
    QTimer m_wait; ///< the check runs when typing rests
    bool m_open = false, m_saving = false, m_filling = false;
    incident::Incident m_incident;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    views::NameOf m_nameOf;
    QStringList m_people;
    std::optional<int> m_customers;
    Instant m_now{};
    std::vector<const comms::Template *> m_offered;
    std::vector<comms::Finding> m_findings;

    ToneLabel *m_title, *m_when, *m_told;
    QComboBox *m_audience, *m_template;
    QLineEdit *m_subject, *m_reason;
    QPlainTextEdit *m_text;
    WhenField *m_promise;
    QListWidget *m_list;
    QCheckBox *m_approved;
    QPushButton *m_copy, *m_save, *m_record;
};

} // namespace muster::ui
