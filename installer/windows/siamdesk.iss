; Inno Setup 6 makes SiamDesk-VERSION-setup.exe of the folder that PyInstaller made:
;   iscc /DVersion=VERSION /DApp=siamdesk installer\windows\siamdesk.iss
; /DApp=siamdesk-lite for Lite. docs/packaging.md goes through it step by step.

#ifndef Version
  #error Say which version: iscc /DVersion=VERSION ...
#endif
#ifndef App
  #define App "siamdesk"
#endif
#if App == "siamdesk-lite"
  #define Title "SiamDesk Lite"
  #define Flavour "lite"
  #define Id "{{6F0E2D3B-59B1-4F0D-9C39-5A9E5D3E9B02}"
#else
  #define Title "SiamDesk"
  #define Flavour "full"
  #define Id "{{6F0E2D3B-59B1-4F0D-9C39-5A9E5D3E9B01}"
#endif

[Setup]
AppId={#Id}
AppName={#Title}
AppVersion={#Version}
AppPublisher=The SiamDesk developers
DefaultDirName={autopf}\{#Title}
DefaultGroupName={#Title}
; For oneself without an administrator, or for all with one.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist\release
OutputBaseFilename={#App}-{#Version}-windows-x86_64-setup
SetupIconFile=..\..\build\{#Flavour}\icons\siamdesk.ico
UninstallDisplayIcon={app}\siamdesk-window.exe
Compression=lzma2/normal
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.OpenWith=Open with {#Title}
de.OpenWith=Mit {#Title} öffnen

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\{#App}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\{#Title}"; Filename: "{app}\siamdesk-window.exe"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\siamdesk-window.exe"; Tasks: desktopicon

[Registry]
; Projects are folders, and Windows gives folders no file type: SiamDesk is in their menu instead.
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#App}"; ValueType: string; ValueData: "{cm:OpenWith}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#App}"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\siamdesk-window.exe"
; Only in the menu of NAME.siam, not of every folder.
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#App}"; ValueType: string; ValueName: "AppliesTo"; ValueData: "System.FileName:~>"".siam"""
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#App}\command"; ValueType: string; ValueData: """{app}\siamdesk-window.exe"" ""%1"""
; The commands, from any terminal: siamdesk.exe.
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\siamdesk.exe"; ValueType: string; ValueData: "{app}\siamdesk.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\siamdesk-window.exe"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent
