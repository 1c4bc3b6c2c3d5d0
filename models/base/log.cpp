// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/log.h"

#include <memory>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace muster::log {
namespace {

spdlog::logger &logger()
{
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        sink->set_level(spdlog::level::warn);
        auto made = std::make_shared<spdlog::logger>("muster", std::move(sink));
        made->flush_on(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

} // namespace

void info(const QString &text)
{
    logger().info("{}", text.toStdString());
}

void warning(const QString &text)
{
    logger().warn("{}", text.toStdString());
}

void error(const QString &text)
{
    logger().error("{}", text.toStdString());
}

void toFile(const QString &path)
{
    try {
        logger().sinks().push_back(
            std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path.toStdString(), 1024 * 1024, 5));
    } catch (const spdlog::spdlog_ex &failure) {
        logger().warn("no log file: {}", failure.what());
    }
}

} // namespace muster::log
