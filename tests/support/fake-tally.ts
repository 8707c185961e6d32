import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { deep, paiseOf, readXml, textOf } from './read-xml.ts'

/** A Tally that listens as a server: takes requests to import as the vendor documents them, and answers with counts and reasons. */
export interface FakeTally {
  readonly address: URL
  /** Ledgers by name, and vouchers by their remote id. */
  readonly ledgers: ReadonlySet<string>
  readonly vouchers: ReadonlySet<string>
  readonly requestCount: number
  close(): Promise<void>
}

export async function startFakeTally(answerWith?: string): Promise<FakeTally> {
  const ledgers = new Set<string>()
  const vouchers = new Set<string>()
  let requestCount = 0

  function importing(xml: string): string {
    const root = readXml(xml)
    let [created, altered] = [0, 0]
    const reasons: string[] = []
    const put = (all: Set<string>, key: string) => {
      if (all.has(key)) altered++
      else created++
      all.add(key)
    }
    for (const { children } of deep(root, 'TALLYMESSAGE')) {
      for (const one of children) {
        if (one.name === 'LEDGER') put(ledgers, one.attributes.NAME ?? '')
        else if (one.name !== 'VOUCHER') created++
        else {
          const lines = deep(one, 'ALLLEDGERENTRIES.LIST')
          const missing = lines.map((line) => textOf(line, 'LEDGERNAME')).find((name) => !ledgers.has(name))
          const total = lines.reduce((all, line) => all + paiseOf(textOf(line, 'AMOUNT')), 0)
          if (missing !== undefined) reasons.push(`Ledger &apos;${missing}&apos; does not exist!`)
          else if (total !== 0) reasons.push('Voucher totals do not match!')
          else put(vouchers, one.attributes.REMOTEID ?? '')
        }
      }
    }
    const said = reasons.map((reason) => `<LINEERROR>${reason}</LINEERROR>`).join('')
    return `<RESPONSE><CREATED>${created}</CREATED><ALTERED>${altered}</ALTERED><IGNORED>0</IGNORED><ERRORS>${reasons.length}</ERRORS>${said}</RESPONSE>`
  }

  const server = http.createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      requestCount++
      response.end(answerWith ?? importing(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: new URL(`http://127.0.0.1:${port}`),
    ledgers,
    vouchers,
    get requestCount() {
      return requestCount
    },
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
}
