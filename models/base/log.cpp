// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/log.h"

#include <QFile>

#include <memory>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace muster::log {
namespace {

constexpr size_t kLargestFile = 1024 * 1024;
constexpr size_t kOlderFiles = 4;
constexpr qsizetype kLongestText = 4000;

spdlog::logger &logger()
{
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        sink->set_level(spdlog::level::warn);
        auto made = std::make_shared<spdlog::logger>("muster", std::move(sink));
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

std::string oneLine(const QString &text)
{
    QString line = text.left(kLongestText);
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line.toStdString();
}

} // namespace

void info(const QString &text)
{
    logger().info("{}", oneLine(text));
}

void warning(const QString &text)
{
    logger().warn("{}", oneLine(text));
}

void error(const QString &text)
{
    logger().error("{}", oneLine(text));
}

Result<void> toFile(const QString &path)
{
    spdlog::file_event_handlers handlers;
    handlers.after_open = [](const spdlog::filename_t &, std::FILE *file) {
        ::fchmod(::fileno(file), S_IRUSR | S_IWUSR);
    };
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            QFile::encodeName(path).toStdString(), kLargestFile, kOlderFiles, false, handlers);
        sink->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %P %l %v",
                                                                        spdlog::pattern_time_type::utc));
        logger().sinks().push_back(std::move(sink));
    } catch (const spdlog::spdlog_ex &failure) {
        return Error{Fault::ReadOnly,
                     u"no log can be written to %1: %2"_s.arg(path, QString::fromLocal8Bit(failure.what()))};
    }
    return {};
}

} // namespace muster::log
