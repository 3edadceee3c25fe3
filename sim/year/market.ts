import type { MadeFirm } from './firms.ts'
import type { Proof, Scribe, Values } from './scribe.ts'

/** Visits of the year. */
export const visitCount = 24

const one = (slot: string, until?: string): Proof => ({ slot, accept: 1, ...(until === undefined ? {} : { until }) })

/** Products, brands, standards, service models and what came of them. */
export async function writeMarket(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const town = scribe.towns[2 % scribe.towns.length] ?? scribe.towns[0]
  const firm = (n: number) => firms[n % firms.length]?.id ?? ''
  const write = (kind: string, values: Values, ...proofs: readonly (string | Proof)[]) =>
    scribe.record(`industry.${kind}`, values, { town, proofs })

  const products: string[] = []
  const daily = ['furniture', 'bathing', 'health-goods', 'medicine', 'device'] as const
  for (let n = 1; n <= 12; n++) {
    const licensed = n % 5 === 4 || n % 5 === 0
    const until = n === 10 ? '2026-07-31' : '2028-12-31'
    products.push(
      await write(
        'product',
        {
          name: `合成产品${n}号`,
          firm: firm(n),
          model: `HC-P${n}`,
          needs: [['clothing', 'food', 'home', 'travel'][n % 4] ?? 'home'],
          daily: daily[(n - 1) % 5] ?? 'device',
          fields: [n % 4 === 0 ? 'anti-ageing' : 'smart-care'],
          needsRegistration: licensed,
          launchedOn: `2026-0${1 + (n % 8)}-06`,
          ...(licensed ? { registration: `合成注册${n}`, registrationUntil: until } : {}),
          ...(n === 12 ? { offSaleOn: '2026-10-01' } : {}),
        },
        one('sale'),
        ...(licensed ? [one('registration', until)] : []),
        ...(n % 4 === 0 ? ['launch'] : []),
      ),
    )
  }
  for (let n = 1; n <= 4; n++) {
    const brand = await write(
      'brand',
      { name: `合成品牌${n}号`, firm: firm(n), trademark: `HC${n}0000`, from: '2024-05-01', until: '2034-05-01' },
      { slot: 'trademark', until: '2034-05-01' },
    )
    if (n < 4)
      await write(
        'recognition',
        {
          name: `合成品牌认定${n}`,
          firm: firm(n),
          criterion: 'brand',
          list: '合成品牌名单',
          brand,
          from: '2026-01-01',
          until: '2028-12-31',
        },
        { slot: 'proof', until: '2028-12-31' },
      )
    if (n < 4)
      await write(
        'campaign',
        {
          name: `合成宣传${n}`,
          brand,
          channel: 'online',
          spend: 500_000_00,
          reach: 20_000 * n,
          reachSource: '合成平台后台',
          startedOn: `2026-0${n + 2}-01`,
        },
        one('reach'),
      )
    const standard = await write(
      'standard',
      {
        name: `合成标准${n}`,
        number: `T/HC ${n}-2026`,
        level: 'group',
        ourDrafter: n !== 4,
        drafters: '合成演示单位',
        publishedOn: `2026-0${n + 1}-20`,
      },
      one('text'),
    )
    const model = await write(
      'service-model',
      { name: `合成服务模式${n}`, firm: firm(n), description: '合成数据', origin: '合成一路', from: '2025-10-01' },
      ...(n < 4 ? ['outcome'] : []),
    )
    await write(
      'adoption',
      {
        name: `合成采用${n}`,
        sort: ['standard', 'product', 'service', 'model'][n - 1] ?? 'model',
        standard: n === 1 ? standard : null,
        product: n === 2 ? (products[0] ?? null) : null,
        model: n >= 3 ? model : null,
        adopter: `合成单位${n}`,
        place: '合成市',
        outside: true,
        adoptedOn: `2026-0${n + 3}-15`,
      },
      ...(n === 4 ? [] : ['adoption']),
    )
    if (n === 1)
      await write(
        'recognition',
        {
          name: '合成优质服务认定',
          firm: firm(1),
          criterion: 'quality-service',
          list: '合成服务名单',
          service: model,
          from: '2026-02-01',
          until: '2028-01-31',
        },
        { slot: 'proof', until: '2028-01-31' },
      )
    await write(
      'upgrade',
      {
        name: `合成升级${n}`,
        firm: firm(n),
        product: products[n] ?? null,
        before: '合成：人工记录',
        after: '合成：自动记录',
        doneOn: `2026-0${n + 2}-28`,
      },
      'upgrade',
    )
    await write(
      'ai-evidence',
      {
        name: `合成人工智能应用${n}`,
        about: 'product',
        subject: `HC-P${n}`,
        firm: firm(n),
        proof: 'deployment',
        from: '2026-03-01',
        until: '2027-12-31',
      },
      { slot: 'proof', until: '2027-12-31' },
    )
    await write(
      'certificate',
      {
        name: `合成证书${n}`,
        number: `HC-C${n}`,
        certifier: '合成认证机构',
        accredited: true,
        firm: firm(n),
        product: products[n] ?? null,
        issuedOn: `2026-0${n + 4}-08`,
        until: '2029-01-01',
      },
      one('certificate', '2029-01-01'),
    )
    await write(
      'trial',
      {
        name: `合成试用${n}`,
        product: products[n] ?? null,
        scene: 'community',
        site: `合成站点${n}`,
        startedOn: `2026-0${n}-11`,
        ...(n < 4 ? { endedOn: `2026-0${n + 3}-11`, decision: n === 3 ? 'stop' : 'adopt' } : {}),
      },
      one('protocol'),
      ...(n < 4 ? [one('outcome')] : []),
    )
  }
  for (const n of [2, 3])
    await write(
      'recognition',
      {
        name: `合成高端产品认定${n}`,
        firm: firm(n),
        criterion: 'high-end',
        list: '合成产品名单',
        product: products[n - 1] ?? null,
        from: '2026-04-01',
        until: '2028-03-31',
      },
      { slot: 'proof', until: '2028-03-31' },
    )
  for (let n = 1; n <= 8; n++)
    await write(
      'quality-test',
      {
        name: `合成抽检${n}`,
        sort: ['food', 'device', 'goods', 'system'][n % 4] ?? 'food',
        firm: firm(n),
        product: products[n] ?? null,
        batch: `HC-B${n}`,
        lab: '合成检验机构',
        testedOn: `2026-0${1 + (n % 8)}-17`,
        passed: n !== 5,
      },
      one('report'),
    )
  await write(
    'recall',
    { name: '合成召回', firm: firm(5), product: products[4] ?? null, units: 200, closedUnits: 180, startedOn: '2026-06-05' },
    one('closing'),
  )
}

/** Partners, events, platforms, target firms and visits to firms. */
export async function writePartners(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const town = scribe.towns[3 % scribe.towns.length] ?? scribe.towns[0]
  const firm = (n: number) => firms[n % firms.length]?.id ?? ''
  const write = (kind: string, values: Values, ...proofs: readonly (string | Proof)[]) =>
    scribe.record(`industry.${kind}`, values, { town, proofs })
  for (let n = 1; n <= 5; n++) {
    const cooperation = await write(
      'cooperation',
      {
        name: `合成协议${n}`,
        number: `HC-A${n}`,
        firm: firm(n),
        partner: `合成合作方${n}`,
        partnerSort: n < 3 ? 'institute' : 'firm',
        headFirm: n > 2,
        country: n === 5 ? 'JP' : 'CN',
        fields: ['anti-ageing'],
        signedOn: `2025-0${n + 2}-20`,
        until: '2028-12-31',
      },
      'agreement',
    )
    await write(
      'deliverable',
      {
        name: '第一批',
        cooperation,
        dueOn: '2026-05-31',
        ...(n % 2 === 1 ? { state: 'done', doneOn: '2026-05-20' } : { state: n === 4 ? 'waived' : 'pending' }),
      },
      ...(n % 2 === 1 ? [one('delivery')] : []),
    )
    const event = await write(
      'event',
      {
        name: `合成活动${n}`,
        sort: n === 5 ? 'alliance' : 'matching',
        productClass: 'device',
        host: '合成协会',
        hostSort: 'association',
        place: '合成会堂',
        heldOn: `2026-0${n + 3}-22`,
        attendees: 60 + n,
      },
      one('minutes'),
    )
    await write(
      'event-deal',
      {
        name: '合成合同',
        event,
        sort: n % 2 === 0 ? 'intended' : 'signed',
        firm: firm(n),
        counterpart: `合成买方${n}`,
        number: `HC-D${n}`,
        amount: 800_000_00 * n,
        signedOn: `2026-0${n + 3}-25`,
      },
      one('contract'),
    )
    if (n < 4)
      await write(
        'import-contract',
        {
          name: `合成引进${n}`,
          number: `HC-I${n}`,
          firm: firm(n),
          party: `合成境外企业${n}`,
          country: 'JP',
          sort: 'technology',
          amount: 3_000_000_00,
          signedOn: `2026-0${n + 1}-18`,
          until: '2028-12-31',
        },
        'contract',
      )
    if (n < 5)
      await write(
        'export',
        { name: '合成出口', firm: firm(n), month: `2026-0${n + 4}`, amount: 1_200_000_00, clearedOn: `2026-0${n + 4}-28` },
        one('customs'),
      )
    if (n < 5) {
      const platform = await write(
        'platform-entry',
        {
          name: `合成平台${n}`,
          platform: ['industry', 'innovation', 'open', 'capital'][n - 1] ?? 'open',
          carrier: '合成演示单位',
          from: '2025-12-01',
        },
        one('mandate'),
      )
      await write('platform-activity', { name: '合成活动', platform, doneOn: n === 4 ? '2026-04-10' : '2026-10-10' }, one('activity'))
      await write(
        'cultivation',
        {
          name: `合成培育对象${n}`,
          about: 'firm',
          firm: firm(n),
          step: n < 3 ? 'recognised' : 'cultivating',
          support: '合成数据',
          steppedOn: `2026-0${n + 4}-09`,
        },
        'step',
      )
    }
    const target = await scribe.record(
      'industry.target-firm',
      { name: `合成对接企业${n}`, named: false, unit: '合成招商组', nextStep: '登门' },
      { hand: 'group' },
    )
    await write(
      'target-contact',
      { name: '合成对接', target, way: 'visit', unit: '合成招商组', outcome: '合成数据', metOn: '2026-10-20' },
      one('minutes'),
    )
  }
}

/** Officers who go from firm to firm, never in two places at once. The last thing of the year: their number says it is there. */
export async function writeVisits(scribe: Scribe, firms: readonly MadeFirm[]): Promise<void> {
  const two = (n: number) => String(n).padStart(2, '0')
  for (let n = 0; n < visitCount; n++) {
    const hour = 9 + (n % 3) * 2
    await scribe.record(
      'industry.firm-visit',
      {
        name: '合成走访',
        firm: firms[n % firms.length]?.id ?? '',
        worker: `合成走访员${1 + (n % 3)}`,
        visitedOn: `2026-${two(7 + Math.floor(n / 6))}-${two(3 + ((n * 5) % 24))}`,
        startAt: `${two(hour)}:${two((n * 7) % 60)}`,
        endAt: `${two(hour + 1)}:${two((n * 7) % 53)}`,
        place: `合成一路${n + 1}号`,
        need: '合成数据',
      },
      { town: scribe.towns[n % scribe.towns.length] ?? scribe.towns[0] },
    )
  }
}
