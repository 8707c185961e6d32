#!/bin/sh
# Runs as root after the package's files are in place: Debian calls it with "configure", RPM with the number of versions there are.
set -e
app=/opt/Counterbook

ln -sfn "$app/counterbook" /usr/bin/counterbook

# Chromium locks its pages in by user namespaces where an ordinary user may make them, and by this program where not. As root it
# cannot be tried out which of the two holds here, so both are made ready; with namespaces the program is never started.
chown root:root "$app/chrome-sandbox"
chmod 4755 "$app/chrome-sandbox"

# Where AppArmor forbids namespaces to whoever has no profile (Ubuntu 23.10 and later), the app gets one that allows them.
profile=/etc/apparmor.d/counterbook
if command -v apparmor_parser >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" >/dev/null 2>&1; then
  cp "$app/resources/apparmor-profile" "$profile"
  if command -v aa-enabled >/dev/null 2>&1 && aa-enabled --quiet 2>/dev/null; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
  fi
fi

if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q /usr/share/applications || true; fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true; fi
exit 0
