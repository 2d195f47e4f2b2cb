"""The lock: the file that says what each brief prints, read, written and held to."""

from footnoted.lock.held import held
from footnoted.lock.read import FILE, Lock, read_lock
from footnoted.lock.write import lock_text

__all__ = ["FILE", "Lock", "held", "lock_text", "read_lock"]
