#!/bin/sh
# Makes the disk image of the built application: dmg.sh Avoir.app out.dmg
# Signed when AVOIR_MAC_IDENTITY names an identity of the keychain, and shown to Apple when
# AVOIR_MAC_PROFILE names a profile for it, kept in the keychain AVOIR_MAC_KEYCHAIN or in the
# user's own; without them it is neither.
set -eu

app=$1
image=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

# The program is sound before it goes in.
if [ -n "${AVOIR_MAC_IDENTITY:-}" ]; then
  codesign --verify --deep --strict "$app"
fi
ditto "$app" "$stage/Avoir.app"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -quiet -volname Avoir -srcfolder "$stage" -fs HFS+ -format UDZO "$image"

if [ -n "${AVOIR_MAC_IDENTITY:-}" ]; then
  codesign --sign "$AVOIR_MAC_IDENTITY" --timestamp "$image"
fi
if [ -n "${AVOIR_MAC_PROFILE:-}" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$AVOIR_MAC_PROFILE" \
    ${AVOIR_MAC_KEYCHAIN:+--keychain "$AVOIR_MAC_KEYCHAIN"} --wait
  xcrun stapler staple "$image"
fi
