/** Where ids come from that no caller brings. */
export interface Randomness {
  /** UUIDv7. */
  newId(): string
  /** A whole number from 0 up to 2^31. */
  newNumber(): number
}
