#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the sources to their layers: an include may only point down, SQLite stays in src/store and
the toolkit in src/app. Ends by breaking each rule in a copy and seeing that it is noticed."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

# From the ground up; folders in one row do not see each other.
LAYERS = [
    ["base"],
    ["model"],
    ["mime"],
    ["store", "net"],
    ["mail", "chat", "desk", "kb"],
    ["io", "sync"],
    ["engine"],
    ["live"],
    ["app", "cli"],
]
RANK = {folder: rank for rank, row in enumerate(LAYERS) for folder in row}

# Lower layers that are closed to a folder all the same.
CLOSED = {("mail", "store"), ("chat", "store"), ("desk", "net"), ("kb", "net")}

# Headers of others that belong to one folder.
OWNED = [
    (re.compile(r"sqlite3(ext)?\.h"), "store"),
    (re.compile(r"(gtk|gdk|gsk|adwaita|libadwaita|libnotify|webkit|jsc)(/.*|\.h)"), "app"),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)


def judge(folder, quoted, header):
    """Says what is wrong with an include in src/<folder>, or returns None."""
    for pattern, owner in OWNED:
        if pattern.fullmatch(header) and folder != owner:
            return f"only src/{owner} may include it"
    if "/" not in header:
        return None
    target = header.split("/")[0]
    if target not in RANK:
        return "no such layer" if quoted else None
    if target == folder:
        return None
    if RANK[target] >= RANK[folder]:
        return f"src/{target} does not lie below src/{folder}"
    if (folder, target) in CLOSED:
        return f"src/{target} is closed to src/{folder}"
    return None


def check(src):
    """Returns a complaint for every include in the tree that breaks a rule."""
    complaints = []
    for path in sorted(src.rglob("*.[ch]")):
        name = path.relative_to(src)
        folder = name.parts[0]
        if folder not in RANK:
            complaints.append(f"src/{name}: its folder is in no layer")
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            wrong = judge(folder, match[1] == '"', match[2])
            if wrong:
                line = text.count("\n", 0, match.start()) + 1
                complaints.append(f"src/{name}:{line}: {match[2]}: {wrong}")
    return complaints


BREAKS = [
    ("base", '#include "model/hp-mail.h"'),
    ("mime", '#include "store/hp-store.h"'),
    ("store", '#include "net/hp-http.h"'),
    ("net", "#include <sqlite3.h>"),
    ("mail", '#include "store/hp-store.h"'),
    ("chat", '#  include "store/hp-store.h"'),
    ("mail", '#include "desk/hp-desk.h"'),
    ("desk", '#include "net/hp-http.h"'),
    ("kb", '#include "net/hp-http.h"'),
    ("io", '#include "sync/hp-log.h"'),
    ("engine", '#include "live/hp-ticket-list.h"'),
    ("live", "#include <gtk/gtk.h>"),
    ("cli", "#include <adwaita.h>"),
    ("cli", '#include "app/hp-window.h"'),
    ("engine", "#include <libnotify/notify.h>"),
    ("live", "#include <webkit/webkit.h>"),
    ("desk", '#include "../store/hp-store.h"'),
    ("attic", '#include "base/hp-key.h"'),
]

HOLDS = [
    ("desk", '#include "store/hp-store.h"'),
    ("mail", '#include "net/hp-http.h"'),
    ("store", "#include <sqlite3.h>"),
    ("app", "#include <gtk/gtk.h>"),
    ("cli", '#include "live/hp-ticket-list.h"'),
    ("base", "#include <glib/gstdio.h>"),
    ("base", '#include "config.h"'),
]


def test_itself(src):
    """Breaks and keeps the rules in a copy of the tree, one include at a time."""
    complaints = []
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "src"
        shutil.copytree(src, copy)
        for expected, cases in ((1, BREAKS), (0, HOLDS)):
            for folder, include in cases:
                probe = copy / folder / "probe.c"
                probe.parent.mkdir(exist_ok=True)
                probe.write_text(include + "\n", encoding="utf-8")
                if len(check(copy)) != expected:
                    complaints.append(f"self-test: {include} in src/{folder} is misjudged")
                probe.unlink()
    return complaints


def main():
    src = Path(__file__).resolve().parent.parent / "src"
    complaints = check(src) or test_itself(src)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


sys.exit(main())
