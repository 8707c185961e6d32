/** What no window of ours may do, whatever it shows: one list, so that no window is forgotten when it grows. */
export const HARDENED_PAGE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true
} as const

/** A window that only draws what it is given. */
export const DRAWN_PAGE = { ...HARDENED_PAGE, javascript: false, devTools: false } as const
