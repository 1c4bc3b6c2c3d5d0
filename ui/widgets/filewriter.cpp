// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filewriter.h"

#include "ui/widgets/deskanswer.h"

#include <QSaveFile>
#include <QtConcurrent/QtConcurrentRun>

namespace muster::ui {

FileWriter::FileWriter(QObject *parent) : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

FileWriter::~FileWriter()
{
    m_thread.waitForDone();
}

QString FileWriter::writeNow(const QString &path, const Content &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        content(file);
        if (file.commit())
            return {};
    }
    return tr("%1 cannot be written: %2. Choose another place.").arg(path, file.errorString());
}

QString FileWriter::writeNow(const QString &path, const QByteArray &content)
{
    return writeNow(path, [&content](QIODevice &file) { file.write(content); });
}

void FileWriter::write(const QString &path, Content content, Written then)
{
    const auto work = [path, content = std::move(content)] { return writeNow(path, content); };
    whenAnswered(QtConcurrent::run(&m_thread, work), this, std::move(then));
}

void FileWriter::write(const QString &path, const QByteArray &content, Written then)
{
    write(
        path, [content](QIODevice &file) { file.write(content); }, std::move(then));
}

} // namespace muster::ui
