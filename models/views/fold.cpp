// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/fold.h"

namespace muster::views {

QString folded(QStringView text)
{
    return text.toString().toCaseFolded();
}

void appendFolded(std::string &out, QStringView text)
{
    const size_t start = out.size();
    for (const QChar c : text) {
        const auto code = c.unicode();
        if (code >= 0x80) {
            out.resize(start);
            const QByteArray utf8 = folded(text).toUtf8();
            out.append(utf8.constData(), size_t(utf8.size()));
            return;
        }
        out.push_back(char(code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code));
    }
}

std::string foldedUtf8(QStringView text)
{
    std::string out;
    appendFolded(out, text);
    return out;
}

} // namespace muster::views
