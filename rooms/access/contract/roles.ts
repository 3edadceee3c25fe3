import type { Words } from '@yinqiao/kernel/contract'

/** Where a role works (design: faces of section 2). */
export type Face = 'desk' | 'watch' | 'care' | 'carer' | 'family' | 'elder' | 'firm' | 'admin'

/** A role an account's post may have. */
export interface Role {
  readonly code: string
  readonly title: Words
  readonly face: Face
  /** One of the three separated administrators (GB/T 22239-2019, level 3): excludes every other role. */
  readonly admin: boolean
  /** Whether signing in needs a second factor. */
  readonly secondFactor: boolean
  /** Whether a post of this role must name an area, a provider or persons. */
  readonly scope: 'area' | 'provider' | 'persons' | 'none'
}

const role = (code: string, zh: string, en: string, face: Face, scope: Role['scope'], secondFactor = true): Role => ({
  code,
  title: { zh, en },
  face,
  admin: face === 'admin',
  secondFactor,
  scope,
})

/** All roles, in the order screens list them. */
export const roles: readonly Role[] = [
  role('system-admin', '系统管理员', 'System administrator', 'admin', 'none'),
  role('security-admin', '安全管理员', 'Security administrator', 'admin', 'none'),
  role('audit-admin', '审计管理员', 'Audit administrator', 'admin', 'none'),
  role('district-leader', '区领导', 'District leader', 'desk', 'area'),
  role('working-group', '专班', 'Working group', 'desk', 'area'),
  role('district-officer', '区级部门经办', 'District officer', 'desk', 'area'),
  role('town-officer', '镇街经办', 'Town officer', 'desk', 'area'),
  role('village-officer', '社区（村）经办', 'Village officer', 'desk', 'area'),
  role('park-operator', '园区运营', 'Park operator', 'desk', 'area'),
  role('statistician', '统计员', 'Statistician', 'desk', 'area'),
  role('care-coordinator', '服务协调员', 'Care coordinator', 'care', 'area'),
  role('provider-staff', '服务机构人员', 'Provider staff', 'care', 'provider'),
  role('carer', '护理员', 'Caregiver', 'carer', 'provider', false),
  role('operator', '值守员', 'Alarm operator', 'watch', 'area'),
  role('responder', '响应人员', 'Responder', 'watch', 'area'),
  role('family', '家属', 'Family', 'family', 'persons', false),
  role('elder', '老人', 'Elder', 'elder', 'persons', false),
  role('firm', '企业', 'Firm', 'firm', 'provider'),
]

/** The codes of all roles. */
export const roleCodes: ReadonlySet<string> = new Set(roles.map(({ code }) => code))
