import { command } from '@yinqiao/kernel/contract'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

// no browser here: a screen that is drawn once
vi.mock('react', () => ({ useRef: (current: unknown) => ({ current }) }))
vi.mock('@tanstack/react-query', () => ({
  useQueryClient: () => ({ invalidateQueries: async () => {} }),
  useMutation: ({ mutationFn }: { mutationFn: (input: unknown) => Promise<unknown> }) => ({ mutateAsync: mutationFn }),
}))

const Add = command({
  name: 'toy.add-thing',
  title: { zh: '加', en: 'Add' },
  permission: 'signed-in',
  input: z.object({ n: z.number() }),
  output: z.object({}),
  refusals: [],
})
afterEach(() => vi.unstubAllGlobals())
const no = (code: string, kind: string, status: number) =>
  new Response(JSON.stringify({ refused: { code, kind, zh: '不行', en: 'No' }, facts: {} }), { status })

test('who presses again after the database went away is one wish: it may have gone away after it kept the first', async () => {
  const { useCommand } = await import('./hooks.ts')
  const keys: (string | null)[] = []
  const answers = [no('kernel.unavailable', 'unavailable', 503), no('toy.full', 'state', 422), new Response('{}'), new Response('{}')]
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key'))
    return answers.shift()
  })
  const { send } = useCommand(Add)
  for (let press = 0; press < 4; press++) await send({ n: 1 }).catch(() => {})
  expect(keys[1], 'after an unknown end').toBe(keys[0])
  expect(new Set(keys.slice(1)).size, 'after a clear no, and after it was done').toBe(3)
})
