"""An invented bulletin of an invented place, and the command line as a function."""

from __future__ import annotations

from pathlib import Path

import pytest

from yz_analysis.cli import main

BULLETIN = """临城县2023年上半年经济运行情况

上半年,全县实现地区生产总值125.6亿元,按可比价格计算同比增长5.2%。规模以上工业总产值210.35亿元,下降1.2%。

城乡居民人均可支配收入分别增长5.1%和6.8%。新增城镇就业0.3万人,城镇登记失业率控制在3%以内。

落实“三个清单”,推进一体化,确保全年一般公共预算收入突破17亿元。
"""
REPORT = "lincheng-2023h1"
DETAILS = (
    *("--report", REPORT, "--area", "320281", "--period", "2023-S1"),
    *("--title", "临城县2023年上半年经济运行情况", "--url", "https://example.org/lincheng"),
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run `yz` and return exit code, output and errors."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    shown = capsys.readouterr()
    return int(stopped.value.code or 0), shown.out, shown.err


def save(folder: Path, text: str = BULLETIN, name: str = "bulletin.txt") -> Path:
    """Write a text and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path
