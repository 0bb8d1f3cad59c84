"""What is checked of a workbook before a parser sees it: its container, its parts, the room its sheets would take."""
