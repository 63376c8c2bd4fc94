import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading import audit, read


def _left(text, spans=(), not_figures=(), **options):
    return [u.quote for u in audit(text, spans, not_figures, **options)]


def test_every_numeral_arabic_and_chinese_must_be_accounted_for():
    assert _left("产值12.5亿元，三项，２０家") == ["12.5", "亿", "三", "２０"]


def test_a_figure_accounts_for_the_numerals_in_its_span():
    text = "产值12.5亿元，三项"
    assert _left(text, [(2, 8)]) == ["三"]
    assert _left(text, [(2, 8), (9, 10)]) == []


def test_a_span_that_covers_half_a_numeral_does_not_account_for_it():
    assert _left("产值12.5亿元", [(2, 4), (6, 8)]) == ["12.5"]


def test_words_and_spans_that_are_no_figures_account_for_theirs():
    text = "完成三项，共三项"
    assert _left(text, (), ["三项"]) == []
    assert _left(text, (), [(2, 4)]) == ["三"]


def test_general_words_are_known_unless_a_person_wants_to_decide():
    text = "零售队伍统一一般"
    assert _left(text) == []
    assert _left(text, lexicon=False) == ["零", "伍", "一一"]


def test_what_is_left_is_told_with_its_place_and_surroundings():
    (left,) = audit("全县共有三项任务", [])
    assert (left.start, left.end, left.quote) == (4, 5, "三")
    assert left.around == "全县共有三项任务"


def test_the_reader_with_names_leaves_nothing_of_an_invented_report():
    text = "上半年，云溪县产值12.5亿元，增长3%。落实“五早”措施，两天内复工，第二届大会，居首位，零售活跃。"
    assert _left(text, [(f.start, f.end) for f in read(text, names=True)]) == []


@settings(deadline=None)
@given(st.text(alphabet="产值12三十零一般。，", max_size=60))
def test_what_is_left_is_outside_every_span_and_holds_a_numeral(text):
    found = [(f.start, f.end) for f in read(text)]
    for left in audit(text, found):
        assert text[left.start : left.end] == left.quote
        assert not any(start <= left.start and left.end <= end for start, end in found)


def _rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _figures(root):
    path = root / "data" / "figures.csv"
    if not path.is_file():
        pytest.skip("data/figures.csv is not there yet")
    return _rows(path)


def test_nothing_of_the_article_is_unaccounted(article, root):
    known = root / "data" / "not_figures.csv"
    spans = [(f.start, f.end) for f in read(article, names=True)]
    none = [(int(row["start"]), int(row["end"])) for row in _rows(known)]
    assert audit(article, spans, none, lexicon=False) == []


def test_every_number_of_the_dataset_is_found_in_the_article(article, root):
    from decimal import Decimal

    found = {(f.start, f.end): f for f in read(article, names=True)}
    missing, wrong = [], []
    for row in _figures(root):
        # a statement without a printed numeral (全部, 前列, 持续恢复) is the reviewer's, not the reader's
        if not any(
            c in "0123456789零一二两三四五六七八九十百翻亿" or c == "首"
            for c in row["value_printed"] or row["quote"]
        ):
            continue
        figure = found.get((int(row["start"]), int(row["end"])))
        if figure is None:
            missing.append(row["quote"])
        elif row["value"] and row["kind"] in ("actual", "target") and figure.value != Decimal(row["value"]):
            wrong.append((row["quote"], figure.value))
    assert wrong == []
    assert set(missing) <= {"首个潜伏期"}


@pytest.mark.parametrize(
    "text", ["表2 主要产品", "（见图1-3）", "附表1", "专栏3", "产量（万吨）", "单位：亿元"]
)
def test_numbers_of_tables_and_units_in_their_heads_are_accounted_for(text):
    assert audit(text, []) == []


@pytest.mark.parametrize("text", ["代表2人", "万吨", "全国（万人空巷）", "表彰3人"])
def test_other_numerals_near_such_words_are_not(text):
    assert len(audit(text, [])) == 1
