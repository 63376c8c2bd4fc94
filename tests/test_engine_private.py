"""Kernels of our runs are reached over sockets in a private folder, so no port can be taken from them."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
from papermill.engines import NBClientEngine

from tests.running.books import book
from tests.test_store import record
from yz_analysis.publishing.engine.private import PRIVATE, PrivateKernelManager
from yz_analysis.publishing.job import Job, perform

pytestmark = pytest.mark.skipif(not PRIVATE, reason="ZMQ has no Unix sockets on this system")


async def _prepared(manager: PrivateKernelManager) -> Path:
    await manager._async_pre_start_kernel()
    return Path(manager.connection_file).parent


@pytest.mark.parametrize("long", [False, True])
def test_the_sockets_lie_in_a_folder_of_this_user_alone_and_go_with_the_kernel(
    long: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / ("long" * 30) if long else tmp_path
    base.mkdir(exist_ok=True)
    monkeypatch.setattr("tempfile.tempdir", str(base))

    async def come_and_go() -> None:
        manager = PrivateKernelManager()
        folder = await _prepared(manager)
        assert manager.transport == "ipc"
        assert Path(manager.ip).parent == folder
        assert len(manager.ip) < 90
        assert stat.S_IMODE(folder.stat().st_mode) & 0o777 == 0o700
        assert await _prepared(manager) == folder  # a restart keeps the sockets
        await manager._async_cleanup_resources(restart=True)
        assert folder.exists()
        await manager._async_cleanup_resources()
        assert not folder.exists()

    asyncio.run(come_and_go())


def test_two_kernels_share_no_folder() -> None:
    async def both() -> set[Path]:
        managers = [PrivateKernelManager(), PrivateKernelManager()]
        folders = {await _prepared(manager) for manager in managers}
        for manager in managers:
            await manager._async_cleanup_resources()
        return folders

    assert len(asyncio.run(both())) == 2


def test_a_run_in_a_new_interpreter_uses_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(nb_man: object, kernel_name: str, **options: object) -> None:
        seen.append(options["kernel_manager_class"])

    monkeypatch.setattr(NBClientEngine, "execute_managed_notebook", look)
    job = Job(
        site=str(tmp_path / "site"), work=str(tmp_path / "work"), record=record(), notebook=book("1"), page={}
    )
    perform(job)
    assert seen == [PrivateKernelManager]
