import { chromium } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { here } from './here.ts'
import { type Visit, visit } from './visit.ts'

/** Somebody comes to a browser window of their own; with a role they enter by its demo account. */
export type Someone = (role?: string, path?: string) => Promise<Visit>

/** A journey of one or more people; `patience` in milliseconds where it waits for something long. At its end no window may have complained, failed or asked any other host for anything. */
export function journey(name: string, walk: (someone: Someone) => Promise<void>, patience = 120_000): void {
  test(
    name,
    async () => {
      const browser = await chromium.connect(inject('browser'))
      const present: Visit[] = []
      try {
        await walk(async (role, path) => {
          const person = await visit(browser, here().address)
          present.push(person)
          if (role === undefined) await person.open(path ?? '/')
          else await person.enter(role, path)
          return person
        })
        expect(present.flatMap((person) => person.faults())).toEqual([])
      } catch (error) {
        const folder = process.env['E2E_PICTURES']
        if (folder !== undefined)
          await Promise.all(
            present.map(({ page }, at) => page.screenshot({ path: `${folder}/${name.slice(0, 30)}-${at}.png` }).catch(() => undefined)),
          )
        throw error
      } finally {
        await browser.close()
      }
    },
    patience,
  )
}
