import { runInNewContext } from 'node:vm'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

const source = readFileSync(join(import.meta.dirname, 'public/push-worker.js'), 'utf8')

/** The worker with these windows open; what a click on a notice does to them. */
async function click(windows: readonly string[], url: string | null) {
  const origin = 'http://127.0.0.1:3000'
  const heard = new Map<string, (event: unknown) => void>()
  const acts: string[] = []
  const page = (path: string) => ({
    url: `${origin}${path}`,
    async focus() {
      acts.push(`focus ${path}`)
      return this
    },
    async navigate(address: string) {
      acts.push(`${path} goes to ${address.replace(origin, '')}`)
    },
  })
  const self = {
    location: { origin },
    addEventListener: (name: string, hear: (event: unknown) => void) => heard.set(name, hear),
    registration: { showNotification: vi.fn() },
    clients: {
      matchAll: async () => windows.map(page),
      openWindow: async (address: string) => void acts.push(`open ${address.replace(origin, '')}`),
    },
  }
  // the file as the browser runs it, with its own `self`
  runInNewContext(source, { self, fetch: async () => new Response('{}'), URL })
  let done: Promise<unknown> = Promise.resolve()
  heard.get('notificationclick')?.({
    notification: { close: () => {}, data: { id: 'n', url } },
    waitUntil: (work: Promise<unknown>) => {
      done = work
    },
  })
  await done
  return acts
}

test('a notice opens its page, and takes no other away: the watch desk would fall silent, a form be lost', async () => {
  expect(await click([], '/watch/responder')).toEqual(['open /watch/responder'])
  expect(await click(['/watch/desk'], '/watch/responder')).toEqual(['open /watch/responder'])
  expect(await click(['/watch/desk', '/watch/responder'], '/watch/responder')).toEqual(['focus /watch/responder'])
  expect(await click(['/watch/desk'], 'http://127.0.0.1:4000/')).toEqual([])
})
