"""LibreOffice's settings for files of strangers: no macros, no links updated, nothing fetched, nothing recomputed."""

from pathlib import Path

_OFFICE = "/org.openoffice.Office"
_SECURITY = f"{_OFFICE}.Common/Security/Scripting"
_NOWHERE = "127.0.0.1"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),  # very high
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableActiveContent", "true"),  # since 24.8; older ones pass it over
    (_SECURITY, "CheckDocumentEvents", "true"),
    (f"{_OFFICE}.Writer/Content/Update", "Link", "0"),  # never
    (f"{_OFFICE}.Writer/Content/Update", "Field", "false"),
    (f"{_OFFICE}.Calc/Content/Update", "Link", "1"),  # never
    (f"{_OFFICE}.Calc/Formula/Load", "OOXMLRecalcMode", "1"),  # never: the results that were saved are the evidence
    (f"{_OFFICE}.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # by hand, to where nobody listens
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
_FRAME = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
)
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'


def write_profile(folder: Path) -> None:
    """A fresh user profile with these settings alone."""
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_FRAME.format(items=items), encoding="utf-8")
