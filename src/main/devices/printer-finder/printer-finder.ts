import type { FoundPrinter, PrinterFinder } from '#main/ports/printer-finder.ts'
import { findPrinterDevices, findSerialPorts } from './find-ports.ts'
import { findQueues } from './find-queues.ts'
import { neighbours, privateAddresses, scanNetwork } from './scan-network.ts'

/** Looks around on this PC and, when it is asked to, in the private networks that it stands in. */
export const printerFinder: PrinterFinder = {
  async find({ ways, signal, onProgress }) {
    const searches: Promise<FoundPrinter[]>[] = []
    if (ways.includes('queue')) searches.push(findQueues())
    if (ways.includes('device')) searches.push(findPrinterDevices())
    if (ways.includes('serial')) searches.push(findSerialPorts())
    if (ways.includes('network')) searches.push(scanNetwork({ signal, onProgress }, neighbours(privateAddresses())))
    const found = await Promise.all(searches.map((search) => search.catch(() => [])))
    return found.flat()
  }
}
