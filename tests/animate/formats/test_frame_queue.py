import threading

import numpy as np

from gradreel.animate.formats.frame_queue import QUEUE_BYTES, FrameQueue

FRAME = np.zeros((2, 2, 3), np.uint8)


def places(frame_bytes: int) -> int:
    """How many frames fit before someone takes one."""
    queue = FrameQueue(frame_bytes)
    count = 0
    full = threading.Timer(0.3, queue.close)
    full.start()
    while queue.put(FRAME):
        count += 1
    full.join()
    return count


def test_a_few_frames_wait_whatever_their_size():
    assert [places(size) for size in (1, QUEUE_BYTES // 5, QUEUE_BYTES)] == [16, 5, 2]


def test_frames_come_in_order_and_end():
    queue = FrameQueue(1)
    taken: list[int] = []
    thread = threading.Thread(target=lambda: taken.extend(int(f[0, 0, 0]) for f in queue))
    thread.start()
    assert all(queue.put(np.full_like(FRAME, i)) for i in range(50))
    queue.end()
    thread.join()
    assert taken == list(range(50))


def test_closing_wakes_who_takes_and_refuses_who_gives():
    queue = FrameQueue(1)
    taken: list[np.ndarray] = []
    thread = threading.Thread(target=lambda: taken.extend(queue))
    thread.start()
    queue.close()
    thread.join()
    assert taken == []
    assert not queue.put(FRAME)
