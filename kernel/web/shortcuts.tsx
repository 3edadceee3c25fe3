import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { en } from './en.ts'
import { useWords } from './language.tsx'
import { zh } from './zh.ts'

/** One place reached by `g` and a second key. */
export interface GoTo {
  readonly shortcut: string
  readonly path: string
  readonly title: string
}

/** Whether the person is typing, so that a key is text and not a command. */
function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** `/` search, `g x` go, `?` help. Single keys act only outside fields (WCAG 2.1.4 is met: all can be done without them). */
export function Shortcuts({ places }: { readonly places: readonly GoTo[] }) {
  const say = useWords(zh, en)
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const waiting = useRef(0)

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (waiting.current > event.timeStamp) {
        waiting.current = 0
        const place = places.find(({ shortcut }) => shortcut === event.key)
        if (!place) return
        event.preventDefault()
        void navigate({ to: place.path })
        return
      }
      if (event.key === 'g') waiting.current = event.timeStamp + 1500
      if (event.key === '?') setOpen(true)
      if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]')
        if (!box) return
        event.preventDefault()
        box.focus()
        box.select()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [navigate, places])

  return (
    <Modal open={open} onCancel={() => setOpen(false)} title={say('shortcuts')} footer={null}>
      <dl className="yq-keys">
        <div>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>{say('shortcutSearch')}</dd>
        </div>
        {places.map((place) => (
          <div key={place.path}>
            <dt>
              <kbd>g</kbd> <kbd>{place.shortcut}</kbd>
            </dt>
            <dd>{say('shortcutGo', { title: place.title })}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{say('shortcutHelp')}</dd>
        </div>
      </dl>
    </Modal>
  )
}
