import { useState } from 'react'

/** The marked line of a list below a field: the first, until the arrow keys move it. Other text begins anew. */
export function useChoice(text: string) {
  const [marked, setMarked] = useState<{ readonly text: string; readonly index: number } | null>(null)
  const index = marked?.text === text ? marked.index : null
  return {
    index,
    isMarked: index !== null,
    indexIn: (count: number): number => (count === 0 ? -1 : Math.min(index ?? 0, count - 1)),
    choose: (next: number) => setMarked({ text, index: next })
  }
}
export type Choice = ReturnType<typeof useChoice>
