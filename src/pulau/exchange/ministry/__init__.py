"""The ministry's spreadsheet form as units really fill it: found by headings, wording and number, read with care."""
