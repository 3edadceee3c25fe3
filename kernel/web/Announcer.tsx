import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined)

/** Two live regions used in turn, so that the same sentence twice is read twice. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState<readonly [string, string, number]>(['', '', 0])
  const announce = useCallback((sentence: string) => {
    setSpoken(([, , turn]) => (turn % 2 === 0 ? [sentence, '', turn + 1] : ['', sentence, turn + 1]))
  }, [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="yq-hidden" aria-live="polite">
        {spoken[0]}
      </div>
      <div className="yq-hidden" aria-live="polite">
        {spoken[1]}
      </div>
    </AnnounceContext>
  )
}

/** Says a sentence to screen readers without moving the focus. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext)
}
