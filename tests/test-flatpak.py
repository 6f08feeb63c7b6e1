#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the Flatpak's manifest to what it promises: it asks for these permissions and no others, it
brings every library that its runtime lacks, and each from a source that a hash pins down."""

import copy
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = "io.github.helppari.Helppari"

PERMISSIONS = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
    "--talk-name=org.freedesktop.secrets",
}

# What org.gnome.Platform has, by the names that meson.build asks for.
RUNTIME = {
    "enchant-2",
    "gio-2.0",
    "gio-unix-2.0",
    "glib-2.0",
    "gtk4",
    "gtksourceview-5",
    "json-glib-1.0",
    "libadwaita-1",
    "libnotify",
    "libpsl",
    "libsecret-1",
    "libsoup-3.0",
    "libxml-2.0",
    "libzstd",
    "sqlite3",
    "webkitgtk-6.0",
}

# The module that brings a library, where it has another name.
MODULES = {"gmime-3.0": "gmime", "stemmer": "libstemmer"}

DEPENDENCY = re.compile(r"\b(?:dependency|find_library)\(\s*'([^']+)'")


def list_dependencies():
    """Returns what the build of the app (not of its tests) asks for."""
    files = [ROOT / "meson.build", *ROOT.glob("src/**/meson.build"), *ROOT.glob("data/**/meson.build")]
    texts = (path.read_text(encoding="utf-8") for path in files)
    return {name for text in texts for name in DEPENDENCY.findall(text)}


def walk(modules):
    """Yields the modules and those inside them."""
    for module in modules:
        yield module
        yield from walk(module.get("modules", []))


def judge(manifest, dependencies):
    """Returns what is wrong with the manifest."""
    complaints = []
    if manifest.get("id") != APP:
        complaints.append(f"its id is not {APP}")
    if manifest.get("runtime") != "org.gnome.Platform" or manifest.get("sdk") != "org.gnome.Sdk":
        complaints.append("its runtime is not GNOME's")
    for permission in PERMISSIONS.symmetric_difference(manifest.get("finish-args", [])):
        complaints.append(f"{permission} is asked for and not meant, or the reverse")
    modules = list(walk(manifest.get("modules", [])))
    names = {module["name"] for module in modules}
    for name in sorted(dependencies - RUNTIME):
        if MODULES.get(name, name) not in names:
            complaints.append(f"{name} is neither in the runtime nor a module")
    for module in modules:
        for source in module.get("sources", []):
            pinned = re.fullmatch("[0-9a-f]{64}", source.get("sha256", ""))
            https = source.get("url", "").startswith("https://")
            if source["type"] != "dir" and not (pinned and https):
                complaints.append(f"a source of {module['name']} has no https address or no hash")
    return complaints


def break_manifest(manifest):
    """Yields copies of a good manifest, each with one fault."""
    for change in (
        lambda broken: broken.update(id="org.example.App"),
        lambda broken: broken.update(runtime="org.freedesktop.Platform"),
        lambda broken: broken["finish-args"].append("--filesystem=home"),
        lambda broken: broken["finish-args"].pop(),
        lambda broken: broken["modules"].pop(0),
        lambda broken: broken["modules"][0]["sources"][0].pop("sha256"),
    ):
        broken = copy.deepcopy(manifest)
        change(broken)
        yield broken


def main():
    manifest = json.loads((ROOT / "flatpak" / f"{APP}.json").read_text(encoding="utf-8"))
    dependencies = list_dependencies()
    complaints = judge(manifest, dependencies)
    if not dependencies >= {"gtk4", "gmime-3.0", "stemmer"}:
        complaints.append("self-test: the dependencies are not found in meson.build")
    if not complaints:
        for number, broken in enumerate(break_manifest(manifest)):
            if len(judge(broken, dependencies)) != 1:
                complaints.append(f"self-test: fault {number} is misjudged")
    for complaint in complaints:
        print(f"flatpak/{APP}.json: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


sys.exit(main())
