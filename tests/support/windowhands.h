// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with a window: keys to whatever has the focus, a look for a part by its name, a picture.
#pragma once

#include "tests/support/cuttexts.h"

#include <QCoreApplication>
#include <QDir>
#include <QTest>
#include <QWidget>
#include <QWindow>

namespace muster::test {

/// Into the folder named by MUSTER_PICTURES, where it is set.
inline void savePicture(QWidget &of, const QString &name)
{
    QCoreApplication::sendPostedEvents();
    const QString folder = qEnvironmentVariable("MUSTER_PICTURES");
    if (folder.isEmpty())
        return;
    const QString file = QStringLiteral("%1/%2.png").arg(folder, name);
    if (!QDir().mkpath(folder) || !of.grab().save(file))
        qFatal("%s cannot be written", qPrintable(file));
}

/// A base for what a test holds a window in.
class WindowHands
{
public:
    virtual ~WindowHands() = default;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(inHand().windowHandle(), key, modifiers);
    }
    void type(const QString &text) const
    {
        for (const QChar c : text)
            QTest::keyClick(inHand().windowHandle(), c.toLatin1()); // the first letter may open an editor
    }
    template <typename T> T *part(const QString &name) const
    {
        T *found = inHand().findChild<T *>(name);
        if (found == nullptr)
            qFatal("%s is not there", qPrintable(name));
        return found;
    }
    QWidget *focus() const { return inHand().focusWidget(); }
    void take(const QString &name) const { savePicture(inHand(), name); }
    /// The same, and no text of it may be cut off.
    void takeWhole(const QString &name) const
    {
        take(name);
        const QStringList cut = cutTexts(inHand());
        QVERIFY2(cut.isEmpty(), qPrintable(name + QStringLiteral(": ") + cut.join(QStringLiteral(" | "))));
    }

protected:
    virtual QWidget &inHand() const = 0;
};

} // namespace muster::test
