// The drawing thread. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { PaperFonts } from './paper-fonts.ts'

import { prepareLogo } from './prepare-logo.ts'

import { renderJob, renderLetters, renderPng } from './render-paper.ts'

import type { RenderAnswer, RenderEnd, RenderTask, RenderWorkerData } from './render-task.ts'

assert(parentPort !== null, 'the drawing thread is a worker')
const port = parentPort
const { fontsDir } = workerData as RenderWorkerData
// Loading the canvas takes a while once; papers that come meanwhile wait for it.
let loading: Promise<PaperFonts> | null = null

async function answer(task: RenderTask): Promise<RenderAnswer> {
  const { taskNo } = task
  try {
    if (task.type === 'letters') return { taskNo, type: 'job', job: renderLetters(task.letters, task.format) }
    loading ??= PaperFonts.load(fontsDir)
    const fonts = await loading
    switch (task.type) {
      case 'job':
        return { taskNo, type: 'job', job: renderJob(task.document, task.format, fonts, task.logo) }
      case 'png':
        return { taskNo, type: 'png', picture: renderPng(task.document, task.widthDots, fonts, task.logo) }
      case 'logo':
        return { taskNo, type: 'logo', logo: await prepareLogo(task.file, fonts.canvas) }
    }
  } catch (error) {
    if (error instanceof FailureError) return { taskNo, type: 'failed', failure: error.failure }
    loading = null
    return { taskNo, type: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.on('message', (task: RenderTask | RenderEnd) => {
  if (task.type === 'end') {
    port.close()
    return
  }
  void answer(task).then((result) => port.postMessage(result))
})
