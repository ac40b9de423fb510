"""Spans of whole seconds of a video, from and to: sorted, none touching another. Plain numbers and nothing else."""

from collections.abc import Iterable, Sequence

Spans = list[list[int]]


def merged(spans: Iterable[Sequence[int]]) -> Spans:
    """Return the same seconds in as few spans as there can be, in their order; what is empty or turned is left out."""
    found: Spans = []
    for first, last in sorted((begin, end) for begin, end in spans if begin < end):
        if found and first <= found[-1][1]:
            found[-1][1] = max(found[-1][1], last)
        else:
            found.append([first, last])
    return found


def within(spans: Iterable[Sequence[int]], end: int) -> Spans:
    """Return what of them lies in a video of so many seconds, merged."""
    return merged([max(0, first), min(last, end)] for first, last in spans)


def length(spans: Iterable[Sequence[int]]) -> int:
    """Return how many seconds merged spans have."""
    return sum(last - first for first, last in spans)


def added(known: Spans, fresh: Iterable[Sequence[int]], *, most: int) -> Spans:
    """Return the known spans with what is new in the fresh ones, from the beginning, up to `most` seconds of it."""
    kept, left = known, most
    for first, last in missing(known, fresh):
        if left <= 0:
            break
        part = min(last - first, left)
        kept, left = merged([*kept, [first, first + part]]), left - part
    return kept


def missing(known: Spans, fresh: Iterable[Sequence[int]]) -> Spans:
    """Return what of the fresh spans the known ones do not have, merged."""
    found: Spans = []
    for first, last in merged(fresh):
        at = first
        for begin, end in known:
            if begin >= last:
                break
            if end > at:
                found.append([at, begin])
                at = end
        found.append([at, last])
    return merged(found)
