// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rulespage.h"

#include "models/views/casetext.h"
#include "models/views/desk.h"
#include "ui/rules/ruledelegates.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/partstext.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tonelabel.h"

#include <QEvent>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kRefreshMs = 100;
constexpr Millis kCountAgain{60'000};

/// Keeps the current one where it is still there, else takes the one in its place.
template <typename Model> void keepCurrent(QListView &list, const Model &model, FactId kept, int row)
{
    const int found = model.rowOf(kept);
    const int next = found >= 0 ? found : std::clamp(row, 0, std::max(0, model.rowCount() - 1));
    if (list.currentIndex().row() != next)
        list.setCurrentIndex(model.index(next));
}

} // namespace

RulesPage::RulesPage(views::Desk &desk, views::RulesDesk &rules, QWidget *parent)
    : Page(parent), m_desk(desk), m_source(rules), m_rules(new views::RuleModel(this)),
      m_firings(new views::FiringModel(this)), m_ruleDelegate(new RuleDelegate(*m_rules, this)),
      m_firingDelegate(new FiringDelegate(*m_firings, this)), m_ruleList(new QListView(this)),
      m_firingList(new QListView(this)), m_split(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(u"rules"_s);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kRefreshMs);
    build();
    connect(&m_wait, &QTimer::timeout, this, &RulesPage::load);
    connect(&m_source, &views::RulesDesk::rulesChanged, this, &RulesPage::loadSoon);
    connect(&m_source, &views::RulesDesk::actingChanged, this, &RulesPage::showActing);
    presentRules();
    presentFirings();
}

QString RulesPage::pageKey() const
{
    return u"rules"_s;
}
QString RulesPage::pageTitle() const
{
    return tr("Rules");
}
QString RulesPage::pageIcon() const
{
    return u"play"_s;
}

void RulesPage::takeFocus()
{
    m_ruleList->setFocus(Qt::OtherFocusReason);
}

QByteArray RulesPage::saveLayout() const
{
    return m_split->saveState();
}

void RulesPage::restoreLayout(const QByteArray &saved)
{
    m_split->restoreState(saved);
}

void RulesPage::loadSoon()
{
    m_isOld = true;
    if (isVisible())
        m_wait.start();
}

void RulesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_isOld)
        load();
}

void RulesPage::load()
{
    m_wait.stop();
    m_isOld = false;
    m_countedAt = m_desk.now();
    whenAnswered(
        m_source.loadRules(), this, [this, question = ++m_question](const Result<views::RulesNews> &news) {
            if (question != m_question)
                return;
            if (!news) {
                emit notice(tr("The rules cannot be read: %1").arg(views::sentence(news.error().detail)),
                            u"rules.reload"_s);
                return;
            }
            m_hasPolicy = news->policy != nullptr;
            m_lines = views::ruleLines(*news);
            presentRules();
            beginFirings(std::max(m_known.size(), size_t(1)));
        });
}

void RulesPage::tick(Instant now)
{
    if (isVisible() && now - m_countedAt >= kCountAgain)
        load();
}

void RulesPage::beginFirings(size_t wanted)
{
    const views::RuleLine *rule = chosenRule();
    const QString key = rule == nullptr ? QString() : rule->key;
    if (key != std::exchange(m_rule, key)) {
        m_known.clear();
        m_isRead = false;
        wanted = 1;
        presentFirings();
    }
    m_reading.clear();
    loadFirings(wanted, ++m_firingQuestion);
}

void RulesPage::loadFirings(size_t wanted, quint64 question)
{
    std::optional<views::FiringMark> behind;
    if (!m_reading.empty())
        behind = views::FiringMark{m_reading.back().at, m_reading.back().fact};
    whenAnswered(m_source.loadFirings(m_rule, behind), this,
                 [this, wanted, question](const Result<std::vector<views::RuleFiring>> &firings) {
                     if (question == m_firingQuestion)
                         takeFirings(firings, wanted);
                 });
}

void RulesPage::takeFirings(const Result<std::vector<views::RuleFiring>> &firings, size_t wanted)
{
    if (!firings) {
        emit notice(tr("What the rules did cannot be read: %1").arg(views::sentence(firings.error().detail)),
                    u"rules.reload"_s);
        return;
    }
    m_reading.insert(m_reading.end(), firings->begin(), firings->end());
    m_mayBeMore = firings->size() == size_t(views::RulesDesk::kAtOnce);
    if (m_mayBeMore && m_reading.size() < wanted)
        return loadFirings(wanted, m_firingQuestion);
    m_known = std::exchange(m_reading, {});
    m_isRead = true;
    presentFirings();
}

void RulesPage::showOlder()
{
    if (!m_mayBeMore)
        return;
    m_reading = m_known;
    loadFirings(m_known.size() + 1, ++m_firingQuestion);
}

void RulesPage::presentRules()
{
    const Instant now = m_desk.now();
    const views::RuleLine *before = chosenRule();
    const FactId kept = before ? before->fact : FactId();
    const int row = m_ruleList->currentIndex().row();
    m_ruleDelegate->setNow(now);
    m_rules->setNow(now);
    m_rules->setValues(views::withWords(m_lines, m_ruleFilter->text()));
    keepCurrent(*m_ruleList, *m_rules, kept, row);
    m_ruleList->viewport()->update();
    showRule();
    showActing();
}

void RulesPage::presentFirings()
{
    const Instant now = m_desk.now();
    const views::RuleFiring *before = chosenFiring();
    const FactId kept = before ? before->fact : FactId();
    const int row = m_firingList->currentIndex().row();
    m_firingDelegate->setNow(now);
    m_firings->setNow(now);
    m_firings->setValues(views::withWords(m_known, m_firingFilter->text()));
    keepCurrent(*m_firingList, *m_firings, kept, row);
    m_older->setVisible(m_mayBeMore);
    m_older->setText(tr("Read older ones, %1 are here").arg(m_known.size()));
    const bool hadFocus = m_firingList->hasFocus();
    m_firingStack->setCurrentIndex(m_firings->rowCount() > 0 ? 0 : 1);
    if (hadFocus && m_firings->rowCount() == 0)
        takeFocus();
    showEmptyFirings();
    showFiring();
}

void RulesPage::showEmptyFirings()
{
    const views::RuleLine *rule = chosenRule();
    if (!m_hasPolicy)
        m_empty->setContent(u"policy"_s, tr("There are no rules yet"),
                            tr("Rules are part of the policy. Choose a preset on the page Policy, or write "
                               "your own."));
    else if (!m_known.empty())
        m_empty->setContent(u"filter"_s,
                            tr("None of the %1 that are here holds these words").arg(m_known.size()),
                            m_mayBeMore ? tr("Fewer words show more of them; older ones can be read.")
                                        : tr("Fewer words show more of them."));
    else if (!m_isRead)
        m_empty->setContent(u"clock"_s, tr("Reading"), {});
    else if (rule != nullptr && !rule->isOn())
        m_empty->setContent(u"pause"_s, tr("This rule is off and never fired"), rule->whyOff);
    else if (rule != nullptr && rule->key.isEmpty())
        m_empty->setContent(u"play"_s, tr("No rule fired yet"),
                            tr("What a rule does stands here with why, as soon as it does something."));
    else
        m_empty->setContent(u"play"_s, tr("This rule never fired"),
                            tr("It acts when what stands above holds. What it does stands here with why."));
}

const views::RuleLine *RulesPage::chosenRule() const
{
    return m_rules->at(m_ruleList->currentIndex().row());
}

const views::RuleFiring *RulesPage::chosenFiring() const
{
    return m_firings->at(m_firingList->currentIndex().row());
}

QString RulesPage::ruleName(const QString &key) const
{
    const auto found = std::ranges::find(m_lines, key, &views::RuleLine::key);
    return found == m_lines.end() ? key : found->name;
}

void RulesPage::showRule()
{
    const views::RuleLine *rule = chosenRule();
    m_title->setText(rule == nullptr ? QString() : rule->name);
    QStringList lines;
    if (rule != nullptr)
        lines = QStringList{rule->whyOff, rule->condition} + rule->does;
    lines.removeAll(QString());
    m_about->setText(lines.join(u'\n'));
}

void RulesPage::showFiring()
{
    const views::RuleFiring *firing = chosenFiring();
    m_open->setEnabled(firing != nullptr && !firing->about.isNull());
    m_delivery->setEnabled(firing != nullptr && !firing->notification.isNull());
    const Instant now = m_desk.now();
    showParts(*m_text, firing == nullptr
                           ? std::vector<views::TextPart>()
                           : views::firingParts(*firing, ruleName(firing->rule), [now](Instant at) {
                                 return views::utcAndLocal(at, now, localZone());
                             }));
}

void RulesPage::showActing()
{
    std::optional<views::RuleFiring> newest;
    if (!m_lines.empty())
        newest = m_lines.front().figures.last;
    m_acting->setText(views::actingText(m_source.acting(), newest, m_desk.now()));
}

void RulesPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showFiring();
}

} // namespace muster::ui
