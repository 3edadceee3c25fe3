import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../server/config.ts'
import { gates, runGate } from './check.ts'

// A copy of the tree in which faults are planted; the gates run on it as they run on the real one.
let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'yinqiao-gates-'))
  for (const name of [
    'kernel',
    'engines',
    'rooms',
    'apps',
    'sim',
    'bench',
    'e2e',
    'package.json',
    'tsconfig.json',
    'tsconfig.web.json',
    'biome.json',
    'knip.json',
    '.oxlintrc.json',
    '.dependency-cruiser.cjs',
    'vitest.config.ts',
    'house.test.ts',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (source) => !/\/(node_modules|dist)$/.test(source) })
  }
  mkdirSync(join(copy, 'node_modules'))
  linkModules()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Packages from the real tree, but our own workspaces from the copy. */
function linkModules(): void {
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@yinqiao') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  }
  cpSync(join(root, 'node_modules/@yinqiao'), join(copy, 'node_modules/@yinqiao'), { recursive: true, verbatimSymlinks: true })
}

const faults: readonly { readonly gate: string; readonly file: string; readonly text: string; readonly says: RegExp }[] = [
  {
    gate: 'floors',
    file: 'rooms/places/use/planted-fault.ts',
    text: "import { orgs } from '@yinqiao/orgs'\nexport const planted = orgs\n",
    says: /up-from-places/,
  },
  {
    gate: 'floors',
    file: 'kernel/planted-fault.ts',
    text: "import { roles } from '../rooms/access/contract/roles.ts'\nexport const planted = roles\n",
    says: /kernel-knows-nobody/,
  },
  {
    gate: 'floors',
    file: 'rooms/access/use/planted-fault.ts',
    text: "import { orgs } from '@yinqiao/orgs'\nexport const planted = orgs\n",
    says: /across-access/,
  },
  {
    gate: 'floors',
    file: 'rooms/plan/rules/planted-fault.ts',
    text: "import { readFileSync } from 'node:fs'\nexport const planted = readFileSync\n",
    says: /rules-are-pure/,
  },
  {
    gate: 'lint',
    file: 'kernel/planted-fault.ts',
    text: 'export function planted(): void {\n  Promise.resolve(1)\n}\n',
    says: /no-floating-promises/,
  },
  { gate: 'types (server)', file: 'kernel/planted-fault.ts', text: "export const planted: number = 'text'\n", says: /TS2322/ },
  { gate: 'types (server)', file: 'kernel/planted-fault.ts', text: 'export const planted = document.title\n', says: /TS2584|TS2304/ },
  { gate: 'types (web)', file: 'kernel/web/planted-fault.ts', text: 'export const planted = process.env\n', says: /TS2591|TS2580|TS2304/ },
  { gate: 'format', file: 'kernel/planted-fault.ts', text: 'export const planted = {a:1};\n', says: /planted-fault/ },
  { gate: 'unused', file: 'kernel/planted-fault.ts', text: 'export const planted = 1\n', says: /planted-fault/ },
]

test.each(faults)('$gate finds $file', async ({ gate, file, text, says }) => {
  const found = gates.find(({ name }) => name === gate)
  if (found === undefined) throw new Error(`no gate ${gate}`)
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), text)
  const said = await runGate(found, copy)
  rmSync(join(copy, file))
  expect(said).toMatch(says)
})
