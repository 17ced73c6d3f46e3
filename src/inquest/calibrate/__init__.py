"""Layer 8: known truth through propose-to-judge: error rates, coverage, power."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the same sums on any number of cores; NumPy comes later
