/** The server's clock, in milliseconds since 1970. Tests set it; nothing is ordered by it. */
export interface Clock {
  nowMs(): number
}
