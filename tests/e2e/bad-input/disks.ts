import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Disk {
  readonly folder: string
  release(): void
}

const isAdministrator = process.getuid?.() === 0

function tried(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * Makes a folder with all that is in it read-only. The system's administrator may write in spite of permissions, so for
 * him it becomes a mount of its own. Null where that is not allowed.
 */
export function makeReadOnly(folder: string): Disk | null {
  if (!isAdministrator) {
    tried('chmod', '-R', 'a-w', folder)
    return { folder, release: () => void tried('chmod', '-R', 'u+w', folder) }
  }
  if (!tried('mount', '--bind', folder, folder)) return null
  if (!tried('mount', '-o', 'remount,bind,ro', folder)) {
    tried('umount', folder)
    return null
  }
  let isMounted = true
  const release = () => {
    if (isMounted) isMounted = !tried('umount', folder)
  }
  return { folder, release }
}

export interface SmallDisk extends Disk {
  /** Leaves no free byte. */
  fill(): void
  /** Frees what `fill` took. */
  free(): void
}

/** A disk of a few megabytes. Null where only the administrator may make one. */
export function smallDisk(folder: string, megabytes: number): SmallDisk | null {
  mkdirSync(folder, { recursive: true })
  if (!isAdministrator || !tried('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)) return null
  chmodSync(folder, 0o755)
  const ballast = path.join(folder, 'ballast')
  let isMounted = true
  return {
    folder,
    fill() {
      for (let part = 0; ; part++) {
        try {
          writeFileSync(`${ballast}.${part}`, Buffer.alloc(part < 200 ? 65_536 : 4_096))
        } catch {
          return
        }
      }
    },
    free: () => void tried('sh', '-c', `rm -f '${ballast}'.*`),
    release() {
      if (isMounted) isMounted = !tried('umount', folder)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
