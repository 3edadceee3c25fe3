import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writePdf } from '@yinqiao/papers'
import type { Browser } from 'playwright-core'
import { browserProblem } from '../apps/launch/ensure-browser.ts'
import { report } from '../rooms/plan/fixtures/report.ts'
import { reportPaper } from '../rooms/plan/rules/report-paper.ts'
import { fictionalDistrict } from './fictional-district.ts'
import { openBrowser } from './open-browser.ts'
import { fictionalPlan, openDistrict } from './open-district.ts'
import { settled, type Visit, visit } from './visit.ts'
import { takeWatch } from './watch-pictures.ts'

// The pictures of docs/pictures, from districts of their own. The official plan is disclosed on application only: its words
// are in no picture. Screens that show a plan's words show the fictional one; the cover page, in our own words, the official.
const pictures = resolve(import.meta.dirname, '../docs/pictures')
const official = resolve(import.meta.dirname, '../../shared/plan/xiangcheng-2025.txt')

interface Picture {
  readonly name: string
  /** Chinese title of the role whose demo account looks; null = nobody is signed in. */
  readonly role: string | null
  readonly path: string
  readonly before?: (person: Visit) => Promise<unknown>
}

/** A firm reported by the district after a town: the answer says who was first. */
async function reportTwice({ page }: Visit): Promise<void> {
  for (const name of ['合成康养器具有限公司', '合成适老家居有限公司', '合成康养器具有限责任公司']) {
    await page.getByRole('button', { name: '报送线索' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('企业（项目）名称').fill(name)
    await form.getByRole('button', { name: '报送线索' }).click()
    await form.waitFor({ state: 'detached' })
    await page.locator('tbody tr', { hasText: name }).waitFor()
  }
}

const fictional: readonly Picture[] = [
  { name: '01-sign-in', role: null, path: '/' },
  {
    name: '03-plan',
    role: '专班',
    path: '/plan',
    before: async ({ page }) => {
      await page.locator('.yq-note-target .yq-note-head').last().click()
      await page.locator('.yq-plan-row:has(.yq-note-target)').first().evaluate('(row) => row.scrollIntoView({ block: "start" })')
      await page.mouse.wheel(0, -120)
    },
  },
  { name: '05-targets', role: '专班', path: '/plan/targets' },
  { name: '06-duties', role: '区级部门经办', path: '/plan/duties' },
  { name: '07-units', role: '专班', path: '/orgs/units' },
  { name: '08-institutions', role: '区级部门经办', path: '/orgs/institutions', before: ({ page }) => page.waitForTimeout(2500) },
  { name: '09-elders', role: '镇街经办', path: '/people/elders' },
  {
    name: '10-elder',
    role: '镇街经办',
    path: '/people/elders',
    before: async ({ page }) => {
      await page.locator('tbody a').first().click()
      await page.locator('.yq-timeline').last().waitFor()
    },
  },
  {
    name: '11-audit',
    role: '审计管理员',
    path: '/access/audit',
    before: async ({ page }) => {
      await page.getByRole('button', { name: '核验审计链' }).click()
      await page.locator('.yq-chain .ant-alert').waitFor()
    },
  },
  { name: '12-accounts', role: '安全管理员', path: '/access/accounts' },
  {
    name: '13-import-plan',
    role: '专班',
    path: '/plan/import',
    before: async ({ page }) => {
      await page.locator('input[type=file]').setInputFiles(fictionalPlan)
      await page.locator('.yq-counts').waitFor()
    },
  },
]
/** Screens with numbers: the fictional plan with targets that are due and have measures. */
const measured: readonly Picture[] = [
  { name: '02-home', role: '镇街经办', path: '/' },
  { name: '14-board', role: '专班', path: '/plan/board' },
  {
    name: '15-measure',
    role: '专班',
    path: '/plan/measures/2.2b',
    before: ({ page }) => page.locator('.yq-chart-place[data-state=ready]').first().waitFor(),
  },
  { name: '16-wall', role: '区领导', path: '/', before: ({ open }) => open('/wall') },
  {
    name: '17-park',
    role: '园区运营',
    path: '/industry/parks',
    before: async ({ page }) => {
      await page.locator('tbody a', { hasText: '合成' }).first().click()
      await page.locator('.yq-chart-place[data-state=ready]').waitFor()
    },
  },
  { name: '18-chain', role: '专班', path: '/industry/chain' },
  { name: '19-pipeline', role: '专班', path: '/projects/industry.investment' },
  { name: '20-leads', role: '专班', path: '/industry/leads', before: reportTwice },
]
const ownWords: readonly Picture[] = [{ name: '04-cover', role: '专班', path: '/plan/cover' }]

const isWanted = (name: string) => process.argv.length < 3 || process.argv.slice(2).some((part) => name.includes(part))

async function take(browser: Browser, address: string, { name, role, path, before }: Picture): Promise<void> {
  const person = await visit(browser, address)
  if (role === null) await person.open(path)
  else await person.enter(role, path)
  await before?.(person)
  if (role !== null) await settled(person.page)
  await keep(person, name)
  await person.end()
}

/** One picture of what a person sees now. */
async function keep(person: Visit, name: string): Promise<void> {
  // the focus ring of the heading belongs to the keyboard, not to the picture
  await person.page.evaluate('document.activeElement?.blur()')
  const file = join(pictures, `${name}.png`)
  await person.page.screenshot({ path: file })
  console.log(
    `${name}.png ${Math.round(statSync(file).size / 1024)} kB${person
      .faults()
      .map((fault) => `\n  ${fault}`)
      .join('')}`,
  )
  if (person.faults().length > 0) process.exitCode = 1
}

async function takeAll(browser: Browser, wanted: readonly Picture[], elders: number, planFile: string, folder?: string): Promise<void> {
  const chosen = wanted.filter(({ name }) => isWanted(name))
  if (chosen.length === 0) return
  const district = await openDistrict({ elders, planFile, year: true, ...(folder === undefined ? {} : { folder }) })
  try {
    for (const picture of chosen) await take(browser, district.address, picture)
  } finally {
    await district.close()
  }
}

/** The first page of the report of the fictional district, as printed; poppler makes the picture where it is installed. */
async function takeReport(): Promise<void> {
  const name = '21-report'
  if (!isWanted(name)) return
  const work = mkdtempSync(join(tmpdir(), 'yinqiao-report-'))
  writeFileSync(join(work, 'report.pdf'), await writePdf(reportPaper(report)))
  const made = spawnSync('pdftoppm', [
    '-png',
    '-r',
    '90',
    '-f',
    '1',
    '-l',
    '1',
    '-singlefile',
    join(work, 'report.pdf'),
    join(pictures, name),
  ])
  rmSync(work, { recursive: true, force: true })
  console.log(made.status === 0 ? `${name}.png` : `${name}.png：没有 pdftoppm，不重拍 (pdftoppm is absent: not taken anew)`)
}

const problem = browserProblem()
if (problem !== null) {
  console.error(`银桥：${problem}`)
  process.exit(1)
}
mkdirSync(pictures, { recursive: true })
const browser = await openBrowser()
try {
  await takeAll(browser, fictional, 2000, fictionalPlan)
  const invented = fictionalDistrict()
  await takeAll(browser, measured, 60, invented.planFile, invented.folder)
  rmSync(invented.folder, { recursive: true, force: true })
  await takeReport()
  if (isWanted('22-desk-calm') || isWanted('23-desk-storm') || isWanted('24-sheet') || isWanted('25-responder'))
    await takeWatch(browser, async (person, name) => (isWanted(name) ? keep(person, name) : undefined))
  if (existsSync(official)) await takeAll(browser, ownWords, 60, official)
  else console.log('04-cover.png：没有 ../shared 的方案文本，不重拍 (the official plan is absent: it is not taken anew)')
} finally {
  await browser.close()
}
