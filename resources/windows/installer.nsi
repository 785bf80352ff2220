; The installer: for one user, no administrator, in Vietnamese.
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.2.0 -DSOURCE=dist/KeHoach -DOUTPUT=dist/setup.exe installer.nsi
; Silent: setup.exe /S [/DESKTOP=1] [/D=FOLDER]; /D stands last and has no quotes, blanks or not.
; Exit codes: 0 done; 1 called off; 2 refused or failed: the Windows is too old, the program or another setup is
; running, the disk is full, the folder holds something else. A refused or failed run leaves all as it was.
Unicode true
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64

!include "MUI2.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define NAME "Kế hoạch Desktop"
!define PROGRAM "KeHoach.exe"
!define CONSOLE "kehoach-cli.exe"
!define KEY "Software\KeHoachDesktop"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\KeHoachDesktop"
!define FILE_CLASS "KeHoachDesktop.kehoach"
!define DATA "$LOCALAPPDATA\KeHoachDesktop"
!define DRAFT "_kehoach-moi"   ; names that no clerk gives a folder
!define BEFORE "_kehoach-cu"
!define NEEDED_MB 200
!define OLDEST_BUILD 17763   ; Windows 10 1809, the oldest that Qt 6.9 runs on

Name "${NAME}"
Caption "Cài đặt ${NAME} ${VERSION}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\KeHoach"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài ${NAME}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "Giấy phép MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "installer-side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "installer-side.bmp"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Dừng cài đặt ${NAME}?"

!define MUI_WELCOMEPAGE_TITLE "Cài đặt ${NAME}"
!define MUI_WELCOMEPAGE_TEXT "Chương trình soạn kế hoạch truyền thông kiểm soát thủ tục hành chính, theo dõi kết quả từng quý và lập báo cáo.$\r$\n$\r$\nChương trình được cài cho riêng tài khoản đang dùng, không cần quyền quản trị và không cần mạng. Nếu máy đã có bản cũ, bản mới thay vào chỗ ấy; dữ liệu và thiết lập giữ nguyên.$\r$\n$\r$\nNhấn Tiến để bắt đầu."
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE ChooseOwnFolder
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "Biểu tượng"
!define MUI_PAGE_HEADER_SUBTEXT "Chọn nơi có biểu tượng mở chương trình."
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_COMPONENTSPAGE_TEXT_TOP "Mục trong trình đơn Start luôn được tạo. Đánh dấu nếu muốn có thêm biểu tượng ở màn hình nền, rồi nhấn Cài đặt."
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST "Biểu tượng ở:"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã cài xong"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_TEXT "${NAME} đã sẵn sàng. Lần sau, mở chương trình từ trình đơn Start, hoặc nháy đúp một tệp kế hoạch (.kehoach).$\r$\n$\r$\nDữ liệu nằm trong thư mục$\r$\n${DATA}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Mở ${NAME} ngay"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "Gỡ ${NAME} khỏi máy tính. Dữ liệu của bạn không bị xóa: các tệp kế hoạch, bản sao lưu và thiết lập vẫn nằm nguyên trong thư mục ${DATA}."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_FINISHPAGE_TITLE "Đã gỡ xong"
!define MUI_FINISHPAGE_TEXT "${NAME} đã được gỡ khỏi máy tính.$\r$\n$\r$\nDữ liệu vẫn còn nguyên trong thư mục$\r$\n${DATA}$\r$\n$\r$\nCài lại chương trình là dùng tiếp được. Nếu không cần nữa, hãy tự xóa thư mục ấy."
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "Vietnamese"
AllowSkipFiles off
LangString ^FileError_NoIgnore ${LANG_VIETNAMESE} "Không ghi được tệp$\r$\n$\r$\n$0$\r$\n$\r$\nCó thể phần mềm diệt vi-rút đang giữ tệp. Hãy nhấn Thử lại (Retry), hoặc nhấn Hủy (Cancel) để dừng. Bản đang có trên máy vẫn như cũ."
; This one has a single button, and the file's name is put behind it.
LangString ^ErrorWriting ${LANG_VIETNAMESE} "Không ghi hết được tệp, có thể ổ đĩa đã đầy. Việc cài dừng ở đây; bản đang có trên máy vẫn như cũ. Hãy dọn bớt rồi chạy lại bộ cài.$\r$\n$\r$\nTệp: "

!macro REFUSE why
  MessageBox MB_OK|MB_ICONSTOP "${why}" /SD IDOK
  SetErrorLevel 2
  Quit
!macroend

; Windows lets nobody write into the file of a running program. Leaves "1" in $0 while one runs, here or where
; the version before was put.
!macro LOOK_FOR_RUNNING
  StrCpy $0 ""
  ReadRegStr $6 HKCU "${KEY}" "InstallDir"
  !insertmacro LOOK_AT "$INSTDIR\${PROGRAM}"
  !insertmacro LOOK_AT "$INSTDIR\${CONSOLE}"
  !insertmacro LOOK_AT "$6\${PROGRAM}"
  !insertmacro LOOK_AT "$6\${CONSOLE}"
!macroend

!macro REMOVE_PARTS folder
  RMDir /r "${folder}\_internal"
  RMDir /r "${folder}\${DRAFT}"
  RMDir /r "${folder}\${BEFORE}"
  Delete "${folder}\${PROGRAM}"
  Delete "${folder}\${CONSOLE}"
  Delete "${folder}\GIẤY PHÉP.txt"
  Delete "${folder}\uninstall.exe"
  RMDir "${folder}"   ; stays where something of the user's lies in it
!macroend

; Leaves "1" in $0 where the folder holds something, and not this program as an installer left it.
!macro LOOK_AT_FOLDER
  StrCpy $0 ""
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    FindFirst $3 $4 "$INSTDIR\*.*"
    ${DoWhile} $4 != ""
      ${If} $4 != "."
      ${AndIf} $4 != ".."
      ${AndIf} $4 != "${DRAFT}"
        StrCpy $0 "1"
      ${EndIf}
      FindNext $3 $4
    ${Loop}
    FindClose $3
  ${ElseIf} ${FileExists} "$INSTDIR\uninstall.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    ReadRegStr $6 HKCU "${KEY}" "InstallDir"
    ${If} $6 != "$INSTDIR"   ; some other program's; ours may have lost its .exe to an antivirus
      StrCpy $0 "1"
    ${EndIf}
  ${EndIf}
!macroend

!macro LOOK_AT file
  ${If} ${FileExists} "${file}"
    ClearErrors
    FileOpen $1 "${file}" a
    ${If} ${Errors}
      StrCpy $0 "1"
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

; A silent run waits ten seconds, for a program that is just closing; the other asks.
!macro WAIT_UNTIL_CLOSED what
  StrCpy $2 0
  ${Do}
    !insertmacro LOOK_FOR_RUNNING
    ${If} $0 == ""
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
      ${If} $2 >= 20
        SetErrorLevel 2
        Quit
      ${EndIf}
      Sleep 500
      IntOp $2 $2 + 1
    ${Else}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} đang mở. Hãy đóng chương trình (mọi thay đổi đã được lưu sẵn), rồi nhấn Thử lại (Retry) để ${what} tiếp." IDRETRY +3
      SetErrorLevel 1
      Quit
    ${EndIf}
  ${Loop}
!macroend

; An antivirus may hold a file for a moment after it was written: ten tries.
!macro MOVE from to
  StrCpy $5 0
  ${Do}
    ClearErrors
    Rename "${from}" "${to}"
    ${IfNot} ${Errors}
    ${OrIf} $5 >= 10
      ${ExitDo}
    ${EndIf}
    Sleep 300
    IntOp $5 $5 + 1
  ${Loop}
!macroend

; Put every part of the draft in its place, and what stood there aside. Leaves "1" in $0 where one would not go.
Function PutInPlace
  StrCpy $0 ""
  RMDir /r "$INSTDIR\${BEFORE}"
  CreateDirectory "$INSTDIR\${BEFORE}"
  FindFirst $3 $4 "$INSTDIR\${DRAFT}\*.*"
  ${DoWhile} $4 != ""
    ${If} $4 != "."
    ${AndIf} $4 != ".."
      ${If} ${FileExists} "$INSTDIR\$4"
        !insertmacro MOVE "$INSTDIR\$4" "$INSTDIR\${BEFORE}\$4"
      ${EndIf}
      ${IfNot} ${FileExists} "$INSTDIR\$4"
        !insertmacro MOVE "$INSTDIR\${DRAFT}\$4" "$INSTDIR\$4"
      ${EndIf}
      ${If} ${FileExists} "$INSTDIR\${DRAFT}\$4"
        StrCpy $0 "1"
        ${ExitDo}
      ${EndIf}
    ${EndIf}
    FindNext $3 $4
  ${Loop}
  FindClose $3
FunctionEnd

; Take back what was put in place: the version that was there works again.
Function TakeBack
  FindFirst $3 $4 "$INSTDIR\${BEFORE}\*.*"
  ${DoWhile} $4 != ""
    ${If} $4 != "."
    ${AndIf} $4 != ".."
      RMDir /r "$INSTDIR\$4"
      Delete "$INSTDIR\$4"
      !insertmacro MOVE "$INSTDIR\${BEFORE}\$4" "$INSTDIR\$4"
    ${EndIf}
    FindNext $3 $4
  ${Loop}
  FindClose $3
  RMDir "$INSTDIR\${BEFORE}"
  RMDir /r "$INSTDIR\${DRAFT}"
FunctionEnd

Section "Trình đơn Start"
  SectionIn RO
  !insertmacro LOOK_AT_FOLDER
  ${If} $0 == "1"
    !insertmacro REFUSE "Thư mục $INSTDIR đã có tệp khác nên không cài vào đó. Hãy chọn một thư mục trống."
  ${EndIf}
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  ${IfNot} ${Errors}
  ${AndIf} $1 < ${NEEDED_MB}
    !insertmacro REFUSE "Ổ đĩa $0 còn trống $1 MB, cần ít nhất ${NEEDED_MB} MB để cài. Hãy dọn bớt rồi cài lại; chưa có gì thay đổi."
  ${EndIf}
  !insertmacro WAIT_UNTIL_CLOSED "cài đặt"
  ; The new version is laid beside the old one: a full disk, or a plug pulled out, leaves the old one working.
  RMDir /r "$INSTDIR\${DRAFT}"
  SetOutPath "$INSTDIR\${DRAFT}"
  ClearErrors
  File /r "${SOURCE}/*"
  ${If} ${Errors}
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\${DRAFT}"
    !insertmacro REFUSE "Không ghi được chương trình vào $INSTDIR. Hãy kiểm tra dung lượng trống và quyền ghi vào thư mục ấy, rồi cài lại. Bản đang có trên máy (nếu có) vẫn như cũ."
  ${EndIf}
  SetOutPath "$INSTDIR"
  Call PutInPlace
  ${If} $0 == "1"
    Call TakeBack
    !insertmacro REFUSE "Không thay được bản cũ trong $INSTDIR. Hãy khởi động lại máy rồi chạy lại bộ cài này; bản cũ và dữ liệu của bạn vẫn nguyên."
  ${EndIf}
  RMDir /r "$INSTDIR\${BEFORE}"
  RMDir "$INSTDIR\${DRAFT}"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  ReadRegStr $6 HKCU "${KEY}" "InstallDir"
  ${If} $6 != ""
  ${AndIf} $6 != "$INSTDIR"
  ${AndIf} ${FileExists} "$6\uninstall.exe"
    !insertmacro REMOVE_PARTS "$6"   ; moved to another folder: one program, one uninstaller
  ${EndIf}
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "Software\Classes\.kehoach" "" "${FILE_CLASS}"
  WriteRegStr HKCU "Software\Classes\${FILE_CLASS}" "" "Tệp kế hoạch"
  WriteRegStr HKCU "Software\Classes\${FILE_CLASS}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${FILE_CLASS}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'   ; Explorer shows the new icon at once
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" "$0"
SectionEnd

Section /o "Màn hình nền (Desktop)" DESKTOP_LINK
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
SectionEnd

; Nothing is mixed with what the user keeps in a folder.
Function ChooseOwnFolder
  !insertmacro LOOK_AT_FOLDER
  ${If} $0 == "1"
    StrCpy $7 "$INSTDIR"
    StrCpy $INSTDIR "$INSTDIR\KeHoach"
    !insertmacro LOOK_AT_FOLDER
    ${If} $0 == "1"
      StrCpy $INSTDIR "$7"
      MessageBox MB_OK|MB_ICONEXCLAMATION "Thư mục $7 đã có tệp khác. Hãy chọn một thư mục trống."
      Abort
    ${EndIf}
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "Thư mục $7 đã có tệp khác, nên chương trình sẽ được cài vào thư mục con $INSTDIR. Nhấn OK để cài vào đó, hoặc Hủy (Cancel) để chọn thư mục khác." IDOK +3
    StrCpy $INSTDIR "$7"
    Abort
    SendMessage $mui.DirectoryPage.Directory ${WM_SETTEXT} 0 "STR:$INSTDIR"   ; the page is read once more
  ${EndIf}
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\${DRAFT}"
  RMDir "$INSTDIR"
  SetErrorLevel 2
FunctionEnd

Function .onInit
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "KeHoachDesktopSetup") p .r1 ?e'
  Pop $0
  ${If} $0 == 183   ; ERROR_ALREADY_EXISTS
    !insertmacro REFUSE "Bộ cài ${NAME} đang chạy ở một cửa sổ khác. Hãy làm xong ở cửa sổ ấy."
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro REFUSE "${NAME} cần Windows 10 phiên bản 1809 trở lên hoặc Windows 11; máy này dùng bản Windows cũ hơn nên không cài được. Hãy cập nhật Windows rồi cài lại."
  ${EndIf}
  ${IfNot} ${RunningX64}
    !insertmacro REFUSE "${NAME} cần Windows 64-bit; máy này dùng Windows 32-bit nên không cài được."
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DESKTOP=" $R1
  ${IfNot} ${Errors}
  ${AndIf} $R1 == "1"
    SectionGetFlags ${DESKTOP_LINK} $R2
    IntOp $R2 $R2 | 1
    SectionSetFlags ${DESKTOP_LINK} $R2
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro WAIT_UNTIL_CLOSED "gỡ"
FunctionEnd

Section "Uninstall"
  ReadRegStr $6 HKCU "${KEY}" "InstallDir"
  !insertmacro REMOVE_PARTS "$INSTDIR"
  ${If} $6 == "$INSTDIR"   ; not where another folder holds the program now
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    ReadRegStr $0 HKCU "Software\Classes\.kehoach" ""
    ${If} $0 == "${FILE_CLASS}"
      DeleteRegValue HKCU "Software\Classes\.kehoach" ""
      DeleteRegKey /ifempty HKCU "Software\Classes\.kehoach"
    ${EndIf}
    DeleteRegKey HKCU "Software\Classes\${FILE_CLASS}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "${KEY}"
  ${EndIf}
SectionEnd
