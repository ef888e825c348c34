"""Texts in many scripts, and a page with some of them."""

from datetime import date
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pikepdf

from app.paper.pen import Pen
from app.paper.style import BODY, PAPERS, Style
from app.paper.text import clean, wrap

A4 = PAPERS["A4"]

# What readers find again letter by letter.
TEXTS = {
    "Latin": "q\u0303 x\u0302\u0301 Tiếng Việt: Nguye\u0302\u0303n Łódź",
    "French": "1\u202f234\xa0567,89 €",
    "Arabic": "السلام عليكم ورحمة الله",
    "Arabic, pointed": "إِلَه كَتَبَ",
    "Urdu": "نستعلیق میں",
    "Hebrew": "שלום עולם",
    "Hebrew, pointed": "שָׁלוֹם (בע״מ) 2024",
    "Chinese": "中文发票，第一行。《说明》",
    "Japanese": "日本語の請求書「テスト」",
    "Korean": "한국어 송장 발행",
    "Hindi": "हिन्दी क्षत्रिय कार्यालय किताब ₹ 1,234 में।",
    "Bengali": "বাংলা ব্যবসা",
    "Tamil": "தமிழ் கொள்முதல்",
    "Telugu": "తెలుగు వ్యాపారం",
    "Thai": "ภาษาไทย ผู้ที่น้ำ",
    "Khmer": "ភាសាខ្មែរ",
    "Burmese": "မြန်မာ",
    "Tibetan": "བོད་ཡིག",
    "Georgian": "ქართული",
    "Armenian": "Հայերեն",
    "Amharic": "አማርኛ",
    "Signs": "☎ ✓ → ★ ①",
}


def page(*texts: str, style: Style = BODY, width: float | None = None) -> bytes:
    """The texts as paragraphs of one page, each from 72 points on and 36 below the one before."""
    pen = Pen(A4, language="en", on=date(2026, 3, 3))
    pen.setTitle("Scripts")
    for place, text in enumerate(texts):
        pen.open("P")
        cleaned = clean(text)
        for number, line in enumerate(wrap(cleaned, style, width) if width else (cleaned,)):
            pen.text(72, 72 + 36 * place + style.leading * number, line, style)
        pen.close()
    pen.turn_page()
    return pen.finished()


def same(one, other):
    """Whether texts say the same, whatever stands for joined letters."""
    return normalize("NFKC", one) == normalize("NFKC", other)


def fonts(data):
    """The fonts of the system in a file by name: their descendants with all that is in them."""
    with pikepdf.open(BytesIO(data)) as document:
        found = {}
        for font in document.pages[0].resources.Font.values():
            if "/DescendantFonts" in font:
                below = font.DescendantFonts[0]
                described: Any = below.FontDescriptor
                file = described.get("/FontFile2") or described.FontFile3
                name = str(font.BaseFont).partition("+")[2]
                widths = list(below.W)
                found[name] = (
                    bytes(file.read_bytes()),
                    {
                        int(place): float(wide[0])
                        for place, wide in zip(widths[::2], widths[1::2], strict=True)
                    },
                    bytes(font.Encoding.read_bytes()),
                    bytes(font.ToUnicode.read_bytes()),
                )
        return found
