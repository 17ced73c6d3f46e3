"""Random draws over periods, the same for any number of workers.

Draws come in chunks of a fixed size; each chunk has its own child of the seed sequence, found by its number, so that
who computes it plays no part.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inquest.errors import UsageError
from inquest.stats.arrays import Floats

CHUNK: Final = 256
"""Draws in a chunk; part of the definition of the results."""


def chunk_child(seed: "np.random.SeedSequence", chunk: int) -> "np.random.SeedSequence":
    """Child of a seed sequence by the chunk's number, without changing the parent."""
    return np.random.SeedSequence(seed.entropy, spawn_key=(*seed.spawn_key, chunk))


def n_chunks(draws: int) -> int:
    """Chunks needed for a number of draws.

    Raises
    ------
    UsageError
        No draws.
    """
    if draws < 1:
        raise UsageError(f"{draws} draws", "one or more", cure="pass 2000")
    return -(-draws // CHUNK)


def chunk_sizes(draws: int) -> list[int]:
    """Draws in each chunk; only the last may be short."""
    return [min(CHUNK, draws - CHUNK * k) for k in range(n_chunks(draws))]


def default_block(periods: int) -> int:
    """Length of blocks: ceil(T^(1/3)) + 1, at most T.

    The order T^(1/3) is optimal for the variance of a mean (Künsch 1989, doi 10.1214/aos/1176347265; Hall, Horowitz &
    Jing 1995, doi 10.1093/biomet/82.3.561).
    """
    return min(periods, int(np.ceil(periods ** (1.0 / 3.0) - 1e-9)) + 1)


def signs_chunk(seed: "np.random.SeedSequence", chunk: int, size: int, periods: int, block: int) -> Floats:
    """Block-wise random signs (wild bootstrap) of one chunk.

    Each draw cuts the periods into blocks at a random phase and gives each block a sign.

    Parameters
    ----------
    seed : SeedSequence
    chunk, size : int
        Number of the chunk and draws in it.
    periods, block : int

    Returns
    -------
    ndarray, shape (size, periods)
        +1 or -1.

    References
    ----------
    Shao 2010, doi 10.1198/jasa.2009.tm08744 (dependent wild bootstrap).
    """
    check_block(periods, block)
    rng = np.random.default_rng(chunk_child(seed, chunk))
    blocks = periods // block + 2
    signs = rng.integers(0, 2, (CHUNK, blocks), dtype=np.int8)[:size]
    phase = rng.integers(0, block, CHUNK)[:size]
    which = (np.arange(periods)[None, :] + phase[:, None]) // block
    return np.take_along_axis(signs, which, axis=1).astype(np.float64) * 2.0 - 1.0


def resamples_chunk(seed: "np.random.SeedSequence", chunk: int, size: int, periods: int, block: int) -> Floats:
    """How often each period is drawn (circular block bootstrap), for one chunk.

    Returns
    -------
    ndarray, shape (size, periods)
        Whole numbers; each row sums to `periods`.

    References
    ----------
    Politis & Romano 1992, "A circular block-resampling procedure for stationary data".
    """
    check_block(periods, block)
    rng = np.random.default_rng(chunk_child(seed, chunk))
    starts = rng.integers(0, periods, (CHUNK, -(-periods // block)))[:size]
    days = ((starts[:, :, None] + np.arange(block)) % periods).reshape(size, -1)[:, :periods]
    flat = (days + periods * np.arange(size)[:, None]).ravel()
    return np.bincount(flat, minlength=size * periods).reshape(size, periods).astype(np.float64)


def resamples(seed: "np.random.SeedSequence", draws: int, periods: int, block: int) -> Floats:
    """All chunks of `resamples_chunk` under one another; shape (draws, periods)."""
    parts = [resamples_chunk(seed, k, size, periods, block) for k, size in enumerate(chunk_sizes(draws))]
    return np.concatenate(parts)


def shifts(periods: int) -> NDArray[np.int64]:
    """All circular shifts of a series, as indices; shape (periods, periods), row k shifted by k."""
    t = np.arange(periods)
    return (t[None, :] + t[:, None]) % periods


def check_block(periods: int, block: int) -> None:
    """Demand 1 <= block <= periods.

    Raises
    ------
    UsageError
    """
    if not 1 <= block <= periods:
        raise UsageError(f"blocks of {block} in {periods} periods", "1 to the number of periods", cure="shorten them")
