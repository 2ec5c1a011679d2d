"""Pictures of a recording, compressed: 300 of 1280x720 would need 830 MB as they are."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import numpy as np

from ..scene.frame import Frame
from .digests import Digest, newest


class Kept(Protocol):
    """Pictures that are kept elsewhere."""

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each, by its label."""

    @property
    def digest(self) -> Digest:
        """What made them."""

    def picture(self, label: str) -> Frame:
        """Read one."""


class PackedFrames(Mapping[str, Frame]):
    """Pictures by their labels, in order; each is unpacked when it is asked for.

    Parameters
    ----------
    frames
        Labels and pictures; of one that comes again nothing is kept twice.
    kept
        Of a picture that has its digest there under its label nothing is kept here either: packing
        takes many times as long as the digest.
    """

    def __init__(self, frames: Iterable[tuple[str, Frame]], kept: Kept | None = None) -> None:
        self._kept = kept
        self._digest = kept.digest if kept else newest()
        self._digests: dict[str, str] = {}
        self._packed: dict[str, tuple[tuple[int, ...], bytes]] = {}
        known = kept.digests if kept else {}
        for label, frame in frames:
            told = self._digests[label] = self._digest(frame)
            if told not in self._packed and known.get(label) != told:
                pixels = np.ascontiguousarray(frame)
                self._packed[told] = (pixels.shape, zlib.compress(pixels.data, 1))

    def __getitem__(self, label: str) -> Frame:
        told = self._digests[label]
        if self._kept is not None and told not in self._packed:
            return self._kept.picture(label)
        shape, packed = self._packed[told]
        frame: Frame = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(shape)
        return frame

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each picture, by its label."""
        return self._digests

    def digests_by(self, made: Digest) -> Mapping[str, str]:
        """Return the digest of each picture, by its label, as something else makes it."""
        if made is self._digest:
            return self._digests
        return {label: made(frame) for label, frame in self.items()}
