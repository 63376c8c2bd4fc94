"""The bounds of the contract on labelled bulletins: ours always, the reference ones where they are."""

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from read_bulletins import BOUNDS  # noqa: E402
from scoring import like, rates, score  # noqa: E402

OURS = sorted((ROOT / "tests" / "bulletins").glob("*.gold.csv"))


def _stem(gold):
    return gold.with_name(gold.name.removesuffix(".gold.csv"))


def _below(total):
    return {
        facet: round(share, 4)
        for facet, share in rates(total).items()
        if facet in BOUNDS and share < BOUNDS[facet]
    }


def test_our_labelled_bulletins_are_read_within_the_bounds():
    total = sum((score(_stem(gold))[0] for gold in OURS), Counter())
    assert total["labels"] > 500
    assert _below(total) == {}


@pytest.mark.parametrize("gold", OURS, ids=lambda gold: _stem(gold).name)
def test_no_labelled_bulletin_is_read_badly(gold):
    shares = rates(score(_stem(gold))[0])
    assert shares["recall"] >= 0.94
    assert shares["precision"] >= 0.94
    assert shares["value"] >= 0.98
    assert shares["sign"] >= 0.97


def test_the_reference_bulletins_are_read_within_the_bounds(corpus_folder):
    total = sum((score(_stem(gold))[0] for gold in sorted(corpus_folder.glob("*.gold.csv"))), Counter())
    assert total["labels"] > 100
    assert _below(total) == {}


def test_names_are_compared_leniently_and_not_blindly():
    assert like("全市固定资产投资", "固定资产投资")
    assert like("（植树造林）产值", "植树造林产值")
    assert not like("粮食产量", "汽车产量增速快于全省")
    assert not like("粮食产量", "")
