"""Packs frames and defaults into one file per language that loads fast, and the classifier's weights into another.

Run it after any edit of these.

``python tools/build_frames.py`` writes it, ``python tools/build_frames.py --check`` only compares. A file that was
edited since is read as it stands, only slower.
"""

import json
import sys
from pathlib import Path

from inquest.extract._grammar import WEIGHTS_PACKED, digest, packed_name, parse_yaml
from inquest.extract._scout import WEIGHTS, as_strings

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


def packed_weights() -> str:
    """Language -> the mark of its weights and what they are, in a form of which only what is needed is read."""
    found = {}
    for path in sorted(FRAMES.glob(f"*/{WEIGHTS}")):
        content = path.read_bytes()
        found[path.parent.name] = (digest(content), as_strings(json.loads(content)))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the files, or compare them."""
    folders = sorted(p.name for p in FRAMES.iterdir() if p.is_dir())
    texts = {packed_name(name): packed(name) for name in folders} | {WEIGHTS_PACKED: packed_weights()}
    for name, text in texts.items():
        path = FRAMES / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is older than the frames or the defaults: run python tools/build_frames.py")


if __name__ == "__main__":
    main()
