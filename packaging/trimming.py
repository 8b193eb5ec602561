"""What of the libraries is in use: the rules by which the frozen program and the Windows payload are trimmed.

Each rule names what the program never loads. The tries of the packages walk window and command through what is left.
"""

import re

# Amazon's service models that are called; the rest are 26 MB.
SERVICES = ("acm", "cognito-idp", "iam", "signin", "sso", "sso-oidc", "sts")
# Packages that others ask for and nothing here loads: of boto3 it is botocore, of httpx the side without async.
UNUSED_PACKAGES = ("anyio", "boto3", "pycparser", "pygments", "s3transfer")
# Python modules that something names but nothing here loads: colours of code, parsers of other formats, other ways to
# run side by side, what compiles C, tests.
UNUSED_MODULES = (
    *UNUSED_PACKAGES, "_pydecimal", "_pyrepl", "asyncio", "attr", "cffi", "chardet", "charset_normalizer", "doctest",
    "hypothesis", "lib2to3", "mailbox", "multiprocessing", "pdb", "pip", "pydoc", "pydoc_data", "PySide6.QtDBus",
    "PySide6.QtNetwork", "pytest", "requests", "setuptools", "sqlite3", "tkinter", "unittest", "wsgiref", "xmlrpc",
)  # fmt: skip
PLUGINS = re.compile(
    r"/plugins/(platforms/(libq(xcb|offscreen|wayland|cocoa)|qwindows|qoffscreen)|xcbglintegrations/|imageformats/(lib)?qsvg|"
    r"iconengines/|platforminputcontexts/|platformthemes/libqxdgdesktopportal|styles/|"
    r"wayland-(decoration-client|graphics-integration-client/libqt-plugin|shell-integration/lib(xdg|qt)))"
)
UNUSED_QT = re.compile(
    r"(lib)?(Qt6?)(Network|OpenGL|OpenGLWidgets|Qml\w*|Quick\w*|Pdf\w*|Sql|Test|Designer\w*|Help|UiTools|Xml|VirtualKeyboard\w*|"
    r"LabsAnimation|Labs\w+|PrintSupport|Concurrent|EglF\w+|ExampleIcons|UiPlugin|QmlLS\w*|AxContainer|DBus\.(abi3|pyd))\b"
)
# A second copy of the certificates, zones that the system has, packages' own bills of materials, READMEs' pictures.
UNUSED_FILES = re.compile(
    r"(^|/)(botocore/cacert\.pem|dateutil/zoneinfo/.*\.tar\.gz|[^/]+\.dist-info/sboms/.*|wizard/resources/docs/.*\.png)$"
)


def is_kept(path: str) -> bool:
    """Whether a file of the bundle, named with slashes, is in use."""
    name = path.rpartition("/")[2]
    if "botocore/data/" in path:
        below = path.partition("botocore/data/")[2]
        return "/" not in below or below.partition("/")[0] in SERVICES
    if re.split("[/.]", path, maxsplit=1)[0] in UNUSED_MODULES:
        return False
    if UNUSED_FILES.search(path) or UNUSED_QT.match(name):
        return False
    if "PySide6" not in path:
        return True
    if "/plugins/" in path:
        return bool(PLUGINS.search(path))
    return "/translations/" not in path
