"""Signature fields in the structure tree of a PDF: PDF/UA wants each widget to be a form element of its own.

The tree is written with the empty fields, before anybody signs: after that it may not change.
"""

from __future__ import annotations

from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

_FORM: Final = pdf_name("/Form")


def tag_widget(writer: BasePdfFileWriter, field: generic.IndirectObject) -> None:
    """Make a form element of a widget that has its page, last in the document; nothing where the PDF has no tags."""
    if "/StructTreeRoot" not in writer.root:
        return
    tree = writer.root["/StructTreeRoot"]
    above = _document(tree)
    widget, document = field.get_object(), above.get_object()
    number = int(tree["/ParentTreeNextKey"])
    page = widget.raw_get("/P")
    part = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field, pdf_name("/Pg"): page}
    )
    element = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): _FORM,
            pdf_name("/P"): above,
            pdf_name("/Pg"): page,
            pdf_name("/Alt"): widget["/TU"],
            pdf_name("/K"): part,
        }
    )
    added = writer.add_object(element)
    document["/K"].append(added)
    tree["/ParentTree"]["/Nums"].extend([generic.NumberObject(number), added])
    tree["/ParentTreeNextKey"] = generic.NumberObject(number + 1)
    widget["/StructParent"] = generic.NumberObject(number)
    for changed in (tree, document, document["/K"], tree["/ParentTree"], tree["/ParentTree"]["/Nums"]):
        writer.update_container(changed)


def _document(tree: generic.DictionaryObject) -> generic.IndirectObject:
    """Return the element of the whole document, as typst writes it: alone in an array."""
    element = tree["/K"].raw_get(0)
    if not isinstance(element, generic.IndirectObject):
        raise TypeError("the structure tree does not begin with one document")
    return element
