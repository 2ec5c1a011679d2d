"""Files that are only compared: what cannot be read is none."""

import os
import sys

import pytest

from gradreel.core.input_files import read_if_there


def test_what_is_no_file_is_none(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"some")
    assert read_if_there(file) == b"some"
    assert read_if_there(file, most=3) is None
    file.write_bytes(b"")
    for path in (file, tmp_path, tmp_path / "b", file / "c", tmp_path / "a\0"):
        assert read_if_there(path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes or devices with names")
def test_what_has_no_end_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for name in ("pipe", "device", "round"):
        assert read_if_there(tmp_path / name) is None
