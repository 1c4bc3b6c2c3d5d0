// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/policypage.h"

#include "models/policy/sections.h"
#include "models/views/casetext.h"
#include "ui/policy/policyeditor.h"
#include "ui/policy/policyform.h"
#include "ui/policy/policytext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/tonelabel.h"

#include <QEvent>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kCheckMs = 250;
constexpr qint64 kMostBytes = 1024 * 1024;

} // namespace

PolicyPage::PolicyPage(views::Desk &desk, std::unique_ptr<Dialogs> dialogs, QWidget *parent)
    : Page(parent), m_desk(desk), m_dialogs(std::move(dialogs)), m_draft(new DraftKeeper(desk, this))
{
    setObjectName(u"policy"_s);
    build();
    m_draft->setKey(u"draft/policy"_s);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kCheckMs);
    connect(&m_wait, &QTimer::timeout, this, &PolicyPage::check);
    connect(m_draft, &DraftKeeper::failed, this,
            [this](const QString &sentence) { emit notice(sentence, {}); });
    connect(&m_desk, &views::Desk::policyChanged, this, &PolicyPage::load);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &PolicyPage::typed);
    connect(&m_desk, &views::Desk::policyTried, this, &PolicyPage::showTrial);
    connect(m_editor, &PolicyEditor::left, this, [this] {
        m_tabs->setCurrentIndex(0);
        takeFocus();
    });
    connect(m_ways, &QTabBar::currentChanged, this, &PolicyPage::showWay);
    connect(m_form, &PolicyForm::changed, this, &PolicyPage::putForm);
    connect(m_form, &PolicyForm::undoWanted, m_editor, &QPlainTextEdit::undo);
    connect(m_form, &PolicyForm::redoWanted, m_editor, &QPlainTextEdit::redo);
    connect(m_form, &PolicyForm::textWanted, this, [this](int line) {
        showText();
        m_editor->goTo(line, 1);
    });
    connect(m_problems, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { jump(m_problems->row(item)); });
    connect(m_problems, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { jump(m_problems->row(item)); });
}

PolicyPage::~PolicyPage() = default;

QString PolicyPage::pageKey() const
{
    return u"policy"_s;
}
QString PolicyPage::pageTitle() const
{
    return tr("Policy");
}
QString PolicyPage::pageIcon() const
{
    return u"policy"_s;
}

void PolicyPage::takeFocus()
{
    if (m_tabs->currentIndex() != 0 && m_ways->currentIndex() != 0)
        return m_form->takeFocus();
    QWidget *wanted = m_tabs->currentIndex() == 0 ? static_cast<QWidget *>(m_reading) : m_editor;
    wanted->setFocus(Qt::OtherFocusReason);
}

void PolicyPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_isLoaded)
        load();
}

void PolicyPage::hideEvent(QHideEvent *event)
{
    m_draft->flush();
    Page::hideEvent(event);
}

void PolicyPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_isLoaded)
        showReading();
}

void PolicyPage::load()
{
    whenAnswered(m_desk.policyInForce(), this, [this](const Result<views::PolicyInForce> &answer) {
        if (answer)
            return show(*answer);
        m_reading->setPlainText(
            tr("The policy in force could not be read: %1 Nothing was changed. F5 reads again.")
                .arg(views::sentence(answer.error().detail)));
    });
}

void PolicyPage::show(const views::PolicyInForce &inForce)
{
    const bool keeps = m_isLoaded && isEdited();
    const bool first = !std::exchange(m_isLoaded, true);
    m_inForce = inForce;
    showReading();
    if (first && !m_draft->stored().isEmpty())
        setText(m_draft->stored());
    else if (!keeps)
        setText(m_inForce.yaml);
    check();
    if (m_onceLoaded)
        std::exchange(m_onceLoaded, {})();
}

void PolicyPage::showReading()
{
    if (!m_inForce.policy) {
        m_reading->setPlainText(tr("No policy is in force yet. Begin with a preset in the other tab."));
        return;
    }
    const QString at = views::absoluteText(m_inForce.adoptedAt, QTimeZone::utc());
    m_reading->setHtml(policyHtml(m_inForce.policy->policy(), tr("adopted %1").arg(at)));
}

void PolicyPage::setText(const QByteArray &text)
{
    m_filling = true;
    m_editor->setPlainText(QString::fromUtf8(text));
    m_filling = false;
    m_form->setText(text);
}

bool PolicyPage::isEdited() const
{
    return m_editor->toPlainText() != QString::fromUtf8(m_inForce.yaml);
}

void PolicyPage::typed()
{
    if (m_filling)
        return;
    m_form->setText(m_editor->toPlainText().toUtf8());
    endTrial();
    m_draft->change(isEdited() ? m_editor->toPlainText().toUtf8() : QByteArray());
    m_adopt->setEnabled(false); // until it is checked
    m_wait.start();
}

void PolicyPage::check()
{
    m_wait.stop();
    m_read = policy::readPolicy(m_editor->toPlainText().toUtf8(), tr("policy"));
    m_editor->setProblems(m_read.problems);
    showProblems();
}

void PolicyPage::showProblems()
{
    m_problems->clear();
    int mistakes = 0;
    for (const policy::Problem &each : m_read.problems) {
        mistakes += each.isWarning ? 0 : 1;
        const QString place = each.isWarning ? tr("Warning: line %1, column %2") : tr("Line %1, column %2");
        QString text = place.arg(each.line).arg(each.column);
        if (!each.field.isEmpty())
            text += u" · "_s + each.field;
        m_problems->addItem(u"%1\n%2; %3"_s.arg(text, each.what, each.remedy));
    }
    m_problems->setVisible(!m_read.problems.empty());
    const bool edited = isEdited();
    m_adopt->setEnabled(m_read.policy.has_value() && edited);
    m_try->setEnabled(m_adopt->isEnabled());
    m_revert->setEnabled(edited);
    m_state->setTone(mistakes > 0 ? ToneLabel::Tone::Red : ToneLabel::Tone::Green);
    m_state->setText(mistakes == 1  ? tr("1 mistake to mend. Enter or F8 goes to it.")
                     : mistakes > 1 ? tr("%1 mistakes to mend. Enter or F8 goes to one.").arg(mistakes)
                     : edited       ? tr("No mistakes. Not in force yet; kept as a draft.")
                                    : tr("This is the policy in force."));
}

void PolicyPage::jump(int row)
{
    if (row < 0 || row >= int(m_read.problems.size()))
        return;
    m_problems->setCurrentRow(row);
    showText();
    m_editor->goTo(m_read.problems[size_t(row)].line, m_read.problems[size_t(row)].column);
}

void PolicyPage::goToProblem(int step)
{
    if (m_wait.isActive())
        check();
    const int count = m_problems->count();
    if (count == 0)
        return;
    const int row = m_problems->currentRow();
    jump(row < 0 ? (step > 0 ? 0 : count - 1) : (row + step + count) % count);
}

void PolicyPage::edit()
{
    emit raiseWanted();
    showText();
    takeFocus();
}

void PolicyPage::showText()
{
    m_tabs->setCurrentIndex(1);
    m_ways->setCurrentIndex(0);
}

void PolicyPage::showWay(int way)
{
    const bool hadFocus = m_stack->isAncestorOf(window()->focusWidget()) || m_form->isCellOpen();
    if (hadFocus)
        m_ways->setFocus(Qt::OtherFocusReason); // an open cell keeps what it has, and it stands in the text
    m_stack->setCurrentIndex(way == 0 ? 0 : 1);
    m_form->showForm(m_ways->tabData(way).toString(), m_editor->toPlainText().toUtf8());
    if (hadFocus)
        takeFocus(); // what is next to what was hidden would begin another draft with Enter
}

void PolicyPage::openForm(const QString &key)
{
    onceLoaded([this, key] {
        m_tabs->setCurrentIndex(1);
        m_ways->setCurrentIndex(int(views::policyFormKeys().indexOf(key)) + 1);
        m_form->takeFocus();
    });
}

/// As one step that undo takes back, and only where the texts differ.
void PolicyPage::putForm(const QByteArray &text)
{
    const QString now = m_editor->toPlainText(), then = QString::fromUtf8(text);
    const qsizetype most = std::min(now.size(), then.size());
    qsizetype same = 0, tail = 0;
    while (same < most && now[same] == then[same])
        ++same;
    while (tail < most - same && now[now.size() - 1 - tail] == then[then.size() - 1 - tail])
        ++tail;
    QTextCursor cursor(m_editor->document());
    cursor.setPosition(int(same));
    cursor.setPosition(int(now.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(then.mid(same, then.size() - same - tail));
    check();
}

void PolicyPage::replaceText(const QByteArray &text, const QString &whence)
{
    const auto put = [this, text] {
        m_editor->selectAll(); // so that undo brings the former text back
        m_editor->insertPlainText(QString::fromUtf8(text));
        check();
        m_editor->goTo(1, 1);
    };
    showText();
    if (!isEdited())
        return put();
    m_dialogs->confirm({tr("Put another text in place of your draft?"),
                        tr("Your draft gives way to %1. Ctrl+Z in the text brings it back.").arg(whence),
                        {},
                        tr("Replace the draft"),
                        tr("Keep the draft"),
                        false},
                       [put](bool yes) {
                           if (yes)
                               put();
                       });
}

void PolicyPage::loadPreset(const QString &key)
{
    onceLoaded([this, key] { replaceText(policy::presetText(key), tr("the preset")); });
}

void PolicyPage::onceLoaded(std::function<void()> step)
{
    emit raiseWanted();
    if (m_isLoaded)
        return step();
    m_onceLoaded = std::move(step);
    load();
}

void PolicyPage::goToSection(const QString &key)
{
    onceLoaded([this, key] { showSection(key); });
}

void PolicyPage::showSection(const QString &key)
{
    showText();
    const QByteArray text = m_editor->toPlainText().toUtf8();
    int line = policy::lineOfSection(text, key);
    if (line == 0) {
        line = m_editor->blockCount() + (text.endsWith('\n') ? 1 : 2);
        QTextCursor end(m_editor->document());
        end.movePosition(QTextCursor::End);
        end.insertText((text.endsWith('\n') ? u"\n"_s : u"\n\n"_s) +
                       QString::fromUtf8(policy::sectionText(key)));
        check();
    }
    m_editor->goTo(line, 1);
}

void PolicyPage::openFile()
{
    showText();
    m_dialogs->openFile(
        {tr("Open a policy"), {}, tr("Policies (*.yaml *.yml);;All files (*)"), {}},
        [this](const QString &path) {
            if (path.isEmpty())
                return takeFocus();
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return emit notice(
                    tr("%1 cannot be read: %2. Check its name and rights.").arg(path, file.errorString()),
                    {});
            replaceText(file.read(kMostBytes + 1), path);
        });
}

void PolicyPage::tryOnQueue()
{
    check();
    if (!m_read.policy)
        return goToProblem(1);
    if (!isEdited())
        return;
    m_tabs->setCurrentIndex(1);
    endTrial();
    m_isTrying = true;
    m_desk.startPolicyTrial(m_editor->toPlainText().toUtf8());
}

void PolicyPage::showTrial(const views::PolicyTrial &trial)
{
    if (!m_isTrying)
        return;
    m_isTrying = !trial.isDone;
    const QString text = views::policyTrialText(trial);
    m_trialText =
        trial.isDone && trial.error.isEmpty() ? (QStringList(text) + trial.limits).join(u'\n') : QString();
    const bool isBad = !trial.error.isEmpty() || trial.clocks.breached > 0 || trial.escalations > 0 ||
                       trial.limitsPassed > 0;
    m_trialLine->setTone(isBad ? ToneLabel::Tone::Amber : ToneLabel::Tone::Dim);
    m_trialLine->setText(text);
    m_trialLine->show();
    if (!trial.isDone)
        return;
    m_examples->addItems(trial.limits + trial.examples);
    m_examples->setVisible(m_examples->count() > 0);
}

void PolicyPage::endTrial()
{
    if (std::exchange(m_isTrying, false))
        m_desk.cancelPolicyTrial();
    m_trialText.clear();
    m_trialLine->clear();
    m_trialLine->hide();
    m_examples->clear();
    m_examples->hide();
}

void PolicyPage::revert()
{
    endTrial();
    m_draft->forget();
    setText(m_inForce.yaml);
    check();
}

void PolicyPage::adopt()
{
    check();
    if (!m_read.policy)
        return goToProblem(1);
    if (!isEdited())
        return;
    const QByteArray yaml = m_editor->toPlainText().toUtf8();
    const QStringList changes =
        m_inForce.policy ? policyChanges(m_inForce.policy->policy(), *m_read.policy) : QStringList();
    const QString what =
        changes.isEmpty() ? tr("Promises, tiers and calendars stay as they are.") : changes.join(u'\n');
    m_dialogs->confirm({tr("Adopt this policy?"),
                        tr("New tickets go by it from now on. Open tickets stay bound to the version they "
                           "were made under.") +
                            u"\n\n"_s + what + (m_trialText.isEmpty() ? QString() : u"\n\n"_s + m_trialText),
                        {},
                        tr("Adopt"),
                        tr("Cancel"),
                        false},
                       [this, yaml](bool yes) {
                           if (yes)
                               adoptNow(yaml);
                       });
}

void PolicyPage::adoptNow(const QByteArray &yaml)
{
    whenAnswered(m_desk.adoptPolicy(yaml), this, [this, yaml](const Result<void> &done) {
        if (!done)
            return emit notice(tr("The policy was not adopted: %1 Your text is kept.")
                                   .arg(views::sentence(done.error().detail)),
                               {});
        if (m_editor->toPlainText().toUtf8() == yaml)
            m_draft->forget();
        m_inForce.yaml = yaml; // what is on view is in force now
        endTrial();
        load();
        m_tabs->setCurrentIndex(0);
        takeFocus();
        emit adopted();
    });
}

} // namespace muster::ui
