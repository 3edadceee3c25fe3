import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noChannels, type NoticesSettings } from './index.ts'
import { openStage, type Stage, until } from './testing/stage.ts'
import { type Helper, startHelper } from './testing/start-process.ts'

interface Letter {
  readonly from: string
  readonly to: string[]
  readonly data: string
}

let stage: Stage
let smtp: Helper<{ port: number }>
let settings: NoticesSettings
const told = { unknown: ['unknown@example.test'], later: ['later@example.test'] }
const over = (port: number): NoticesSettings => ({
  ...noChannels,
  smtp: { url: `smtp://127.0.0.1:${port}`, from: '银桥 <notices@example.test>' },
})
beforeAll(async () => {
  stage = await openStage()
  smtp = await startHelper('smtp', told)
  settings = over(smtp.ready.port)
})
afterAll(async () => {
  await smtp.end()
  await stage.t.close()
})
const letters = async (of: Helper<unknown> = smtp) => {
  const answer = once(of.child, 'message')
  of.child.send('letters')
  const [{ letters: all }] = (await answer) as [{ letters: Letter[] }]
  return all
}
const mail = (to: string, more: object = {}) => stage.tell(stage.live, { channel: 'mail', to: { name: '合成家属', mail: to }, ...more })
const reached = (id: string, state: string, seconds = 20) => until(async () => (await stage.row(id)).state === state, seconds)

test('a letter arrives at the server with subject, text and an id of its own', async () => {
  const id = await mail('family@example.test', { title: '合成标题\r\nBcc: x@example.test'.slice(0, 4) })
  await stage.sending(stage.live, settings, () => reached(id, 'sent'))
  const [letter] = (await letters()).filter(({ data }) => data.includes(id))
  expect(letter).toMatchObject({ from: 'notices@example.test', to: ['family@example.test'] })
  expect(letter?.data).toContain(`Message-ID: <${id}@yinqiao.invalid>`)
  expect(letter?.data).toContain(Buffer.from('合成标题').toString('base64'))
  expect(await stage.steps(id)).toEqual(['queued', 'attempt', 'sent'])
})

test('a line break in a name or title adds no header', async () => {
  const id = await stage.tell(stage.live, {
    channel: 'mail',
    title: '题\r\nBcc: spy@example.test',
    to: { mail: 'family@example.test', name: '名\nX-A: b' },
  })
  await stage.sending(stage.live, settings, () => reached(id, 'sent'))
  const [letter] = (await letters()).filter(({ data }) => data.includes(id))
  expect(letter?.to).toEqual(['family@example.test'])
  expect(letter?.data).not.toMatch(/^(Bcc|X-A):/im)
})

test('a recipient the server refuses fails at once, without its address in the reason', async () => {
  const id = await mail('unknown@example.test')
  await stage.sending(stage.live, settings, () => reached(id, 'failed'))
  expect(await stage.row(id)).toMatchObject({ failure_reason: 'refused', failure_detail: 'SMTP 550', attempt: 1 })
  expect(JSON.stringify(await stage.t.rows('select * from notices.notice_event where notice_id = $1', [id]))).not.toContain('example.test')
})

test('a server that says later is asked again, under the same message id', async () => {
  const id = await mail('later@example.test')
  await stage.sending(stage.live, settings, () => until(async () => (await stage.row(id)).attempt >= 2))
  expect(await stage.row(id)).toMatchObject({ state: 'sending', failure_reason: 'unreachable', failure_detail: 'SMTP 451' })
})

test('a server that is away is tried until it is back', async () => {
  const gone = await startHelper<{ port: number }>('smtp', told)
  await gone.end('SIGKILL')
  const id = await mail('family@example.test')
  let back: Helper<{ port: number }> | undefined
  try {
    await stage.sending(stage.live, over(gone.ready.port), async () => {
      await until(async () => (await stage.row(id)).failure_reason === 'unreachable')
      expect((await stage.row(id)).state).toBe('sending')
      back = await startHelper('smtp', { ...told, port: gone.ready.port })
      await reached(id, 'sent')
    })
    if (back === undefined) throw new Error('not back')
    expect((await letters(back)).map(({ to }) => to)).toEqual([['family@example.test']])
  } finally {
    await back?.end()
  }
})

test('a server that never comes back leaves a visible failure after six attempts, and the next way goes', async () => {
  const gone = await startHelper<{ port: number }>('smtp', told)
  await gone.end('SIGKILL')
  const id = await mail('family@example.test', { fallback: [{ channel: 'sms', after: 3600 }] })
  await stage.sending(stage.live, over(gone.ready.port), () =>
    until(async () => {
      // the pauses between attempts are real; here their end is brought forward
      await stage.t.rows(`update notices.notice set next_at = queued_at where id = $1 and state = 'sending' and lease_until is null`, [id])
      return (await stage.row(id)).state === 'failed'
    }),
  )
  expect(await stage.row(id)).toMatchObject({ failure_reason: 'unreachable', attempt: 6 })
  expect((await stage.chain(id)).map(({ channel }) => channel)).toEqual(['mail', 'sms'])
})

test('nobody to write to is a failure that says so', async () => {
  const id = await stage.tell(stage.live, { channel: 'mail', to: { phone: '13900001111' } })
  await stage.sending(stage.live, settings, () => reached(id, 'failed'))
  expect((await stage.row(id)).failure_reason).toBe('no-address')
})
