import type { AccountKind } from '#shared/ledger/account.ts'
import { controlAccount, type Posting } from '#shared/ledger/build-entry.ts'
import type { ExchangeAccount, ExchangeBook } from './exchange-book.ts'
import { placeOf } from './opening-balances.ts'

/** How one format writes the name of an account, part by part. */
export interface JournalStyle {
  readonly roots: Readonly<Record<AccountKind, string>>
  /** Makes a name fit for the format; empty when nothing of it can stand there. */
  part(name: string): string
  /** What stands between a name and the number that tells it from another. */
  readonly join: string
}

/** An account as a journal declares it. */
export interface JournalAccount {
  readonly name: string
  readonly kind: AccountKind
  readonly code: string
  readonly partyId: string | null
}

export interface JournalNames {
  /** The account that a posting goes to. */
  of(posting: Pick<Posting, 'accountCode' | 'partyId'>): string
  readonly all: readonly JournalAccount[]
}

/**
 * Names every account and party of a book once. Two that come out alike are told apart by the number of the later recorded
 * one, so that the names of a longer journal of the same book are the same.
 */
export function journalNames(book: ExchangeBook, style: JournalStyle): JournalNames {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  const all: JournalAccount[] = []
  const kinds = new Map<string, AccountKind>(book.accounts.map(({ code, kind }) => [code, kind]))

  function give(base: string, number: number, account: Omit<JournalAccount, 'name'>, place: string): void {
    const name = free(base, number, style.join, taken)
    taken.add(name.toLowerCase())
    names.set(place, name)
    all.push({ ...account, name })
  }

  for (const [at, account] of book.accounts.entries()) {
    const { code, kind } = account
    give(
      `${style.roots[kind]}:${accountPart(account, style, at)}`,
      at + 1,
      { kind, code, partyId: null },
      placeOf(code, null)
    )
  }
  for (const party of book.parties()) {
    const code = controlAccount(party.kind)
    const above = names.get(placeOf(code, null))
    if (above === undefined) continue
    const part = style.part(party.name) || `P${party.partyNo}`
    const kind = kinds.get(code) ?? 'asset'
    give(`${above}:${part}`, party.partyNo, { kind, code, partyId: party.id }, placeOf(code, party.id))
  }
  return {
    of({ accountCode, partyId }) {
      const name = names.get(placeOf(accountCode, partyId)) ?? names.get(placeOf(accountCode, null))
      if (name === undefined) throw new Error(`no account ${accountCode} in the book`)
      return name
    },
    all
  }
}

/** `expense:tea` stands below the expenses as `tea`; a head of the shop's own by its name, its code being an id. */
function accountPart({ code, name }: ExchangeAccount, style: JournalStyle, at: number): string {
  const bare = code.slice(code.indexOf(':') + 1)
  return style.part(name === '' ? bare : name) || `A${at + 1}`
}

function free(base: string, number: number, join: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base.toLowerCase())) return base
  for (let more = ''; ; more += 'x') {
    const name = `${base}${join}${number}${more}`
    if (!taken.has(name.toLowerCase())) return name
  }
}
