import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'

export interface Places {
  /** Another folder than the system's for everything that the install keeps, or null. */
  readonly userDataFolder: string | null
  /** Where books go when they do not go to the system's own documents folder, or null. */
  readonly documentsFolder: string | null
  /** The address of the development server, or null in a built app. */
  readonly devServer: string | null
}

/**
 * What a start says about its places. With its own user data folder an install stands alone: its books lie there too,
 * and it may run beside another one. A packaged app never loads a page from a server.
 */
export function placesOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  isPackaged: boolean
): Places {
  const flag = args.find((arg) => arg.startsWith('--user-data-dir='))
  const asked = flag?.slice('--user-data-dir='.length) || environment.COUNTERBOOK_USER_DATA || null
  const userDataFolder = asked === null ? null : path.resolve(asked)
  const devServer = environment.ELECTRON_RENDERER_URL || null
  return {
    userDataFolder,
    documentsFolder: userDataFolder === null ? null : path.join(userDataFolder, 'documents'),
    devServer: isPackaged ? null : devServer
  }
}

/** Makes the folder if it is not there; answers whether it can be written to. */
export function canKeepThingsIn(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
