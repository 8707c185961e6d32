const QUIET_MODULES = 4

/** A code as a picture that the scanner of another counter reads, black on white whatever the colours of the shop are. */
export function CodeQr({ rows, label }: { readonly rows: readonly string[]; readonly label: string }) {
  const all = rows.length + 2 * QUIET_MODULES
  return (
    <svg
      className="cloud-qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${all} ${all}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET_MODULES} y={-QUIET_MODULES} width={all} height={all} fill="#fff" />
      <path d={darkRuns(rows)} fill="#000" />
    </svg>
  )
}

function darkRuns(rows: readonly string[]): string {
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h${-run[0].length}z`)
    )
    .join('')
}
