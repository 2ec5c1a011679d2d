"""Arrays from elsewhere are read as they are, or refused before they cost anything."""

import contextlib
import tracemalloc
import warnings

import numpy as np
import pytest
from damage import DAMAGED_NPZ, damaged, npy, npz, run_of
from hypothesis import given
from hypothesis import strategies as st

from gradreel.core import Dataset, GridSurface, Quadratic, Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.core.npz_arrays import read_arrays


@pytest.mark.parametrize("what", DAMAGED_NPZ)
def test_a_damaged_file_is_one_sentence(tmp_path, what):
    path = tmp_path / "bad.npz"
    path.write_bytes(DAMAGED_NPZ[what]())
    for read in (lambda path: Trajectory.load(path, Quadratic()), Dataset.load, GridSurface.load):
        with pytest.raises(InvalidInput) as caught:
            read(path)
        assert str(caught.value).startswith(str(path))
        assert "itself" not in str(caught.value)


@pytest.mark.parametrize("what", [what for what in DAMAGED_NPZ if "MB" in what])
def test_a_zip_bomb_takes_no_memory(tmp_path, what):
    path = tmp_path / "bad.npz"
    path.write_bytes(DAMAGED_NPZ[what]())
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInput):
            read_arrays(path)
        assert tracemalloc.get_traced_memory()[1] < 5e6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("compressed", [False, True])
def test_files_spoiled_at_random_are_read_or_refused(tmp_path, compressed):
    path = tmp_path / "bad.npz"
    save = np.savez_compressed if compressed else np.savez
    save(path, params=np.linspace(0, 1, 40).reshape(20, 2), loss=np.linspace(3, 1, 20))
    for data in damaged(path.read_bytes(), 200):
        path.write_bytes(data)
        try:
            run = Trajectory.load(path)
        except InvalidInput:
            continue
        assert run.params.shape == (20, 2)


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "<i8", ">i8", "u2", "<f2", ">f4", "<f8", ">f8", "longdouble"]
)
@pytest.mark.parametrize("order", ["C", "F"])
def test_numbers_of_every_kind_are_read_as_numpy_reads_them(tmp_path, dtype, order):
    values = np.arange(6).reshape(2, 3).astype(dtype, order=order)
    np.savez_compressed(tmp_path / "a.npz", a=values, point=values[1, 2], none=values[:0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = read_arrays(tmp_path / "a.npz")
    assert {name: array.dtype for name, array in read.items()} == dict.fromkeys(read, np.float64)
    np.testing.assert_array_equal(read["a"], values)
    assert (read["point"], read["point"].shape, read["none"].shape) == (values[1, 2], (), (0, 3))


@given(st.text(st.sampled_from("{}()'descrfotanhpe_: ,<>8|LO0123-\\\n\0é"), max_size=80))
def test_any_header_is_a_sentence(tmp_path_factory, header):
    path = tmp_path_factory.getbasetemp() / "header.npz"
    path.write_bytes(npz(run_of(w=npy(header="{" + header))))
    with pytest.raises(InvalidInput):
        read_arrays(path)


WORDS = [*'wbxy,;#\t\n1"\0\r é', "2.5", "1,5", "nan", "1e999"]


@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from(WORDS)).map(lambda words: "".join(words).encode()),
    )
)
def test_any_table_is_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "table.csv"
    for start in (b"", b"w,b\n", b"w;b\n1;2\n", b"# w b\n", b"\xff\xfe"):
        path.write_bytes(start + data)
        for read in (lambda path: Trajectory.load(path, Quadratic()), Dataset.load):
            with contextlib.suppress(InvalidInput):
                assert read(path)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("shape", ["(3L,)", "(3,)", "( 3 , )"])
def test_headers_of_other_writers_are_read(tmp_path, version, shape):
    data = np.array([1.0, 2.0, 3.0]).tobytes()
    member = npy(shape=shape, data=data, version=version)
    (tmp_path / "a.npz").write_bytes(npz(run_of(w=member) | {"read.me": b"not an array"}))
    np.testing.assert_array_equal(read_arrays(tmp_path / "a.npz")["w"], [1.0, 2.0, 3.0])
