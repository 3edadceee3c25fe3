import { type MadeFirm, madeUscc } from './firms.ts'
import type { Proof, Scribe, Values } from './scribe.ts'

const yuan = 10_000
/** Slots that the stages up to one need. */
const papers = ['contract', 'licence', 'permit', 'payment'] as const
const path = ['lead', 'talks', 'signed', 'registered', 'started', 'paid', 'producing', 'target'] as const

interface Work {
  readonly firm: MadeFirm
  readonly values?: Values
  /** Day of the first stage; the others follow month by month. */
  readonly begun: string
  readonly reaches: (typeof path)[number]
  readonly proofs?: readonly (string | Proof)[]
}

const month = (day: string, more: number) => Temporal.PlainDate.from(day).add({ months: more }).toString()

async function writeWork(scribe: Scribe, { firm, values = {}, begun, reaches, proofs }: Work): Promise<string> {
  const reached = path.indexOf(reaches)
  const given = proofs ?? papers.slice(0, Math.max(0, Math.min(4, reached - 1)))
  const id = await scribe.record(
    'industry.investment',
    {
      name: `${firm.name}项目`,
      uscc: madeUscc(firm.n),
      firm: firm.id,
      form: 'legal-person',
      chain: (['upstream', 'midstream', 'downstream'] as const)[firm.n % 3] ?? 'upstream',
      fields: [['rehab', 'finance', 'anti-ageing', 'ai', 'smart-care'][firm.n % 5] ?? 'rehab'],
      directions: [['goods', 'care', 'finance'][firm.n % 3] ?? 'goods'],
      investor: ['private', 'state', 'central', 'foreign'][firm.n % 4] ?? 'private',
      country: firm.n % 4 === 3 ? 'JP' : 'CN',
      introducer: '合成招商组',
      reportedOn: begun,
      ...values,
    },
    { town: firm.town, from: begun, proofs: given },
  )
  await scribe.stages(
    id,
    path.slice(0, reached + 1).map((stage, n) => [stage, month(begun, n)]),
  )
  await scribe.amount(id, 'intended', (500 + firm.n * 10) * yuan, begun)
  if (reached >= 2) await scribe.amount(id, 'signed', (400 + firm.n * 10) * yuan, month(begun, 2))
  if (reached >= 3) await scribe.amount(id, 'registered', (100 + firm.n) * yuan, month(begun, 3))
  if (reached >= 5) await scribe.amount(id, 'paid', (120 + firm.n * 5) * yuan, month(begun, 5))
  return id
}

const recognised = (scribe: Scribe, firm: MadeFirm, criterion: string, until = '2028-06-30') =>
  scribe.record(
    'industry.recognition',
    { name: `合成名单·${firm.name}`, firm: firm.id, criterion, list: '合成名单', issuer: '合成演示单位', from: '2025-03-01', until },
    { town: firm.town, proofs: [{ slot: 'proof', until }] },
  )

/**
 * Seven well-known firms settle in the phase, and what would inflate that number does not: a branch and a second phase
 * of a settled firm, a contract signed twice, a firm that left, one whose proof nobody accepted, one outside the phase.
 */
export async function writeInvestments(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const firm = (n: number) => {
    const found = firms[n - 1]
    if (found === undefined) throw new Error(`no firm ${n}`)
    return found
  }
  const criteria = ['well-known', 'listed', 'ranked', 'little-giant'] as const
  for (let n = 1; n <= 7; n++) {
    await recognised(scribe, firm(n), criteria[n % 4] ?? 'listed')
    const platform = ['nursing', 'smart-health', 'smart-care'][n - 1]
    await writeWork(scribe, {
      firm: firm(n),
      begun: `2026-0${1 + (n % 4)}-10`,
      reaches: n <= 4 ? 'paid' : 'registered',
      values: platform === undefined ? {} : { platform },
    })
  }
  const twice = await writeWork(scribe, {
    firm: firm(1),
    begun: '2026-03-02',
    reaches: 'signed',
    proofs: ['contract', 'licence'],
    values: { name: `${firm(1).name}二期` },
  })
  await scribe.stages(twice, [
    ['signed', '2026-06-18'],
    ['registered', '2026-07-20'],
  ])
  await writeWork(scribe, {
    firm: firm(2),
    begun: '2026-02-05',
    reaches: 'registered',
    values: { name: `${firm(2).name}分公司`, form: 'branch' },
  })
  await recognised(scribe, firm(8), 'listed')
  await writeWork(scribe, { firm: firm(8), begun: '2026-01-12', reaches: 'registered', values: { withdrawnOn: '2026-09-15' } })
  await recognised(scribe, firm(9), 'ranked')
  const waiting = { firm: firm(9), begun: '2026-02-20', reaches: 'registered' } as const
  await writeWork(scribe, { ...waiting, proofs: ['contract', { slot: 'licence', accept: 1 }] })
  for (const n of [10, 11, 12, 13]) {
    await recognised(scribe, firm(n), 'head')
    // of the last nobody has said the field yet: it is undecided, neither counted nor left out
    const values = n === 13 ? { fields: null } : { fields: n === 10 ? ['ai'] : ['smart-care', 'rehab'] }
    await writeWork(scribe, {
      firm: firm(n),
      begun: `2025-0${n - 8}-08`,
      reaches: n === 10 ? 'producing' : 'started',
      values,
      ...(n === 10 ? { proofs: [...papers, { slot: 'producing', accept: 1 }] } : {}),
    })
  }
  for (let n = 14; n <= 21; n++)
    await writeWork(scribe, {
      firm: firm(n),
      begun: `2026-${String(4 + (n % 6)).padStart(2, '0')}-1${n % 9}`,
      reaches: n % 3 === 0 ? 'signed' : n % 2 === 0 ? 'talks' : 'lead',
    })
  const shelved = await writeWork(scribe, { firm: firm(22), begun: '2026-02-16', reaches: 'talks' })
  await scribe.stages(shelved, [['shelved', '2026-06-30', '（合成演示）用地未定，暂缓']])
  const ended = await writeWork(scribe, { firm: firm(23), begun: '2026-01-20', reaches: 'talks' })
  await scribe.stages(ended, [['ended', '2026-10-12', '（合成演示）投资方调整布局']])
  for (const n of [24, 25]) await recognised(scribe, firm(n), 'leader')
  await recognised(scribe, firm(26), 'leader', '2026-06-30')
}
