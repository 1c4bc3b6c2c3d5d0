// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a package as fields, in the groups of the rules: what is wanted and missing is marked, and
// one can go there. Window thread; owned by the form.
#pragma once

#include "models/escalation/package.h"

#include <QJsonObject>
#include <QScrollArea>

class QGridLayout;

namespace muster::ui {

class ToneLabel;
class WhenField;

class PackageFields final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PackageFields(QWidget *parent);

    /// Anew, empty: the sections of these rules.
    void build(const policy::PackageRules &rules, Instant now);
    void setContent(const escalation::PackageWritten &content);
    /// As it would be kept; a time that is not understood is left out, see wrong().
    escalation::PackageWritten content() const;
    /// Why a time is not understood, as a sentence; empty where all are.
    QString wrong() const;
    /// As it was typed, by section: for a draft.
    QJsonObject typed() const;
    void setTyped(const QJsonObject &typed);

    void markMissing(const escalation::Completeness &completeness);
    void setSeverityNote(const QString &text); ///< what the definitions say, under the field
    void jumpTo(const QString &section);
    QString focused() const; ///< the section in which one types; empty for none

signals:
    void changed();
    void left(); ///< Esc

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Field
    {
        policy::PackageSection section;
        QWidget *edit = nullptr;
        ToneLabel *name = nullptr, *state = nullptr;
    };
    void addGroup(QGridLayout &grid, const QString &title);
    void addField(QGridLayout &grid, const policy::PackageSection &section);
    QWidget *editFor(const policy::PackageSection &section);
    QString text(const Field &field) const;
    void setText(const Field &field, const QString &text);
    /// Also one that has passed since it was kept.
    std::optional<Instant> timeOf(const WhenField &field) const;
    void fitHeights();

    policy::PackageRules m_rules;
    Instant m_now{};
    std::vector<Field> m_fields;
    ToneLabel *m_severityNote = nullptr;
    std::optional<Instant> m_kept; ///< the deadline as it was given
    bool m_filling = false;
};

} // namespace muster::ui
