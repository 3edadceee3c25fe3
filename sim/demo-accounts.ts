import type { DemoAccount } from '@yinqiao/access'

interface Around {
  readonly area: string
  readonly units: readonly { readonly code: string; readonly id: string; readonly name: string; readonly division_code: string | null }[]
  readonly persons: readonly string[]
  readonly villages: readonly { readonly code: string; readonly name: string }[]
}

/** One account for every role (one of them with posts in two units), over the units of the district; named by the role, for they are nobody. */
export function demoAccounts({ area, units, persons, villages }: Around): DemoAccount[] {
  const town =
    units.find(({ code, division_code }) => code.startsWith('town') && division_code?.length === 9) ??
    units.find(({ division_code }) => division_code?.length === 9)
  const department = units.find(({ name }) => name.includes('民政')) ?? units[0]
  const group = units.find(({ name }) => name.includes('工作组'))
  const townArea = town?.division_code ?? area
  const village = villages.find(({ code }) => code.startsWith(townArea))
  const at = (unit: typeof town) => ({ unitId: unit?.id ?? null, unitName: unit?.name ?? null })
  const none = { unitId: null, unitName: null, area: '', providerId: null, persons: [] }
  const provider = '00000000-0000-7000-8000-00000000d001'
  const desk = (username: string, name: string, role: string, scope: Partial<DemoAccount['posts'][number]>): DemoAccount => ({
    username: `demo-${username}`,
    name: `演示·${name}`,
    posts: [{ ...none, role, ...scope }],
  })
  return [
    desk('group', '专班', 'working-group', { area, ...at(group) }),
    desk('department', '区民政局', 'district-officer', { area, ...at(department) }),
    {
      ...desk('town', town?.name ?? '镇街', 'town-officer', { area: townArea, ...at(town) }),
      posts: [
        { ...none, role: 'town-officer', area: townArea, ...at(town) },
        { ...none, role: 'district-officer', area, ...at(department) },
      ],
    },
    desk('village', village?.name ?? '社区', 'village-officer', { area: village?.code ?? townArea }),
    desk('leader', '区领导', 'district-leader', { area }),
    desk('statistician', '统计员', 'statistician', { area, ...at(department) }),
    desk('park', '园区', 'park-operator', { area }),
    desk('care', '服务协调员', 'care-coordinator', { area: townArea }),
    desk('provider', '服务机构', 'provider-staff', { providerId: provider }),
    desk('carer', '护理员', 'carer', {
      providerId: provider,
      persons: persons.slice(0, 2).map((personId) => ({ personId, relation: 'assigned' })),
    }),
    desk('operator', '值守员', 'operator', { area }),
    // closing an alarm needs two
    desk('operator2', '值守员乙', 'operator', { area }),
    desk('responder', '响应人员', 'responder', { area: townArea }),
    desk('family', '家属', 'family', { persons: persons.slice(0, 1).map((personId) => ({ personId, relation: 'family' })) }),
    desk('elder', '老人', 'elder', { persons: persons.slice(0, 1).map((personId) => ({ personId, relation: 'own' })) }),
    desk('firm', '企业', 'firm', { providerId: provider }),
    desk('system', '系统管理员', 'system-admin', {}),
    desk('security', '安全管理员', 'security-admin', {}),
    desk('audit', '审计管理员', 'audit-admin', {}),
  ]
}
