"""Layers of a PDF that are off: what stands on them is taken out of the file before it is read."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

Layer = tuple[int, int]  # number and generation of the object that stands for it
Operation = tuple[list[Any], bytes]

_SHOWS = {b"Tj", b"TJ", b"'", b'"', b"Do", b"INLINE IMAGE"}
_NEXT_LINE = {b"'", b'"'}  # they begin a line before they show anything
_BEGINS, _ENDS = {b"BMC", b"BDC"}, b"EMC"
_MAX_DEPTH = 8  # of forms inside forms


def without_hidden_layers(data: bytes) -> bytes:
    """The PDF without what stands on layers that are off when it is opened; as it is where none are."""
    if b"/OCProperties" not in data and b"/ObjStm" not in data:
        return data
    try:
        reader = PdfReader(io.BytesIO(data))
        hidden = _hidden(reader.root_object)
        return _stripped(reader) if hidden and _is_used(reader, hidden) else data
    except MemoryError:
        raise
    except Exception:  # a damaged file provokes anything; then all of its text is read
        return data


def _hidden(catalog: DictionaryObject) -> set[Layer]:
    """The layers that are off for somebody who opens the file, by its default configuration."""
    properties = _get(catalog, "/OCProperties")
    if properties is None:
        return set()
    default = _get(properties, "/D") or DictionaryObject()
    layers = _layers(properties, "/OCGs")
    off = set(layers) if default.get("/BaseState") == "/OFF" else set()
    off = (off - set(_layers(default, "/ON"))) | set(_layers(default, "/OFF"))
    for usage in _get(default, "/AS") or ():  # states that depend on what is done with the file
        if usage.get_object().get("/Event") == "/View":
            for layer, group in _layers(usage.get_object(), "/OCGs").items():
                state = _view_state(group)
                off = off | {layer} if state == "/OFF" else off - {layer} if state == "/ON" else off
    return off


def _view_state(group: DictionaryObject) -> str:
    view = _get(_get(group, "/Usage") or DictionaryObject(), "/View") or DictionaryObject()
    return str(view.get("/ViewState", ""))


def _layers(holder: DictionaryObject, name: str) -> dict[Layer, DictionaryObject]:
    """The groups that a field lists, or names alone."""
    if name not in holder:
        return {}
    found = holder.raw_get(name)
    listed: Any = found.get_object()
    references: list[Any] = [found] if isinstance(listed, DictionaryObject) else list(listed)
    return {(one.idnum, one.generation): one.get_object() for one in references if hasattr(one, "idnum")}


def _get(holder: DictionaryObject, name: str) -> Any:
    found = holder.get(name)
    return None if found is None else found.get_object()


def _is_used(reader: PdfReader, hidden: set[Layer]) -> bool:
    """Whether any page has something on a hidden layer: writing the file anew takes seconds."""
    cleaner = _Cleaner(reader, hidden)
    return any(cleaner.concerns(*place) for page in reader.pages if (place := _content(page)))


def _content(page: PageObject) -> tuple[StreamObject, DictionaryObject] | None:
    content, resources = page.get_contents(), _get(page, "/Resources")
    return (content, resources) if content is not None and resources is not None else None


def _stripped(reader: PdfReader) -> bytes:
    writer = PdfWriter(clone_from=reader)
    cleaner = _Cleaner(writer, _hidden(writer.root_object))  # in a copy the layers have other numbers
    for page in writer.pages:
        place = _content(page)
        if place and cleaner.concerns(*place):
            _put(page, cleaner.cleaned(*place).get_data())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _put(page: DictionaryObject, content: bytes) -> None:
    """Makes this the content of a page."""
    streams: Any = page["/Contents"].get_object()
    if isinstance(streams, ArrayObject):
        del streams[1:]
        streams = streams[0].get_object()
    if isinstance(streams, StreamObject):
        streams.set_data(content)


class _Cleaner:
    """Takes what is hidden out of the contents of pages, and of the forms that they draw."""

    def __init__(self, file: PdfReader | PdfWriter, hidden: set[Layer]) -> None:
        self._file, self._hidden = file, hidden
        self._cleaned: set[int] = set()
        self._holding: dict[int, bool] = {}  # of forms

    def concerns(self, content: StreamObject, resources: DictionaryObject, depth: int = 0) -> bool:
        """Whether anything in the content is hidden, or draws a form of which something is."""
        data = content.get_data()
        marked = _get(resources, "/Properties") or DictionaryObject()
        if any(self._is_off(marked.raw_get(name)) and _begins(name, data) for name in marked):
            return True
        drawn = [form for name, form in self._forms(resources).items() if _draws(name, data)]
        return any(self._is_off(form.get("/OC")) or self._holds_hidden(form, depth) for form in drawn)

    def _holds_hidden(self, form: StreamObject, depth: int) -> bool:
        resources = _get(form, "/Resources")
        if resources is None or depth >= _MAX_DEPTH:
            return False
        if id(form) not in self._holding:
            self._holding[id(form)] = self.concerns(form, resources, depth + 1)
        return self._holding[id(form)]

    def cleaned(self, content: StreamObject, resources: DictionaryObject, depth: int = 0) -> ContentStream:
        """The content without what is hidden; forms it draws are cleaned in place."""
        for form in self._forms(resources).values():
            if id(form) not in self._cleaned and self._holds_hidden(form, depth):
                self._cleaned.add(id(form))
                form.set_data(self.cleaned(form, _get(form, "/Resources"), depth + 1).get_data())
        stream = ContentStream(content, self._file)
        stream.operations = list(self._seen_ones(stream.operations, resources))
        return stream

    def _seen_ones(self, operations: list[Operation], resources: DictionaryObject) -> Iterator[Operation]:
        """Everything but what shows something on a hidden layer; what moves the pen stays."""
        marks: list[bool] = []  # of the marked contents around this place, which ones are hidden
        for operands, operator in operations:
            if operator in _BEGINS:
                is_layer = operator == b"BDC" and len(operands) > 1 and operands[0] == "/OC"
                marks.append(is_layer and self._is_hidden(resources, operands[1]))
            elif operator == _ENDS and marks:
                marks.pop()
            if operator in _SHOWS and (any(marks) or self._draws_hidden(operands, operator, resources)):
                if operator in _NEXT_LINE:
                    yield [], b"T*"
                continue
            yield operands, operator

    def _draws_hidden(self, operands: list[Any], operator: bytes, resources: DictionaryObject) -> bool:
        if operator != b"Do" or not operands:
            return False
        drawn = _get(_get(resources, "/XObject") or DictionaryObject(), operands[0])
        return drawn is not None and self._is_off(drawn.get("/OC"))

    def _is_hidden(self, resources: DictionaryObject, name: Any) -> bool:
        named = _get(resources, "/Properties")
        return named is not None and name in named and self._is_off(named.raw_get(name))

    def _is_off(self, layer: Any) -> bool:
        """Whether a layer, or a rule over several, hides what stands on it."""
        if layer is None:
            return False
        if hasattr(layer, "idnum") and (layer.idnum, layer.generation) in self._hidden:
            return True
        rule = layer.get_object()
        if not isinstance(rule, DictionaryObject) or rule.get("/Type") != "/OCMD" or "/OCGs" not in rule:
            return False
        off = [one in self._hidden for one in _layers(rule, "/OCGs")]
        shown = {
            "/AllOn": not any(off),
            "/AnyOff": any(off),
            "/AllOff": all(off),
        }.get(str(rule.get("/P", "/AnyOn")), not all(off))
        return bool(off) and not shown

    def _forms(self, resources: DictionaryObject) -> dict[str, StreamObject]:
        """What the resources name that may draw text, by its name."""
        named = _get(resources, "/XObject") or DictionaryObject()
        objects = {name: drawn.get_object() for name, drawn in named.items()}
        return {
            name: one
            for name, one in objects.items()
            if isinstance(one, StreamObject) and one.get("/Subtype") == "/Form"
        }


def _begins(name: str, content: bytes) -> bool:
    return re.search(rb"/OC\s*" + re.escape(name.encode()) + rb"\s*BDC", content) is not None


def _draws(name: str, content: bytes) -> bool:
    return re.search(re.escape(name.encode()) + rb"\s+Do\b", content) is not None
