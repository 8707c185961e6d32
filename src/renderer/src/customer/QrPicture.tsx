import { useLayoutEffect, useRef, useState } from 'react'
import type { QrRows } from '#shared/customer-view/customer-view.ts'
import { QUIET_MODULES, qrSize } from '#shared/customer-view/qr-size.ts'

/**
 * The modules that main made, each a whole number of device pixels, black on white whatever the colours of the shop are. A
 * picture would be scaled; this is drawn at its size.
 */
export function QrPicture({ rows, label }: { readonly rows: QrRows; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [sidePx, setSidePx] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = () => setSidePx(Math.floor(Math.min(element.clientWidth, element.clientHeight)))
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const size = qrSize(rows.length, sidePx, window.devicePixelRatio)
  const all = rows.length + 2 * QUIET_MODULES
  return (
    <div className="qr" ref={box}>
      {sidePx === 0 ? null : (
        <svg
          className="qr-picture"
          role="img"
          aria-label={label}
          width={size.sideCssPx}
          height={size.sideCssPx}
          viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${all} ${all}`}
          shapeRendering="crispEdges"
          data-module-px={size.modulePx}
          data-module-mm={size.moduleMm.toFixed(2)}
        >
          <rect x={-QUIET_MODULES} y={-QUIET_MODULES} width={all} height={all} fill="#fff" />
          <path d={darkRuns(rows)} fill="#000" />
        </svg>
      )}
    </div>
  )
}

/** The dark modules as one path: each run of a row is a rectangle of height one. */
function darkRuns(rows: QrRows): string {
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h${-run[0].length}z`)
    )
    .join('')
}
