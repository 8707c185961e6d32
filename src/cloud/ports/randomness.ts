/** Where ids come from. They lead every key of the database, so they are random on purpose (UUIDv4), never by time. */
export interface Randomness {
  newId(): string
}
