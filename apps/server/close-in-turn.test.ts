import { expect, test } from 'vitest'
import { closeInTurn } from './close-in-turn.ts'

test('what was opened is closed last first; one that fails is told, and the others are closed all the same', async () => {
  const closed: string[] = []
  const told: unknown[] = []
  const failing = new Error('its pool was lost')
  await closeInTurn(
    [
      async () => closed.push('database'),
      () => Promise.reject(failing),
      () => {
        throw failing
      },
      async () => closed.push('doors'),
    ],
    (error) => told.push(error),
  )
  expect(closed).toEqual(['doors', 'database'])
  expect(told).toEqual([failing, failing])
})
