// SPDX-License-Identifier: GPL-3.0-or-later
// A form over one record: fields of text and choice, what was changed, and a draft of it on disk until it is
// saved or reverted, so that nothing typed is lost by leaving the record, the page or the program. Knows
// fields, not customers. Window thread.
#pragma once

#include "ui/customers/records.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace muster::views {
class Desk;
}

namespace muster::ui {

class DraftKeeper;
class ToneLabel;

class RecordForm final : public QWidget
{
    Q_OBJECT
public:
    using Choices = std::vector<std::pair<QString, QString>>; ///< key and name

    /// Object names begin with `name`; drafts are the settings "draft/NAME/ID".
    RecordForm(views::Desk &desk, const QString &name, QWidget *parent = nullptr);

    QLineEdit *addLine(const QString &key, const QString &title, const QString &hint = {});
    QComboBox *addChoice(const QString &key, const QString &title, const Choices &choices);
    void setChoices(const QString &key, const Choices &choices);
    void addText(const QString &key, const QString &title);
    /// A field of another kind; its owner calls edited() when it changes.
    void addField(const QString &key, const QString &title, QWidget *widget, std::function<QString()> read,
                  std::function<void(const QString &)> write);
    /// The same over the whole width, under its title.
    void addBlock(const QString &key, const QString &title, QWidget *widget, std::function<QString()> read,
                  std::function<void(const QString &)> write);
    void addBelow(QWidget *widget); ///< under the fields, above nothing

    /// `id` empty: a new record. A draft of it that is there is taken up.
    void present(const QString &id, const QString &title, const Values &values);
    const QString &id() const { return m_id; }
    bool isNew() const { return m_id.isEmpty(); }
    Values changes() const;
    bool isDirty() const { return !changes().isEmpty(); }
    void edited();

    void save(); ///< asks for it, where something was changed
    void revert();
    void takeSaved();                              ///< what was typed is on disk now
    void showProblem(const FieldProblem &problem); ///< and goes to the field
    void takeFocus();
    /// Ids of records with drafts; empty text stands for a new one.
    QStringList unsaved() const;

signals:
    void saveWanted(const muster::ui::Values &changes);
    void draftsChanged();
    void left(); ///< Esc
    void failed(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Field
    {
        QString key;
        QWidget *widget = nullptr;
        std::function<QString()> read;
        std::function<void(const QString &)> write;
    };
    void build();
    void fill(const Values &values);
    Values filled() const;
    void showState();
    QString draftKey(const QString &id) const;
    Values draft() const;

    views::Desk &m_desk;
    QString m_name;
    QString m_id;
    Values m_stored;
    std::vector<Field> m_fields;
    bool m_filling = false;
    bool m_wasDirty = false;
    bool m_isSaved = false; ///< and nothing was typed since
    DraftKeeper *m_drafts = nullptr;
    QLabel *m_title = nullptr;
    ToneLabel *m_state = nullptr;
    QFormLayout *m_form = nullptr;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_save = nullptr, *m_revert = nullptr;
};

} // namespace muster::ui
