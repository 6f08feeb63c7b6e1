# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo desk: what its views hold, its threads, its time, and that it is all invented."""

import collections
import datetime
import email
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

import desk_case
from desk_case import DeskCase

DEMO = Path(os.environ["HELPPARI_DEMO"])
AGENT = "Aino Lehtonen"
NOW = "2027-05-20T06:30:00Z"
INVENTED = re.compile(r"(^|[.@])example(\.com|\.net|\.org)?$")
# Mails that are about a story without being named after it.
OF_STORIES = {"petto-pysyva": "jukka-lopetus", "petto-viive": "megan-wash",
              "poissa-santeri": "lokki-varit", "kirsi-joulu2": "kirsi-joulu"}
SPLIT = {"raimo-kaksi": [2, 2]}


def read_time(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def read_mails():
    return {path: email.message_from_bytes(path.read_bytes())
            for path in sorted(DEMO.glob("mail/*/*.eml"))}


def get_story(path):
    """The part of a file's name that all mails of one ticket share."""
    slug = re.sub(r"-\d{1,2}$", "", path.stem[len("20261116-0912-"):])
    return OF_STORIES.get(slug, slug)


def make(desk, at=NOW, agent=AGENT):
    result = desk_case.run("--desk", desk, "--as", agent, "demo", DEMO, "--at", at)
    assert result.status == 0, result
    return result.one


class Made(DeskCase):
    """What is to be seen in one demo desk."""

    @classmethod
    def setUpClass(cls):
        cls.made = Path(tempfile.mkdtemp(prefix="helppari-demo-"))
        cls.addClassCleanup(shutil.rmtree, cls.made)
        cls.result = make(cls.made)

    def setUp(self):
        super().setUp()
        self.desk = self.made

    def count(self, *query):
        return len(self.ctl("--as", AGENT, "tickets", *query, "--limit", 1000).lines)

    def test_views(self):
        self.assertEqual(self.counts(self.result), (len(read_mails()), 0, 114, 0))
        self.assertEqual(
            {query: self.count(query) for query in (
                "is:open", "is:open assignee:none", "is:open assignee:me", "status:new",
                "status:waiting", "status:resolved", "status:closed", "status:spam",
                "is:open tag:palautus", "is:open tag:lasku", "is:open tag:svenska")},
            {"is:open": 23, "is:open assignee:none": 5, "is:open assignee:me": 7, "status:new": 5,
             "status:waiting": 8, "status:resolved": 67, "status:closed": 10, "status:spam": 6,
             "is:open tag:palautus": 4, "is:open tag:lasku": 3, "is:open tag:svenska": 6})
        self.assert_sound()

    def test_newest_first(self):
        top = [(t["customer"]["name"], t["subject"], t["priority"]) for t in self.tickets("is:open")]
        self.assertEqual(top[:7], [
            ("Eero Salonen", "Koko M vai L?", "normal"),
            ("Liisa Mäkelä", "Viltit eivät ole saapuneet", "high"),
            ("Annika Lindholm", "Retur av tröja H-20377", "normal"),
            ("Mikko Ahonen", "Lasku 88120 tuli kahdesti", "urgent"),
            ("Sofia Nyström", "Reklamation: söm har gått upp", "high"),
            ("Tommi Rantanen", "Missed call", "normal"),
            ("James Whitfield", "Shipping to Scotland?", "normal")])

    def test_threads(self):
        wanted = collections.Counter(get_story(path) for path in read_mails())
        seen = collections.defaultdict(list)
        stories = {mail["Message-ID"].strip("<>"): get_story(path)
                   for path, mail in read_mails().items()}
        for ticket in self.tickets():
            names = {stories[mid] for mid in ticket["mids"] if mid in stories}
            self.assertEqual(len(names), 1, f"one story in {ticket['subject']}")
            seen[names.pop()].append(ticket["messages"])
        self.assertEqual({name: sorted(sizes) for name, sizes in seen.items()},
                         {name: SPLIT.get(name, [size]) for name, size in wanted.items()})
        self.assertGreaterEqual(max(wanted.values()), 12)

    def test_time(self):
        now = read_time(NOW)
        tickets = self.tickets()
        newest = max(read_time(t["updated"]) for t in tickets)
        self.assertLess(newest, now)
        self.assertGreater(newest, now - datetime.timedelta(days=1))
        oldest = min(read_time(t["created"]) for t in tickets)
        self.assertGreater(newest - oldest, datetime.timedelta(days=350))
        decided = [read_time(json.loads(line)["time"]) for line in self.ctl("ops").out.splitlines()]
        self.assertLess(max(decided), now)

    def test_warnings(self):
        of_subject = {t["subject"]: set(t["warnings"]) for t in self.tickets()}
        self.assertEqual(of_subject["Maksumääräys TÄNÄÄN: toimittaja vaihtoi tilinumeron"],
                         {"spf_failed", "dmarc_failed", "claims_to_be_from_you"})
        self.assertEqual(of_subject["Muista hyllyt"], {"claims_to_be_from_you"})
        self.assertEqual(of_subject["Koko M vai L?"], set())

    def test_a_desk_with_mail_is_refused(self):
        before = self.digest()
        self.refuse("demo", DEMO, says="There is mail in this desk")
        self.assertEqual(self.digest(), before)
        self.refuse("demo", DEMO, "--at", "noon", status=2, says="--at wants a time")
        self.refuse("demo", self.folder / "nowhere", desk=self.folder / "new", says="nowhere")
        self.assertFalse((self.folder / "new").exists())

    def test_the_same_day_gives_the_same_desk(self):
        again = self.folder / "again"
        make(again, at="2027-05-20T07:45:00Z")
        self.assertEqual(self.digest(), self.digest(desk=again))
        self.assertEqual(self.ctl("ops").out, self.ctl("ops", desk=again).out)

    def test_another_day_moves_everything_alike(self):
        other = self.folder / "other"
        make(other, at="2026-11-18T04:00:00Z")
        moved, unmoved = self.tickets(), self.tickets(desk=other)
        self.assertEqual(unmoved[0]["updated"], "2026-11-17T08:41:32Z")
        self.assertEqual([t["id"] for t in moved], [t["id"] for t in unmoved])
        self.assertEqual({read_time(a["updated"]) - read_time(b["updated"])
                          for a, b in zip(moved, unmoved)}, {datetime.timedelta(days=183)})

    def test_quotes_move_along(self):
        ticket = self.ticket_of("20261116091208.viltit-1@kahvilalokki.example.net")
        last = self.show(ticket["id"])["messages"][-1]
        self.assertEqual(last["date"], "2027-05-19T08:38:05Z")
        self.assertIn("Aino Lehtonen kirjoitti 18.5.2027 klo 10.05:", last["text"])


class Place(DeskCase):
    def test_who_looks_takes_the_place_of_aino(self):
        make(self.desk, agent="esko")
        mine = self.ctl("--as", "esko", "tickets", "is:open assignee:me").lines
        self.assertEqual(len(mine), 7)
        self.assertEqual(self.tickets(f'assignee:"{AGENT}"'), [])


class Files(DeskCase):
    def test_everybody_is_invented(self):
        for path in DEMO.rglob("*"):
            if not path.is_file():
                continue
            text = path.read_bytes().replace(b"=\n", b"").decode("utf-8", "replace")
            for address in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text):
                self.assertRegex(address, INVENTED, path.name)
            for host in re.findall(r"https?://([^/\s\"'<>]+)", text):
                self.assertRegex(host, INVENTED, path.name)

    def test_ids_are_different(self):
        mails = read_mails()
        self.assertEqual(len({mail["Message-ID"] for mail in mails.values()}), len(mails))
        self.assertTrue(250 <= len(mails) <= 400)

    def test_it_is_small(self):
        size = sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file())
        self.assertLess(size, 2_000_000)


if __name__ == "__main__":
    desk_case.main()
