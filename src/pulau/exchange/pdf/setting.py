"""The typesetter (typst) with our fonts, loaded when something is set: a process that sets nothing does without it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import typst

_FONTS: Final = Path(__file__).parent / "fonts"


def compiler(template: Path, inputs: Mapping[str, str]) -> typst.Compiler:
    """Return what sets a template that finds its files beside it; `inputs` reach it as `sys.inputs`."""
    import typst  # noqa: PLC0415 - 7 MB

    return typst.Compiler(template, root=template.parent, font_paths=fonts(), sys_inputs=dict(inputs))


@cache
def fonts() -> typst.Fonts:
    """Load our fonts alone, so that no machine's fonts change the pages."""
    import typst  # noqa: PLC0415 - the same

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
