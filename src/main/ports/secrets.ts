/** Keeps what nobody else may read, outside of every ledger: keys of gateways. */
export interface Secrets {
  read(name: string): string | null
  /** Null forgets it. Fails with `message/key-not-kept`. */
  write(name: string, value: string | null): void
}

export const noSecrets: Secrets = { read: () => null, write() {} }
