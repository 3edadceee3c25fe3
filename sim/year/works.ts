import type { MadeFirm } from './firms.ts'
import type { Scribe, Town } from './scribe.ts'

const at = <T>(things: readonly [T, ...T[]], n: number): T => things[n % things.length] ?? things[0]

/** Centres, institute, team, complexes: each stage with its paper. The three centres were ready in time, but accepted late. */
export async function writeFacilities(scribe: Scribe): Promise<void> {
  const town = at(scribe.towns, 0)
  const works: readonly (readonly [what: string, name: string, steps: readonly (readonly [string, string])[]])[] = [
    [
      'show-centre',
      '合成展示中心',
      [
        ['idea', '2025-03-01'],
        ['approved', '2025-05-10'],
        ['prepared', '2025-11-20'],
        ['built', '2026-05-08'],
        ['running', '2026-06-01'],
      ],
    ],
    [
      'rd-centre',
      '合成研发中心',
      [
        ['idea', '2025-03-05'],
        ['approved', '2025-06-12'],
        ['prepared', '2025-12-05'],
      ],
    ],
    [
      'training-centre',
      '合成培训中心',
      [
        ['idea', '2025-04-01'],
        ['approved', '2025-07-01'],
        ['prepared', '2025-12-18'],
        ['built', '2026-08-20'],
      ],
    ],
    [
      'institute',
      '合成银发经济研究院',
      [
        ['idea', '2025-09-01'],
        ['approved', '2025-12-10'],
        ['prepared', '2026-03-15'],
        ['built', '2026-06-20'],
      ],
    ],
    [
      'product-service',
      '合成产品服务中心',
      [
        ['idea', '2025-10-10'],
        ['approved', '2026-01-15'],
        ['prepared', '2026-04-20'],
        ['built', '2026-09-10'],
      ],
    ],
    [
      'operating-team',
      '合成园区运营团队',
      [
        ['idea', '2026-01-05'],
        ['approved', '2026-02-01'],
        ['prepared', '2026-03-01'],
        ['built', '2026-03-20'],
      ],
    ],
    [
      'care-complex',
      '合成康养综合体一号',
      [
        ['idea', '2025-06-01'],
        ['approved', '2025-09-15'],
        ['prepared', '2026-02-10'],
        ['built', '2026-10-10'],
      ],
    ],
    [
      'care-complex',
      '合成康养综合体二号',
      [
        ['idea', '2026-02-01'],
        ['approved', '2026-07-08'],
      ],
    ],
  ]
  for (const [what, name, steps] of works) {
    const from = steps[0]?.[1] ?? '2026-01-01'
    const id = await scribe.record(
      'industry.facility',
      {
        name,
        what,
        owner: '合成演示单位',
        investor: 'state',
        site: '合成一路1号',
        from,
        ...(what === 'care-complex' ? { beds: 120 } : {}),
      },
      { town, from, proofs: steps.slice(1).map(([stage]) => stage) },
    )
    await scribe.stages(id, steps)
  }
}

/** Three demonstrations; one covers two scenes and is accepted twice. */
export async function writeDemonstrations(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const covered = [['institution'], ['community', 'home'], ['home']] as const
  for (const [n, scenes] of covered.entries()) {
    const name = `合成智慧养老示范${n + 1}号`
    const town = at(scribe.towns, n)
    const id = await scribe.record(
      'industry.demonstration',
      {
        name,
        scenes: [...scenes],
        owner: '合成演示单位',
        firm: firms[n]?.id ?? null,
        fields: ['ai', 'smart-care'],
        site: `合成二路${n + 1}号`,
        appliedOn: '2025-03-03',
      },
      {
        town,
        proofs: [
          { slot: 'application', accept: 1 },
          { slot: 'building', accept: 1 },
          { slot: 'running', accept: 1 },
        ],
      },
    )
    await scribe.stages(id, [
      ['applied', '2025-03-03'],
      ['building', '2025-05-06'],
      ['accepted', '2025-10-20'],
      ['running', '2025-11-03'],
    ])
    if (n === 2) await scribe.stages(id, [['shelved', '2026-07-01', '（合成演示）设备更换，停用']])
    for (const scene of scenes)
      await scribe.record(
        'industry.demo-acceptance',
        { name: `${name}·${scene}`, project: id, scene, basis: '合成设备与服务记录', acceptedOn: '2025-10-20' },
        { hand: 'group', town, proofs: ['acceptance'] },
      )
  }
}

/** Every town has three scenes to cover; two of three are live, some were accepted and are silent. */
export async function writeScenes(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const kinds = ['institution', 'community', 'home'] as const
  const used = Temporal.PlainDate.from(scribe.today).subtract({ days: 3 }).toString()
  for (const [t, town] of scribe.towns.entries())
    for (const [k, scene] of kinds.entries()) {
      await scribe.record('industry.scene-cell', { name: `${town.name}·${scene}`, town: town.code, scene }, { hand: 'group', town })
      const place = t * 3 + k
      if (place % 3 === 2) continue
      const id = await scribe.record(
        'industry.scene',
        {
          name: `合成场景${place + 1}号`,
          scene,
          smart: true,
          owner: '合成演示单位',
          firm: firms[place % firms.length]?.id ?? null,
          site: `${town.name}合成三路${place + 1}号`,
          liveOn: `2026-0${1 + (place % 9)}-05`,
        },
        { town, proofs: ['golive'] },
      )
      if (place % 8 !== 0)
        await scribe.record(
          'industry.scene-usage',
          { name: '合成使用记录', scene: id, usedOn: used, users: 5 + place, system: '合成系统' },
          { town },
        )
    }
}

/** Research from idea to result, with milestones kept, late and called off. */
export async function writeResearch(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const town: Town = at(scribe.towns, 1)
  const sorts = ['exoskeleton', 'gene-test', 'regeneration', 'orthosis', 'other'] as const
  for (const [n, technology] of sorts.entries()) {
    const ethics = n === 1 || n === 2
    const id = await scribe.record(
      'industry.research',
      {
        name: `合成攻关${n + 1}号`,
        fields: [n % 2 === 0 ? 'rehab' : 'biomedicine'],
        technology,
        firm: firms[n]?.id ?? null,
        partner: '合成研究所',
        partnerSort: 'institute',
        needsEthics: ethics,
        needsLicence: false,
        from: '2025-04-01',
      },
      { town, proofs: n === 4 ? [] : ['approval', ...(ethics ? [{ slot: 'ethics', until: '2028-12-31' }] : [])] },
    )
    await scribe.stages(
      id,
      n === 4
        ? [['idea', '2025-04-01']]
        : [
            ['idea', '2025-04-01'],
            ['approved', '2025-06-10'],
            ['running', '2025-07-01'],
          ],
    )
    await scribe.record(
      'industry.milestone',
      {
        name: '样机',
        research: id,
        dueOn: '2026-06-30',
        ...(n % 2 === 0 ? { state: 'done', doneOn: '2026-06-20' } : { state: 'pending' }),
      },
      { town, proofs: n % 2 === 0 ? [{ slot: 'milestone', accept: 1 }] : [] },
    )
  }
  for (let n = 1; n <= 3; n++)
    await scribe.record(
      'industry.result',
      {
        name: `合成合作成果${n}号`,
        sort: 'joint',
        number: `HC-2025-${n}`,
        firm: firms[n]?.id ?? null,
        partner: '合成研究所',
        partnerSort: n === 2 ? 'academician' : 'institute',
        fields: ['rehab'],
        site: '合成一路9号',
        landedOn: `2025-1${n - 1}-15`,
        acceptedOn: '2025-09-01',
      },
      { town, from: '2025-09-01', proofs: n === 3 ? [{ slot: 'agreement', accept: 1 }] : ['agreement', 'landing'] },
    )
  for (let n = 1; n <= 6; n++)
    await scribe.record(
      'industry.result',
      {
        name: `合成成果${n}号`,
        sort: ['patent', 'software', 'device-licence', 'new-product', 'prize', 'patent'][n - 1] ?? 'patent',
        number: `HC-${n}`,
        firm: firms[n]?.id ?? null,
        fields: ['ai'],
        acceptedOn: `2026-0${n}-12`,
      },
      { town, proofs: n === 6 ? [] : ['certificate'] },
    )
}
