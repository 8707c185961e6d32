import { app, type Session, type WebContents } from 'electron'
import type { Log } from '#main/ports/log.ts'
import type { CameraAsk, CameraPermission } from './camera-permission.ts'
import { isAllowedRequest, isOwnPage } from './own-page.ts'

/** Switches of the browser underneath. Must run before the app is ready. */
export function hardenBrowser(devServer: string | null): void {
  // As root the sandbox cannot start at all, and asking for it leaves a window that never shows.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // No name is ever looked up for a page: what slipped past every other rule would still find no way out.
  if (devServer === null) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Who may use the camera for a moment; see `camera-permission.ts`. */
export interface CameraRule {
  readonly permission: CameraPermission
  /** Whether this is the page of the cashier's own window. */
  isCashier(contents: WebContents): boolean
}

/**
 * Denies a session everything that a till does not need: permissions, devices, downloads, the network. The one
 * exception is the camera, for as long as its rule says; a session without one has none.
 */
export function hardenSession(
  session: Session,
  devServer: string | null,
  log: Log,
  camera: CameraRule | null = null
): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const isGiven = mayUseCamera(camera, contents, {
      permission,
      kinds: ('mediaTypes' in details ? details.mediaTypes : undefined) ?? [],
      address: details.requestingUrl,
      isTopFrame: details.isMainFrame
    })
    if (!isGiven) log.warn('permission denied', { permission })
    answer(isGiven)
  })
  session.setPermissionCheckHandler((contents, permission, origin, details) =>
    mayUseCamera(camera, contents, {
      permission,
      kinds: details.mediaType === undefined ? [] : [details.mediaType],
      address: details.requestingUrl ?? origin,
      isTopFrame: details.isMainFrame
    })
  )
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => {
    const isAllowed = isAllowedRequest(details.url, devServer)
    if (!isAllowed) log.warn('request blocked', { kind: details.resourceType })
    answer({ cancel: !isAllowed })
  })
}

function mayUseCamera(
  camera: CameraRule | null,
  contents: WebContents | null,
  ask: Omit<CameraAsk, 'isCashier'>
): boolean {
  if (camera === null || contents === null) return false
  return camera.permission.isGiven({ ...ask, isCashier: camera.isCashier(contents) })
}

/** Keeps every page that is ever made where it is: no navigation, no window, no page inside a page. */
export function hardenPages(devServer: string | null, log: Log): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, devServer, log))
}

function hardenContents(contents: WebContents, devServer: string | null, log: Log): void {
  const stayHere = (event: Electron.Event<{ url: string }>): void => {
    if (isOwnPage(event.url, devServer)) return
    log.warn('navigation denied')
    event.preventDefault()
  }
  contents.on('will-navigate', stayHere)
  contents.on('will-frame-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => {
    log.warn('window denied')
    return { action: 'deny' }
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
