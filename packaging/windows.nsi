; The installer for Windows: for one user, without an administrator's rights.
; makensis -DVERSION=1.2.3 -DPAYLOAD=folder/* -DICON=avoir.ico -DOUT=setup.exe windows.nsi

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"

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

; A program that runs cannot be replaced: its file does not open for writing.
!macro STOP_WHEN_RUNNING
  ${If} ${FileExists} "$INSTDIR\avoirw.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\avoirw.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(Running)" /SD IDOK
      Abort "$(Running)"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Goes away: the folder of the libraries, which is wholly ours, and the programs by their names.
; Whatever else lies in the folder, a book above all, is left where it is.
!macro TAKE_AWAY
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\avoir.exe"
  Delete "$INSTDIR\avoirw.exe"
  Delete "$INSTDIR\avoir.ico"
!macroend

Section "Avoir"
  !insertmacro STOP_WHEN_RUNNING
  ${If} ${FileExists} "$INSTDIR\_internal"
  ${AndIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    MessageBox MB_OK|MB_ICONSTOP "$(Foreign)" /SD IDOK
    Abort "$(Foreign)"
  ${EndIf}
  !insertmacro TAKE_AWAY
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}"
  File "/oname=avoir.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\Avoir.lnk" "$INSTDIR\avoirw.exe" "" "$INSTDIR\avoir.ico"

  WriteRegStr HKCU "Software\Classes\.avoir" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.avoir" "Content Type" "application/x-avoir-book"
  WriteRegStr HKCU "Software\Classes\.avoir\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "Avoir book"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\avoir.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" \
    '"$INSTDIR\avoirw.exe" open "%1"'

  WriteRegStr HKCU "${KEY}" "DisplayName" "Avoir"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\avoir.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
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
  !insertmacro STOP_WHEN_RUNNING
  !insertmacro TAKE_AWAY
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"  ; only when it is empty
  Delete "$SMPROGRAMS\Avoir.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.avoir" ""
  ${If} $0 == "${TYPE}"
    DeleteRegValue HKCU "Software\Classes\.avoir" ""
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.avoir\OpenWithProgids" "${TYPE}"
  DeleteRegValue HKCU "Software\Classes\.avoir" "Content Type"
  DeleteRegKey /ifempty HKCU "Software\Classes\.avoir\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.avoir"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "${KEY}"
  ${RefreshShellIcons}
SectionEnd
