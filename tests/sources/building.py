"""PDF and Word files written by hand, as far as a test needs them."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    pages: Iterable[Iterable[str]], *, title: str = "", outline: Iterable[tuple[str, int]] = ()
) -> bytes:
    """A PDF with a line of text for each string; an empty page has none."""
    texts = [list(page) for page in pages]
    marks = list(outline)
    first_mark = 5 + 2 * len(texts)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) {'/Outlines 4 0 R' if marks else ''} >>",
        f"<< /Type /Pages /Count {len(texts)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(texts)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Type /Outlines /First {first_mark} 0 R /Last {first_mark + len(marks) - 1} 0 R /Count {len(marks)} >>",
    ]  # fmt: skip
    for number, lines in enumerate(texts):
        stream = _stream(lines)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    for number, (name, page) in enumerate(marks):
        beside = f"/Prev {first_mark + number - 1} 0 R " if number else ""
        beside += f"/Next {first_mark + number + 1} 0 R " if number + 1 < len(marks) else ""
        objects.append(
            f"<< /Title ({name}) /Parent 4 0 R {beside}/Dest [{5 + 2 * (page - 1)} 0 R /Fit] >>"
        )
    info = f"/Info << /Title ({title}) /Subject (doi:10.9999/pdf.1) >>" if title else ""
    return _file(objects, info)


def _stream(lines: list[str]) -> str:
    shown = []
    for number, line in enumerate(lines):
        size = 20 if line.startswith("! ") else 11
        words = line.removeprefix("! ").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F1 {size} Tf 50 {800 - 24 * number} Td ({words}) Tj ET")
    return "\n".join(shown)


def _file(objects: list[str], info: str) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    start = out.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    out.write(f"xref\n0 {count}\n0000000000 65535 f \n{rows}".encode())
    out.write(
        f"trailer\n<< /Size {count} /Root 1 0 R {info} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


def docx(body: str, *, title: str = "", styles: str = "") -> bytes:
    """A Word document around the XML of a body."""
    out = io.BytesIO()
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles or STYLES}</w:styles>',
        "docProps/core.xml": core,
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            place = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            archive.writestr(place, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


STYLES = """
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own2"><w:name w:val="My style"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
"""


def paragraph(text: str, style: str = "", item: bool = False) -> str:
    """The XML of a paragraph."""
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks += '<w:numPr><w:numId w:val="1"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{marks}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
