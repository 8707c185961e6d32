import { once } from 'node:events'
import net from 'node:net'

/** A mail as it came over the wire. */
export interface TakenMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, with the dots of the protocol taken off. */
  readonly source: string
  /** The body, decoded from quoted-printable or base64 where it came so. */
  readonly text: string
}

export interface FakeSmtpServer {
  readonly url: string
  readonly mails: TakenMail[]
  /** Answers every later command with this line instead, or behaves again with null. */
  refuse(line: string | null): void
  /** The next mail that is not taken yet, as soon as it is there. */
  nextMail(): Promise<TakenMail>
  close(): Promise<void>
}

function bodyOf(source: string): string {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

const ANSWERS: Readonly<Record<string, string>> = { EHLO: '250 fake.example', DATA: '354 go on', QUIT: '221 bye' }

/** One conversation of SMTP (RFC 5321), as much of it as a sender needs. */
class Conversation {
  readonly #socket: net.Socket
  readonly #take: (mail: TakenMail) => void
  readonly #refusal: () => string | null
  #from = ''
  #to: string[] = []
  #lines: string[] | null = null
  #rest = ''

  constructor(socket: net.Socket, refusal: () => string | null, take: (mail: TakenMail) => void) {
    this.#socket = socket
    this.#refusal = refusal
    this.#take = take
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => this.#read(text))
    socket.on('error', () => socket.destroy())
    this.#say('220 fake.example ESMTP')
  }

  #say(line: string): void {
    this.#socket.write(`${line}\r\n`)
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\r\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }

  #line(line: string): void {
    if (this.#lines !== null) this.#dataLine(this.#lines, line)
    else this.#command(line)
  }

  #command(line: string): void {
    const refusal = this.#refusal()
    const verb = line.slice(0, 4).toUpperCase()
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (refusal === null && verb === 'MAIL') {
      this.#from = address
      this.#to = []
    }
    if (refusal === null && verb === 'RCPT') this.#to.push(address)
    if (refusal === null && verb === 'DATA') this.#lines = []
    this.#say(refusal ?? ANSWERS[verb] ?? '250 ok')
    if (verb === 'QUIT') this.#socket.end()
  }

  #dataLine(lines: string[], line: string): void {
    if (line !== '.') {
      lines.push(line.startsWith('.') ? line.slice(1) : line)
      return
    }
    const source = Buffer.from(lines.join('\r\n'), 'latin1').toString()
    this.#lines = null
    this.#take({ from: this.#from, to: this.#to, source, text: bodyOf(source) })
    this.#say('250 taken')
  }
}

/** A mail server on a real socket of this machine that keeps what it is given. */
export async function startFakeSmtpServer(): Promise<FakeSmtpServer> {
  const mails: TakenMail[] = []
  const sockets = new Set<net.Socket>()
  const waiting: ((mail: TakenMail) => void)[] = []
  let refusal: string | null = null
  let handedOut = 0
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    new Conversation(
      socket,
      () => refusal,
      (mail) => {
        mails.push(mail)
        const wanted = waiting.shift()
        if (wanted === undefined) return
        handedOut++
        wanted(mail)
      }
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (line) => {
      refusal = line
    },
    nextMail: () => {
      const mail = mails[handedOut]
      if (mail === undefined) return new Promise((resolve) => waiting.push(resolve))
      handedOut++
      return Promise.resolve(mail)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}
