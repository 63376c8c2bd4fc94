import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from yz_analysis.cli.extract import command
from yz_analysis.errors import MissingExtraError, YzAnalysisError
from yz_analysis.reading.batch import read_batch, write_parquet
from yz_analysis.reading.files import read_text, text_files

TEXT = "全县粮食产量12.5万吨，同比下降3%。\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(TEXT * 2, "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.md").write_text(TEXT, "utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    return tmp_path


def _run(*arguments):
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)


def test_json_lines_keep_the_digits_of_a_value(folder):
    rows = [json.loads(line) for line in _run(folder / "a.txt", "--format", "jsonl").stdout.splitlines()]
    assert [row["value"] for row in rows] == ["12.5", "-3"]
    assert rows[0]["indicator"] == "粮食产量"
    assert rows[0]["file"].endswith("a.txt")


def test_a_table_is_what_a_person_sees_first(folder):
    lines = _run(folder / "a.txt").stdout.splitlines()
    assert lines[0].split()[:3] == ["quote", "value", "unit"]
    assert lines[1].startswith("12.5万吨")


def test_a_cell_that_looks_like_a_formula_is_guarded(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("自然增长率为-1.5‰，=1+1产值12亿元。", "utf-8")
    rows = list(csv.DictReader(io.StringIO(_run(path, "--format", "csv").stdout)))
    assert rows[0]["quote"] == "'-1.5‰"
    assert rows[0]["value"] == "-1.5"
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row.values())


def test_a_folder_stands_for_its_texts_in_order(folder):
    assert [path.name for path in text_files([folder])] == ["a.txt", "b.txt", "c.md"]
    assert len(_run(folder, "--format", "jsonl").stdout.splitlines()) == 8


def test_parquet_has_the_rows_of_every_file_whatever_the_batches(folder, tmp_path):
    out = tmp_path / "out.parquet"
    result = _run(folder, "--format", "parquet", "--out", out, "--jobs", "1")
    assert result.return_value == 0
    assert "8 figures of 3 files" in result.stderr
    table = pq.read_table(out)
    assert table.num_rows == 8
    assert table.column("value").to_pylist()[:2] == ["12.5", "-3"]
    again = tmp_path / "again.parquet"
    assert write_parquet(text_files([folder]), again, jobs=1, size=1) == (3, 8, 0)
    assert pq.read_table(again).equals(table)


@pytest.mark.slow
def test_parquet_is_the_same_from_two_processes(folder, tmp_path):
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    write_parquet(text_files([folder]), one, jobs=1, size=1)
    write_parquet(text_files([folder]), two, jobs=2, size=1)
    assert pq.read_table(one).equals(pq.read_table(two))


def test_a_file_that_is_no_text_is_named_and_the_others_are_read(folder, tmp_path):
    (folder / "broken.txt").write_bytes(b"\xff\x00\x81\x82\xff\xff")
    outcome = read_batch([str(path) for path in text_files([folder])])
    assert outcome.files == 3
    assert len(outcome.refused) == 1
    assert "broken.txt" in outcome.refused[0]
    assert (
        _run(folder, "--format", "parquet", "--out", tmp_path / "o.parquet", "--jobs", "1").return_value == 1
    )


def test_gb18030_is_read_with_a_notice(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    result = _run(path, "--format", "jsonl")
    assert "GB18030" in result.stderr
    assert "12.5万吨" in result.stdout


def test_utf16_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "wide.txt"
    path.write_bytes("产值1亿元\r\n增长2%".encode("utf-16"))
    assert read_text(path) == ("产值1亿元\n增长2%", "utf-16")


def test_bad_input_is_told_in_one_line(tmp_path):
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty").mkdir()
    for place, word in (
        (tmp_path / "nowhere", "no such file"),
        (tmp_path / "binary.txt", "not text"),
        (tmp_path / "empty", "holds no"),
    ):
        with pytest.raises(YzAnalysisError, match=word):
            [read_text(path) for path in text_files([place])]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--format", "parquet"), "needs --out"),
        (("--cluster", "tcp://x:1"), "parquet only"),
        (("--jobs", "0"), "--jobs 0"),
    ],
)
def test_options_that_do_not_go_together_are_refused(folder, arguments, word):
    result = _run(folder / "a.txt", *arguments)
    assert word in str(result.exception)


def test_the_result_appears_whole_or_not_at_all(folder, tmp_path):
    out = tmp_path / "result.csv"
    assert _run(folder, "--out", out).return_value == 0
    assert out.read_text("utf-8").startswith("file,start,end")
    (folder / "broken.txt").write_bytes(b"\xff\x00\x81\x82\xff\xff")
    assert isinstance(_run(folder, "--out", tmp_path / "second.csv").exception, YzAnalysisError)
    assert not list(tmp_path.glob("*second*"))


def test_a_cluster_needs_its_extra(folder, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match="cluster"):
        write_parquet(text_files([folder]), tmp_path / "o.parquet", cluster="tcp://127.0.0.1:1")
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # a cluster on one machine warns about ports and event loops
def test_parquet_from_a_cluster_is_the_same(folder, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    write_parquet(text_files([folder]), here, jobs=1, size=1)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        write_parquet(text_files([folder]), there, cluster=cluster.scheduler_address, size=1)
    assert pq.read_table(here).equals(pq.read_table(there))


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_is_told(folder, tmp_path):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with pytest.raises(YzAnalysisError, match="no Dask scheduler"):
        write_parquet(text_files([folder]), tmp_path / "o.parquet", cluster="tcp://127.0.0.1:9")
