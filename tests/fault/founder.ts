// A program that founds a shop. node founder.ts <folder> <shop id>
import { writeSync } from 'node:fs'
import { firstRun, openTestApp } from '#tests/support/open-app.ts'

const [folder = '', id = ''] = process.argv.slice(2)
const shop = openTestApp({ folder, keep: true })
writeSync(1, 'ready\n')
await shop.call('shop.create', firstRun({ id }))
writeSync(1, 'done\n')
await shop.close()
