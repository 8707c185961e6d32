#!/bin/sh
# Runs as root after the package's files are gone. An update removes the old version too, after the new one has come: then
# everything must stay (Debian says "upgrade", RPM says how many versions are left).
case "$1" in
  0 | remove | purge) ;;
  *) exit 0 ;;
esac

rm -f /usr/bin/counterbook
profile=/etc/apparmor.d/counterbook
if [ -f "$profile" ]; then
  if command -v aa-enabled >/dev/null 2>&1 && aa-enabled --quiet 2>/dev/null; then apparmor_parser --remove "$profile" || true; fi
  rm -f "$profile"
fi
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q /usr/share/applications || true; fi
# The books of the shop lie in the folders of its people and are never touched.
exit 0
