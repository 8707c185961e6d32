import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contact } from './contact.ts'
import { planContacts } from './plan-contacts.ts'
import { readContactTable } from './read-contact-table.ts'

const contact = (name: string, ...phones: string[]): Contact => ({
  ...{ line: 1, name, phones, alias: '', place: '', address: '', groups: [] }
})
const nobody = { byPhone: new Map<string, string>(), byName: new Map<string, string>() }
const table = (...rows: string[][]) => ({ fileName: 'x.csv', encoding: 'UTF-8', delimiter: ',', rows })

describe('planContacts', () => {
  it('knows a number however it is written, and doubts a name that is there', () => {
    const book = { byPhone: new Map([['9414012345', 'Ramesh']]), byName: new Map([['meena', 'Meena']]) }
    const plan = planContacts(
      [
        contact('R. Kirana', '+91 94140-12345'),
        contact('R. Kirana', '0 9414012345'),
        contact('Meena', '9829011111'),
        contact('Suresh', '98280 22222', '0091 98280 22222', '101'),
        contact('Suresh shop', '9828022222'),
        contact('suresh', '9000000001'),
        contact('No number'),
        contact('\u200b ')
      ],
      book
    )
    expect(plan.map(({ state, reason, sameAs, phone }) => [state, reason, sameAs, phone])).toEqual([
      ['known', 'phone-known', 'Ramesh', '9414012345'],
      ['known', 'phone-known', 'Ramesh', '9414012345'],
      ['doubtful', 'name-known', 'Meena', '9829011111'],
      ['new', '', '', '9828022222'],
      ['known', 'phone-twice', 'Suresh', '9828022222'],
      ['doubtful', 'name-twice', 'Suresh', '9000000001'],
      ['doubtful', 'no-phone', '', '']
    ])
  })

  it('makes no number and no name new twice, and fits into the boxes', () => {
    const phone = fc.stringMatching(/^(\+91 |0)?[6-9]\d{5,9}$/u)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 200 }), fc.array(phone, { maxLength: 6 }))), (rows) => {
        const plan = planContacts(
          rows.map(([name, phones]) => contact(name, ...phones)),
          nobody
        )
        const fresh = plan.filter(({ state }) => state === 'new')
        const names = fresh.map(({ name }) => name.toLowerCase())
        expect(new Set(names).size).toBe(names.length)
        const numbers = fresh.flatMap((one) => one.phone.split(', '))
        expect(new Set(numbers).size).toBe(numbers.length)
        for (const one of plan) expect(one.phone.length).toBeLessThanOrEqual(40)
      })
    )
  })
})

describe('readContactTable', () => {
  it('reads Google contacts, of today and of yesterday', () => {
    const today = table(
      [
        'First Name',
        'Middle Name',
        'Last Name',
        'Organization Name',
        'Labels',
        'Phone 1 - Label',
        'Phone 1 - Value',
        'Phone 2 - Value',
        'Address 1 - City'
      ],
      [
        'रमेश',
        '',
        'गुप्ता',
        'Gupta Traders',
        '* myContacts ::: Kanpur ::: Wholesale',
        'Mobile',
        '+91 94140 12345 ::: 9829011111',
        '0512 234567',
        'Kanpur'
      ]
    )
    expect(readContactTable(today)).toMatchObject({
      ok: true,
      value: {
        contacts: [
          {
            ...{ line: 2, name: 'रमेश गुप्ता', alias: 'Gupta Traders', place: 'Kanpur', groups: ['Kanpur', 'Wholesale'] },
            phones: ['+91 94140 12345', '9829011111', '0512 234567']
          }
        ]
      }
    })
    const before = table(
      ['Name', 'Given Name', 'Family Name', 'Group Membership', 'Phone 1 - Type', 'Phone 1 - Value'],
      ['A B', 'A', 'B', '* myContacts', 'Mobile', '9414012345']
    )
    expect(readContactTable(before)).toMatchObject({
      value: { contacts: [{ name: 'A B', phones: ['9414012345'], groups: [] }] }
    })
  })

  it('reads Outlook contacts, and says what is no list of contacts and which row has no name', () => {
    const outlook = table(
      ['First Name', 'Last Name', 'Company', 'Business Phone', 'Mobile Phone', 'Business City', 'Categories'],
      ['Meena', '', 'Meena Store', '011-2345678', '9829011111', 'Delhi', 'Retail;East'],
      ['', '', '', '', '9000000001', '', ''],
      ['', '', '', '', '', '', '']
    )
    expect(readContactTable(outlook)).toMatchObject({
      value: {
        contacts: [
          {
            name: 'Meena',
            alias: 'Meena Store',
            place: 'Delhi',
            phones: ['011-2345678', '9829011111'],
            groups: ['Retail', 'East']
          }
        ],
        faults: [{ line: 3, fault: 'no-name' }]
      }
    })
    expect(readContactTable(table(['date', 'amount'], ['1', '2']))).toMatchObject({
      failure: { code: 'contacts/no-columns' }
    })
  })
})
