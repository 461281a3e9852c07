"""OpenDocument files (ISO 26300): without macros, objects of other programs, and parts that load from elsewhere."""

from files.kinds.archive import Archive
from files.kinds.kind import FileKind, active, broken, locked, not_taken
from files.readers.package import Attributes, Elements

_MAIN = {
    "application/vnd.oasis.opendocument.text": FileKind.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
    "application/vnd.oasis.opendocument.presentation": FileKind.ODP,
}
_MANIFEST = "meta-inf/manifest.xml"
#: Folders of macros.
_MACROS = ("basic/", "scripts/", "dialogs/", "python/")
#: Elements that run or fetch, by their name without prefix.
_ACTIVE = {
    "event-listener": "something that runs when it is opened",
    "script": "macros",
    "dde-source": "a link to another program",
    "dde-connection-decl": "a link to another program",
    "applet": "a program",
    "plugin": "a program",
    "object-ole": "an object of another program",
    "table-source": "something that is loaded from elsewhere when it is opened",
}
#: What may lead elsewhere: links somebody follows.
_FOLLOWED = frozenset({"a"})
_SCHEMES = ("http:", "https:", "mailto:", "tel:", "#", "./#")
#: Parts that hold the document's own elements.
_PARTS = ("content.xml", "styles.xml", "settings.xml", "meta.xml")


class _Looked(Elements):
    """What runs, fetches or leads elsewhere, in the order it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _ACTIVE:
            self.found.append(_ACTIVE[name])
        target = attributes.get("xlink:href", "").strip().lower()
        if name in _FOLLOWED:
            if ":" in target and not target.startswith(_SCHEMES):
                self.found.append("a link that opens a file or a program")
        elif ":" in target or target.startswith(("/", "\\", "../")):
            self.found.append("something that is loaded from elsewhere when it is opened")


class _Manifest(Elements):
    """Which kinds its parts claim, and whether any is locked."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []
        self.encrypted = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.encrypted = self.encrypted or name == "encryption-data"
        self.kinds.append(attributes.get("manifest:media-type", "").lower())


def check_odf(archive: Archive) -> FileKind:
    """What the document is. Raises Unreadable for one that is none of the three, or is not still."""
    kind = _MAIN.get(archive.read("mimetype").strip().decode("ascii", "replace"))
    if kind is None:
        raise not_taken("an OpenDocument file of another kind, or a template")
    if not archive.has(_MANIFEST) or not archive.has("content.xml"):
        raise broken("its list of parts is missing")
    manifest = _Manifest()
    archive.parse(_MANIFEST, manifest)
    if manifest.encrypted or archive.has("encrypted-package"):
        raise locked()
    if any("oleobject" in one or "macro" in one or "basic" in one for one in manifest.kinds):
        raise active("macros, or an object of another program")
    if any(name.startswith(_MACROS) for name in archive.names if not name.endswith("/")):
        raise active("macros")
    for part in archive.names:
        if part.rpartition("/")[2] in _PARTS:
            looked = _Looked()
            archive.parse(part, looked)
            if looked.found:
                raise active(looked.found[0])
    return kind
