from __future__ import annotations

import copy
import sys
from typing import Any

import nbformat

from tests.running.books import book, cell
from yz_analysis.publishing.canonical import canonical


def executed(*outputs: dict[str, Any]) -> dict[str, Any]:
    made = book(cell("1"))
    made["cells"][-1]["outputs"] = list(outputs)
    return made


def text_of(notebook: dict[str, Any], mime: str = "text/plain") -> list[str]:
    outputs = canonical(notebook)["cells"][-1]["outputs"]
    return [output.get("text") or output["data"][mime] for output in outputs]


def shown(text: str, mime: str = "text/plain") -> dict[str, Any]:
    return {"output_type": "display_data", "data": {mime: text}, "metadata": {}}


def printed(text: str | list[str]) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def test_the_original_is_left_alone() -> None:
    made = executed(printed("<object at 0x7f00deadbeef>"))
    before = copy.deepcopy(made)
    canonical(made)
    assert made == before


def test_the_canonical_form_is_a_valid_notebook_and_its_own_canonical_form() -> None:
    made = executed(printed("0x7f00deadbeef"), shown("T_0a1b2 {", "text/html"))
    form = canonical(made)
    nbformat.validate(nbformat.from_dict(form))
    assert canonical(form) == form


def test_times_paths_and_versions_go() -> None:
    made = book("1")
    made["metadata"] |= {
        "papermill": {"start_time": "2022", "input_path": "/home/me/x"},
        "language_info": {"name": "python", "version": "3.13.1"},
        "title": "kept",
    }
    made["cells"][-1]["metadata"] |= {
        "papermill": {"duration": 1},
        "execution": {"iopub.status": "x"},
        "tags": ["t"],
    }
    form = canonical(made)
    assert form["metadata"]["language_info"] == {"name": "python"}
    assert form["metadata"]["title"] == "kept"
    assert "papermill" not in form["metadata"]
    assert form["cells"][-1]["metadata"] == {"tags": ["t"]}


def test_ids_are_numbered_in_order() -> None:
    assert [one["id"] for one in canonical(book("1", "2"))["cells"]] == [f"cell-{n:03d}" for n in range(1, 6)]


def test_lines_and_text_are_the_same_source_and_output() -> None:
    lines, whole = executed(printed(["a\n", "b"])), executed(printed("a\nb"))
    lines["cells"][0]["source"] = ["# 怎么", "样？"]
    assert canonical(lines) == canonical(whole)


def test_memory_addresses_and_kernel_numbers_are_masked() -> None:
    assert text_of(executed(printed("<function f at 0x7f4a1c0d3e20>"))) == ["<function f at 0x…>"]
    assert text_of(executed(printed("/tmp/ipykernel_4711/2871.py:1: UserWarning: x"))) == [
        "<kernel>:1: UserWarning: x"
    ]
    assert text_of(executed(printed(f"{sys.prefix}/lib/x.py"))) == ["<python>/lib/x.py"]


def test_a_short_hexadecimal_number_is_content() -> None:
    assert text_of(executed(printed("colour 0xff8800ff is long, 0xff is not"))) == [
        "colour 0x… is long, 0xff is not"
    ]
    assert text_of(executed(printed("0xff"))) == ["0xff"]


def test_random_names_become_numbers_and_stay_the_same_within_a_notebook() -> None:
    one, two = "3f2b8c9e-0d1a-4b5c-8d7e-9f0a1b2c3d4e", "00112233445566778899aabbccddeeff"
    assert text_of(executed(printed(f"{one} {two} {one}"))) == ["id000001 id000002 id000001"]
    html = '<style>#T_0a1b2 td {}</style><table id="T_0a1b2"><td id="T_0a1b2_row0">'
    assert "0a1b2" not in text_of(executed(shown(html, "text/html")), "text/html")[0]
    other = html.replace("0a1b2", "ffeed")
    assert text_of(executed(shown(html, "text/html")), "text/html") == text_of(
        executed(shown(other, "text/html")), "text/html"
    )


def test_svg_ids_and_dates_are_those_of_no_run_in_particular() -> None:
    def drawing(date: str, clip: str) -> str:
        return (
            f'<svg><dc:date>{date}</dc:date><clipPath id="{clip}"/><g clip-path="url(#{clip})">'
            "<text>0x7f00deadbeef</text></g></svg>"
        )

    mime = "image/svg+xml"
    first = text_of(executed(shown(drawing("2022-07-29", "p0123456789"), mime)), mime)
    second = text_of(executed(shown(drawing("2026-01-01", "pabcdefabcd"), mime)), mime)
    assert first == second
    assert "0x7f00deadbeef" in first[0]


def test_pictures_are_not_touched_whatever_letters_they_hold() -> None:
    content = "iVBORw0xabcdef0/3f2b8c9e0d1a4b5c8d7e9f0a1b2c3d4e/T_0a1b2 "
    assert text_of(executed(shown(content, "image/png")), "image/png") == [content]


def test_json_outputs_keep_their_form() -> None:
    mime = "application/vnd.yz-analysis.table+json"
    made = executed(
        {"output_type": "display_data", "data": {mime: {"rows": [["1", 2.5, None]]}}, "metadata": {}}
    )
    assert text_of(made, mime) == [{"rows": [["1", 2.5, None]]}]


def test_pieces_of_printed_text_are_one_whatever_their_timing() -> None:
    def stream(name: str, text: str) -> dict[str, Any]:
        return {"output_type": "stream", "name": name, "text": text}

    shown_between = shown("x")
    first = executed(
        stream("stdout", "a"),
        stream("stderr", "!"),
        stream("stdout", "b"),
        shown_between,
        stream("stdout", "c"),
    )
    second = executed(stream("stderr", "!"), stream("stdout", "ab"), shown_between, stream("stdout", "c"))
    assert canonical(first) == canonical(second)
    assert text_of(first) == ["ab", "!", "x", "c"]
