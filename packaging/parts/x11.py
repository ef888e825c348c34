"""Eyes and a hand on an X screen for the smoke run: windows, pictures, closing. Only ctypes."""

from __future__ import annotations

import ctypes
import struct
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from pathlib import Path

SIZE = (1280, 800)
_VIEWABLE, _ZPIXMAP, _CLIENT_MESSAGE = 2, 2, 33
_ALL_PLANES = 0xFFFFFFFF


class _Attributes(ctypes.Structure):
    """XWindowAttributes."""

    _fields_ = (
        *((name, c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", c_void_p), ("root", c_ulong),
        *((name, c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        ("planes", c_ulong), ("pixel", c_ulong), ("under", c_int), ("colormap", c_ulong),
        ("installed", c_int), ("map_state", c_int),
        *((name, c_long) for name in ("masks", "mine", "not_up")),
        ("override", c_int), ("screen", c_void_p),
    )  # fmt: skip


class _Image(ctypes.Structure):
    """The head of XImage."""

    _fields_ = (
        *((name, c_int) for name in ("width", "height", "offset", "format")),
        ("data", POINTER(ctypes.c_ubyte)),
        *((name, c_int) for name in ("order", "unit", "bit_order", "pad", "depth", "line")),
        ("bits", c_int),
    )


class _Message(ctypes.Structure):
    """XClientMessageEvent with five longs, padded to the size of any event."""

    _fields_ = (
        ("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p),
        ("window", c_ulong), ("kind", c_ulong), ("format", c_int), ("data", c_long * 5),
        ("rest", c_long * 14),
    )  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A window on the screen, by what it is called."""

    id: int
    title: str
    width: int
    height: int


class Screen:
    """One X screen with no window manager on it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._x = ctypes.CDLL("libX11.so.6")
        for call, answer in (
            ("XOpenDisplay", c_void_p), ("XDefaultRootWindow", c_ulong), ("XInternAtom", c_ulong),
            ("XGetImage", POINTER(_Image)), ("XCreateSimpleWindow", c_ulong),
        ):  # fmt: skip
            getattr(self._x, call).restype = answer
        self._display = c_void_p(self._x.XOpenDisplay(name.encode()))
        if self._display.value is None:
            message = f"no screen {name}"
            raise OSError(message)
        # Windows come and go between two questions; that is no error of ours.
        kind = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
        self._ignore = kind(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._ignore)
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))

    def windows(self) -> list[Shown]:
        """What can be seen, the lowest first."""
        root, parent, many = c_ulong(), c_ulong(), c_uint()
        found = POINTER(c_ulong)()
        self._x.XQueryTree(
            self._display, self._root, byref(root), byref(parent), byref(found), byref(many)
        )
        shown = [self._shown(found[place]) for place in range(many.value)]
        if many.value:
            self._x.XFree(found)
        return [each for each in shown if each is not None]

    def _shown(self, window: int) -> Shown | None:
        made = _Attributes()
        ok = self._x.XGetWindowAttributes(self._display, c_ulong(window), byref(made))
        if not ok or made.map_state != _VIEWABLE:
            return None
        return Shown(window, self._title(window), made.width, made.height)

    def _title(self, window: int) -> str:
        atom = self._x.XInternAtom(self._display, b"_NET_WM_NAME", 0)
        kind, bits, many, rest = c_ulong(), c_int(), c_ulong(), c_ulong()
        text = c_char_p()
        self._x.XGetWindowProperty(
            self._display, c_ulong(window), c_ulong(atom), c_long(0), c_long(256), 0, c_ulong(0),
            byref(kind), byref(bits), byref(many), byref(rest), byref(text),
        )  # fmt: skip
        return text.value.decode("utf-8", "replace") if text.value else ""

    def wait(self, wanted: Callable[[list[Shown]], bool], seconds: float) -> list[Shown]:
        """The windows as soon as they are as wanted. TimeoutError: they never were."""
        until = time.monotonic() + seconds
        while not wanted(seen := self.windows()):
            if time.monotonic() > until:
                message = f"after {seconds:.0f} s there is only {seen}"
                raise TimeoutError(message)
            time.sleep(0.001)
        return seen

    def close(self, window: Shown) -> None:
        """Asks a window to close, as its frame's button does."""
        protocols = self._x.XInternAtom(self._display, b"WM_PROTOCOLS", 0)
        leave = self._x.XInternAtom(self._display, b"WM_DELETE_WINDOW", 0)
        event = _Message(_CLIENT_MESSAGE, 0, 1, self._display, window.id, protocols, 32)
        event.data[0] = leave
        self._x.XSendEvent(self._display, c_ulong(window.id), 0, c_long(0), byref(event))
        self._x.XFlush(self._display)

    def cover(self) -> Shown:
        """Puts a plain window over everything; it stays while this screen is held."""
        made = self._x.XCreateSimpleWindow(
            self._display, self._root, 0, 0, *SIZE, 0, c_ulong(0), c_ulong(0x8899AA)
        )
        self._x.XMapRaised(self._display, c_ulong(made))
        self._x.XSync(self._display, 0)
        return Shown(made, "", *SIZE)

    def drop(self, window: Shown) -> None:
        """Takes a window of our own away."""
        self._x.XDestroyWindow(self._display, c_ulong(window.id))
        self._x.XSync(self._display, 0)

    def picture(self, path: Path) -> int:
        """Writes what the whole screen shows as PNG; answers how many colours it has."""
        width, height = SIZE
        taken = self._x.XGetImage(
            self._display, self._root, 0, 0, width, height, c_ulong(_ALL_PLANES), _ZPIXMAP
        ).contents
        pixels = ctypes.string_at(taken.data, taken.line * height)
        rows, colours = bytearray(), set()
        for row in range(height):
            line = pixels[row * taken.line : row * taken.line + width * 4]
            colours |= set(struct.unpack(f"<{width}I", line))
            plain = bytearray(width * 3)
            plain[0::3], plain[1::3], plain[2::3] = line[2::4], line[1::4], line[0::4]
            rows += b"\0" + plain
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))
        return len(colours)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen of its own that nobody sees, gone afterwards."""
    words = ["-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        number = server.stdout.readline() if server.stdout else b""
        yield Screen(f":{int(number)}")
    finally:
        server.terminate()
        server.wait()
