// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialogs.h"

#include "ui/widgets/layouts.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <memory>

using namespace Qt::StringLiterals;

namespace muster::ui {

WindowDialogs::WindowDialogs(QWidget *window) : m_window(window) {}

void WindowDialogs::confirm(const Question &question, std::function<void(bool yes)> then)
{
    auto *box = new QMessageBox(m_window);
    box->setObjectName(u"confirmDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(question.title);
    box->setText(question.title);
    box->setInformativeText(question.text);
    if (!question.details.isEmpty())
        box->setDetailedText(question.details);
    QPushButton *yes = box->addButton(question.yes, QMessageBox::AcceptRole);
    QPushButton *no = box->addButton(question.no, QMessageBox::RejectRole);
    setKind(yes, question.isDangerous ? ButtonKind::Danger : ButtonKind::Primary);
    box->setDefaultButton(question.isDangerous ? no : yes);
    box->setEscapeButton(no);
    QObject::connect(box, &QMessageBox::finished, box,
                     [box, yes, call = std::move(then)] { call(box->clickedButton() == yes); });
    box->open();
}

void WindowDialogs::openFile(const FileQuestion &question, std::function<void(const QString &path)> then)
{
    askFile(question, false, std::move(then));
}

void WindowDialogs::saveFile(const FileQuestion &question, std::function<void(const QString &path)> then)
{
    askFile(question, true, std::move(then));
}

void WindowDialogs::askFile(const FileQuestion &question, bool saving,
                            std::function<void(const QString &path)> then)
{
    const QString folder = question.folder.isEmpty() ? QDir::homePath() : question.folder;
    auto *dialog = new QFileDialog(m_window, question.title, folder, question.filter);
    dialog->setObjectName(u"fileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(saving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(saving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (!question.suggestion.isEmpty())
        dialog->selectFile(question.suggestion);
    QObject::connect(dialog, &QFileDialog::finished, dialog, [dialog, call = std::move(then)](int result) {
        const QStringList files = dialog->selectedFiles();
        call(result == QDialog::Accepted && !files.isEmpty() ? files.first() : QString());
    });
    dialog->open();
}

} // namespace muster::ui
