"""A site's runs as an RO-Crate of the Process Run Crate profile: what was run, from what, with what result.

Written with the library `rocrate` (extra `crate`). The crate holds the metadata only and refers to the site's
files by their addresses, so it is put into the site's own folder or beside a copy of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from yz_analysis import __version__
from yz_analysis.errors import YzAnalysisError, require
from yz_analysis.publishing.record import write_bytes

NAME = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_STATUS = {"done": "Completed", "unchanged": "Completed", "failed": "Failed"}


def write_crate(site: Path, folder: Path) -> Path:
    """Write `ro-crate-metadata.json` for the runs of a site.

    Args:
        site: a folder made by `yz run`, with its `run.json`.
        folder: where the file goes.

    Raises:
        MissingExtraError: when `rocrate` is not installed.
        YzAnalysisError: when `run.json` cannot be read.
    """
    try:
        document = json.loads((site / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise YzAnalysisError(f"{site / 'run.json'}: cannot be read ({error})") from error
    path = folder / NAME
    text = json.dumps(describe(document), ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes((text + "\n").encode("utf-8"), path)
    return path


def describe(document: dict[str, Any]) -> dict[str, Any]:
    """Return the crate of a `run.json` as JSON-LD."""
    require("rocrate", "crate")
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate()
    crate.name = "yz_analysis site"
    crate.description = "Executed notebooks and pages of printed economic reports"
    runs = document["runs"]
    crate.datePublished = max((str(run["started"]) for run in runs), default="1970-01-01T00:00:00+00:00")
    profile = crate.add(
        ContextEntity(
            crate, PROFILE, {"@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
        )
    )
    crate.root_dataset["conformsTo"] = profile
    software = crate.add(
        ContextEntity(
            crate,
            "#yz-analysis",
            {"@type": "SoftwareApplication", "name": "yz-analysis", "softwareVersion": __version__},
        )
    )
    for run in runs:
        outputs = [
            crate.add_file(
                dest_path=output["path"],
                properties={"sha256": output["sha256"], "contentSize": str(output["bytes"])},
            )
            for output in run["outputs"]
        ]
        arguments = [
            crate.add(
                ContextEntity(
                    crate,
                    f"#{run['run_id']}/{name}",
                    {"@type": "PropertyValue", "name": name, "value": str(value)},
                )
            )
            for name, value in sorted(run["parameters"].items())
        ]
        properties: dict[str, Any] = {
            "@type": "CreateAction",
            "name": f"{run['notebook']} for {run['report']} in {run['language']}",
            "startTime": run["started"],
            "actionStatus": f"http://schema.org/{_STATUS[run['outcome']]}ActionStatus",
        }
        if run["error"]:
            properties["error"] = f"{run['error']['name']}: {run['error']['message']}"
        action = crate.add(ContextEntity(crate, f"#{run['run_id']}", properties))
        action["instrument"] = software
        action["object"] = arguments
        action["result"] = outputs
        crate.root_dataset.append_to("mentions", action)
    described: dict[str, Any] = crate.metadata.generate()
    return described
