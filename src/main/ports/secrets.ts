/** Keeps what nobody else may read, outside of every ledger: keys of gateways. */
export interface Secrets {
  read(name: string): string | null
  /** Null forgets it. Fails with `message/key-not-kept`. */
  write(name: string, value: string | null): void
}

export const noSecrets: Secrets = { read: () => null, write() {} }

/** Keeps the keys that sign for this counter, sealed by the system where it has a key store. */
export interface KeyVault {
  read(name: string): Promise<string | null>
  /** Null forgets it. Fails with `message/key-not-kept`. */
  write(name: string, value: string | null): Promise<void>
  /** Whether the system itself guards what is kept: without it, only the rights of the file do. */
  isGuarded(): Promise<boolean>
}

/** The file of secrets as a vault that the system does not guard: for tests and the command line. */
export const openVault = (kept: Secrets): KeyVault => ({
  read: async (name) => kept.read(name),
  write: async (name, value) => kept.write(name, value),
  isGuarded: async () => false
})
