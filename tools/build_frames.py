"""Packs frames and defaults into one file that loads fast: run after any edit of either.

``python tools/build_frames.py`` writes it, ``python tools/build_frames.py --check`` only compares. A file that was
edited since is read as it stands, only slower.
"""

import json
import sys
from pathlib import Path

from inquest.extract._grammar import digest, parse_yaml

FRAMES = Path(__file__).parents[1] / "src/inquest/extract/frames"
DEFAULTS = FRAMES.parents[1] / "data/defaults.yaml"
PACKED = FRAMES / "packed.json"


def packed() -> str:
    """Language and name -> the mark of the text and what it says."""
    found = {}
    for path in sorted(FRAMES.glob("*/*.yaml")):
        content = path.read_bytes()
        found[f"{path.parent.name}/{path.stem}"] = (digest(content), parse_yaml(content))
    content = DEFAULTS.read_bytes()
    found["defaults"] = (digest(content), parse_yaml(content))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    if {name: tuple(entry) for name, entry in json.loads(text).items()} != found:
        sys.exit("the frames hold something that JSON can't: a date, or a key that is no text")
    return text


def main() -> None:
    """Write the file, or compare it."""
    text = packed()
    if "--check" not in sys.argv:
        PACKED.write_text(text, encoding="utf-8")
    elif not PACKED.is_file() or PACKED.read_text(encoding="utf-8") != text:
        sys.exit("packed.json is older than the frames or the defaults: run python tools/build_frames.py")


if __name__ == "__main__":
    main()
