import { readTallyReply, type TallyReply } from '#shared/exchange/tally-reply.ts'
import { refuse } from '#shared/kernel/result.ts'
import { post } from './post.ts'

/** So many masters or vouchers go in one request: what Tally refuses is found in a small heap. */
const IN_ONE = 100
const TIMEOUT_MS = 120_000

/** What came of sending, all replies taken together. */
export interface SentToTally extends TallyReply {
  readonly sentCount: number
  /** False when Tally refused something: then nothing after that request was sent. */
  readonly isWhole: boolean
}

/**
 * Sends requests to import to a Tally that listens as a server, one after the other, and reads each reply. `texts` is a file as
 * the writers of Tally's XML yield it: its head, its messages, its foot. Stops at the first reply that refuses something.
 * Fails with `tally/unreachable`, `tally/lost` when it is not known what arrived, and `tally/no-reply` when something else answers.
 */
export async function sendToTally(address: URL, files: readonly Iterable<string>[]): Promise<SentToTally> {
  let sum: SentToTally = { created: 0, altered: 0, ignored: 0, errors: 0, reasons: [], sentCount: 0, isWhole: true }
  for (const texts of files) {
    for (const { body, count } of requestsOf([...texts])) {
      const reply = await sendOne(address, body)
      sum = {
        created: sum.created + reply.created,
        altered: sum.altered + reply.altered,
        ignored: sum.ignored + reply.ignored,
        errors: sum.errors + reply.errors,
        reasons: [...sum.reasons, ...reply.reasons],
        sentCount: sum.sentCount + count,
        isWhole: reply.errors === 0
      }
      if (!sum.isWhole) return sum
    }
  }
  return sum
}

function* requestsOf(texts: readonly string[]): Generator<{ readonly body: string; readonly count: number }> {
  const [head = '', foot = ''] = [texts[0], texts.at(-1)]
  const messages = texts.slice(1, -1)
  for (let at = 0; at < messages.length; at += IN_ONE) {
    const some = messages.slice(at, at + IN_ONE)
    yield { body: `${head}${some.join('')}${foot}`, count: some.length }
  }
}

async function sendOne(url: URL, body: string): Promise<TallyReply> {
  const headers = { 'content-type': 'text/xml;charset=utf-8' }
  const answer = await post({ url, headers, body, timeoutMs: TIMEOUT_MS })
  if (answer.kind !== 'answered') {
    return refuse(answer.kind === 'lost' ? 'tally/lost' : 'tally/unreachable', { address: url.host })
  }
  return readTallyReply(answer.body) ?? refuse('tally/no-reply', { address: url.host })
}
