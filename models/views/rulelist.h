// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the policy in force as lines to be shown: what each waits for, what it does, whether it is on,
// and what it did. Pure; window thread for the models.
#pragma once

#include "models/views/escalationtexts.h"
#include "models/views/rulesdesk.h"
#include "models/views/valuelistmodel.h"

namespace muster::views {

struct RuleLine
{
    FactId fact; ///< of the key, by which a line stays the same line
    QString key; ///< see automation::firedBy; empty: the line that stands for every rule
    QString kind, name;
    QString condition; ///< one sentence
    QStringList does;  ///< what it does, a line each
    QString whyOff;    ///< a sentence: why it is off and where it is switched on; empty: it is on
    RuleFigures figures;
    bool isOn() const { return whyOff.isEmpty(); }
    bool operator==(const RuleLine &) const = default;
};

/// One that stands for all in front, then every rule of the policy in its order, then those that fired and
/// are none of its rules any more.
std::vector<RuleLine> ruleLines(const RulesNews &news);
/// Those that hold every word in name, kind or condition; the line for all of them stays.
std::vector<RuleLine> withWords(std::vector<RuleLine> lines, const QString &words);
std::vector<RuleFiring> withWords(const std::vector<RuleFiring> &firings, const QString &words);

/// "3 in 24 h, 12 in 7 days", "Never fired".
QString figuresText(const RuleFigures &figures);
/// "Last 14:05 UTC: ENT-7, raised to Engineering manager"; empty where it never fired.
QString lastText(const RuleFigures &figures, Instant now);
/// "Raised to Engineering manager", "Told Support chat, Mail", "Gave it to Ana".
QString deedText(const RuleFiring &firing);
/// The case, or what stands for it.
QString aboutText(const RuleFiring &firing);
/// One firing in full: what it did, the explanation, whose console says so.
std::vector<TextPart> firingParts(const RuleFiring &firing, const QString &ruleName,
                                  const TimeTextOf &timeText);
/// "This console acts for the team." `newest`: of all firings.
QString actingText(Acting acting, const std::optional<RuleFiring> &newest, Instant now);

class RuleModel final : public ValueListModel<RuleLine>
{
    Q_OBJECT
public:
    using ValueListModel::ValueListModel;

    void setNow(Instant now) { m_now = now; }
    /// DisplayRole is one sentence for copying and screen readers.
    QVariant data(const QModelIndex &index, int role) const override;

private:
    Instant m_now{};
};

class FiringModel final : public ValueListModel<RuleFiring>
{
    Q_OBJECT
public:
    using ValueListModel::ValueListModel;

    void setNow(Instant now) { m_now = now; }
    QVariant data(const QModelIndex &index, int role) const override;

private:
    Instant m_now{};
};

} // namespace muster::views
