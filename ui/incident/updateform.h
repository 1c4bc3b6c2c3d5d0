// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an update to an audience in the place of the timeline: template, subject, text, the promised next
// update, and what the check says of it while one types. Nothing leaves by itself: it is copied or saved as a
// file, and then stands in the timeline. Its draft is kept per incident and audience. Window thread; owned by
// the war room.
#pragma once

#include "models/comms/check.h"
#include "models/comms/template.h"
#include "ui/incident/writingform.h"

#include <QTimer>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class FindingsList;
class WhenField;

class UpdateForm final : public WritingForm
{
    Q_OBJECT
public:
    /// Characters: the check runs while one types, on the window's thread.
    static constexpr int kMostText = 20'000;

    UpdateForm(views::Desk &desk, QWidget *parent);
    ~UpdateForm() override;

    void setDialogs(std::shared_ptr<Dialogs> dialogs) override;
    void setPeople(const QStringList &names) { m_people = names; }
    void setAffected(const views::Affected &affected);

    /// Opens with the draft for this audience; without one with the template that fits. `text`, where given,
    /// comes behind.
    void open(const RoomView &view, const QString &audience, const QString &text);
    /// What the record says has changed: it is checked anew.
    void present(const RoomView &view);
    void tick(Instant now);
    const std::vector<comms::Finding> &findings() const;

signals:
    void edited(); ///< by the person who sits here
    void sent(muster::IncidentId incident, const muster::incident::UpdateSent &update);

protected:
    void submit() override { send(); }
    void clear() override;

private:
    void build();
    void buildFoot(QBoxLayout &column);
    void chooseAudience();
    void fillTemplates();
    void useTemplate();
    void suggestPromise();
    void typed();
    void check();
    void put(const QString &subject, const QString &text);
    void keep();
    bool restore();
    void tellDraft();
    /// What went out to this audience since the draft was begun; null where nothing did.
    const incident::SentUpdate *overtaking() const;
    void copy();
    void saveFile();
    void send();
    void writeFile(const QString &path);
    void hand(const incident::UpdateSent &update);
    std::optional<incident::UpdateSent> update(const QString &via);
    std::optional<Instant> promise() const;
    comms::TimeFrame time() const;
    QString audience() const;
    PersonId leader() const;

    QTimer m_wait; ///< the check runs when typing rests
    bool m_filling = false;
    std::optional<Instant> m_begun; ///< when a person first typed into what is there
    QStringList m_people;
    std::optional<int> m_customers; ///< absent: no ticket says so
    QString m_tiers;
    std::vector<const comms::Template *> m_offered;

    ToneLabel *m_title, *m_when;
    QComboBox *m_audience, *m_template;
    QLineEdit *m_subject, *m_reason;
    QPlainTextEdit *m_text;
    WhenField *m_promise;
    FindingsList *m_list;
    QCheckBox *m_approved;
    QPushButton *m_copy, *m_save, *m_record;
};

} // namespace muster::ui
