"""`/_control`: what tests in another process change at the hub, and the answers it gave."""

import dataclasses
import json
from typing import Any

from tests.hub_server.faults import Fault
from tests.hub_server.replies import Reply, Request, json_reply
from tests.hub_server.state import Hub


def answer(request: Request, hub: Hub) -> Reply | None:
    """GET tells the state; POST changes what its JSON names, and tells the state."""
    if request.host != "hub" or request.path != "/_control":
        return None
    if request.method == "POST":
        _change(json.loads(request.body), hub)
    return json_reply(
        {
            "body_bytes": hub.body_bytes,
            "faults_remaining": hub.faults.remaining,
            "served": [dataclasses.asdict(one) for one in hub.served],
            "files": {
                f"{repository.repo_id}/{file.path}": {"size": file.size, "sha256": file.sha256}
                for repository in hub.repositories.values()
                for file in repository.files
            },
        }
    )


def _change(wanted: dict[str, Any], hub: Hub) -> None:
    if "faults" in wanted:
        hub.faults.clear()
        hub.faults.add(*(Fault(**fault) for fault in wanted["faults"]))
    if "rate" in wanted:
        hub.rate.set(wanted["rate"])
    for name in ("connection_rate", "ranges", "redirect", "signed_seconds"):
        if name in wanted:
            setattr(hub, name, wanted[name])
    if wanted.get("forget_served"):
        hub.served.clear()
