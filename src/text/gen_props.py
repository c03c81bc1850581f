#!/usr/bin/env python3
"""Write props.inc from the Unicode Character Database.

    src/text/gen_props.py [/usr/share/unicode] > src/text/props.inc

The directory is that of Debian's package unicode-data. One byte for every
code point: the low four bits are its Grapheme_Cluster_Break (with
Extended_Pictographic as a value of its own), the high four are flags.
"""
import sys

UCD = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
SIZE = 0x110000
SHIFT = 7  # PROPS_SHIFT of props.h; the smallest table of 5 to 9
BREAKS = [
    "Other", "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator",
    "Prepend", "SpacingMark", "L", "V", "T", "LV", "LVT",
]
PICT = len(BREAKS)
WORD, SPACE, EAST, HAN = 0x10, 0x20, 0x40, 0x80
EAST_SCRIPTS = {
    "Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Yi", "Tangut",
    "Nushu", "Khitan_Small_Script",
}
WON = 0x20A9  # half-width, but a currency sign like the others


def ranges(name):
    """(first, last, value) for each line of a UCD property file."""
    with open(f"{UCD}/{name}", encoding="utf-8") as f:
        for line in f:
            line = line.split("#")[0].strip()
            if not line:
                continue
            points, value = [p.strip() for p in line.split(";")[:2]]
            first, _, last = points.partition("..")
            yield int(first, 16), int(last or first, 16), value


def having(name, values):
    """The set of code points whose property is one of values."""
    return {
        c
        for first, last, value in ranges(name)
        if value in values
        for c in range(first, last + 1)
    }


def categories():
    """The general category of each assigned code point."""
    category, first = {}, None
    with open(f"{UCD}/UnicodeData.txt", encoding="utf-8") as f:
        for line in f:
            code, name, gc = line.split(";")[:3]
            code = int(code, 16)
            if name.endswith(", First>"):
                first = code
            for c in range(first if first is not None else code, code + 1):
                category[c] = gc
            if not name.endswith(", First>"):
                first = None
    return category


def properties():
    gc = categories()
    space = having("PropList.txt", {"White_Space"})
    han = having("Scripts.txt", {"Han"})
    emoji = having("emoji/emoji-data.txt", {"Emoji_Presentation"})
    wide = having("EastAsianWidth.txt", {"W", "F", "H"}) - emoji - {WON}
    east = {c for c in wide if c in gc}
    east |= having("Scripts.txt", EAST_SCRIPTS)
    east -= space
    table = bytearray(SIZE)
    for first, last, value in ranges("auxiliary/GraphemeBreakProperty.txt"):
        for c in range(first, last + 1):
            table[c] = BREAKS.index(value)
    for c in having("emoji/emoji-data.txt", {"Extended_Pictographic"}):
        assert table[c] == 0
        table[c] = PICT
    for c in range(SIZE):
        if gc.get(c, "Cn")[0] in "LN" or c == ord("_"):
            table[c] |= WORD
        if c in space:
            table[c] |= SPACE
        if c in east:
            table[c] |= EAST
        if c in han:
            table[c] |= HAN
    return table


def two_stage(table, shift):
    index, blocks, seen = [], [], {}
    for at in range(0, SIZE, 1 << shift):
        block = bytes(table[at : at + (1 << shift)])
        if block not in seen:
            seen[block] = len(blocks)
            blocks.append(block)
        index.append(seen[block])
    return index, b"".join(blocks)


def array(name, values):
    print(f"\nconst uint8_t {name}[] = {{")
    line = "\t"
    for v in values:
        if len(line) + 7 + len(f"{v},") > 79:
            print(line)
            line = "\t"
        line += f"{v},"
    print(line)
    print("};")


def main():
    with open(f"{UCD}/PropList.txt", encoding="utf-8") as f:
        version = f.readline().split("-")[1].split(".txt")[0]
    index, data = two_stage(properties(), SHIFT)
    assert max(index) < 256
    print(f"/* Unicode {version}. Written by gen_props.py; do not edit. */")
    array("props_index", index)
    array("props_data", data)


main()
