"""What Windows shows of the program under Properties, Details."""

TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The SiamDesk developers"),
      StringStruct("FileDescription", "SiamDesk"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "siamdesk"),
      StringStruct("LegalCopyright", "The SiamDesk developers, Apache License 2.0"),
      StringStruct("OriginalFilename", "siamdesk.exe"),
      StringStruct("ProductName", "SiamDesk{suffix}"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def version_resource(version: str, *, suffix: str = "") -> str:
    """The file that PyInstaller reads; `suffix` is `` Lite`` or nothing."""
    parts = [int(part) for part in version.split(".")[:3]]
    numbers = (*parts, *[0] * (4 - len(parts)))
    return TEMPLATE.format(numbers=numbers, version=version, suffix=suffix)
