// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rules: every rule of the policy in force with what it waits for, whether it is on and how often
// it fired; of the chosen one what it did, the newest first, with why. Window thread; owned by the shell.
#pragma once

#include "models/views/rulelist.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QLabel;
class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTextBrowser;

namespace muster::views {
class Desk;
}

namespace muster::ui {

class EmptyState;
class FiringDelegate;
class RuleDelegate;
class SearchField;
class ToneLabel;

class RulesPage final : public Page
{
    Q_OBJECT
public:
    RulesPage(views::Desk &desk, views::RulesDesk &rules, QWidget *parent = nullptr);

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &saved) override;

    void load();
    /// Something may read otherwise: at once where somebody looks, else once somebody does.
    void loadSoon();
    /// Counts of the last day and week follow the time.
    void tick(Instant now);
    const views::RuleModel &rules() const { return *m_rules; }
    const views::FiringModel &firings() const { return *m_firings; }

signals:
    /// The ticket, escalation, incident or limit that a firing is about.
    void opened(const QString &kind, SubjectId about);
    /// What a firing told, in the log of deliveries.
    void deliveryWanted(SubjectId notification);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override; ///< what changed meanwhile is read

private:
    void build();
    void buildRules(QWidget *side);
    void buildFirings(QWidget *side);
    void buildFiring(QWidget *side);
    /// Reads on behind what was read, until at least `wanted` are here or no older ones are left.
    void loadFirings(size_t wanted, quint64 question);
    void takeFirings(const Result<std::vector<views::RuleFiring>> &firings, size_t wanted);
    void beginFirings(size_t wanted);
    void showOlder();
    void presentRules();
    void presentFirings();
    void showRule();
    void showFiring();
    void showActing();
    void showEmptyFirings();
    void moveBy(int rows);
    void filter();
    void open();
    void openChosen();
    void openDelivery();
    const views::RuleLine *chosenRule() const;
    const views::RuleFiring *chosenFiring() const;
    QString ruleName(const QString &key) const;

    views::Desk &m_desk;
    views::RulesDesk &m_source;
    views::RuleModel *m_rules;
    views::FiringModel *m_firings;
    RuleDelegate *m_ruleDelegate;
    FiringDelegate *m_firingDelegate;
    QListView *m_ruleList, *m_firingList;
    QSplitter *m_split;
    QStackedWidget *m_firingStack = nullptr;
    EmptyState *m_empty = nullptr;
    SearchField *m_ruleFilter = nullptr, *m_firingFilter = nullptr;
    ToneLabel *m_acting = nullptr, *m_title = nullptr;
    QLabel *m_about = nullptr;
    QTextBrowser *m_text = nullptr;
    QPushButton *m_open = nullptr, *m_delivery = nullptr, *m_older = nullptr;
    std::vector<views::RuleLine> m_lines;
    std::vector<views::RuleFiring> m_known;   ///< of the chosen rule, as far as they were read
    std::vector<views::RuleFiring> m_reading; ///< what takes their place once it is complete
    QString m_rule;                           ///< whose firings those are
    bool m_isOld = true, m_isRead = false, m_mayBeMore = false, m_hasPolicy = false;
    quint64 m_question = 0, m_firingQuestion = 0;
    Instant m_countedAt{};
    QTimer m_wait;
};

} // namespace muster::ui
