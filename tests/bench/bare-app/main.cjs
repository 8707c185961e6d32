// An Electron with one window, one field and nothing else: what a window costs before it is ours.
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.COUNTERBOOK_USER_DATA)
app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } })
  return window.loadURL('data:text/html,<!doctype html><title>bare</title><input autofocus data-field="party">')
})
