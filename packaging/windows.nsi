; The installer for Windows: for one user, without an administrator's rights.
; makensis -DVERSION=1.2.3 -DPAYLOAD=folder/* -DICON=avoir.ico -DSIDE=side.bmp -DOUT=setup.exe windows.nsi

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
AllowSkipFiles off  ; a program with a file left out is none

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Avoir"
!define TYPE "Avoir.Book"

Name "Avoir"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Avoir"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "Avoir ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Avoir"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Avoir, bookkeeping with credit at its heart"
VIAddVersionKey "LegalCopyright" "The licences of all libraries: Help, About Avoir"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\avoirw.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"

LangString Running ${LANG_ENGLISH} "Avoir is open. Please close it, then try again."
LangString Running ${LANG_GERMAN} "Avoir ist geöffnet. Bitte schließen und noch einmal versuchen."
LangString Running ${LANG_FRENCH} "Avoir est ouvert. Fermez-le, puis réessayez."
LangString Running ${LANG_SPANISH} "Avoir está abierto. Ciérrelo y vuelva a intentarlo."
LangString Foreign ${LANG_ENGLISH} "This folder holds other files. Please choose an empty one."
LangString Foreign ${LANG_GERMAN} "In diesem Ordner sind andere Dateien. Bitte einen leeren wählen."
LangString Foreign ${LANG_FRENCH} "Ce dossier contient d’autres fichiers. Choisissez-en un vide."
LangString Foreign ${LANG_SPANISH} "Esta carpeta contiene otros archivos. Elija una vacía."

LangString TooOld ${LANG_ENGLISH} "Avoir needs Windows 10 or newer, 64 bits."
LangString TooOld ${LANG_GERMAN} "Avoir braucht Windows 10 oder neuer, 64 Bit."
LangString TooOld ${LANG_FRENCH} "Avoir demande Windows 10 ou plus récent, 64 bits."
LangString TooOld ${LANG_SPANISH} "Avoir necesita Windows 10 o posterior, de 64 bits."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
FunctionEnd

; A program that runs cannot be replaced: its file does not open for writing.
!macro STOP_WHILE_OPEN PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONSTOP "$(Running)" /SD IDCANCEL IDCANCEL`
        Abort "$(Running)"
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

; Whether the folder of the libraries is ours: it says so, or the system remembers that it is (an
; installation may have ended in the middle). Then $1 is the folder of the program.
!macro KNOW_OURS
  ReadRegStr $1 HKCU "${KEY}" "InstallLocation"
  ${If} ${FileExists} "$INSTDIR\_internal\avoir-*"
    StrCpy $1 $INSTDIR
  ${EndIf}
!macroend

; Goes away: the folder of the libraries, when it is ours, and the programs by their names.
; Whatever else lies in the folder, a book above all, is left where it is.
!macro TAKE_AWAY
  ${If} $1 == $INSTDIR
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}
  Delete "$INSTDIR\avoir.exe"
  Delete "$INSTDIR\avoirw.exe"
  Delete "$INSTDIR\avoir.ico"
!macroend

Section "Avoir"
  !insertmacro KNOW_OURS
  ${If} ${FileExists} "$INSTDIR\_internal"
  ${AndIf} $1 != $INSTDIR
    MessageBox MB_OK|MB_ICONSTOP "$(Foreign)" /SD IDOK
    Abort "$(Foreign)"
  ${EndIf}
  !insertmacro STOP_WHILE_OPEN "avoirw.exe"
  !insertmacro STOP_WHILE_OPEN "avoir.exe"
  !insertmacro TAKE_AWAY
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}"
  File "/oname=avoir.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  SetOutPath "$DOCUMENTS"  ; where the shortcut begins
  CreateShortcut "$SMPROGRAMS\Avoir.lnk" "$INSTDIR\avoirw.exe" "" "$INSTDIR\avoir.ico"

  WriteRegStr HKCU "Software\Classes\.avoir" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.avoir" "Content Type" "application/x-avoir-book"
  WriteRegStr HKCU "Software\Classes\.avoir\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "Avoir book"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\avoir.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open" "FriendlyAppName" "Avoir"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" \
    '"$INSTDIR\avoirw.exe" open "%1"'

  WriteRegStr HKCU "${KEY}" "DisplayName" "Avoir"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Avoir"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\avoir.ico"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro KNOW_OURS
  !insertmacro STOP_WHILE_OPEN "avoirw.exe"
  !insertmacro STOP_WHILE_OPEN "avoir.exe"
  SetOutPath "$TEMP"  ; a folder somebody is in does not go
  !insertmacro TAKE_AWAY
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"  ; only when it is empty
  Delete "$SMPROGRAMS\Avoir.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.avoir" ""
  ${If} $0 == "${TYPE}"
    DeleteRegValue HKCU "Software\Classes\.avoir" ""
    DeleteRegValue HKCU "Software\Classes\.avoir" "Content Type"
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.avoir\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.avoir\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.avoir"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "${KEY}"
  ${RefreshShellIcons}
SectionEnd
