import { roles } from '@yinqiao/access/contract'
import { fullElder, plainElder } from '../../rooms/people/fixtures/elders.ts'
import { CreateElder, EditElder, GetElder, SetLifeState } from '@yinqiao/people/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, type Scope } from './testing/open-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** Routes that anybody may call, named here by a person: a new public route fails the test until it is added. */
const publicRoutes = [
  'access.begin-oidc',
  'access.enter-demo',
  'access.finish-oidc',
  'access.get-session',
  'access.sign-in',
  'plan.list-public',
]
/** Routes that only need a live session. */
const signedInRoutes = [
  'access.change-password',
  'access.end-own-session',
  'access.list-own-sessions',
  'access.sign-out',
  'access.switch-post',
  // one's own browsers and the notices to oneself
  'notices.confirm-push',
  'notices.get-own',
  'notices.get-push',
  'notices.send-test',
  'notices.subscribe-push',
  'notices.unsubscribe-push',
  // facts of the district that hold no person of the register
  'orgs.find-unit',
  'orgs.get-firm',
  'orgs.get-institution',
  'orgs.get-unit',
  'orgs.list-firms',
  'orgs.list-institutions',
  'orgs.list-units',
  'places.get-outline',
  'places.list-blocks',
  'places.list-divisions',
  'places.list-sites',
  'places.locate-point',
]
/** Routes beside the signatures. */
const plainRoutes = [
  'GET /api/files/:id',
  'GET /api/openapi.json',
  'PUT /api/files',
  // gateways report with a signature instead of a session (engines/notices)
  'POST /api/notices/receipts/sms',
  'POST /api/notices/receipts/voice',
]

/** What the server listens to, as `METHOD /path`. */
const routes = () => {
  const [, ...lines] = ['', ...house.app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')]
  const path: string[] = []
  return lines.flatMap((line) => {
    const found = /^((?:[│ ]{4})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/u.exec(line)
    if (found === null) return []
    const [, indent = '', part = '', methods] = found
    path.length = indent.length / 4
    path.push(part)
    return (methods ?? '')
      .split(', ')
      .filter((method) => method !== '' && method !== 'HEAD')
      .map((method) => `${method} ${path.join('')}`)
  })
}

describe('the routes', () => {
  test('are one for each signature, and these few beside them', () => {
    const declared = house.signatures.map(({ name }) => `POST /api/${name.replace('.', '/')}`)
    expect(
      routes()
        .filter((route) => !route.startsWith('OPTIONS'))
        .toSorted(),
    ).toEqual([...declared, ...plainRoutes].toSorted())
  })
  test('are public or for every signed-in account only where a person said so', () => {
    expect(
      house.signatures
        .filter(({ permission }) => permission === 'public')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(publicRoutes)
    expect(
      house.signatures
        .filter(({ permission }) => permission === 'signed-in')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(signedInRoutes)
  })
  test('of persons leave an audit line: every query of the people room says that it reads persons', () => {
    expect(
      house.signatures
        .filter(({ name, kind, readsPersons }) => name.startsWith('people.') && kind === 'query' && readsPersons !== true)
        .map(({ name }) => name),
    ).toEqual([])
  })
  test('of persons are shut to administrators, leaders, statisticians and firms', () => {
    const shut = new Set([
      'system-admin',
      'security-admin',
      'audit-admin',
      'district-leader',
      'working-group',
      'statistician',
      'park-operator',
      'firm',
    ])
    const opened = house.signatures
      // their rows of persons are masked to all but who has a duty to see them (plan's measures.test.ts, rounds-persons.test.ts), and the call is audited
      .filter(({ readsPersons, name }) => readsPersons === true && !['plan.list-measure-rows', 'plan.get-frozen'].includes(name))
      .flatMap(({ name, permission }) =>
        typeof permission === 'string' ? [name] : permission.roles.filter((role) => shut.has(role)).map((role) => `${name}: ${role}`),
      )
    expect(opened).toEqual([])
  })
  test('of the three administrators do not meet: who makes accounts grants nothing, who grants reads no audit', () => {
    const of = (role: string) =>
      house.signatures.flatMap(({ name, kind, permission }) =>
        kind === 'command' && typeof permission === 'object' && permission.roles.includes(role) && name.startsWith('access.') ? [name] : [],
      )
    const [system, security, audit] = [of('system-admin'), of('security-admin'), of('audit-admin')]
    expect(system.filter((name) => security.includes(name) || audit.includes(name))).toEqual([])
    expect(security.filter((name) => audit.includes(name))).toEqual([])
    expect(
      new Set(
        house.signatures.flatMap(({ permission }) =>
          typeof permission === 'object' && permission.code === 'access.audit.read' ? permission.roles : [],
        ),
      ),
    ).toEqual(new Set(['audit-admin']))
  })
})

describe('route × role over HTTP', () => {
  test('without sign-in every route that is not public answers 401, also with a forged cookie', async () => {
    for (const token of [undefined, 'x'.repeat(32)]) {
      const wrong: string[] = []
      for (const { name, permission } of house.signatures) {
        const { status } = await house.post(name, {}, token)
        if ((status === 401) !== (permission !== 'public') || status >= 500) wrong.push(`${name} ${status}`)
      }
      expect(wrong).toEqual([])
      expect((await house.get('/api/files/00000000-0000-7000-8000-000000000001', token)).status).toBe(401)
    }
  })

  test.each(roles.map(({ code, scope }, at) => [code, scope, at] as const))('%s', async (role, scope, at) => {
    // rates count by the minute
    house.t.clock.set(
      Temporal.Instant.from('2026-03-02T01:00:00Z')
        .add({ minutes: at + 1 })
        .toString(),
    )
    // a session for each route, for one of them signs out
    const tokens = await house.enter(role, { area: scope === 'area' ? '990101' : '' }, house.signatures.length)
    const wrong: string[] = []
    for (const [n, { name, permission }] of house.signatures.entries()) {
      const { status, refused } = await house.post(name, {}, tokens[n])
      const may = typeof permission === 'string' || permission.roles.includes(role)
      if (
        (refused === 'kernel.not-allowed') === may ||
        (!may && status !== 403) ||
        status >= 500 ||
        (status === 401 && permission !== 'public')
      )
        wrong.push(`${name}: ${status} ${refused}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('role × relation: whose record opens', () => {
  const town = '990101100200'
  const street = '990101001001'
  let here = ''
  let there = ''
  beforeAll(async () => {
    const clerk = house.t.actor({ role: 'district-officer' })
    here = (
      await house.t.done(CreateElder, { ...fullElder, divisionCode: street, lifeState: { state: 'at-home', from: '2026-01-01' } }, clerk)
    ).id
    there = (
      await house.t.done(
        CreateElder,
        { ...plainElder, name: '西溪人', divisionCode: town, lifeState: { state: 'at-home', from: '2026-01-01' } },
        clerk,
      )
    ).id
  })

  const relations: readonly (readonly [string, string, () => Scope, 'here' | 'there' | 'both' | 'none', boolean])[] = [
    ['own', 'elder', () => ({ persons: [{ personId: here, relation: 'own' }] }), 'here', true],
    ['family', 'family', () => ({ persons: [{ personId: here, relation: 'family' }] }), 'here', false],
    [
      'assigned in another town',
      'responder',
      () => ({ area: '990101100', persons: [{ personId: here, relation: 'assigned' }] }),
      'both',
      false,
    ],
    ['assigned alone', 'responder', () => ({ persons: [{ personId: there, relation: 'assigned' }] }), 'there', false],
    ['same village', 'village-officer', () => ({ area: street }), 'here', true],
    ['neighbouring village', 'village-officer', () => ({ area: '990101001002' }), 'none', true],
    ['same town', 'town-officer', () => ({ area: '990101001' }), 'here', true],
    ['other town', 'town-officer', () => ({ area: '990101100' }), 'there', true],
    ['district', 'district-officer', () => ({ area: '990101' }), 'both', true],
    ['other district', 'district-officer', () => ({ area: '990102' }), 'none', true],
    ['none', 'care-coordinator', () => ({}), 'none', true],
    ['none', 'family', () => ({}), 'none', false],
  ]
  test.each(relations)('%s (%s)', async (_relation, role, scope, seen, clear) => {
    const [token] = await house.enter(role, scope())
    const expected: readonly string[] = { here: [here], there: [there], both: [here, there], none: [] }[seen]
    const listed = JSON.parse((await house.post('people.list-elders', {}, token)).text) as { rows: { id: string }[]; total: number }
    expect(listed.rows.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
    expect(listed.total).toBe(expected.length)
    for (const id of [here, there]) {
      for (const [name, input] of [
        ['people.get-elder', { id }],
        ['people.get-life-states', { elderId: id }],
        ['people.list-elder-versions', { id }],
      ] as const) {
        const { status, refused, text } = await house.post(name, input, token)
        expect([name, status, refused]).toEqual(expected.includes(id) ? [name, 200, undefined] : [name, 404, 'people.elder-unknown'])
        if (!expected.includes(id)) expect(text).not.toMatch(/稻香|西溪/)
        if (!clear) expect(text).not.toMatch(/13900005678|青霉素|13900009999/)
      }
    }
    // the number is in clear for who may see it, and for nobody else
    const record = await house.post('people.get-elder', { id: here }, token)
    expect(record.text.includes(String(fullElder.idNumber))).toBe(clear && expected.includes(here))
  })
  test.each(['carer', 'provider-staff', 'firm', 'audit-admin', 'district-leader'])('%s, though assigned, opens nothing', async (role) => {
    const [token] = await house.enter(role, { area: '990101', persons: [{ personId: here, relation: 'assigned' }] })
    for (const name of ['people.get-elder', 'people.list-elders', 'people.get-life-states'])
      expect((await house.post(name, { id: here, elderId: here }, token)).refused).toBe('kernel.not-allowed')
  })
  test('a post that ended opens nothing, from the next call on', async () => {
    const [token] = await house.enter('town-officer', { area: '990101001' })
    expect((await house.post('people.get-elder', { id: here }, token)).status).toBe(200)
    await house.t.rows(
      `update access.post p set valid_to = '2026-03-02' from access.session s where s.post_id = p.id and p.role = 'town-officer' and p.area = '990101001'`,
    )
    expect((await house.post('people.get-elder', { id: here }, token)).status).toBe(401)
  })
  test('every look at a record is in the audit, by name of who looked', async () => {
    const looks = async () =>
      (
        await house.t.rows<{ n: number }>(
          `select count(*)::int as n from kernel.audit_line where signature = 'people.get-elder' and outcome = 'done' and subjects like $1`,
          [`%${there}%`],
        )
      )[0]?.n ?? 0
    const before = await looks()
    const [token] = await house.enter('town-officer', { area: '990101100' })
    await house.post('people.get-elder', { id: there }, token)
    expect(await looks()).toBe(before + 1)
  })
})

test("another town's people, present, changed or absent, change no byte of this town's answers", async () => {
  const [token] = await house.enter('town-officer', { area: '990101001' })
  const clerk = house.t.actor({ role: 'district-officer' })
  const mine = (
    await house.t.done(
      CreateElder,
      {
        ...plainElder,
        name: '沈一',
        divisionCode: '990101001002',
        phone: '13911110000',
        lifeState: { state: 'at-home', from: '2026-01-01' },
      },
      clerk,
    )
  ).id
  const asked: readonly (readonly [string, unknown])[] = [
    ['people.list-elders', {}],
    ['people.list-elders', { limit: 1 }],
    ['people.list-elders', { search: '沈' }],
    ['people.list-elders', { search: 'sy' }],
    ['people.list-elders', { search: '0000' }],
    ['people.list-elders', { search: '13922220000' }],
    ['people.list-elders', { under: '990101100' }],
    ['people.list-elders', { lifeState: 'hospital' }],
    ['people.list-elders', { livesAlone: 'yes' }],
    ['people.list-elders', { ageFrom: 60 }],
    ['people.get-elder', { id: mine }],
    ['people.get-life-states', { elderId: mine }],
    ['people.list-elder-versions', { id: mine }],
    ['people.check-id-number', { idNumber: '990101194103080244' }],
  ]
  const answers = async () => {
    const all: string[] = []
    for (const [name, input] of asked) all.push(`${name} ${(await house.post(name, input, token)).text}`)
    return all
  }
  const before = await answers()
  const { id, version } = await house.t.done(
    CreateElder,
    {
      ...plainElder,
      name: '沈一',
      divisionCode: '990101100200',
      phone: '13922220000',
      livesAlone: 'yes',
      birthDay: '1940-01-01',
      sex: 'female',
    },
    clerk,
  )
  expect(await answers()).toEqual(before)
  await house.t.done(EditElder, { ...plainElder, id, version, name: '沈二', divisionCode: '990101100200', phone: '13922220000' }, clerk)
  await house.t.done(SetLifeState, { elderId: id, seen: null, state: 'hospital', from: '2026-02-01', to: null, note: null }, clerk)
  expect(await answers()).toEqual(before)
  expect(before.some((answer) => answer.includes(mine))).toBe(true)
  expect((await house.t.run(GetElder, { id }, clerk)).ok).toBe(true)
})
