"""How a worksheet is judged, from its submission to a title and every year after: states, events, guards, levels."""
