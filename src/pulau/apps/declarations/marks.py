"""The mark of who cannot draw: a cross, set by a button before the witness, as a cross or a thumb is on paper."""

from __future__ import annotations

from typing import Final

from pulau.exchange.signatures.drawing import Drawing

CROSS: Final = Drawing(600, 200, (((220, 30), (380, 170)), ((380, 30), (220, 170)))).canonical
NOTHING: Final = b'{"h":1,"strokes":[],"w":1}'
