import { tokens } from './tokens.ts'
// the look comes with whoever lays the tokens it is made of: the desk and every light page
import './look.css'
import './look-work.css'

/** Writes the tokens as CSS variables (`--yq-ink-soft`) on an element, through the object model: no inline style text, CSP-clean. */
export function layTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(tokens)) {
    const property = `--yq-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    root.style.setProperty(property, typeof value === 'number' ? `${value}px` : value)
  }
}
