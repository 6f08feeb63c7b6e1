#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Helppari against notmuch, mu and bare SQLite in one run: "./run bench [--large]".

The mailboxes, notmuch's database and the desks that are searched are made once, kept in build/bench
and used again. bench-desk is our side of what no command shows; like bench-notmuch it prints one
JSON object a line with "ms":
    bench-desk arrive DESK MAILDIR   stores each mail of MAILDIR as if it had just arrived
    bench-desk understand MAILDIR    all mails parsed and understood; "gmime_ms" is GMime's own parse
                                     and decode of them
    bench-desk search DESK QUERIES   the newest 50 tickets of each query (median of five runs)
    bench-desk rank DESK QUERIES     the best 50 messages of each query with snippets (likewise)
    bench-desk page DESK N           pages of 50 of a desk of N tickets, which it makes where it is
                                     missing; "sql_ms" is the bare statement beside each
    bench-desk bulk DESK             all "tickets" resolved in one decision, and undone ("undo_ms")
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
DATA = BUILD / "bench"
TOOLS = BUILD / "tests" / "bench"
MAKE = TOOLS / "hp-make-mailbox"
DESK_BENCH = TOOLS / "bench-desk"
NOTMUCH_BENCH = TOOLS / "bench-notmuch"
WINDOW_BENCH = TOOLS / "bench-window"
BLANK = TOOLS / "bench-blank"
GROW = TOOLS / "hp-grow-desk"
HELPPARICTL = BUILD / "src" / "cli" / "helpparictl"
QUERIES = ROOT / "tests" / "bench" / "queries.txt"
OWN = "tuki@havukka.example.com"


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*command, stdin=None, env=None):
    """Runs a command to its end. Returns (seconds, peak memory in bytes); raises when it fails."""
    start = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=stdin or subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]}: {errors.decode(errors='replace').strip()[-500:]}")
    return seconds, usage.ru_maxrss * 1024


def read_lines(*command):
    """Returns the JSON objects that a command prints."""
    command = [str(word) for word in command]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(f"{command[0]}: {result.stderr.strip()[-500:]}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def p95(values):
    """The value that 95 % do not exceed (nearest rank)."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def make_once(path, make):
    """Keeps what make(scratch) leaves under @path, and makes it only where it is missing."""
    if not path.exists():
        scratch = fresh(path.with_name(path.name + ".part"))
        say(f"making {path.relative_to(ROOT)}")
        make(scratch)
        scratch.rename(path)
    return path


def mailbox(count, seed=1):
    def make(scratch):
        run(MAKE, "--count", count, "--seed", seed, "--maildir", scratch)

    return make_once(DATA / f"mail-{count}-{seed}", make)


def warm(folder):
    """Reads every file once, so that each tool finds them in memory."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


def import_desk(desk, mail):
    return run(HELPPARICTL, "--desk", desk, "import", mail, "--own", OWN)


def notmuch_env(database, mail):
    """Writes notmuch's configuration beside its database. Returns the environment that uses it."""
    database.mkdir(parents=True, exist_ok=True)
    config = database / "config"
    config.write_text(
        f"[database]\npath={database}\nmail_root={mail}\n"
        f"[user]\nname=Havukka\nprimary_email={OWN}\n"
        "[new]\ntags=inbox;unread\n[maildir]\nsynchronize_flags=false\n",
        encoding="utf-8",
    )
    return {"NOTMUCH_CONFIG": str(config)}


def index_notmuch(database, mail):
    return run("notmuch", "new", "--quiet", env=notmuch_env(database, mail))


def index_mu(home, mail):
    home.mkdir(parents=True)
    first = run("mu", "init", "--quiet", f"--muhome={home}", f"--maildir={mail}",
                f"--my-address={OWN}")
    second = run("mu", "index", "--quiet", f"--muhome={home}")
    return first[0] + second[0], max(first[1], second[1])


def desk_of(count):
    return make_once(DATA / f"desk-{count}", lambda desk: import_desk(desk, mailbox(count)))


def notmuch_of(count):
    mail, home = mailbox(count), DATA / f"notmuch-{count}"
    make_once(home, lambda database: index_notmuch(database, mail))
    notmuch_env(home, mail)
    return home


def row(name, ours, peer, unit, goal, higher=False):
    """A row of the table: the ratio of ours to the peer's against the goal."""
    ratio = ours / peer if peer else math.inf
    return {
        "row": name,
        "ours": ours,
        "peer": peer,
        "unit": unit,
        "ratio": ratio,
        "goal": f"{'>=' if higher else '<='} {goal:g}",
        "met": ratio >= goal if higher else ratio <= goal,
    }


def bench_ingest(count, rounds):
    mail = mailbox(count)
    warm(mail)
    tools = {"helppari": import_desk, "notmuch": index_notmuch, "mu": index_mu}
    runs = {name: [] for name in tools}
    for turn in range(rounds):
        for name, index in tools.items():
            where = fresh(DATA / f"ingest-{name}")
            runs[name].append(index(where, mail))
            say(f"ingest {turn + 1}/{rounds}: {name} {runs[name][-1][0]:.1f} s")
            shutil.rmtree(where)
    rate = {name: count / statistics.median(s for s, _ in each) for name, each in runs.items()}
    peak = {name: statistics.median(m for _, m in each) / 2**20 for name, each in runs.items()}
    return [
        row(f"ingest {count:,}, against notmuch new", rate["helppari"], rate["notmuch"],
            "mails/s", 10, higher=True),
        row(f"ingest {count:,}, against mu index", rate["helppari"], rate["mu"],
            "mails/s", 5, higher=True),
        row("peak memory of that, against notmuch new", peak["helppari"], peak["notmuch"],
            "MB", 0.7),
    ]


def insert_into_notmuch(database, arriving):
    """Returns the milliseconds that each notmuch insert takes."""
    target = fresh(DATA / "arrive-mail")
    for folder in ("cur", "new", "tmp"):
        (target / folder).mkdir(parents=True)
    env = notmuch_env(database, target)
    times = []
    for path in sorted(arriving.rglob("cur/*")):
        with path.open("rb") as mail:
            times.append(run("notmuch", "insert", stdin=mail, env=env)[0] * 1000)
    return times


def bench_arrive(count):
    arriving = mailbox(100, seed=2)
    desk = Path(shutil.copytree(desk_of(count), fresh(DATA / "arrive-desk")))
    database = Path(shutil.copytree(notmuch_of(count), fresh(DATA / "arrive-notmuch")))
    warm(arriving)
    os.sync()  # the copies must not be written while either is measured
    ours = p95([line["ms"] for line in read_lines(DESK_BENCH, "arrive", desk, arriving)])
    peer = p95(insert_into_notmuch(database, arriving))
    for path in (desk, database, DATA / "arrive-mail"):
        shutil.rmtree(path)
    return [row(f"one arriving message, desk of {count:,}, p95", ours, peer, "ms", 0.1)]


def bench_understand():
    lines = read_lines(DESK_BENCH, "understand", mailbox(10_000))
    ours = statistics.median(line["ms"] for line in lines) / 10_000
    gmime = statistics.median(line["gmime_ms"] for line in lines) / 10_000
    return [row("understanding a mail, against GMime's parse and decode", ours, gmime, "ms", 2)]


def bench_search(count, large):
    desk, database = desk_of(count), notmuch_of(count)
    warm(desk)
    warm(database)

    def measure(*command):
        return p95([line["ms"] for line in read_lines(*command, QUERIES)])

    peer = measure(NOTMUCH_BENCH, database / "config")
    ranked = measure(DESK_BENCH, "rank", desk)
    rows = [
        row(f"newest 50 tickets for a word, {count:,}, p95",
            measure(DESK_BENCH, "search", desk), peer, "ms", 0.1),
        row(f"ranked search with snippets, {count:,}, p95", ranked, peer, "ms", 0.3),
    ]
    if large:
        more = measure(DESK_BENCH, "rank", desk_of(1_000_000))
        rows.append(row("the same at 1,000,000, against 100,000", more, ranked, "ms", 2.5))
    return rows


def bench_page():
    lines = read_lines(DESK_BENCH, "page", DATA / "desk-of-tickets", 1_000_000)
    ours = p95([line["ms"] for line in lines])
    bare = p95([line["sql_ms"] for line in lines])
    return [
        row("page of 50 of 1,000,000 tickets, against bare SQL, p95", ours, bare, "ms", 3),
        row("the same, against 1 ms", ours, 1.0, "ms", 1),
    ]


def bench_bulk(count):
    desk = Path(shutil.copytree(desk_of(count), fresh(DATA / "bulk-desk")))
    lines = read_lines(DESK_BENCH, "bulk", desk)
    shutil.rmtree(desk)
    share = 10_000 / lines[0]["tickets"]
    return [
        row("status of 10,000 tickets in one go, against 2 s",
            statistics.median(line["ms"] for line in lines) * share, 2000, "ms", 1),
        row("undo of that, against 2 s",
            statistics.median(line["undo_ms"] for line in lines) * share, 2000, "ms", 1),
    ]


def write_thread(path, count):
    """One conversation of so many mails, customer and shop by turns."""
    people = ["Liisa <liisa@bench.example>", f"Havukka <{OWN}>"]
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(1767225600 + n * 600))
            out.write(f"From x@y Thu Jan  1 00:00:00 2026\nFrom: {people[n % 2]}\n"
                      f"To: {people[1 - n % 2]}\nSubject: Conversation of {count}\nDate: {date}\n"
                      f"Message-ID: <t{count}-{n}@bench.example>\n")
            if n > 0:
                out.write(f"References: <t{count}-0@bench.example> <t{count}-{n - 1}@bench.example>\n")
            out.write("\nTilaus on vielä matkalla, ja seuranta näyttää samaa kuin eilen.\n" * 8 + "\n")


def make_window_desk(desk):
    """A million tickets and three million messages: an import of 20,000 mails, copied."""
    mail = fresh(DATA / "mail-window")
    run(MAKE, "--count", 20_000, "--bodies", 200, "--longer", 67, "--seed", 3, "--maildir", mail)
    import_desk(desk, mail)
    shutil.rmtree(mail)
    run(GROW, desk, 1_000_000)
    mail.mkdir()
    for count in (5, 500):
        write_thread(mail / f"thread-{count}.mbox", count)
    import_desk(desk, mail)
    shutil.rmtree(mail)


def start_window(*command):
    env = {**os.environ, "HP_BENCH_START": str(time.monotonic_ns() // 1000)}
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            check=True, env=env)
    return json.loads(result.stdout.splitlines()[-1])


def bench_window(rounds):
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        raise RuntimeError("no display")
    desk = make_once(DATA / "desk-window", make_window_desk)
    run(HELPPARICTL, "--desk", desk, "tickets", "--limit", 1)
    start_window(WINDOW_BENCH, "start", desk)
    blank, ours = [], []
    for turn in range(3 * rounds):
        blank.append(start_window(BLANK))
        ours.append(start_window(WINDOW_BENCH, "start", desk))
        say(f"start {turn + 1}/{3 * rounds}: {ours[-1]['start_ms']:.0f} ms, "
            f"blank {blank[-1]['start_ms']:.0f} ms")

    def middle(runs, field):
        return statistics.median(line[field] for line in runs)

    def times(*mode):
        lines = read_lines(WINDOW_BENCH, *mode)
        return [line["ms"] for line in lines]

    frames = {what: [] for what in ("rows", "constants", "bare")}
    for _ in range(2):
        for what, lines in frames.items():
            lines += read_lines(WINDOW_BENCH, "scroll", desk, what)

    def p99(what, way):
        values = sorted(line["ms"] for line in frames[what] if line["way"] == way)
        return values[math.ceil(len(values) * 0.99) - 1]

    few, many = (next(line["number"] for line in read_lines(
        HELPPARICTL, "--desk", desk, "--json", "tickets", "from:liisa@bench.example")
        if line["subject"] == f"Conversation of {count}") for count in (5, 500))
    opened = read_lines(WINDOW_BENCH, "open", desk, few, many)
    first = {name: statistics.median(line["ms"] for line in opened if line["what"] == name)
             for name in (few, many)}
    return [
        row("start with 1,000,000 tickets, against a blank window", middle(ours, "start_ms"),
            middle(blank, "start_ms"), "ms", 1.3),
        row("memory (PSS) idle, against the same", middle(ours, "pss_kib") / 1024,
            middle(blank, "pss_kib") / 1024, "MB", 1.3),
        row("scrolling, frame p99, against constants", p99("rows", "smooth"),
            p99("constants", "smooth"), "ms", 1.2),
        row("a page a frame, p99, against constants", p99("rows", "page"),
            p99("constants", "page"), "ms", 1.2),
        row("the row's template, against two labels, frame p99", p99("constants", "smooth"),
            p99("bare", "smooth"), "ms", math.inf),
        row("ticket click to painted, p95, against 50 ms", p95(times("clicks", desk)), 50, "ms", 1),
        row("key to effect, p95, against 50 ms", p95(times("keys", desk)), 50, "ms", 1),
        row("view switch, p95, against 50 ms", p95(times("views", desk)), 50, "ms", 1),
        row("opening 500 messages, against 5", first[many], first[few], "ms", 2),
    ]


def print_table(rows):
    print(f"{'row':<56}{'ours':>10}{'peer':>10} {'unit':<8}{'ratio':>8}  {'goal':<8}")
    for r in rows:
        if "failed" in r:
            print(f"{r['row']:<56}not measured: {r['failed']}")
            continue
        print(f"{r['row']:<56}{r['ours']:>10.2f}{r['peer']:>10.2f} {r['unit']:<8}"
              f"{r['ratio']:>8.2f}  {r['goal']:<8}{'met' if r['met'] else 'NOT MET'}")


def main():
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("--large", action="store_true", help="100,000 mails, and a desk of a million")
    parser.add_argument("--rows", default="ingest,understand,arrive,search,page,bulk,window",
                        help="which to measure")
    parser.add_argument("--rounds", type=int, help="of the imports (3, or 1 with --large)")
    arguments = parser.parse_args()
    rounds = arguments.rounds or (1 if arguments.large else 3)
    count = 100_000 if arguments.large else 10_000
    benches = {
        "ingest": lambda: bench_ingest(count, rounds),
        "understand": bench_understand,
        "arrive": lambda: bench_arrive(count),
        "search": lambda: bench_search(count, arguments.large),
        "page": bench_page,
        "bulk": lambda: bench_bulk(count),
        "window": lambda: bench_window(rounds),
    }
    names = arguments.rows.split(",")
    if unknown := set(names) - set(benches):
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(benches)}")

    rows = []
    for name in names:
        try:
            rows += benches[name]()
        except (OSError, RuntimeError) as error:
            rows.append({"row": name, "failed": str(error)})
    print_table(rows)
    DATA.mkdir(parents=True, exist_ok=True)
    result = {"date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "mails": count, "rows": rows}
    (DATA / "results.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 1 if any("failed" in r for r in rows) else 0


sys.exit(main())
