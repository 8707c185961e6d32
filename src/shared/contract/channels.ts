/**
 * The names of all endpoints, apart from their schemas: the preload builds its bridge from these alone.
 * `contract.ts` is typed to have exactly these.
 */
export const CHANNELS = [
  'app.state',
  'app.showFile',
  'shop.list',
  'shop.create',
  'shop.open',
  'shop.openFile',
  'shop.trySample',
  'settings.read',
  'settings.change',
  'party.search',
  'party.brief',
  'party.add',
  'party.change',
  'party.list',
  'party.statement',
  'account.list',
  'account.add',
  'counter.summary',
  'entry.record',
  'entry.reverse',
  'entry.get',
  'entry.recent',
  'upi.mark',
  'dayBook.read',
  'closing.status',
  'closing.count',
  'closing.close',
  'closing.list',
  'closing.figures',
  'print.queue',
  'print.paper',
  'print.decide',
  'print.move',
  'print.printers',
  'print.entry',
  'print.closing',
  'print.figures',
  'print.statement',
  'print.testPage',
  'receipt.preview',
  'receipt.pagePreview',
  'receipt.chooseLogo',
  'import.choose',
  'import.plan',
  'import.commit',
  'export.statement',
  'export.pdf',
  'ledger.verify'
] as const
export type Channel = (typeof CHANNELS)[number]

/** What main tells the windows without being asked. */
export const EVENTS = ['ledger.changed', 'print.changed', 'printer.changed', 'ledger.trouble', 'work.progress'] as const
export type EventName = (typeof EVENTS)[number]
