"""A link as a picture, for a phone's camera."""

import segno
from markupsafe import Markup


def code(link: str) -> Markup:
    """Return the QR code of a link as SVG."""
    made = segno.make(link, error="m", micro=False)
    # Only modules drawn by segno: nothing of the link stands in the picture as text.
    return Markup(made.svg_inline(scale=6, border=4, svgclass="qr", lineclass=None, omitsize=True))  # noqa: S704
