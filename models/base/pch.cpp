// SPDX-License-Identifier: GPL-3.0-or-later
// A target needs one source; this one carries the precompiled header.
