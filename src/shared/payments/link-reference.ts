const WAITS = 'E'
const BILL = 'B'
const SHAPE = /^([EB])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/** What a link asks for: the money by UPI that an entry waits for, or what is open of a bill on credit. */
export interface LinkAim {
  readonly type: 'waits' | 'bill'
  readonly entryId: string
}

/** The reference of a link that belongs to one entry, at most 33 letters and digits. That of a waiting one is as its own code has it. */
export const linkReference = ({ type, entryId }: LinkAim): string =>
  `${type === 'waits' ? WAITS : BILL}${entryId.replaceAll('-', '')}`

/** The entry that a link's reference names; null for that of a whole account, and for any other text. */
export function readLinkReference(reference: string): LinkAim | null {
  const [, letter, ...parts] = SHAPE.exec(reference) ?? []
  return letter === undefined ? null : { type: letter === WAITS ? 'waits' : 'bill', entryId: parts.join('-') }
}
