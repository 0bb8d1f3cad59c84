"""QR codes as a phone reads them from a page."""

from __future__ import annotations

import zxingcpp
from PIL import Image


def qr_codes(page: Image.Image) -> list[zxingcpp.Barcode]:
    """Return the QR codes on a page, and no bars, which a reader of all codes may see in their random pattern."""
    return list(zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)))
