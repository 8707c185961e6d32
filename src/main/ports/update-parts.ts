import type { FeedFile, PackageKind } from '#shared/update/feed.ts'

/** Where releases are told of and fetched from. Asked only where the owner turned it on. */
export interface UpdateSource {
  /** The text at the feed's address, proved by nobody yet. Fails with `update/unreachable`. */
  feed(): Promise<string>
  /**
   * Fetches a file whole into this PC's own folder and answers its path: exactly as long, and exactly with the sum, that the
   * feed says. Fails with `update/unreachable`, `update/cut-off`, `update/not-genuine` or `update/not-kept`, and then
   * nothing of it is left.
   */
  fetch(file: FeedFile, progressed: (doneBytes: number) => void): Promise<string>
  /** Whether the file at this path still is what the feed says. */
  isGenuine(path: string, file: FeedFile): Promise<boolean>
  /** Takes away what was fetched. */
  clear(): void
}

/** How this copy is replaced. */
export interface UpdateInstaller {
  /** Null for a copy that was not installed by a package, and cannot be replaced by one. */
  readonly kind: PackageKind | null
  readonly arch: string
  /**
   * Hands the file to the system. `told`: the system asks for an administrator, and the person does it by what the words
   * say. `leaving`: the installer runs, and the app is about to end.
   */
  install(file: string): Promise<'told' | 'leaving'>
}

export const noInstaller: UpdateInstaller = { kind: null, arch: '', install: async () => 'told' }

/** What this PC keeps about updates, from one start to the next. */
export interface KeptUpdates {
  readonly isOn: boolean
  /** Stays on this PC. Its share of a release is worked out from it; nobody is told. */
  readonly installId: string
  readonly lookedAt: number | null
  /** Of the newest feed that was proved. */
  readonly publishedAt: number
}

export interface UpdateMemory {
  read(): KeptUpdates
  write(kept: KeptUpdates): void
}
