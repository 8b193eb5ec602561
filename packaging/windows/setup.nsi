; setup.exe: per user (the default) or, with /ALLUSERS, per machine; /S asks nothing; over an older version it replaces it.
; Run by packaging/build, which defines VERSION, APP (the payload), FILES
; (the macro REMOVE, which names each file and folder of the payload, so that nobody else's goes) and OUT.
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
Name "Pomerium · Cognito setup"
OutFile "${OUT}"
BrandingText " "
RequestExecutionLevel user
!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh
!include Sections.nsh
!include "${FILES}"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\pomerium-cognito"
!define TYPE "Software\Classes\PomeriumCognito.Setup"
!define MUI_ICON "${APP}/app.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\pomerium-cognito-window.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Pomerium · Cognito setup"
VIAddVersionKey "FileDescription" "Pomerium · Cognito setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "The pomerium-cognito authors, Apache-2.0"

Function .onInit
  SetRegView 64
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $1
  ${If} ${Errors}
    SetShellVarContext current
    StrCpy $2 "$LOCALAPPDATA\Programs\pomerium-cognito"
  ${Else}
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      IfSilent +2
      MessageBox MB_OK|MB_ICONSTOP "For all users this needs an administrator: start it by 'Run as administrator', with /ALLUSERS. Without /ALLUSERS it installs for you alone."
      SetErrorLevel 740
      Quit
    ${EndIf}
    SetShellVarContext all
    StrCpy $2 "$PROGRAMFILES64\pomerium-cognito"
  ${EndIf}
  ReadRegStr $3 SHCTX "${KEY}" "InstallLocation"
  ${If} $3 != ""
    StrCpy $2 $3
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $2
  ${EndIf}
  Call Closed
FunctionEnd

; A program that runs can't be replaced.
Function Closed
  ${For} $4 1 2
    StrCpy $5 "$INSTDIR\python.exe"
    ${If} $4 == 2
      StrCpy $5 "$INSTDIR\pythonw.exe"
    ${EndIf}
    ${If} ${FileExists} $5
      ClearErrors
      FileOpen $6 $5 a
      ${If} ${Errors}
        IfSilent +2
        MessageBox MB_OK|MB_ICONSTOP "Pomerium · Cognito setup is open. Close its window, then start this again."
        SetErrorLevel 32
        Quit
      ${EndIf}
      FileClose $6
    ${EndIf}
  ${Next}
FunctionEnd

Section
  ; Of an older version nothing may stay that the new one lacks: its own uninstaller knows what it put there.
  ReadRegStr $3 SHCTX "${KEY}" "InstallLocation"
  ${If} $3 == $INSTDIR
  ${AndIf} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    Delete "$INSTDIR\uninstall.exe"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${APP}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Pomerium Cognito setup.lnk" "$INSTDIR\pomerium-cognito-window.exe" "" "$INSTDIR\app.ico"
  WriteRegStr SHCTX "${KEY}" "DisplayName" "Pomerium · Cognito setup"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Publisher" "The pomerium-cognito authors"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\app.ico"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" $0
  WriteRegStr SHCTX "${TYPE}" "" "Pomerium · Cognito setup file"
  WriteRegStr SHCTX "${TYPE}\DefaultIcon" "" "$INSTDIR\app.ico"
  WriteRegStr SHCTX "${TYPE}\shell\open\command" "" '"$INSTDIR\pomerium-cognito-window.exe" "%1"'
  ; A setup file ends in .yaml, as others do: it is offered there under 'Open with', and takes nothing from them.
  WriteRegStr SHCTX "Software\Classes\.yaml\OpenWithProgids" "PomeriumCognito.Setup" ""
SectionEnd

; What the user's own things are stays, unless the box is ticked or /CLEAR says so.
Section /o "un.Stored secrets and recent setups" Kept
  nsExec::ExecToLog '"$INSTDIR\pomerium-cognito.exe" clear --yes'
SectionEnd

Section "un.The program"
  SectionIn RO
  !insertmacro REMOVE
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Pomerium Cognito setup.lnk"
  DeleteRegValue SHCTX "Software\Classes\.yaml\OpenWithProgids" "PomeriumCognito.Setup"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.yaml\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.yaml"
  DeleteRegKey SHCTX "${TYPE}"
  DeleteRegKey SHCTX "${KEY}"
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 HKLM "${KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/CLEAR" $1
  ${IfNot} ${Errors}
    SectionSetFlags ${Kept} ${SF_SELECTED}
  ${EndIf}
FunctionEnd
