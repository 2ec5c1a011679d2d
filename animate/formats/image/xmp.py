"""Tags as XMP, the packet of XML that WebP carries (Adobe, XMP Specification Part 1, 2012)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape


class _Property(NamedTuple):
    """Where XMP has a tag."""

    space: str
    name: str


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PROPERTIES = {
    "title": _Property("http://purl.org/dc/elements/1.1/", "title"),
    "description": _Property("http://purl.org/dc/elements/1.1/", "description"),
    "comment": _Property("http://ns.adobe.com/exif/1.0/", "UserComment"),
}
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}">{values}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_VALUE = (
    '<rdf:Description rdf:about="" xmlns:p="{space}"><p:{name}><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></p:{name}></rdf:Description>'
)


def write_xmp(tags: Mapping[str, str]) -> bytes:
    """Return a packet with the title, the description and the comment; other tags have no place."""
    values = "".join(
        _VALUE.format(space=place.space, name=place.name, value=escape(tags[key]))
        for key, place in _PROPERTIES.items()
        if key in tags
    )
    return _PACKET.format(rdf=_RDF, values=values).encode()


def read_xmp(packet: bytes) -> dict[str, str]:
    """Return what `write_xmp` wrote; nothing of what others wrote otherwise, or of broken XML."""
    try:
        root = parse_xml(packet.strip(b"\0"))
    except ValueError:
        return {}
    found = {}
    for key, place in _PROPERTIES.items():
        value = root.findtext(f".//{{{place.space}}}{place.name}//{{{_RDF}}}li")
        if value:
            found[key] = value
    return found


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse XML that may come from anywhere.

    Raises
    ------
    ValueError
        It is no XML, or declares entities: a few lines of these can stand for gigabytes.
    """
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: builder.start(_qualified(name), given)
    parser.EndElementHandler = lambda name: builder.end(_qualified(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise ValueError(str(error)) from error
    return builder.close()


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse(*_: object) -> None:
    raise ValueError("XML with entities is not read")
