"""How well and how fast the reader reads: `python benchmarks/read_bulletins.py [-v]`.

Prints recall, precision and accuracies on the labelled bulletins of `tests/bulletins` and, where it is
present, of `../shared/corpus`; then the speed beside one plain regular expression, JioNLP and
Recognizers-Text where they are installed, and the cost of texts made to be slow, all in this one run.
"""

from __future__ import annotations

import gc
import importlib
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from scoring import FACETS, rates, score

from yz_analysis.reading import extract, read

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE.parent / "tests" / "bulletins", HERE.parent.parent / "shared" / "corpus")
BOUNDS = {
    "recall": 0.98,
    "precision": 0.96,
    "value": 0.995,
    "unit": 0.99,
    "sign": 0.99,
    "role": 0.95,
    "target": 0.95,
    "qualifier": 0.95,
    "indicator": 0.90,
}
# what somebody without a reader would write: a number and the commonest units
PLAIN = re.compile(
    r"\d+(?:\.\d+)?(?:万亿元|亿元|万元|元|亿美元|万美元|美元|万人次|万人|人次|人|个百分点|百分点|%|‰|个|家|户|项|处|亩|万亩|公顷|万公顷"
    r"|吨|万吨|公里|平方公里|万千瓦|万平方米|倍|条|座)"
)
TOKENS = (
    "1",
    "1.5%，",
    "一",
    "%",
    "亿元以上",
    "分别",
    "（",
    "）",
    " ",
    "\n",
    "至",
    "比",
    "占",
    "、",
    "增长",
    "3%、",
    "十",
    "2020年",
    "1:",
    "“",
    "1 ",
    "年1",
    "，\n",
)


def fastest(call: Callable[[], object], rounds: int = 3) -> float:
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        begin = time.process_time()  # of the processor: other work on the machine counts less
        call()
        best = min(best, time.process_time() - begin)
    return best


def forget() -> None:
    """Empty every memory of the reader, so that a text is new to it; tables and patterns stay."""
    tables = (
        "tables",
        "scan",
        "spoken",
        "cleaning",
        "targets",
        "periods",
        "places",
        "indicators",
        "roles",
        "audit",
    )
    for name, module in list(sys.modules.items()):
        if name.startswith("yz_analysis.reading."):
            for attribute in list(vars(module).values()):
                size = getattr(attribute, "cache_parameters", dict)().get("maxsize")
                if (
                    size
                    and size > 1
                    and hasattr(attribute, "cache_clear")
                    and (size > 16 or name.split(".")[-1] not in tables)
                ):
                    attribute.cache_clear()


def quality(verbose: bool) -> list[Path]:
    stems: list[Path] = []
    print(f"{'text':<34}{'labels':>7}" + "".join(f"{name:>10}" for name in ("recall", "precision", *FACETS)))
    for folder in FOLDERS:
        if not folder.is_dir():
            print(f"{folder.name}: not here, left out")
            continue
        total: Counter[str] = Counter()
        for gold in sorted(folder.glob("*.gold.csv")):
            stem = gold.with_name(gold.name.removesuffix(".gold.csv"))
            stems.append(stem)
            counts, lines = score(stem)
            total += counts
            _row(stem.name, counts)
            if verbose:
                print(*(f"    {line}" for line in lines), sep="\n")
        _row(f"= {folder.name}", total)
        low = [f"{k} {v:.3f} < {BOUNDS[k]}" for k, v in rates(total).items() if k in BOUNDS and v < BOUNDS[k]]
        print("    below the bounds: " + ", ".join(low) if low else "    within the bounds")
    return stems


def _row(name: str, counts: Counter[str]) -> None:
    shown = rates(counts)
    print(
        f"{name[:33]:<34}{counts['labels']:>7}"
        + "".join(f"{shown[k]:>10.3f}" for k in ("recall", "precision", *FACETS))
    )


def speed(stems: list[Path]) -> None:
    texts = [stem.with_suffix(".txt").read_text("utf-8") for stem in stems]
    once = "\n".join(texts)
    figures = len(read(once))
    floor = fastest(lambda: [(m.start(), m.end(), m.group()) for m in PLAIN.finditer(once)], 20)
    print(f"\n{len(once)} characters, {figures} figures; plain expression (the floor) {floor * 1e3:.2f} ms")

    def cold() -> None:
        forget()
        read(once)

    for name, call in (
        ("read, text new to it", cold),
        ("read, paragraphs known", lambda: read(once)),
        ("extract, paragraphs known", lambda: extract(once)),
    ):
        spent = fastest(call, 5)
        each = spent / figures * 1e6
        print(f"  {name:<28}{spent * 1e3:9.2f} ms {spent / floor:8.1f} x floor {each:8.2f} µs a figure")
    forget()
    begin = time.process_time()
    for text in texts:
        read(text)
    ours = time.process_time() - begin
    _others(texts[:2], ours * sum(map(len, texts[:2])) / len(once))


def _others(texts: list[str], ours: float) -> None:
    try:
        jio = importlib.import_module("jionlp")
    except Exception as error:  # noqa: BLE001 - whatever it raises, it cannot be measured here
        print(f"  JioNLP: not measured ({type(error).__name__}: {str(error)[:60]})")
    else:
        jio.ner.extract_money("产值1亿元")
        spent = fastest(lambda: [(jio.ner.extract_money(t), jio.ner.extract_time(t)) for t in texts], 1)
        print(f"  JioNLP, money and time: {spent * 1e3:.0f} ms; ours, texts new to it: {ours * 1e3:.1f} ms")
        print(f"    {spent / ours:.0f} times ours")
    try:
        suite = importlib.import_module("recognizers_suite")
        culture = importlib.import_module("recognizers_text").Culture
        spent = fastest(lambda: [suite.recognize_number_with_unit(t, culture.Chinese) for t in texts], 1)
        print(f"  Recognizers-Text, numbers with unit: {spent * 1e3:.0f} ms, {spent / ours:.0f} times ours")
    except Exception as error:  # noqa: BLE001 - as above
        print(f"  Recognizers-Text: not measured ({type(error).__name__}: {str(error)[:60]})")
    print("  Duckling is a Haskell service and does not install from Python; not measured")


def hostile() -> None:
    print("\ntexts made to be slow: seconds for 8,000 and 16,000 characters")
    worst = 0.0
    for token in TOKENS:
        spent = []
        for size in (8000, 16000):
            text = (token * (size // len(token) + 1))[:size]

            def cold(text: str = text) -> None:
                forget()
                read(text)

            spent.append(fastest(cold, 3))
        ratio = spent[1] / max(spent[0], 1e-4)
        worst = max(worst, ratio)
        print(f"  {token!r:<14}{spent[0]:9.4f}{spent[1]:9.4f}  {ratio:5.2f}")
    print(f"  worst ratio {worst:.2f} (a quadratic reader shows 4)")


if __name__ == "__main__":
    speed(quality("-v" in sys.argv))
    hostile()
