import { chordOf } from './chord.ts'
import type { CommandId } from './command-table.ts'
import { commandsByChord, type KeySet } from './keymap.ts'
import { afterKey, type Burst, endsScan, NO_BURST } from './scanner-guard.ts'

/** What a part of the screen says it can do now. */
export interface Holder {
  readonly id: CommandId
  /** Screens and dialogs lie over each other: only what belongs to the topmost answers, and the app's own commands below dialogs. */
  readonly layer: number
  readonly isEnabled: () => boolean
  readonly run: () => void
}

/** A layer that is open. A modal one hides the app's own commands too. */
interface Layer {
  readonly layer: number
  readonly isModal: boolean
}

/** The layer of the app's own commands, which are there on every screen. */
export const APP_LAYER = 0

/**
 * Holds the commands that can be given now and turns key presses into them. One for the window; it knows nothing of
 * React, so that it can be tested with plain objects.
 */
export class CommandCenter {
  #holders: readonly Holder[] = []
  #layers: readonly Layer[] = []
  #burst: Burst = NO_BURST
  #listeners = new Set<() => void>()
  #scanHearers: readonly ((keyCount: number) => void)[] = []
  #version = 0
  readonly #byChord

  constructor(set: KeySet) {
    this.#byChord = commandsByChord(set)
  }

  hold(holder: Holder): () => void {
    this.#holders = [...this.#holders, holder]
    this.#changed()
    return () => {
      this.#holders = this.#holders.filter((one) => one !== holder)
      this.#changed()
    }
  }

  openLayer(layer: number, isModal: boolean): () => void {
    const opened = { layer, isModal }
    this.#layers = [...this.#layers, opened]
    this.#changed()
    return () => {
      this.#layers = this.#layers.filter((one) => one !== opened)
      this.#changed()
    }
  }

  /**
   * Commands that can be given now, those of the topmost layer first. `isBelowDialogs` asks what could be given were no
   * dialog open: the row of keys does not change under one.
   */
  available(isBelowDialogs = false): readonly Holder[] {
    const layers = isBelowDialogs ? this.#layers.filter((one) => !one.isModal) : this.#layers
    const top = layers.reduce<Layer | null>((best, one) => (best && best.layer > one.layer ? best : one), null)
    const answers = (holder: Holder) =>
      holder.layer === (top?.layer ?? APP_LAYER) || (holder.layer === APP_LAYER && top?.isModal !== true)
    return this.#holders.filter(answers).sort((left, right) => right.layer - left.layer)
  }

  /** Gives a command. False when nothing on the screen takes it now. */
  run(id: CommandId): boolean {
    const holder = this.available().find((one) => one.id === id && one.isEnabled())
    holder?.run()
    return holder !== undefined
  }

  /**
   * Takes a key press. True when it was a command, or a scanner's Enter, which must go no further.
   * `app.*` gives way to a command of the topmost layer on the same key: Escape steps back on the screen first.
   */
  take(press: KeyboardEvent): boolean {
    if (press.isComposing || press.keyCode === 229) return false
    const scannedKeys = this.#scannedKeys(press)
    if (scannedKeys > 0) {
      // The scanner's own Enter goes no further; who waits for scans is told how many letters were its work.
      this.#scanHearers.at(-1)?.(scannedKeys)
      return true
    }
    const chord = chordOf(press)
    if (chord === null || (chord === 'Enter' && isOnButton(press.target))) return false
    const ids = this.#byChord.get(chord) ?? []
    const holder = this.available().find((one) => ids.includes(one.id) && one.isEnabled())
    if (holder === undefined) return false
    if (!press.repeat || REPEATABLE.test(chord)) holder.run()
    return true
  }

  /** Waits for scans until the returned function is called; the newest one who waits gets them. */
  hearScans(heard: (keyCount: number) => void): () => void {
    this.#scanHearers = [...this.#scanHearers, heard]
    return () => {
      this.#scanHearers = this.#scanHearers.filter((one) => one !== heard)
    }
  }

  /** How many keys a scanner has sent when this is its Enter; 0 for every other key. */
  #scannedKeys(press: KeyboardEvent): number {
    const isPlain = !press.ctrlKey && !press.altKey && !press.metaKey
    if (press.key === 'Enter' && isPlain) {
      const scanned = endsScan(this.#burst, press.timeStamp) ? this.#burst.keyCount : 0
      this.#burst = NO_BURST
      return scanned
    }
    if (press.repeat || press.key.length !== 1 || !isPlain) this.#burst = press.key === 'Shift' ? this.#burst : NO_BURST
    else this.#burst = afterKey(this.#burst, press.timeStamp)
    return 0
  }

  /** Says that a condition may have changed, so that what shows the commands is drawn anew. */
  refresh(): void {
    this.#changed()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  version = (): number => this.#version

  #changed(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}

/** Enter on a button is the button's own, whatever else Enter does on the screen. */
const isOnButton = (target: EventTarget | null): boolean =>
  (target as { tagName?: string } | null)?.tagName === 'BUTTON'

/** A held key walks through entries; it never accepts, reverses or prints twice. */
const REPEATABLE = /Page(?:Up|Down)$/
