import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'

/**
 * Part of the page without its words, and with each run of equal neighbours once: two lists of the same make are one. Whether
 * there are words at all is part of it, and what a style in the mark-up says of colours.
 */
const skeleton = (part: 'main' | 'shell') => `(() => {
  const words = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.nodeValue.trim() !== '') ? 't' : ''
  const named = ({ name }) => /^(aria-(?!label$|labelledby|controls|describedby|owns)|role|tabindex|disabled|type)/.test(name)
  const colours = (node) => (node.getAttribute('style')?.match(/(color|background|opacity)[^;]*/g) ?? []).join()
  const mark = (node) => node.tagName === 'MAIN' && ${part === 'shell'} ? '' : node.tagName + '.' + node.getAttribute('class') + [...node.attributes].filter(named).map(({ name, value }) => name + value).join() + colours(node) + (node.ariaLabel ? 'l' : '') + words(node) + [...new Set([...node.children].map(mark))].join('')
  return mark(document.querySelector('${part === 'main' ? 'main' : 'body'}'))
})()`

/** What another language can spoil: the names of things, and the language itself. */
const ofWords = [
  'button-name',
  'link-name',
  'label',
  'aria-input-field-name',
  'aria-command-name',
  'aria-toggle-field-name',
  'document-title',
  'html-has-lang',
  'html-lang-valid',
  'valid-lang',
  'svg-img-alt',
  'image-alt',
  'empty-table-header',
  'summary-name',
]

/** Whether nobody of this run has looked at it yet, in whichever process; who is told so looks. */
function first(key: string): boolean {
  try {
    writeFileSync(join(inject('looked'), createHash('sha256').update(key).digest('hex')), '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** Serious findings of axe in a part of the page. */
export async function findings(page: Page, where: string, part: 'main' | 'body', rules: readonly string[] = []): Promise<string[]> {
  if (page.frames().length > 1) throw new Error(`${where} has frames: they would not be looked at`)
  // one document is given axe once, and read in place: without frames the ways of AxeBuilder find the same
  const given = await page.evaluate(`typeof window.axe === 'object'`)
  const { violations } = await new AxeBuilder({ page, ...(given ? { axeSource: 'void 0' } : {}) })
    .setLegacyMode()
    .include(part)
    .options({ resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: [...rules] } : {}) })
    .analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(
    ({ id, nodes }) =>
      `${where}: ${id} at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(' | ')}`,
  )
}

/** Whether one must scroll sideways. */
export async function sideways(page: Page, where: string): Promise<string[]> {
  const wide: number = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return wide > 0 ? [`${where}: ${wide} px wider than the window`] : []
}

/**
 * Looks at the screen in Chinese, the first time also in English, and leaves it in Chinese; the shell around it once for each
 * make of it. What differs in nothing but words from a screen already looked at is not looked at again by the rules that ask
 * for no words.
 */
export async function look(page: Page, path: string): Promise<string[]> {
  const whole = first(`shell ${await page.evaluate(skeleton('shell'))}`)
  const fresh = first(`main ${await page.evaluate(skeleton('main'))}`)
  const found = await sideways(page, path)
  if (whole || fresh) found.push(...(await findings(page, path, whole ? 'body' : 'main')))
  if (!first(`en ${path}`)) return found
  const language = page.locator('.yq-roof-button')
  await language.click()
  await page.locator('html[lang="en"]').waitFor()
  found.push(...(await sideways(page, `${path} (en)`)), ...(await findings(page, `${path} (en)`, whole ? 'body' : 'main', ofWords)))
  await language.click()
  return found
}
