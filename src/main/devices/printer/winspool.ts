// Written after the documented interface of Windows; it has not been run on Windows yet.

/** One opened printer of Windows. Numbers are those of the Windows interface. */
export interface Winspool {
  /** PRINTER_STATUS bits; null when the spooler does not tell. */
  status(): number | null
  /** Whether its driver is of the fourth kind, which passes bytes on only under another name. */
  isXpsDriver(): boolean
  /** The number of the new job; 0 when it was refused. */
  startDocument(title: string, dataType: 'RAW' | 'XPS_PASS'): number
  /** Whether every byte was taken and the document was ended. */
  writeAll(bytes: Uint8Array): Promise<boolean>
  abort(): void
  /** JOB_STATUS bits; null when the job is not in the list any more. */
  jobStatus(job: number): number | null
  deleteJob(job: number): boolean
  lastError(): number
  close(): void
}

const CHUNK_BYTES = 64 * 1024
const JOB_CONTROL_DELETE = 5
const STATUS_LEVEL = 6
const DRIVER_LEVEL = 2
const JOB_LEVEL = 1
const XPS_DRIVER_VERSION = 4
/** Where the status stands in a JOB_INFO_1: behind the number and six pointers. */
const JOB_STATUS_AT = 56

type Native = Awaited<ReturnType<typeof load>>
let loading: Promise<Native> | null = null

/** Opens a printer by its name; answers the error number of Windows when that fails. Rejects on other systems. */
export async function openWinspool(queue: string): Promise<Winspool | number> {
  loading ??= load()
  const native = await loading
  const out: unknown[] = [null]
  if (native.openPrinter(queue, out, null) === 0) return native.lastError()
  return wrap(native, out[0])
}

async function load() {
  // Its native part is loaded only where there is a spooler of Windows.
  const { default: koffi } = await import('koffi')
  const winspool = koffi.load('winspool.drv')
  const kernel = koffi.load('kernel32.dll')
  koffi.struct('DOC_INFO_1W', { pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' })
  return {
    openPrinter: winspool.func('int __stdcall OpenPrinterW(str16 name, _Out_ void **printer, void *defaults)'),
    closePrinter: winspool.func('int __stdcall ClosePrinter(void *printer)'),
    startDoc: winspool.func('uint32_t __stdcall StartDocPrinterW(void *printer, uint32_t level, DOC_INFO_1W *info)'),
    endDoc: winspool.func('int __stdcall EndDocPrinter(void *printer)'),
    startPage: winspool.func('int __stdcall StartPagePrinter(void *printer)'),
    endPage: winspool.func('int __stdcall EndPagePrinter(void *printer)'),
    abort: winspool.func('int __stdcall AbortPrinter(void *printer)'),
    write: winspool.func(
      'int __stdcall WritePrinter(void *printer, const uint8_t *bytes, uint32_t length, _Out_ uint32_t *written)'
    ),
    getPrinter: winspool.func(
      'int __stdcall GetPrinterW(void *printer, uint32_t level, uint8_t *into, uint32_t size, _Out_ uint32_t *needed)'
    ),
    getDriver: winspool.func(
      'int __stdcall GetPrinterDriverW(void *printer, str16 environment, uint32_t level, uint8_t *into, uint32_t size, _Out_ uint32_t *needed)'
    ),
    getJob: winspool.func(
      'int __stdcall GetJobW(void *printer, uint32_t job, uint32_t level, uint8_t *into, uint32_t size, _Out_ uint32_t *needed)'
    ),
    setJob: winspool.func(
      'int __stdcall SetJobW(void *printer, uint32_t job, uint32_t level, uint8_t *info, uint32_t command)'
    ),
    lastError: kernel.func('uint32_t __stdcall GetLastError()')
  }
}

function wrap(native: Native, printer: unknown): Winspool {
  /** Asks first how long the answer is, then for the answer. */
  const answer = (ask: (into: Buffer | null, size: number, needed: number[]) => number): Buffer | null => {
    const needed = [0]
    ask(null, 0, needed)
    const size = needed[0] ?? 0
    const into = Buffer.alloc(size)
    return size > 0 && ask(into, size, needed) !== 0 ? into : null
  }
  return {
    status: () =>
      answer((into, size, needed) => native.getPrinter(printer, STATUS_LEVEL, into, size, needed))?.readUInt32LE(0) ??
      null,
    isXpsDriver: () =>
      answer((into, size, needed) => native.getDriver(printer, null, DRIVER_LEVEL, into, size, needed))?.readUInt32LE(
        0
      ) === XPS_DRIVER_VERSION,
    startDocument: (title, dataType) =>
      native.startDoc(printer, 1, { pDocName: title, pOutputFile: null, pDatatype: dataType }),
    async writeAll(bytes) {
      if (native.startPage(printer) === 0) return false
      for (let at = 0; at < bytes.length; ) {
        const written = [0]
        const chunk = bytes.subarray(at, at + CHUNK_BYTES)
        if (native.write(printer, chunk, chunk.length, written) === 0 || (written[0] ?? 0) === 0) return false
        at += written[0] ?? 0
      }
      return native.endPage(printer) !== 0 && native.endDoc(printer) !== 0
    },
    abort: () => void native.abort(printer),
    jobStatus: (job) =>
      answer((into, size, needed) => native.getJob(printer, job, JOB_LEVEL, into, size, needed))?.readUInt32LE(
        JOB_STATUS_AT
      ) ?? null,
    deleteJob: (job) => native.setJob(printer, job, 0, null, JOB_CONTROL_DELETE) !== 0,
    lastError: () => native.lastError(),
    close: () => void native.closePrinter(printer)
  }
}
