"""Check a report: ``python -m benchmarks.recompute_report REPORT.html CSV_FOLDER``.

Works out every figure of an HTML report again from the tables that were exported with it
(``siamdesk evaluate PROJECT --report REPORT.html --csv CSV_FOLDER``), and compares. It shares no
code with SiamDesk and needs only Python's standard library: whoever doubts a report can read this
one file. Ends with status 1 when a figure is off by more than 1e-6, is written otherwise than it is
rounded, or can't be worked out.
"""

from __future__ import annotations

import csv
import hashlib
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist, mean, median

TOLERANCE = 1e-6
Z = NormalDist().inv_cdf(0.975)
Figures = dict[str, float]
Interval = tuple[float, float]


@dataclass(slots=True)
class Photo:
    """One judged photo."""

    id: str
    part: str
    true: str
    p: dict[str, float]
    guess: str = field(init=False)
    sure: float = field(init=False)

    def __post_init__(self) -> None:
        self.guess = max(self.p, key=lambda name: self.p[name])
        self.sure = self.p[self.guess]

    @property
    def right(self) -> bool:
        return self.guess == self.true


class ReportFigures(HTMLParser):
    """All ``<data value data-figure>`` of a report: name, value and what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, float, str]] = []
        self.fingerprint = ""
        self._open: tuple[str, float] | None = None
        self._text = ""
        self._is_fingerprint = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "data":
            self._open = (found["data-figure"] or "", float(found["value"] or "nan"))
            self._text = ""
        self._is_fingerprint = found.get("id") == "fingerprint"

    def handle_data(self, data: str) -> None:
        self._text += data
        if self._is_fingerprint:
            self.fingerprint += data

    def handle_endtag(self, tag: str) -> None:
        self._is_fingerprint = False
        if tag == "data" and self._open is not None:
            self.found.append((*self._open, self._text))
            self._open = None


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    report = ReportFigures()
    report.feed(Path(arguments[0]).read_text(encoding="utf-8"))
    folder = Path(arguments[1])
    figures = recompute(folder)
    problems = list(compare(report, figures, fingerprint_of(folder)))
    for problem in problems:
        print(problem)
    checked = len({name for name, _, _ in report.found})
    print(f"{checked} figures checked, {len(problems)} problems.")
    return 1 if problems or not checked else 0


def compare(report: ReportFigures, figures: Figures, fingerprint: str) -> Iterable[str]:
    if report.fingerprint != fingerprint:
        yield f"fingerprint: the report says {report.fingerprint}, the examples give {fingerprint}"
    for name, value, text in report.found:
        if name not in figures:
            yield f"{name}: {text} can't be worked out from the tables"
        elif not abs(figures[name] - value) <= TOLERANCE:
            yield f"{name}: the report says {value}, the tables give {figures[name]}"
        elif not is_rounding(text, value):
            yield f"{name}: {value} is written as {text}"


def is_rounding(text: str, value: float) -> bool:
    plain = text.replace(",", "")
    scale = 100.0 if plain.endswith("%") else 1.0
    plain = plain.removesuffix("%")
    decimals = len(plain.partition(".")[2].partition("e")[0])
    if "e" in plain or (value and abs(value) >= 1000):
        return math.isclose(float(plain), scale * value, rel_tol=1e-3)
    return abs(float(plain) - scale * value) <= 0.5000001 * 10.0**-decimals


# --- tables ---------------------------------------------------------------------------------------


def table(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def photos_of(file: Path) -> list[Photo]:
    return [
        Photo(
            row["id"],
            row["part"],
            row["class"],
            {name[2:]: float(cell) for name, cell in row.items() if name.startswith("p ")},
        )
        for row in table(file)
    ]


def fingerprint_of(folder: Path) -> str:
    lines = sorted(f"{row['sha256']}\t{row['class']}\n" for row in table(folder / "examples.csv"))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def recompute(folder: Path) -> Figures:
    photos = photos_of(folder / "photos.csv")
    calibration = photos_of(folder / "examples_out_of_fold.csv")
    examples = table(folder / "examples.csv")
    facts = {row["fact"]: row["value"] for row in table(folder / "facts.csv")}
    figures: Figures = {}
    figures |= accuracy(photos)
    figures |= expectation(photos, examples, table(folder / "two_left_out.csv"), figures)
    figures |= reliability(photos)
    figures |= coverage(photos, calibration)
    figures |= risk_coverage(photos)
    figures |= roc(photos)
    if "threshold class" in facts:
        figures |= threshold(photos, facts)
    figures |= learning(table(folder / "learning_curve.csv"))
    figures |= label_check(calibration or photos, examples)
    figures |= outliers(examples)
    figures |= pairs(calibration or photos)
    return figures


# --- shares ---------------------------------------------------------------------------------------


def wilson(share: float, n: float) -> Interval:
    if not n:
        return 0.0, 0.0
    z2 = Z * Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def with_ends(name: str, value: float, ends: Interval) -> Figures:
    return {name: value, f"{name}/low": ends[0], f"{name}/high": ends[1]}


def n_parts(photos: Iterable[Photo]) -> int:
    return len({photo.part for photo in photos})


# --- accuracy -------------------------------------------------------------------------------------


def accuracy(photos: list[Photo]) -> Figures:
    names = list(photos[0].p)
    of = {c: [x for x in photos if x.true == c] for c in names}
    right = sum(x.right for x in photos)
    found: Figures = {"photos": len(photos), "right": right}
    share = right / len(photos)
    found |= with_ends("accuracy", share, wilson(share, sum(n_parts(of[c]) for c in names)))
    recalls = {c: sum(x.right for x in of[c]) / len(of[c]) for c in names if of[c]}
    balanced = mean(recalls.values())
    found |= with_ends("balanced accuracy", balanced, wilson(balanced, effective_parts(of)))
    commonest = max(len(of[c]) for c in names)
    found["commonest class/photos"] = commonest
    found["commonest class/share"] = commonest / len(photos)
    for c in names:
        found |= one_class(c, photos, of[c])
        found |= {f"confusion/{c}/{d}": sum(x.guess == d for x in of[c]) for d in names}
    for row, photo in enumerate(photos):
        found[f"mistake/{row}/guess"] = photo.sure
        found[f"mistake/{row}/true"] = photo.p[photo.true]
    return found


def effective_parts(of: dict[str, list[Photo]]) -> float:
    counts = [n_parts(own) for own in of.values() if own]
    return len(counts) ** 2 / sum(1 / n for n in counts)


def one_class(name: str, photos: list[Photo], own: list[Photo]) -> Figures:
    taken = [x for x in photos if x.guess == name]
    either = [x for x in photos if name in (x.true, x.guess)]
    hits = sum(x.right for x in own)
    recall = hits / len(own) if own else 0.0
    precision = hits / len(taken) if taken else 0.0
    both = hits / len(either) if either else 0.0
    low, high = wilson(both, n_parts(either))
    found: Figures = {f"class/{name}/photos": len(own), f"class/{name}/right": hits}
    found |= with_ends(f"class/{name}/recall", recall, wilson(recall, n_parts(own)))
    found |= with_ends(f"class/{name}/precision", precision, wilson(precision, n_parts(taken)))
    # F1 = 2J / (1 + J), with J the share of photos that are of the class and taken for it.
    ends = (2 * low / (1 + low), 2 * high / (1 + high))
    return found | with_ends(f"class/{name}/f1", 2 * both / (1 + both), ends)


def parts_per_class(examples: list[dict[str, str]]) -> list[int]:
    parts = defaultdict(set)
    for row in examples:
        parts[row["class"]].add(row["group"] or f"photo {row['id']}")
    return [len(own) for own in parts.values()]


def expectation(
    photos: list[Photo],
    examples: list[dict[str, str]],
    left_out: list[dict[str, str]],
    known: Figures,
) -> Figures:
    counts = [n for n in parts_per_class(examples) if n > 1]
    if not left_out or not counts:
        return {}
    k = min(float(median(counts)), 20.0)
    error = 1 - known["balanced accuracy"]
    before = mean(int(row["wrong"]) / int(row["judged"]) for row in left_out)
    half = 0.5 / len(photos)
    power = math.log((before + half) / (error + half)) / math.log((k - 1) / (k - 2))
    value = 1 - error * ((k - 1) / k) ** min(max(power, 0.0), 1.0)
    effective = len(counts) ** 2 / sum(1 / n for n in counts)
    ends = (known["balanced accuracy/low"], wilson(value, effective)[1])
    return with_ends("expected accuracy", value, ends)


# --- probabilities --------------------------------------------------------------------------------


def reliability(photos: list[Photo]) -> Figures:
    bins = defaultdict(list)
    for photo in photos:
        bins[min(int(photo.sure * 10), 9)].append(photo)
    found: Figures = {}
    error = by_chance = 0.0
    for b, inside in bins.items():
        share = mean(float(x.right) for x in inside)
        sure = mean(x.sure for x in inside)
        found[f"reliability/{b}/photos"] = len(inside)
        found[f"reliability/{b}/confidence"] = sure
        found |= with_ends(f"reliability/{b}/accuracy", share, wilson(share, n_parts(inside)))
        error += len(inside) * abs(share - sure)
        by_chance += math.sqrt(2 / math.pi * sum(x.sure * (1 - x.sure) for x in inside))
    found["calibration error"] = error / len(photos)
    found["calibration error by chance"] = by_chance / len(photos)
    return found


def limit_of(shaping: list[Photo], level: float) -> float:
    sizes: dict[str, int] = defaultdict(int)
    for photo in shaping:
        sizes[photo.part] += 1
    needed, total = level * (len(sizes) + 1) - 1e-9, 0.0
    for misfit, weight in sorted((1 - x.p[x.true], 1 / sizes[x.part]) for x in shaping):
        total += weight
        if total >= needed:
            return misfit
    return 1.0


def coverage(photos: list[Photo], calibration: list[Photo]) -> Figures:
    found: Figures = {}
    for level in (0.8, 0.9, 0.95):
        sizes, held = [], 0
        limits = {}
        for photo in photos:
            if photo.part not in limits:
                shaping = calibration or [x for x in photos if x.part != photo.part]
                limits[photo.part] = limit_of(shaping, level)
            kept = {c for c, p in photo.p.items() if 1 - p <= limits[photo.part] + 1e-9}
            kept.add(photo.guess)
            sizes.append(len(kept))
            held += photo.true in kept
        share = held / len(photos)
        name = f"coverage/{level:g}"
        found |= with_ends(f"{name}/held", share, wilson(share, n_parts(photos)))
        found[f"{name}/mean size"] = mean(sizes)
        found[f"{name}/single"] = sum(size == 1 for size in sizes) / len(sizes)
    return found


def risk_coverage(photos: list[Photo]) -> Figures:
    n = len(photos)
    points, risks, wrong, kept = [], [], 0, 0
    for sure in sorted({x.sure for x in photos}, reverse=True):
        block = [x for x in photos if x.sure == sure]
        missed = sum(not x.right for x in block)
        risks += [(wrong + missed * i / len(block)) / (kept + i) for i in range(1, len(block) + 1)]
        wrong, kept = wrong + missed, kept + len(block)
        parts = n_parts(x for x in photos if x.sure >= sure)
        points.append((1 - kept / n, sure, 1 - wrong / kept, parts))
    points.reverse()
    shown = set()
    for left in (0.0, 0.05, 0.1, 0.2, 0.3, 0.5):
        reached = [i for i, point in enumerate(points) if point[0] >= left - 1e-12]
        shown.add(reached[0] if reached else len(points) - 1)
    found: Figures = {"risk coverage/area": mean(risks)}
    for row, i in enumerate(sorted(shown)):
        left, sure, share, parts = points[i]
        found[f"risk coverage/{row}/left"] = left
        found[f"risk coverage/{row}/threshold"] = sure
        found |= with_ends(f"risk coverage/{row}/accuracy", share, wilson(share, parts))
    return found


# --- one class against the rest -------------------------------------------------------------------


def area_under(high: list[float], low: list[float]) -> float:
    return mean((a > b) + 0.5 * (a == b) for a in high for b in low)


def area_ends(area: float, m: int, n: int) -> Interval:
    def excess(t: float) -> float:
        spread = 1 + ((m + n) / 2 - 1) * ((1 - t) / (2 - t) + t / (1 + t))
        return (area - t) ** 2 - Z * Z * t * (1 - t) * spread / (m * n)

    low = 0.0 if area <= 0 else bisect(excess, 0.0, min(area, 1 - 1e-9))
    high = 1.0 if area >= 1 else bisect(excess, 1.0, max(area, 1e-9))
    return low, high


def bisect(f: Callable[[float], float], above: float, below: float) -> float:
    """Where f, above 0 at one end and below 0 at the other, is 0."""
    for _ in range(200):
        middle = (above + below) / 2
        above, below = (middle, below) if f(middle) > 0 else (above, middle)
    return (above + below) / 2


def roc(photos: list[Photo]) -> Figures:
    found: Figures = {}
    for c in photos[0].p:
        own = [x for x in photos if x.true == c]
        rest = [x for x in photos if x.true != c]
        if own and rest:
            area = area_under([x.p[c] for x in own], [x.p[c] for x in rest])
            ends = area_ends(area, n_parts(own), n_parts(rest))
            found |= with_ends(f"roc/{c}/area", area, ends)
    return found


@dataclass(frozen=True, slots=True)
class Prices:
    class_name: str
    is_ok: bool
    miss: float
    alarm: float
    rate: float

    def cost(self, misses: float, alarms: float) -> float:
        """Per photo, from the share of defects missed and of sound photos that give an alarm."""
        return self.rate * self.miss * misses + (1 - self.rate) * self.alarm * alarms

    def is_defect(self, photo: Photo) -> bool:
        return (photo.true == self.class_name) != self.is_ok

    def calls(self, photo: Photo, limit: float) -> bool:
        """Whether a photo is said to have a defect."""
        return (photo.p[self.class_name] >= limit) != self.is_ok


def counts_at(photos: list[Photo], prices: Prices, limit: float) -> tuple[int, int, int, int]:
    """Misses, defects, false alarms, sound photos."""
    defects = [x for x in photos if prices.is_defect(x)]
    sound = [x for x in photos if not prices.is_defect(x)]
    misses = sum(not prices.calls(x, limit) for x in defects)
    alarms = sum(prices.calls(x, limit) for x in sound)
    return misses, len(defects), alarms, len(sound)


def cheapest(photos: list[Photo], prices: Prices) -> float:
    values = sorted({x.p[prices.class_name] for x in photos}, reverse=True)
    limits = [math.nextafter(1.0, 2.0)]
    limits += [(a + b) / 2 for a, b in pairwise(values)] + [0.0]
    costs = []
    for limit in limits:
        misses, defects, alarms, sound = counts_at(photos, prices, limit)
        costs.append(prices.cost(misses / defects, alarms / sound))
    lowest = min(costs) + 1e-12
    best, start = (0, 0), None
    for i, cost in enumerate([*costs, math.inf]):
        if cost <= lowest and start is None:
            start = i
        elif cost > lowest and start is not None:
            if i - start > best[1] - best[0]:
                best = (start, i)
            start = None
    return limits[(best[0] + best[1] - 1) // 2]


def threshold(photos: list[Photo], facts: dict[str, str]) -> Figures:
    name, is_ok = facts["threshold class"], facts["threshold role"] == "ok"
    defective = sum((x.true == name) != is_ok for x in photos)
    rate = float(facts["defect rate"]) if facts["defect rate"] else defective / len(photos)
    prices = Prices(
        name, is_ok, float(facts["cost of a miss"]), float(facts["cost of a false alarm"]), rate
    )
    limit = cheapest(photos, prices)
    misses, defects, alarms, sound = counts_at(photos, prices, limit)
    found: Figures = {
        "threshold": limit,
        "threshold/misses": misses,
        "threshold/defects": defects,
        "threshold/false alarms": alarms,
        "threshold/sound": sound,
        "threshold/cost of a miss": prices.miss,
        "threshold/cost of a false alarm": prices.alarm,
        "threshold/defect rate": rate,
        "threshold/cost": prices.cost(misses / defects, alarms / sound),
    }
    for title, share, kind in (
        ("miss rate", misses / defects, True),
        ("false alarm rate", alarms / sound, False),
    ):
        parts = n_parts(x for x in photos if prices.is_defect(x) == kind)
        found |= with_ends(f"threshold/{title}", share, wilson(share, parts))
    sides = [n_parts(x for x in photos if prices.is_defect(x) == kind) for kind in (True, False)]
    if min(sides) >= 2:
        found["threshold/unseen cost"] = unseen_cost(photos, prices, defects, sound)
    return found


def unseen_cost(photos: list[Photo], prices: Prices, defects: int, sound: int) -> float:
    misses = alarms = 0
    for part in {x.part for x in photos}:
        limit = cheapest([x for x in photos if x.part != part], prices)
        own = counts_at([x for x in photos if x.part == part], prices, limit)
        misses, alarms = misses + own[0], alarms + own[2]
    return prices.cost(misses / defects, alarms / sound)


# --- learning curve and labels --------------------------------------------------------------------


def learning(rows: list[dict[str, str]]) -> Figures:
    shares: dict[str, dict[str, dict[str, list[float]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    parts = defaultdict(set)
    for row in rows:
        own = shares[row["examples per class"]][row["class"]]
        own[row["part"]].append(float(row["share right"]))
        parts[row["class"]].add(row["part"])
    found: Figures = {}
    effective = len(parts) ** 2 / sum(1 / len(p) for p in parts.values()) if parts else 0.0
    for level, classes in shares.items():
        value = mean(mean(mean(x) for x in own.values()) for own in classes.values())
        found |= with_ends(f"learning/{level}", value, wilson(value, effective))
    return found


def label_check(photos: list[Photo], examples: list[dict[str, str]]) -> Figures:
    confirmed = {row["id"] for row in examples if row["confirmed"] == "1"}
    usual = {c: mean(x.p[c] for x in photos if x.true == c) for c in {x.true for x in photos}}
    found: Figures = {"label check/judged": len(photos)}
    suspects = 0
    for photo in photos:
        given = photo.p[photo.true]
        found[f"label check/{photo.id}/doubt"] = 1 - given
        likelier = any(p > given and p >= usual.get(c, math.inf) for c, p in photo.p.items())
        suspects += likelier and photo.id not in confirmed
    found["label check/suspects"] = suspects
    return found


def outliers(examples: list[dict[str, str]]) -> Figures:
    likeness = defaultdict(list)
    parts = defaultdict(set)
    for row in examples:
        parts[row["class"]].add(row["group"] or f"photo {row['id']}")
        if row["similarity within class"]:
            likeness[row["class"]].append((row["id"], float(row["similarity within class"])))
    able = [c for c in parts if len(parts[c]) >= 4]
    usual = {c: median(value for _, value in likeness[c]) for c in able}
    gaps = {c: [abs(value - usual[c]) for _, value in likeness[c]] for c in able}
    found: Figures = {}
    if not able:
        return found
    shared = median(gap for own in gaps.values() for gap in own)
    for c in able:
        n = len(parts[c])
        spread = math.sqrt((n * median(gaps[c]) ** 2 + 5 * shared**2) / (n + 5))
        for photo, value in likeness[c]:
            found[f"outlier/{photo}/similarity"] = value
            found[f"outlier/{photo}/usual"] = usual[c]
            deviations = (usual[c] - value) / max(1.4826 * spread, 0.02)
            found[f"outlier/{photo}/deviations"] = deviations
    return found


def pairs(photos: list[Photo]) -> Figures:
    names = [c for c in photos[0].p if any(x.true == c for x in photos)]
    found: Figures = {}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            own = [x for x in photos if x.true in (a, b)]
            share = {x.id: x.p[a] / (x.p[a] + x.p[b]) for x in own}
            name = f"pair/{a}/{b}"
            found[f"{name}/separation"] = area_under(
                [share[x.id] for x in own if x.true == a],
                [share[x.id] for x in own if x.true == b],
            )
            found[f"{name}/mistakes"] = sum(not x.right and x.guess in (a, b) for x in own)
            found[f"{name}/judged"] = len(own)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
