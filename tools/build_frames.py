"""Packs frames and defaults into one file per language that loads fast: run after any edit of either.

``python tools/build_frames.py`` writes it, ``python tools/build_frames.py --check`` only compares. A file that was
edited since is read as it stands, only slower.
"""

import json
import sys
from pathlib import Path

from inquest.extract._grammar import digest, packed_name, parse_yaml

FRAMES = Path(__file__).parents[1] / "src/inquest/extract/frames"
DEFAULTS = FRAMES.parents[1] / "data/defaults.yaml"


def packed(language: str) -> str:
    """Language and name -> the mark of the text and what it says; the defaults are with English."""
    found = {}
    for path in sorted((FRAMES / language).glob("*.yaml")):
        content = path.read_bytes()
        found[f"{path.parent.name}/{path.stem}"] = (digest(content), parse_yaml(content))
    if language == "en":
        content = DEFAULTS.read_bytes()
        found["defaults"] = (digest(content), parse_yaml(content))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    if {name: tuple(entry) for name, entry in json.loads(text).items()} != found:
        sys.exit("the frames hold something that JSON can't: a date, or a key that is no text")
    return text


def main() -> None:
    """Write the files, or compare them."""
    for folder in sorted(p for p in FRAMES.iterdir() if p.is_dir()):
        text = packed(folder.name)
        path = FRAMES / packed_name(folder.name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is older than the frames or the defaults: run python tools/build_frames.py")


if __name__ == "__main__":
    main()
