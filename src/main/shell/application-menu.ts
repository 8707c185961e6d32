import { Menu } from 'electron'

/**
 * Every key belongs to the command table of the screens, so the default menu with its Ctrl+R, F5, F11, Ctrl+W and Alt
 * goes. macOS has no copying, pasting and quitting without a menu: there the least one stands, named by the system.
 */
export function clearMenu(platform: string): void {
  if (platform !== 'darwin') {
    Menu.setApplicationMenu(null)
    return
  }
  const appMenu = { role: 'appMenu' as const }
  const editMenu = {
    role: 'editMenu' as const,
    submenu: [{ role: 'cut' as const }, { role: 'copy' as const }, { role: 'paste' as const }]
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate([appMenu, editMenu]))
}
