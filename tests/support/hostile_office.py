"""Old documents that would reach outside, if whoever converts them let them."""

import zipfile
from io import BytesIO

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("script", "script"), ("svg", "svg-compatible"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ooo="http://openoffice.org/2004/office"'
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'


def odt(body: str, scripts: str = "", more: dict[str, str] | None = None) -> bytes:
    """A text document of this body (XML in the usual prefixes)."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
        f"<office:scripts>{scripts}</office:scripts><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    files = {"content.xml": content, **(more or {})}
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in files)
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{entries}</manifest:manifest>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        for name, text in {**files, "META-INF/manifest.xml": manifest}.items():
            archive.writestr(name, text)
    return out.getvalue()


def odt_that_links(file: str, page: str) -> bytes:
    """A section that is a file on this disk, and a picture from the network."""
    return odt(
        "<text:p>制度正文在此。</text:p>"
        f'<text:section text:name="外部"><text:section-source xlink:href="{file}"/><text:p>占位文字</text:p></text:section>'
        '<text:p><draw:frame draw:name="图" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{page}" xlink:type="simple"/></draw:frame></text:p>'
    )


def odt_with_macro(marker: str) -> bytes:
    """A Basic macro that writes the file `marker` when the document is opened."""
    module = (
        f'<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" '
        f'script:language="StarBasic">Sub Run\nOpen "{marker}" For Output As #1\nPrint #1, "x"\nClose #1\nEnd Sub</script:module>'
    )
    library = f'<library:library {_LIBRARY} library:name="Standard" library:readonly="false"><library:element library:name="M"/></library:library>'
    libraries = f'<library:libraries {_LIBRARY} {_NAMESPACES}><library:library library:name="Standard" library:link="false"/></library:libraries>'
    listener = (
        '<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" '
        'xlink:href="vnd.sun.star.script:Standard.M.Run?language=Basic&amp;location=document" xlink:type="simple"/></office:event-listeners>'
    )
    more = {"Basic/Standard/M.xml": module, "Basic/Standard/script-lb.xml": library, "Basic/script-lc.xml": libraries}
    return odt("<text:p>带宏的制度正文。</text:p>", listener, more)
