"""Where a piece of evidence may be: a link, or a plain file name in the folder beside the data file."""

import re
import unicodedata

from kehoach_desktop.domain.file_names import fitted, is_fit, is_reserved, mended, parted
from kehoach_desktop.domain.text import one_line

_LINK = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_PROGRAM_ENDINGS = """
accda accde accdr accdu ade adp air apk app appcontent-ms appimage appinstaller appref-ms application
appx appxbundle asp aspx bas bash bat bgi bin cab cer chm class cmd cnt command cpl com crt csh deb der
desktop deskthemepack diagcab diagcfg diagpkg dll dmg exe fish flatpakref fxp gadget gms grp hlp hpj hta
htc ime img inf ins iqy iso isp its jar jnlp job js jse jsp ksh library-ms lnk mad maf mag mam maq mar
mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mobileconfig msc msh msh1 msh1xml msh2 msh2xml mshxml msi
msix msixbundle msp mst msu ocx odc ops oqy osd pcd perl php pif pkg pl plg pm ppkg prf prg printerexport
ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pssc psrc py pyc pyd pyo pyw pywz pyz pyzw rb rdp reg rgs
rpm rqy run scf scpt scr sct search-ms searchconnector-ms service settingcontent-ms sh shb shs slk snap
so swf sys tcl terminal theme themepack tool udl url vb vbe vbp vbs vbscript vhd vhdx vsmacros vsto vsw
vxd webloc webpnp website wim workflow ws wsb wsc wsf wsh xbap xll xnk zsh
"""
_PROGRAMS = frozenset(_PROGRAM_ENDINGS.split())
_MACRO_ENDINGS = "docm dotm potm ppam ppa ppsm pptm sldm wll xla xlam xlm xlsb xlsm xltm"
_WITH_MACROS = frozenset(_MACRO_ENDINGS.split())


def is_link(location: str) -> bool:
    """Say whether the location is an address a browser opens; no other kind of link ever counts as one."""
    return _LINK.match(location.strip()) is not None


def is_plain_name(location: str) -> bool:
    """Say whether the location names a file of a folder and nothing beyond it.

    A path, also one that climbs ("../"), a drive and a device are no plain names.
    """
    return is_fit(location.strip())


def is_program(name: str) -> bool:
    """Say whether opening such a file would run it: a program, a script, or what leads to one."""
    return _ending(name) in _PROGRAMS


def may_have_macros(name: str) -> bool:
    """Say whether such a file is one of Office's that carries programs along."""
    return _ending(name) in _WITH_MACROS


def safe_name(name: str) -> str:
    """Return a name near to ``name`` that every system takes; a long one keeps its ending."""
    plain = mended(name, "Minh chứng")
    stem, ending = parted(plain)
    return fitted(f"Tệp {stem}" if is_reserved(plain) else stem, ending)


def title_of(name: str) -> str:
    """Return what evidence is called until the clerk says otherwise: the file's name, or the link's end."""
    name = name.strip()
    if not is_link(name):
        return one_line(name)
    rest = re.sub(r"^https?://(?:www\.)?|[?#].*$", "", name, flags=re.IGNORECASE).rstrip("/")
    return one_line(rest.rpartition("/")[2] or rest)


def _ending(name: str) -> str:
    """Return what a system goes by, which sees neither signs of direction nor dots and blanks at the end."""
    bare = "".join(char for char in name if unicodedata.category(char) != "Cf").rstrip(" .")
    return bare.rpartition(".")[2].strip().lower() if "." in bare else ""
