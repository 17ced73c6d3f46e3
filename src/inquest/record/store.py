"""The record: open it (built on first use), add files, ask for panels, grids and evidence."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from inquest import registry
from inquest.contracts import Engine, Progress, quiet
from inquest.errors import RecordError
from inquest.model.event import Evidence
from inquest.model.panel import ExtractSpec, Grid, GridSpec, Panel, PanelSpec
from inquest.model.record import Manifest, RecordInfo
from inquest.record import home as folders
from inquest.record._schema import RECORD
from inquest.record.behind import Behind
from inquest.record.ingest import MANIFEST, Covers, fingerprint, ingest, parse_covers
from inquest.record.revisions import stands_from

_UNKNOWN_DAY = "9999-12-31"


class Record:
    """All vintages loaded, and the three things that can be asked of them.

    Made by ``open_record``. ``info`` is what the record says of itself; every answer comes from the same snapshot,
    also if another process adds a file meanwhile.
    """

    def __init__(self, root: Path, pointer: Mapping[str, Any], engine: str, progress: Progress) -> None:
        self.root = root
        self._pointer = dict(pointer)
        self._engine_name = engine
        self._progress = progress

    @cached_property
    def info(self) -> RecordInfo:
        """Identity and manifests."""
        manifests = tuple(Manifest.model_validate(v["manifest"]) for v in self._pointer["vintages"])
        return RecordInfo(identity=self._pointer["identity"], manifests=manifests)

    @property
    def folder(self) -> Path:
        """Folder of the record's tables."""
        return self.root / "records" / str(self._pointer["folder"])

    @cached_property
    def _engine(self) -> Engine:
        engine: Engine = registry.load("record.engines", self._engine_name)
        return engine

    def panel(self, spec: PanelSpec) -> Panel:
        """Sparse rows (atom x day) with integer sums."""
        return self._engine.panel(self.folder, spec)

    def grid(self, spec: GridSpec) -> Grid:
        """Cell x period x pair."""
        return self._engine.grid(self.folder, spec)

    def evidence(self, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
        """Events behind each selection, most deaths first; the same rows that the selection sums."""
        return self._engine.extract(self.folder, spec)

    def behind(self, spec: PanelSpec) -> Behind:
        """The events behind any selections that the spec can tell apart: counts, places, offices, rows to show."""
        return Behind(partial(self._engine.events, self.folder), partial(self._engine.texts, self.folder), spec)

    def add(
        self,
        path: Path,
        *,
        source: str | None = None,
        covers: Covers | str | None = None,
        release: str | None = None,
        released: dt.date | None = None,
        simulated: bool = False,
    ) -> Manifest:
        """Read an event file into the record; the record on disk changes in one step, and this object with it.

        A file whose unpacked bytes are in the record already changes nothing.

        Parameters
        ----------
        path : CSV file, plain, gzip or zip.
        source, covers, release, released, simulated : see ``ingest``; ``covers`` may be written ``START..END``.
        """
        days = parse_covers(covers) if isinstance(covers, str) else covers
        with folders.lock(self.root):
            pointer = folders.read_pointer(self.root) or self._pointer
            options: dict[str, Any] = {"source": source, "covers": days, "release": release, "released": released}
            options["simulated"] = simulated
            vintage = _vintage(self.root, Path(path), options, self._progress)
            held = [v for v in pointer["vintages"] if v["manifest"]["sha256"] == vintage["manifest"]["sha256"]]
            if not held:
                pointer = _put_in_force(self.root, [*pointer["vintages"], vintage], self._progress)
            elif held[0]["folder"] != vintage["folder"]:  # the same file with other options replaces itself
                others = [v for v in pointer["vintages"] if v is not held[0]]
                pointer = _put_in_force(self.root, [*others, vintage], self._progress)
        self._pointer = dict(pointer)
        self.__dict__.pop("info", None)
        return Manifest.model_validate(vintage["manifest"])

    def verify(self) -> None:
        """Compare every file with the hash taken when it was built.

        Raises
        ------
        RecordError
            For the first file that is missing or differs.
        """
        for name, sha256 in sorted(self._pointer["files"].items()):
            path = self.root / name
            if not path.is_file():
                raise folders.damaged(self.folder, path, "it is missing")
            with path.open("rb") as handle:
                if hashlib.file_digest(handle, "sha256").hexdigest() != sha256:
                    raise folders.damaged(self.folder, path, "its bytes differ from those that were written")

    def status(self) -> dict[str, Any]:
        """Where the record is and what it holds, one entry per vintage, with the years for which it stands."""
        from inquest.record.standing import standing

        years = standing(self.folder, self.info)
        return {
            "folder": str(self.root),
            "identity": self.info.identity,
            "engine": self._engine_name,
            "vintages": [
                m.model_dump(mode="json", exclude={"coverage", "licence", "citation"})
                | {"stands_from": stands_from(m), "standing": years[i]}
                for i, m in enumerate(self.info.manifests)
            ],
        }

    def quarantine(self, vintage: int) -> Path:
        """Parquet file of the rows refused from a vintage: reason, id, raw."""
        return self.root / "vintages" / str(self._pointer["vintages"][vintage]["folder"]) / "quarantine.parquet"


def open_record(home: Path | None = None, *, progress: Progress | None = None, engine: str = "duckdb") -> Record:
    """Open the record; on first use it is built from the files that the package carries.

    Parameters
    ----------
    home : folder to keep it in; else the environment's INQUEST_HOME, else the user's cache directory.
    progress : called with (step, done, total) while something is built.
    engine : registry name of the engine that answers.

    Raises
    ------
    MachineError
        If the folder can't be written or the disk is full.
    RecordError
        If the record is there but damaged.
    """
    report = progress or quiet
    root = folders.home_folder(home) / folders.LAYOUT
    pointer = folders.read_pointer(root)
    if pointer is None:
        with folders.lock(root):
            pointer = folders.read_pointer(root)  # another process may have built it while this one waited
            if pointer is None:
                from inquest.record.bundled import bundled_files

                folders.sweep(root, frozenset())
                vintages = [_vintage(root, path, {}, report) for path in bundled_files()]
                pointer = _put_in_force(root, vintages, report)
    record = Record(root, pointer, engine, report)
    if not (record.folder / RECORD).is_file():
        raise RecordError(
            f"the record in {root} lacks its folder {record.folder.name}", "a whole record", cure=folders.rebuild(root)
        )
    return record


def _vintage(root: Path, path: Path, options: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Ingest a file into the folder of its vintage; the folder is named by what it holds."""
    with folders.staging(root) as folder:
        manifest = ingest(path, folder, progress=progress, **options)
        name = f"{manifest.sha256[:16]}-{fingerprint(manifest)[:16]}"
        target = root / "vintages" / name
        target.parent.mkdir(exist_ok=True)
        if not (target / MANIFEST).is_file():
            folder.rename(target)
        else:
            manifest = Manifest.model_validate_json((target / MANIFEST).read_text(encoding="utf-8"))
    return {"folder": name, "manifest": manifest.model_dump(mode="json")}


def _stands_from(manifest: Mapping[str, Any]) -> str:
    """The day from which a vintage may be used: its release's, else the day it was added."""
    return str(manifest["released"] or manifest["added"] or _UNKNOWN_DAY)


def _put_in_force(root: Path, vintages: Sequence[Mapping[str, Any]], progress: Progress) -> dict[str, Any]:
    """Build a record of vintages, oldest first, and point to it."""
    from inquest.record.assemble import assemble

    progress("putting the record together", 0, 1)
    ordered = sorted(vintages, key=lambda v: _stands_from(v["manifest"]))
    manifests = [Manifest.model_validate(v["manifest"]) for v in ordered]
    prints = [fingerprint(m) for m in manifests]
    identity = hashlib.sha256("\n".join(prints).encode()).hexdigest()
    target = root / "records" / identity[:16]
    files = {}
    for vintage in ordered:
        for path in sorted((root / "vintages" / vintage["folder"]).glob("*.parquet")):
            files[str(path.relative_to(root))] = _sha256(path)
    with folders.staging(root) as folder:
        pairs = [(m, root / "vintages" / v["folder"]) for m, v in zip(manifests, ordered, strict=True)]
        tables = assemble(pairs, folder)
        about = {
            "identity": identity,
            "sources": sorted({m.source for m in manifests}),
            "first_day": min(_day(m.first_day) for m in manifests),
            "last_day": max(_day(m.last_day) for m in manifests),
            "vintages": [{"folder": v["folder"], "stands_from": _stands_from(v["manifest"])} for v in ordered],
        }
        (folder / RECORD).write_text(json.dumps(about, sort_keys=True), encoding="utf-8")
        target.parent.mkdir(exist_ok=True)
        if not (target / RECORD).is_file():
            folder.rename(target)
    files |= {f"records/{target.name}/{name}": sha256 for name, sha256 in tables.items()}
    pointer = {"identity": identity, "folder": target.name, "vintages": list(ordered), "files": files}
    previous = folders.read_pointer(root)
    folders.write_pointer(root, pointer)
    folders.sweep(root, frozenset({target.name} | ({previous["folder"]} if previous else set())))
    progress("putting the record together", 1, 1)
    return pointer


def _day(day: Any) -> int:
    return int(day.toordinal()) - 719163


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
