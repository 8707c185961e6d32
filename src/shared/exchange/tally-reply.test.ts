import { expect, test } from 'vitest'
import { readTallyReply } from './tally-reply.ts'

test('a reply says what was made, changed and refused, and why', () => {
  const xml =
    '<RESPONSE><CREATED>12</CREATED><ALTERED>3</ALTERED><DELETED>0</DELETED><IGNORED>1</IGNORED><ERRORS>2</ERRORS>' +
    '<LINEERROR>Ledger &apos;A &amp; B&apos; does not exist!</LINEERROR></RESPONSE>'
  expect(readTallyReply(xml)).toEqual({
    created: 12,
    altered: 3,
    ignored: 1,
    errors: 2,
    reasons: ["Ledger 'A & B' does not exist!"]
  })
})

test('a reason counts as an error even where the count is zero, and exceptions are errors', () => {
  expect(
    readTallyReply('<RESPONSE><CREATED>0</CREATED><ERRORS>0</ERRORS><LINEERROR>no</LINEERROR></RESPONSE>')
  ).toMatchObject({ errors: 1 })
  expect(readTallyReply('<RESPONSE><CREATED>0</CREATED><EXCEPTIONS>4</EXCEPTIONS></RESPONSE>')).toMatchObject({
    errors: 4
  })
})

test('what is no reply of an import is none', () => {
  expect(readTallyReply('<html>hello</html>')).toBeNull()
  expect(readTallyReply('<RESPONSE>TallyPrime Server is Running</RESPONSE>')).toBeNull()
})
