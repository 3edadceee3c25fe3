import type { TestRooms } from '@yinqiao/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CheckIdNumber, CreateElder, EditElder, GetElder, ListElders, ListElderVersions } from '../contract/index.ts'
import { fullElder, madeId, openQinghe, plainElder } from '../fixtures/elders.ts'

let t: TestRooms
beforeAll(async () => {
  t = await openQinghe()
})
afterAll(() => t.close())
const town = (of = {}) => t.actor({ role: 'town-officer', area: '990101001', ...of })
const left = async () => ({
  elders: (await t.rows('select 1 from people.elder')).length,
  versions: (await t.rows('select 1 from people.elder_version')).length,
  events: (await t.rows('select 1 from kernel.event')).length,
})

describe('creating', () => {
  test('keeps every field, encrypts what must be, tells and audits without values', async () => {
    const { id } = await t.done(CreateElder, { ...fullElder, lifeState: { state: 'at-home', from: '2026-01-01' } }, town())
    expect(await t.done(GetElder, { id }, town())).toMatchObject({
      ...fullElder,
      id,
      version: 1,
      clear: true,
      age: 84,
      lifeState: 'at-home',
      divisionName: '稻香社区',
      townName: '东圩街道',
      idMasked: '990101********0245'.replace('0245', fullElder.idNumber?.slice(-4) ?? ''),
      phoneMasked: '139****5678',
    })
    const everything = JSON.stringify([
      await t.rows('select * from people.elder'),
      await t.rows('select * from people.elder_version'),
      await t.rows('select * from kernel.audit_line'),
      await t.rows('select * from kernel.event'),
      await t.rows('select * from kernel.idempotency'),
    ])
    for (const secret of [fullElder.idNumber, '13900005678', '13900009999', '青霉素', '沈荷']) expect(everything).not.toContain(secret)
    expect(await t.rows('select type, data from kernel.event where subject = $1', [id])).toEqual([
      { type: 'elder.created', data: { elderId: id, divisionCode: '990101001001' } },
    ])
  })

  test('what is not recorded stays so', async () => {
    const { id } = await t.done(CreateElder, plainElder, town())
    expect(await t.done(GetElder, { id }, town())).toMatchObject({
      sex: 'unknown',
      birthDay: null,
      age: null,
      idNumber: null,
      phone: null,
      livesAlone: 'unknown',
      lifeState: null,
      healthNotes: null,
      contacts: [],
    })
  })

  test('bad input is refused at its field and nothing is left', async () => {
    const before = await left()
    const id = madeId('1950-01-01', 7)
    const cases: [object, string, string][] = [
      [{ idKind: 'citizen-id', idNumber: `${id.slice(0, 17)}${id[17] === '1' ? '2' : '1'}` }, 'people.id-invalid', 'idNumber'],
      [{ divisionCode: '990101001999' }, 'people.village-unknown', 'divisionCode'],
      [{ divisionCode: '990101100200' }, 'people.outside-area', 'divisionCode'],
      [{ siteId: '00000000-0000-7000-8000-00000000dead' }, 'people.site-unknown', 'siteId'],
      [{ lifeState: { state: 'at-home', from: '2027-01-01' } }, 'people.state-future', 'lifeState.from'],
      [{ name: ' ' }, 'kernel.invalid-input', 'name'],
      [{ birthDay: '1950-02-30' }, 'kernel.invalid-input', 'birthDay'],
      [
        { contacts: Array.from({ length: 6 }, () => ({ name: '甲', relation: '子', phone: '13800000000' })) },
        'kernel.invalid-input',
        'contacts',
      ],
    ]
    for (const [change, code, field] of cases) {
      expect(await t.run(CreateElder, { ...plainElder, ...change }, town()), code).toMatchObject({
        ok: false,
        refusal: { refused: { code }, field },
      })
    }
    expect(await left()).toEqual(before)
  })

  test('one number makes one record, also when the other town cannot see it and when both come at once', async () => {
    const taken = { ...plainElder, idKind: 'citizen-id' as const, idNumber: madeId('1938-07-07', 31) }
    const answers = await Promise.all([
      t.run(CreateElder, taken, town()),
      t.run(CreateElder, { ...taken, divisionCode: '990101100200' }, town({ area: '990101100' })),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { refused: { code: 'people.id-taken' }, facts: {} } })
    expect(await t.rows('select 1 from people.elder where birth_day = $1', ['1938-07-07'])).toHaveLength(1)
  })

  test('a double click makes one record', async () => {
    const before = await left()
    const answers = await Promise.all([1, 2, 3].map(() => t.run(CreateElder, { ...plainElder, name: '双击' }, town(), 'key-double-click')))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await left()).elders).toBe(before.elders + 1)
  })
})

describe('editing', () => {
  const create = async (name: string) => (await t.done(CreateElder, { ...plainElder, name }, town())).id
  test('makes a new version; the history shows who changed what, before and after', async () => {
    const id = await create('历史甲')
    expect(
      await t.done(EditElder, { ...plainElder, id, version: 1, name: '历史乙', phone: '13700001111', livesAlone: 'no' }, town()),
    ).toEqual({ id, version: 2, changed: ['name', 'phone', 'livesAlone'] })
    const { versions } = await t.done(ListElderVersions, { id }, town())
    expect(versions.map((version) => version.version)).toEqual([2, 1])
    expect(versions[0]).toMatchObject({
      recordedBy: '测试',
      origin: 'typed',
      changes: [
        { field: 'name', before: '历史甲', after: '历史乙' },
        { field: 'phone', before: null, after: '13700001111' },
        { field: 'livesAlone', before: 'unknown', after: 'no' },
      ],
    })
    const audited = await t.rows<{ subjects: string }>(
      "select subjects from kernel.audit_line where signature = 'people.edit-elder' and subjects like $1",
      [`%${id}%`],
    )
    expect(audited[0]?.subjects).toContain('历史甲')
    expect(audited[0]?.subjects).not.toContain('13700001111')
  })

  test('the second of two people sees that it was changed; nothing is lost', async () => {
    const id = await create('同改')
    const answers = await Promise.all(['同改一', '同改二'].map((name) => t.run(EditElder, { ...plainElder, id, version: 1, name }, town())))
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.refusal.refused.code)).toSorted()).toEqual([
      'done',
      'kernel.changed-meanwhile',
    ])
    expect(await t.rows('select version from people.elder_version where elder_id = $1 order by version', [id])).toEqual([
      { version: 1 },
      { version: 2 },
    ])
  })

  test('saving without a change makes no version and no event', async () => {
    const id = await create('没变')
    const before = await left()
    expect(await t.done(EditElder, { ...plainElder, id, version: 1, name: '没变' }, town())).toEqual({ id, version: 1, changed: [] })
    expect(await left()).toEqual(before)
  })

  test('a number that somebody else has is refused, also unseen; the record stays', async () => {
    const number = madeId('1939-09-09', 55)
    await t.done(
      CreateElder,
      { ...plainElder, divisionCode: '990101100200', idKind: 'citizen-id', idNumber: number },
      town({ area: '990101100' }),
    )
    const id = await create('想同号')
    expect(await t.run(EditElder, { ...plainElder, id, version: 1, idKind: 'citizen-id', idNumber: number }, town())).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'people.id-taken' } },
    })
    expect(await t.rows('select version, id_kind from people.elder where id = $1', [id])).toEqual([{ version: 1, id_kind: 'unknown' }])
  })

  test('a community that ended meanwhile does not stand in the way of a new phone, but nobody is put into it', async () => {
    const id = await create('旧社区')
    await t.rows("update places.division set valid_to = '2026-02-01' where code = '990101001001'")
    try {
      expect(await t.run(EditElder, { ...plainElder, id, version: 1, name: '旧社区', phone: '13700002222' }, town())).toMatchObject({
        ok: true,
      })
      expect(await t.run(CreateElder, plainElder, town())).toMatchObject({
        ok: false,
        refusal: { refused: { code: 'people.village-unknown' } },
      })
    } finally {
      await t.rows("update places.division set valid_to = null where code = '990101001001'")
    }
  })

  test('history cannot be rewritten by the application', async () => {
    for (const statement of [
      'update people.elder_version set name = name',
      'delete from people.elder_version',
      'delete from people.elder',
      'update people.life_change set note = note',
      'truncate people.life_state',
    ]) {
      await expect(t.kernel.pool.query(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('searching', () => {
  let id = ''
  const number = madeId('1944-04-04', 101)
  beforeAll(async () => {
    id = (
      await t.done(CreateElder, { ...plainElder, name: '单桂芳', idKind: 'citizen-id', idNumber: number, phone: '13612348899' }, town())
    ).id
  })
  test.each(['单桂芳', '单桂', '桂芳', '芳', 'shangui', 'SGF', 'shàn guì fāng', '8899', '13612348899', '136-1234-8899'])(
    '%s finds',
    async (search) => {
      const { rows } = await t.done(ListElders, { search }, town())
      expect(rows.map((row) => row.id)).toContain(id)
      expect(rows.every((row) => row.name === '单桂芳')).toBe(true)
    },
  )
  test('a whole id number finds, and shows itself masked', async () => {
    const { rows, total } = await t.done(ListElders, { search: number.toLowerCase() }, town())
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ id, idMasked: `990101********${number.slice(-4)}`, phoneMasked: '136****8899' })
    expect(JSON.stringify(rows)).not.toContain(number)
  })
  test('others find nothing, unclear ones are refused rather than answered with nobody', async () => {
    for (const search of ['单桂花', 'zz', '0000', '13612340000', '桂%', 'x_x']) {
      const answer = await t.run(ListElders, { search }, town())
      if (answer.ok) expect(answer.value.rows, search).toEqual([])
      else expect(answer.refusal.refused.code, search).toBe('people.search-unclear')
    }
    expect(await t.run(ListElders, { search: `${number.slice(0, 17)}${number[17] === '1' ? '2' : '1'}` }, town())).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'people.search-unclear' } },
    })
  })
  test('filters by age, sex, living alone and life state', async () => {
    const ids = async (filter: object) => (await t.done(ListElders, { search: 'sgf', ...filter }, town())).rows.map((row) => row.id)
    for (const filter of [
      { ageFrom: 81 },
      { ageTo: 81 },
      { sex: 'male' as const },
      { livesAlone: 'unknown' as const },
      { lifeState: 'unknown' as const },
      { under: '990101001001' },
    ])
      expect(await ids(filter), JSON.stringify(filter)).toEqual([id])
    for (const filter of [
      { ageFrom: 82 },
      { ageTo: 80 },
      { sex: 'female' as const },
      { livesAlone: 'yes' as const },
      { lifeState: 'hospital' as const },
      { under: '990101001002' },
    ])
      expect(await ids(filter), JSON.stringify(filter)).toEqual([])
  })
  test('pages go through everybody once, by sound of the name', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { rows: { id: string }[]; next: string | null } = await t.done(ListElders, { limit: 2, cursor }, town())
      seen.push(...page.rows.map((row) => row.id))
      cursor = page.next
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength((await t.done(ListElders, {}, town())).total ?? -1)
    expect(await t.run(ListElders, { cursor: 'bm90aGluZw' }, town())).toMatchObject({
      ok: false,
      refusal: { refused: { code: 'kernel.invalid-input' } },
    })
  })
  test('everybody looked at is in the audit', async () => {
    await t.done(ListElders, { search: number }, town())
    const lines = await t.rows<{ subjects: string }>(
      "select subjects from kernel.audit_line where signature = 'people.list-elders' order by n desc limit 1",
    )
    expect(lines[0]?.subjects).toContain(id)
    expect(lines[0]?.subjects).not.toContain(number)
  })
})

test('a number is read before it is saved; an old one is converted for a person to confirm', async () => {
  const number = madeId('1936-06-06', 77)
  const old = `${number.slice(0, 6)}${number.slice(8, 17)}`
  expect(await t.done(CheckIdNumber, { idNumber: old }, town())).toEqual({
    number,
    converted: true,
    birthDay: '1936-06-06',
    sex: 'male',
    recorded: false,
  })
  expect(await t.run(CreateElder, { ...plainElder, idKind: 'citizen-id', idNumber: old }, town())).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'people.id-old' } },
  })
  await t.done(CreateElder, { ...plainElder, idKind: 'citizen-id', idNumber: number }, town())
  expect(await t.done(CheckIdNumber, { idNumber: number }, town())).toMatchObject({ converted: false, recorded: true })
  expect(await t.run(CheckIdNumber, { idNumber: '123' }, town())).toMatchObject({
    ok: false,
    refusal: { refused: { code: 'people.id-invalid' } },
  })
})
