"""Scores the ``rules`` extractor on annotated texts or single claims.

``python tests/texts/score.py dev [--errors] [--only 03,07]``, ``python tests/texts/score.py sentences.yaml``.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the tests' own modules are found from the root
    from tests.texts.predicting import main

    main()
