#!/usr/bin/env bash
# Makes SiamDesk-VERSION-macos-MACHINE.dmg of the bundle that PyInstaller made (on macOS):
#   installer/macos/make_dmg.sh dist/SiamDesk.app dist/release
#
# SIGN_AS="Developer ID Application: ..." signs it; NOTARISE_AS=PROFILE (of notarytool's keychain)
# has Apple check it. Without both the app runs after a right click, Open.
set -euo pipefail
bundle=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
name=$(basename "$bundle" .app)
version=$(/usr/libexec/PlistBuddy -c 'Print :CFBundleShortVersionString' "$bundle/Contents/Info.plist")
image="$out/$(echo "$name" | tr 'A-Z ' 'a-z-')-$version-macos-$(uname -m).dmg"
mkdir -p "$out"

if [ -n "${SIGN_AS:-}" ]; then
  # Inside out: each library, then the bundle with the rights that Python's machinery needs.
  find "$bundle/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 codesign --force --timestamp --options runtime --sign "$SIGN_AS"
  codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
    --sign "$SIGN_AS" "$bundle"
  codesign --verify --strict --deep "$bundle"
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$bundle" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "$name $version" -srcfolder "$stage" -format UDZO -ov "$image"

if [ -n "${NOTARISE_AS:-}" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARISE_AS" --wait
  xcrun stapler staple "$image"
fi
echo "$image"
