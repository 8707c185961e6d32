import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVcard, readVcards, unquoted } from './read-vcard.ts'

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')
const only = (...lines: string[]) => readVcards(card(...lines)).contacts[0]

describe('vCard', () => {
  it('4.0, as RFC 6350 writes it: folded lines, a number as an address, groups, a picture left out', () => {
    const text = card(
      'VERSION:4.0',
      'FN:Simon Perreault',
      'N:Perreault;Simon;;;ing. jr\\,M.Sc.',
      'ORG;TYPE=work:Viagenie',
      'ADR;TYPE=work:;Suite D2-630;2875 Laurier;',
      ' Quebec;QC;G1V 2M2;Canada',
      'item1.TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
      'PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRg',
      'CATEGORIES:wholesale,Kanpur\\, east'
    )
    expect(readVcards(text)).toEqual({
      contacts: [
        {
          line: 1,
          name: 'Simon Perreault',
          phones: ['+1-418-656-9254'],
          alias: 'Viagenie',
          place: 'Quebec',
          address: 'Suite D2-630, 2875 Laurier, Quebec, QC, G1V 2M2',
          groups: ['wholesale', 'Kanpur, east']
        }
      ],
      faults: []
    })
  })

  it('3.0, as RFC 2426 writes it, with a base64 picture over many lines', () => {
    const contact = only(
      'VERSION:3.0',
      'FN:Frank Dawson',
      'ORG:Lotus Development Corporation',
      'ADR;TYPE=WORK,POSTAL,PARCEL:;;6544 Battleford Drive',
      ' ;Raleigh;NC;27613-3502;U.S.A.',
      'TEL;TYPE=VOICE,MSG,WORK:+1-919-676-9515',
      'TEL;TYPE=FAX,WORK:+1-919-676-9564',
      'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD',
      ' 2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8U',
      'NOTE:Do not=',
      'EMAIL;TYPE=INTERNET,PREF:Frank_Dawson@Lotus.com'
    )
    expect(contact).toMatchObject({
      name: 'Frank Dawson',
      place: 'Raleigh',
      phones: ['+1-919-676-9515', '+1-919-676-9564']
    })
  })

  it('2.1 of an old telephone: quoted-printable Hindi, its soft line ends, types without a name', () => {
    const contact = only(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=A4=95=E0=A4=BF=E0=A4=B0=E0=A4=BE=E0=A4=A8=E0=A4=BE;=E0=A4=B0=',
      '=E0=A4=AE=E0=A5=87=E0=A4=B6;;;',
      'TEL;CELL;PREF:09414012345',
      'TEL;HOME:98290-11111',
      'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD',
      'AAAAB3NzaC1yc2EAAAADAQABAAAB',
      ''
    )
    expect(contact).toMatchObject({ name: 'रमेश किराना', phones: ['09414012345', '98290-11111'] })
  })

  it('takes what there is for a name, and says where there is none', () => {
    expect(only('N:Gupta;Ramesh;Kumar;Shri;')?.name).toBe('Shri Ramesh Kumar Gupta')
    expect(only('ORG:Gupta Traders;Sales')?.name).toBe('Gupta Traders')
    expect(readVcards(`${card('TEL:1')}${card('FN:Raju')}`)).toMatchObject({
      contacts: [{ name: 'Raju', line: 4 }],
      faults: [{ line: 1, fault: 'no-name' }]
    })
  })

  it('reads the cards around one that is broken, and names the line', () => {
    const text = `${card('FN:A')}BEGIN:VCARD\nFN:B\n${card('FN:C', '!!! no property at all')}`
    const { contacts, faults } = readVcards(text)
    expect(contacts.map(({ name }) => name)).toEqual(['A', 'C'])
    expect(faults).toEqual([
      { line: 4, fault: 'not-ended' },
      { line: 8, fault: 'not-a-card-line' }
    ])
  })

  it('knows its files, and bytes of an older charset', () => {
    expect(isVcard('\ufeffBEGIN:VCARD\r\nVERSION:3.0')).toBe(true)
    expect(isVcard('Name,Phone\nBEGIN,1')).toBe(false)
    expect(unquoted('M=FCller', 'ISO-8859-1')).toBe('Müller')
    expect(unquoted('M=FCller')).toBe('Müller')
  })

  it('throws at no text, and finds every name that stands in a card', () => {
    const name = fc.stringMatching(/^[a-zA-Zअ-ह][a-zA-Zअ-ह ]{0,30}[a-zA-Zअ-ह]$/u)
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), fc.string({ unit: 'binary' }), (names, noise) => {
        readVcards(noise)
        const escaped = names.map((one) => one.replace(/ +/gu, ' '))
        const { contacts } = readVcards(escaped.map((one) => card(`FN:${one}`)).join(''))
        expect(contacts.map((contact) => contact.name)).toEqual(escaped)
      })
    )
  })
})
