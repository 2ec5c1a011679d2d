"""What can be known of Windows without it: nothing is used there that it has not."""

import subprocess
import sys
from pathlib import Path

# Other people's packages choose by the platform when they are imported, so they come first.
CODE = """
import importlib, multiprocessing.context, os, pkgutil, signal, subprocess, sys
import concurrent.futures.process, asyncio, ctypes, logging, mmap, shutil, tempfile
import click, contourpy, distributed, imageio_ffmpeg, IPython, matplotlib.animation
import matplotlib.backends.backend_agg, matplotlib.font_manager, nbformat, numpy
import PIL.Image, pptx, pytest, rich.console, sysconfig

sysconfig.get_config_vars()

for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in (
    "O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "chown", "fchmod", "fork", "geteuid",
    "getpgid", "getuid", "killpg", "mkfifo", "sched_getaffinity", "setsid", "statvfs", "sysconf",
    "uname",
):
    delattr(os, name)
if sys.version_info < (3, 13):
    del os.O_NONBLOCK  # later ones take away folders with it, here
for name in (
    "SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP",
    "SIGUSR1", "SIGXCPU", "alarm", "pthread_kill", "pthread_sigmask", "setitimer",
):
    delattr(signal, name)
sys.platform = "win32"

import gradreel

for each in pkgutil.walk_packages(gradreel.__path__, "gradreel."):
    if not each.name.endswith("__main__"):
        importlib.import_module(each.name)
main = gradreel.animate.main
main(["trace", "opening", "-o", "a.csv", "--quiet"])
main(["render", "opening", "-o", "a", "--size", "160x90", "--fps", "0.2", "--quiet"])
"""


def test_all_modules_are_imported_and_files_made_without_what_windows_lacks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {each.name for each in tmp_path.iterdir()} == {"a", "a.csv"}
