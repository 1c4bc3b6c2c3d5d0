// SPDX-License-Identifier: GPL-3.0-or-later
// A policy's text of which one part is written anew: whatever stands there, it is exactly that change or
// none.
#include "models/policy/documentedit.h"
#include "models/policy/documenttree.h"
#include "tests/fuzz/driver.h"

#include <array>

using namespace muster;
using namespace muster::policy;
using namespace Qt::StringLiterals;
using muster::fuzz::check;

namespace {

constexpr int kMostEdits = 12;

struct Walk
{
    const QByteArray &text;
    int edits = 0;

    void look(const DocNode &node, const QString &path)
    {
        check(node.start >= 0 && node.start <= node.end && node.end <= text.size(),
              "a part lies in the text");
        for (size_t i = 0; i < node.children.size(); ++i) {
            const bool isMap = node.kind == DocNode::Kind::Map;
            const QString key = isMap ? node.keys[i].value : QString();
            if (isMap && (key.isEmpty() || key.contains(u'.') || key.contains(u'[') || key.contains(u']') ||
                          node.indexOf(key) != int(i)))
                continue; // no path leads there
            const QString below =
                isMap ? (path.isEmpty() ? key : path + u'.' + key) : u"%1[%2]"_s.arg(path).arg(i);
            look(node.children[i], below);
            if (edits++ >= kMostEdits)
                return;
            if (isMap)
                set(below, node.keys[i].start);
            else if (!path.isEmpty())
                remove(path, i, node.children.size());
        }
    }
    void set(const QString &path, qsizetype from)
    {
        const QString word = u"one: \"two\" #3"_s;
        const auto done = changedText(text, {SetValue{path, word, {}}});
        if (!done)
            return check(!done.error().detail.isEmpty(), "a refusal has words");
        const auto root = readTree(*done);
        check(root.has_value(), "what was written is read");
        const DocNode *part = partAt(*root, path);
        check(part != nullptr && part->value == word, "and says what was asked for");
        check(done->startsWith(text.left(from)), "what stands before it stays");
    }
    void remove(const QString &list, size_t at, size_t of)
    {
        const auto done = changedText(text, {RemovePart{u"%1[%2]"_s.arg(list).arg(at)}});
        if (!done)
            return check(!done.error().detail.isEmpty(), "a refusal has words");
        const auto root = readTree(*done);
        const DocNode *part = root ? partAt(*root, list) : nullptr;
        check(part != nullptr && part->children.size() == of - 1, "one entry is gone");
    }
};

} // namespace

std::span<const std::string_view> muster::fuzz::words()
{
    static constexpr std::array<std::string_view, 14> kWords{
        ": ", "- ", "\n", "\r\n", " # ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "|\n  ", "\"\\u00e9\""};
    return kWords;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto root = readTree(text);
    if (!root) {
        check(root.error().detail.startsWith(u"line "), "a refusal says where");
        return 0;
    }
    check(saysTheSame(*root, *root), "a text says what it says");
    Walk{text}.look(*root, {});
    return 0;
}
