import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Projection } from './projection.ts'

/** What other counters recorded of their drawers, closings and shifts, and what does not count a second time. */
export const otherProjection: Projection = {
  tables: { other_fact: ['op_n'] },
  writers: {
    'other.keep': (run, { deviceNo, k, t, u, d }, { n }) =>
      run(
        `insert into other_fact (op_n, device_no, kind, time, person, body)
          values (:n, :device, :kind, :time, :person, :body)`,
        { n, device: deviceNo, kind: k, time: t, person: u, body: canonicalJson(d) }
      )
  }
}
