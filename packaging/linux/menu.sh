#!/bin/sh
# Puts Avoir, as it lies here, into the menu of one user, and lets a double click open a book.
# `menu.sh --remove` takes away what it made, before the folder is moved or removed.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/avoir.desktop
kind=$share/mime/packages/avoir.xml
icon=$share/icons/hicolor/256x256/mimetypes/application-x-avoir-book.png

# A name as a desktop entry's command wants it (inside quotes), and as any of its values does.
value() { printf '%s' "$1" | sed 's/\\/\\\\/g'; }
command_() { value "$(printf '%s' "$1" | sed 's/["`$\\]/\\&/g')"; }

case $here in
  *%*) echo "Desktops start nothing from a folder with % in its path: please move $here." >&2; exit 1 ;;
esac

if [ "${1:-}" = --remove ]; then
  rm -f "$entry" "$kind" "$icon"
else
  mkdir -p "${entry%/*}" "${kind%/*}" "${icon%/*}"
  {
    grep -vE '^(Exec|TryExec|Icon)=' "$here/avoir.desktop"
    printf 'Exec="%s" open %%f\n' "$(command_ "$here/avoir")"
    printf 'TryExec=%s\nIcon=%s\n' "$(value "$here/avoir")" "$(value "$here/avoir.png")"
  } > "$entry"
  cp "$here/avoir.xml" "$kind"
  cp "$here/avoir.png" "$icon"
fi
for tool in "update-mime-database $share/mime" "update-desktop-database $share/applications"; do
  if command -v "${tool%% *}" > /dev/null; then
    "${tool%% *}" "${tool#* }" || true # a desktop reads the files without it, only later
  fi
done
