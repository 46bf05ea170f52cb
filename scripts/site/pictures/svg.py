"""Charts drawn as SVG and PNG, without a browser and without the network, and made fit for a page or for a file.

A chart names its marks in their descriptions: `@kind/country/status/shown|text`, of which all but the kind may be left out.
The names become attributes (`data-kind="sign" data-country="ISO3"`), so that the page's script finds the mark again; the text
becomes its title. A mark that is not `shown` is drawn but not displayed.
"""

import hashlib
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable

import altair as alt
import vl_convert

from scripts.site.pictures.palette import light

SVG = "http://www.w3.org/2000/svg"
FONT = "Liberation Sans"  # the drawing library ships it: every machine measures the same widths, which are Arial's too
FAMILY = f"{FONT}, Arial, Helvetica, sans-serif"
SCALE = 2  # pixels of a PNG per unit of its SVG
_STAMP = b"drawn-from-svg-sha256"

ET.register_namespace("", SVG)


def draw(chart: alt.TopLevelMixin) -> ET.Element:
    """The chart as an SVG element: numbers to a tenth of a unit, marks named as the chart says."""
    config = {"font": FONT, "view": {"stroke": None}, "background": None, "padding": 0}
    text = vl_convert.vegalite_to_svg(chart.to_dict(validate=False), config=config, allowed_base_urls=[])
    root = ET.fromstring(re.sub(r"-?\d+\.\d{2,}", lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), text))
    for element in list(root.iter()):
        kind, _, text = element.attrib.get("aria-label", "").partition("|")
        for name in [a for a in element.attrib if a.startswith("aria-") or a in ("role", "class")]:
            del element.attrib[name]
        element.attrib.pop("clip-path", None)  # numbered anew at every drawing, and what is clipped is clipped already
        if "font-family" in element.attrib:
            element.set("font-family", FAMILY)
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
            unseen = child.tag == f"{{{SVG}}}path" and not (child.get("fill") or child.get("stroke"))
            if empty or unseen or child.tag == f"{{{SVG}}}defs":
                parent.remove(child)
    return root


def page(root: ET.Element, name: str, label: str) -> str:
    """For the page: scales with its place, takes the page's colours; `label` is its text alternative."""
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.attrib.update({"viewBox": f"0 0 {width} {height}", "class": "picture", "role": "img", "id": name})
    root.attrib["aria-label"] = label
    root.attrib["style"] = f"max-width:{width}px"
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


def file(root: ET.Element, title: str, description: str) -> bytes:
    """For a standalone file: a title, a description and a white ground, so that it reads on any page."""
    for element in root.iter():
        for name in [a for a in element.attrib if a.startswith("data-")]:
            del element.attrib[name]
    for parent in list(root.iter()):
        for child in [c for c in parent if c.get("display") == "none"]:
            parent.remove(child)
    parts = [ET.Element(f"{{{SVG}}}{tag}") for tag in ("title", "desc", "rect")]
    parts[0].text, parts[1].text = title, description
    parts[2].attrib.update({"width": root.get("width"), "height": root.get("height"), "fill": light("paper")})
    for i, element in enumerate(parts):
        root.insert(i, element)
    root.set("role", "img")
    return (ET.tostring(root, encoding="unicode") + "\n").encode()


def png(drawing: bytes) -> bytes:
    """The SVG file as PNG, stamped with the hash of what it was drawn from.

    Pixels can differ a little between platforms and releases of the drawing library; the stamp says without a doubt whether
    a PNG shows the SVG beside it.
    """
    data = vl_convert.svg_to_png(drawing.decode(), scale=SCALE)
    text = _STAMP + b"\0" + hashlib.sha256(drawing).hexdigest().encode()
    chunk = struct.pack(">I", len(text)) + b"tEXt" + text + struct.pack(">I", zlib.crc32(b"tEXt" + text))
    end_of_header = 8 + 25  # signature, IHDR
    return data[:end_of_header] + chunk + data[end_of_header:]


def drawn_from(image: bytes, drawing: bytes) -> bool:
    """Was this PNG drawn from this SVG?"""
    return _STAMP + b"\0" + hashlib.sha256(drawing).hexdigest().encode() in image[:4096]
