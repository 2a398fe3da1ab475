"""A profile.yaml among a client's papers: what it would change of the client, and taking it over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from assistant.workspace import clients
from assistant.workspace.errors import RefusedError, told
from assistant.workspace.values import Client, StoredFile
from assistant.workspace.workspace import Workspace
from scoring.pack import PackFile
from scoring.pack.opening import PROFILE_NAMES, profile_text
from scoring.profile import Profile, ProfileError, parse_profile


@dataclass(frozen=True, slots=True)
class Offer:
    """`file` is the id of the upload it lies in, `path` its place there. `changes`: fields it states otherwise than the client's.

    `fault` is one Chinese line where it cannot be taken over; then nothing changes.
    """

    file: str
    path: str
    before: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""


def offers(workspace: Workspace, client_id: str) -> list[Offer]:
    """Of profiles that say something else than the client's, or that have a fault; by path."""
    client = workspace.client(client_id)
    made = (_offer(client, file, path, text) for file, path, text in _profiles(workspace, client_id))
    return [one for one in made if one.changes or one.fault]


def take(workspace: Workspace, client_id: str, file_id: str, who: str) -> Client:
    """Change the client as the offer says. Raises RefusedError where there is none any more, or it has a fault."""
    found = [one for one in offers(workspace, client_id) if one.file == file_id]
    if not found:
        raise RefusedError("这份企业档案已不在材料里，或与客户资料已经一致，没有改动")
    if found[0].fault:
        raise RefusedError(found[0].fault)
    return workspace.update_client(client_id, found[0].changes, who, source=found[0].path)


def _profiles(workspace: Workspace, client_id: str) -> Iterator[tuple[StoredFile, str, str]]:
    """Upload, path and text of each."""
    for file in workspace.files(client_id):
        if PurePosixPath(file.path).name in PROFILE_NAMES:
            with told():
                yield file, file.path, profile_text(PackFile(file.path, location=workspace.store.path(file.sha256)))
        elif (within := workspace.inside(file)) is not None and within.profile:
            yield file, within.profile, within.text


def _offer(client: Client, file: StoredFile, path: str, text: str) -> Offer:
    try:
        profile = parse_profile(text, path)
    except ProfileError as error:
        return Offer(file.id, path, fault=str(error))
    if profile.notices:
        return Offer(file.id, path, fault="；".join(profile.faults))
    before, fields = clients.profile_fields(client.profile), _stated(text, profile)
    try:
        clients.checked({**before, **fields})
    except RefusedError as error:
        return Offer(file.id, path, fault=str(error))
    changes = {name: value for name, value in fields.items() if value != before[name]}
    return Offer(file.id, path, {name: before[name] for name in changes}, changes)


def _stated(text: str, profile: Profile) -> dict[str, Any]:
    """Only what is written there: what is not mentioned stays as the client has it. The text was parsed before, so that it can be."""
    data = yaml.safe_load(text) or {}
    written = {**data, **data.get("enterprise", {})}
    return {name: value for name, value in clients.profile_fields(profile).items() if written.get(name) is not None}
