"""The machine: the data folder, room on the disk, memory."""

import shutil
import tempfile
from pathlib import Path

from webapp.checkup.finding import Finding, ok, trouble, warning

MEGABYTE = 1024 * 1024
DISK_TROUBLE, DISK_WARNING = 100 * MEGABYTE, 1024 * MEGABYTE
MEMORY_TROUBLE, MEMORY_WARNING = 64 * MEGABYTE, 256 * MEGABYTE
MEMORY = Path("/proc/meminfo")
LIMIT, USED = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")


def check_folder(folder: Path) -> Finding:
    """The data folder: there, ours to write in, and nobody else's to read."""
    name = "data folder"
    if not folder.exists():
        do = "Start Unhunch once, or set UNHUNCH_DATA_DIR to the folder that has your data."
        return warning(name, f"{folder} is not there yet.", do)
    if not folder.is_dir():
        return trouble(name, f"{folder} is no folder.", "Set UNHUNCH_DATA_DIR to a folder.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        do = f"Make it writable for the user who runs Unhunch: chown -R USER {folder}"
        return trouble(name, f"{folder} cannot be written in ({error.strerror}).", do)
    if folder.stat().st_mode & 0o077:
        return warning(name, f"Others can look into {folder}.", f"Run: chmod 700 {folder}")
    return ok(name, str(folder))


def free_bytes(folder: Path) -> int | None:
    """The room left where a folder is or will be; None where that cannot be told."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), None)
    return shutil.disk_usage(there).free if there else None


def check_disk(free: int | None) -> Finding:
    """The room left for the database, its copies and its log."""
    name = "disk"
    if free is None:
        return ok(name, "How much room is left cannot be told here.")
    says = f"{free // MEGABYTE:,} MB free."
    do = "Make room: old copies in backups/ of the data folder may be moved elsewhere."
    if free < DISK_TROUBLE:
        return trouble(name, says, do)
    return warning(name, says, do) if free < DISK_WARNING else ok(name, says)


def available_memory(memory: Path = MEMORY, limit: Path = LIMIT, used: Path = USED) -> int | None:
    """The bytes still to be had, by the system and by the group's limit; None if unknown."""
    found = [room for room in (_of_system(memory), _of_group(limit, used)) if room is not None]
    return min(found, default=None)


def check_memory(available: int | None) -> Finding:
    """The memory left."""
    name = "memory"
    if available is None:
        return ok(name, "How much is left cannot be told here.")
    says = f"{available // MEGABYTE:,} MB available."
    do = "Stop what is not needed here, or give the machine or the container more."
    if available < MEMORY_TROUBLE:
        return trouble(name, says, do)
    return warning(name, says, do) if available < MEMORY_WARNING else ok(name, says)


def _of_system(memory: Path) -> int | None:
    try:
        lines = memory.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return None
    found = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(found[0]) * 1024 if found else None


def _of_group(limit: Path, used: Path) -> int | None:
    try:
        return max(int(limit.read_text("ascii")) - int(used.read_text("ascii")), 0)
    except (OSError, ValueError):  # no such limit: it reads "max", or there is no such group
        return None
