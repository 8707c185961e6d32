import { v7 } from 'uuid'

/** One id for each thing that is sent, however often the key is pressed, until it is forgotten. */
export class OnceIds {
  readonly #ids = new Map<string, string>()

  of(what: string): string {
    const id = this.#ids.get(what) ?? v7()
    this.#ids.set(what, id)
    return id
  }

  /** It did not go: the next press is another try and not the same one again. */
  forget(what: string): void {
    this.#ids.delete(what)
  }
}
