import type { PackageKind } from '#shared/update/feed.ts'

export interface CopyFacts {
  readonly isPackaged: boolean
  readonly platform: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What the package wrote into its own folder: `deb` or `rpm`; empty where it wrote nothing. */
  readonly mark: string
}

/** How this copy came onto its PC; null for one that no package can replace (a plain folder, a portable program). */
export function packageKindOf({ isPackaged, platform, environment, mark }: CopyFacts): PackageKind | null {
  if (!isPackaged) return null
  if (platform === 'win32') return environment.PORTABLE_EXECUTABLE_FILE === undefined ? 'nsis' : null
  if (platform === 'darwin') return 'dmg'
  if (environment.APPIMAGE !== undefined) return 'appimage'
  return mark === 'deb' || mark === 'rpm' ? mark : null
}
