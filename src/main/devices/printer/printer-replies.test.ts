import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PrinterReplies, type PrinterReply } from './printer-replies.ts'

const ANSWERS = [0x12, 0x16, 0x1a, 0x32, 0x72] as const
const reply = fc.oneof(
  fc.constantFrom(...ANSWERS).map((value) => ({ type: 'asked', value }) as const),
  fc
    .tuple(
      fc.constantFrom(0x10, 0x14, 0x18, 0x30, 0x38),
      fc.constantFrom(0x00, 0x08, 0x40),
      fc.constantFrom(0x00, 0x03, 0x0f),
      fc.constant(0x0f)
    )
    .map((bytes) => ({ type: 'unasked', bytes }) as const),
  fc.stringMatching(/^[0-9A-Z]{4}$/).map((mark) => ({ type: 'mark', mark }) as const),
  fc.constantFrom(0x00, 0x03, 0x0f).map((value) => ({ type: 'reached', value }) as const)
)

function bytesOf(reply: PrinterReply): number[] {
  switch (reply.type) {
    case 'mark':
      return [0x37, 0x22, ...Buffer.from(reply.mark), 0]
    case 'unasked':
      return [...reply.bytes]
    default:
      return [reply.value]
  }
}

describe('what comes from a printer', () => {
  test('is understood however it was cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 20 }), fc.array(fc.nat(80), { maxLength: 10 }), (sent, cuts) => {
        const bytes = sent.flatMap(bytesOf)
        const edges = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort((a, b) => a - b)
        const replies = new PrinterReplies()
        const heard = edges.flatMap((edge, at) =>
          at === 0 ? [] : replies.push(Uint8Array.from(bytes.slice(edges[at - 1], edge)))
        )
        expect(heard).toEqual(sent)
        expect(replies.isStranger).toBe(false)
      })
    )
  })

  test.each([
    'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n',
    '<html><head><title>Router</title></head></html>',
    'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n',
    '220 mail.example.org ESMTP Postfix\r\n'
  ])('is known for what it is when no printer spoke: %s', (words) => {
    const replies = new PrinterReplies()
    replies.push(Buffer.from(words))
    expect(replies.isStranger).toBe(true)
  })

  test('may be anything without harm', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (pieces) => {
        const replies = new PrinterReplies()
        for (const piece of pieces) expect(Array.isArray(replies.push(piece))).toBe(true)
      })
    )
  })
})
