"""Charts drawn as SVG and PNG, without a browser and without the network, and made fit for a page or for a file.

A chart names its marks in their descriptions: `@kind/country/status/shown|text`, of which all but the kind may be left out.
The names become attributes (`data-kind="sign" data-country="ISO3"`), so that the page's script finds the mark again; the text
becomes its title. A mark that is not `shown` is drawn but not displayed.
"""

import hashlib
import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

import altair as alt
import vl_convert
from altair.utils import schemapi

from scripts.site.pictures import paths
from scripts.site.pictures.palette import light

SVG = "http://www.w3.org/2000/svg"
FONT = "Liberation Sans"  # the drawing library ships it: every machine measures the same widths, which are Arial's too
FAMILY = f"{FONT}, Arial, Helvetica, sans-serif"
SCALE = 2  # pixels of a PNG per unit of its SVG
IDLE = {"transform": "translate(0,0)", "opacity": "1"}  # what makes no difference
INHERITED = ("fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor")
PER_METRE = 11_811  # pixels of a PNG as printed: 300 dpi
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_STAMP = b"drawn-from-svg-sha256"

ET.register_namespace("", SVG)
# Altair holds each part of a chart to its schema as it is made, a fifth of the time that the site takes. The tests have that on.
schemapi.disable_debug_mode()


def draw(chart: alt.TopLevelMixin) -> ET.Element:
    """The chart as an SVG element: numbers to a tenth of a unit, marks named as the chart says."""
    return ET.fromstring(_drawn(json.dumps(chart.to_dict(validate=False))))


@lru_cache(maxsize=128)  # a page and a figure show the same picture
def _drawn(specification: str) -> str:
    config = {"font": FONT, "view": {"stroke": None}, "background": None, "padding": 0}
    text = vl_convert.vegalite_to_svg(specification, config=config, allowed_base_urls=[])
    root = ET.fromstring(re.sub(r"-?\d+\.\d{2,}", lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), text))
    for element in list(root.iter()):
        kind, _, text = element.attrib.get("aria-label", "").partition("|")
        for name in [a for a in element.attrib if a.startswith("aria-") or a in ("role", "class")]:
            del element.attrib[name]
        element.attrib.pop("clip-path", None)  # numbered anew at every drawing, and what is clipped is clipped already
        if "font-family" in element.attrib:
            element.set("font-family", FAMILY)
        if element.tag == f"{{{SVG}}}text" and "stroke" in element.attrib:
            element.set("paint-order", "stroke")  # a halo lies behind its letters
        if kind.startswith("@"):
            names = dict(zip(("kind", "country", "status", "shown"), kind[1:].split("/"), strict=False))
            if names.pop("shown", "") == "no":
                element.set("display", "none")
            element.attrib.update({f"data-{key}": value for key, value in names.items()})
            if text:
                ET.SubElement(element, f"{{{SVG}}}title").text = text
    for parent in list(root.iter()):
        for child in list(parent):  # what the drawing library leaves empty, or draws without colour
            empty = child.tag == f"{{{SVG}}}g" and not len(child)
            colourless = not (child.get("fill") or child.get("stroke"))
            unseen = child.tag == f"{{{SVG}}}path" and (colourless or not child.get("d"))
            if empty or unseen or child.tag == f"{{{SVG}}}defs":
                parent.remove(child)
    _shorten(root)
    return ET.tostring(root, encoding="unicode")


def _shorten(element: ET.Element) -> None:
    """Take away what says nothing, say once what holds for a whole group, and write outlines in fewer letters."""
    for name, idle in IDLE.items():
        if element.get(name) == idle:
            del element.attrib[name]
    if "d" in element.attrib:
        element.set("d", paths.relative(element.attrib["d"]))
    for child in element:
        _shorten(child)
    group = f"{{{SVG}}}g"
    if element.tag == group and not any(child.tag == group for child in element):
        for name in INHERITED:
            values = {child.get(name) for child in element}
            if len(values) == 1 and len(element) > 1 and None not in values:
                element.set(name, values.pop())
                for child in element:
                    del child.attrib[name]
    element[:] = [
        inner for child in element for inner in (child if child.tag == group and not child.attrib else [child])
    ]


def page(root: ET.Element, name: str, label: str) -> str:
    """For the page: keeps its room before it is styled, takes the page's colours; `label` is its text alternative."""
    root.set("viewBox", f"0 0 {root.get('width')} {root.get('height')}")
    root.attrib.update({"class": "picture", "role": "img", "id": name, "aria-label": label})
    return ET.tostring(root, encoding="unicode")


def compose(parts: Iterable[tuple[ET.Element, float, float]], width: int, height: int) -> ET.Element:
    """Several drawings in one, each with its left upper corner at (x, y)."""
    whole = ET.Element(
        f"{{{SVG}}}svg", {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}
    )
    for root, x, y in parts:
        root.attrib.update({"x": str(x), "y": str(y)})
        whole.append(root)
    return whole


def scaled(root: ET.Element, width: float) -> ET.Element:
    """The drawing at another width, in proportion."""
    w, h = float(root.get("width")), float(root.get("height"))
    root.attrib.update({"viewBox": f"0 0 {w:g} {h:g}", "width": f"{width:g}", "height": f"{h * width / w:g}"})
    return root


def words(text: str, size: int, **attributes: str) -> ET.Element:
    """A line of text as a separate drawing."""
    root = ET.Element(f"{{{SVG}}}svg", {"overflow": "visible"})
    look = {"y": str(size), "font-size": f"{size}px", "font-family": FAMILY, "fill": light("ink"), **attributes}
    ET.SubElement(root, f"{{{SVG}}}text", look).text = text
    return root


def element(tag: str, *children: ET.Element, **attributes: object) -> ET.Element:
    """An element; numbers to a tenth, and `_` for `-` in the names of attributes."""
    texts = {k.replace("_", "-"): f"{v:.5g}" if isinstance(v, float) else str(v) for k, v in attributes.items()}
    made = ET.Element(f"{{{SVG}}}{tag}", texts)
    made.extend(children)
    return made


def file(root: ET.Element, title: str, description: str, scale: int = SCALE) -> bytes:
    """For a standalone file: a title, a description and a white ground, so that it reads on any page.

    `scale` is the number of pixels per unit of its PNG, which it says itself.
    """
    for inner in root.iter():
        for name in [a for a in inner.attrib if a.startswith("data-")]:
            del inner.attrib[name]
    for parent in list(root.iter()):
        for child in [c for c in parent if c.get("display") == "none"]:
            parent.remove(child)
    parts = [ET.Element(f"{{{SVG}}}{tag}") for tag in ("title", "desc", "rect")]
    parts[0].text, parts[1].text = title, description
    parts[2].attrib.update({"width": root.get("width"), "height": root.get("height"), "fill": light("paper")})
    for i, part in enumerate(parts):
        root.insert(i, part)
    root.attrib.update({"role": "img", "data-scale": str(scale)})
    return (ET.tostring(root, encoding="unicode") + "\n").encode()


def png(drawing: bytes) -> bytes:
    """The SVG file as PNG for print at 300 dpi, stamped with the hash of what it was drawn from.

    Pixels can differ a little between platforms and releases of the drawing library; the stamp says without a doubt whether
    a PNG shows the SVG beside it.
    """
    scale = float(re.search(rb'data-scale="(\d+)"', drawing)[1])
    chunks = dict(_chunks(vl_convert.svg_to_png(drawing.decode(), scale=scale)))
    pixels = zlib.compress(zlib.decompress(chunks[b"IDAT"]))  # half of what the drawing library makes of them
    stamp = _STAMP + b"\0" + hashlib.sha256(drawing).hexdigest().encode()
    density = struct.pack(">IIB", PER_METRE, PER_METRE, 1)
    made = ((b"IHDR", chunks[b"IHDR"]), (b"pHYs", density), (b"tEXt", stamp), (b"IDAT", pixels), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in made)


def drawn_from(image: bytes, drawing: bytes) -> bool:
    """Was this PNG drawn from this SVG?"""
    return _STAMP + b"\0" + hashlib.sha256(drawing).hexdigest().encode() in image[:4096]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, data) of each kind of chunk of a PNG, those of one kind joined."""
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(image):
        (length,) = struct.unpack(">I", image[at : at + 4])
        name = image[at + 4 : at + 8]
        found[name] = found.get(name, b"") + image[at + 8 : at + 8 + length]
        at += 12 + length
    yield from found.items()
