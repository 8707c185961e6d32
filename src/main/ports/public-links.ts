import type { Minor } from '#shared/money/money.ts'

/** What a page on the web shall ask for, and of whom. Who asks for the same again gets the same page. */
export interface PublicLinkAsk {
  /** The whole account of a party, or one amount. */
  readonly kind: 'statement' | 'payment'
  /** Null for a customer without a name. */
  readonly partyId: string | null
  readonly amountMinor: Minor
  /** What it is for (`link-reference.ts`), or as on the paper of an account. */
  readonly reference: string
  /** The bill's number; empty for a whole account. */
  readonly title: string
}

/**
 * Pages of the shop's account in the cloud, for links that are sent. Chat apps open an https address where they show a `upi://` one as text.
 */
export interface PublicLinks {
  /** The address of a page that was made before, at once; null where there is none. */
  known(ask: PublicLinkAsk): string | null
  /** Makes it; null without an account, without internet, or when no answer came soon: then it is made all the same, and known later. It never throws. */
  make(ask: PublicLinkAsk): Promise<string | null>
  /** Somebody looks at a link, and waits for its payment; called again with false when nobody does any more. */
  watch(isWatched: boolean): void
}

/** For a shop without an account. */
export const noPublicLinks: PublicLinks = { known: () => null, make: async () => null, watch: () => {} }
