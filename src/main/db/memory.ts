import type { Kept } from '#main/ports/ledger-store.ts'

/**
 * What is kept in memory of the file, so that an entry does not ask the same again and again. It is dropped when another
 * connection has written, which SQLite counts, and when a transaction was given up. Within a transaction nobody else writes.
 */
export interface Memory {
  keep<Value>(read: () => Value): Kept<Value>
  /** A list of things that were read one by one; it forgets all of them when it holds too many. */
  keepMany<Key, Value>(most: number): KeptMany<Key, Value>
  /** The same for what nobody ever changes: only a transaction that is given up can make it untrue. */
  keepForGood<Key, Value>(): KeptMany<Key, Value>
  /** How often another connection has changed the file. */
  changesElsewhere(): number
  /** What is kept is read again, and everybody who asks hears of a change: so much changed that nobody was told of it. */
  changeAll(): void
  /** Whether a transaction that writes is open. */
  isWriting(): boolean
  /** A transaction that writes has begun. */
  begin(): void
  end(): void
  forget(): void
}

export interface KeptMany<Key, Value> {
  get(key: Key): Value | undefined
  put(key: Key, value: Value): void
}

export function createMemory(changesElsewhere: () => number): Memory {
  let asOf = -1
  let changedHere = 0
  let isWriting = false
  /** Grows when everything is dropped: what was kept in an earlier age is not true any more. */
  let age = 0
  const forGood: Map<unknown, unknown>[] = []

  function look(): void {
    if (isWriting) return
    const now = changesElsewhere()
    if (now === asOf) return
    asOf = now
    age++
  }

  return {
    keep<Value>(read: () => Value): Kept<Value> {
      let known: { readonly age: number; readonly value: Value } | null = null
      return {
        get() {
          look()
          if (known?.age !== age) known = { age, value: read() }
          return known.value
        },
        put(value) {
          known = { age, value }
        }
      }
    },
    keepMany<Key, Value>(most: number): KeptMany<Key, Value> {
      const known = new Map<Key, Value>()
      let ageOfAll = age
      const fresh = () => {
        look()
        if (ageOfAll !== age) known.clear()
        ageOfAll = age
        return known
      }
      return {
        get: (key) => fresh().get(key),
        put(key, value) {
          if (fresh().size >= most) known.clear()
          known.set(key, value)
        }
      }
    },
    keepForGood<Key, Value>(): KeptMany<Key, Value> {
      const known = new Map<Key, Value>()
      forGood.push(known)
      return { get: (key) => known.get(key), put: (key, value) => void known.set(key, value) }
    },
    changesElsewhere() {
      look()
      return asOf + changedHere
    },
    changeAll() {
      changedHere++
      age++
    },
    isWriting: () => isWriting,
    begin() {
      look()
      isWriting = true
    },
    end() {
      isWriting = false
    },
    forget() {
      age++
      for (const known of forGood) known.clear()
    }
  }
}
