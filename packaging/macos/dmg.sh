#!/bin/sh
# Makes the disk image of the built application: dmg.sh Avoir.app out.dmg
# Signed when AVOIR_MAC_IDENTITY names an identity of the keychain, and shown to Apple when
# AVOIR_MAC_PROFILE names the keychain's profile for it; without them it is neither.
set -eu

app=$1
image=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

ditto "$app" "$stage/Avoir.app"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -quiet -volname Avoir -srcfolder "$stage" -fs HFS+ -format UDZO "$image"

if [ -n "${AVOIR_MAC_IDENTITY:-}" ]; then
  codesign --verify --deep --strict "$app"
  codesign --sign "$AVOIR_MAC_IDENTITY" --timestamp "$image"
fi
if [ -n "${AVOIR_MAC_PROFILE:-}" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$AVOIR_MAC_PROFILE" --wait
  xcrun stapler staple "$image"
fi
