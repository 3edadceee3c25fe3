import { useWords } from '@yinqiao/kernel/web'
import { useMemo } from 'react'
import { en } from './en.ts'
import type { CoverLine } from './plan-words.ts'
import { zh } from './zh.ts'

interface CoverWallProps {
  readonly sections: readonly string[]
  readonly rows: readonly CoverLine[]
  /** Codes that match the filters; the others fade. */
  readonly shown: ReadonlySet<string>
  readonly onOpen: (code: string) => void
}

// Filled, arched and hollow: three shapes besides the three colours.
const tile: Readonly<Record<CoverLine['state'], string>> = {
  bound: 'M2 9a10 7 0 0 1 20 0v11a10 6 0 0 0-20 0Z',
  'note-only': 'M2 9a10 7 0 0 1 20 0v5H2Z',
  uncovered: 'M2 9a10 7 0 0 1 20 0v11a10 6 0 0 0-20 0Z',
}

/** The whole plan at a glance: a roof of tiles, one a row, in the order of the text. The list below it says the same in words. */
export function CoverWall({ sections, rows, shown, onOpen }: CoverWallProps) {
  const say = useWords(zh, en)
  const bySection = useMemo(() => {
    const held = new Map<string, CoverLine[]>()
    for (const row of rows) held.set(row.section, [...(held.get(row.section) ?? []), row])
    return held
  }, [rows])
  return (
    <div className="yq-wall" role="group" aria-label={say('wall', { n: rows.length })}>
      {sections.map((section) => (
        <div key={section}>
          <h2 title={section}>
            {section} <span className="yq-faint">{bySection.get(section)?.length ?? 0}</span>
          </h2>
          <div className="yq-wall-tiles">
            {(bySection.get(section) ?? []).map((row) => {
              const label = `${row.code} ${row.name}：${say(row.state)}`
              return (
                // The list below is the keyboard's way to the same rows; 184 stops here would only be in the way.
                <button
                  key={row.code}
                  type="button"
                  tabIndex={-1}
                  className={`yq-tile yq-tile-${row.state}${shown.has(row.code) ? '' : ' yq-tile-dim'}`}
                  title={label}
                  aria-label={label}
                  onClick={() => onOpen(row.code)}
                >
                  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                    <path d={tile[row.state]} />
                  </svg>
                </button>
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}
