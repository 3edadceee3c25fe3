import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = import.meta.dirname
const sources = globSync('{kernel,engines,rooms,apps,sim,bench,e2e}/**/*.{ts,tsx,mjs,css,sql}', {
  cwd: root,
  exclude: (name) => /(^|\/)(node_modules|dist|data)$/.test(name),
})
const code = sources.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('tables/rows.ts'))
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const rooms = readdirSync(join(root, 'rooms'))

/** Files for which `fault` says something, with what it says. */
const faulty = (files: readonly string[], fault: (file: string) => string | false | undefined) =>
  files.flatMap((file) => {
    const said = fault(file)
    return said ? [`${file}: ${said}`] : []
  })

describe('files', () => {
  test('there are files to look at', () => {
    expect(code.length).toBeGreaterThan(200)
  })
  test('none is over 400 lines', () => {
    expect(
      faulty(
        sources.filter((file) => !file.endsWith('tables/rows.ts')),
        (file) => {
          const lines = text(file).split('\n').length - 1
          return lines > 400 && `${lines} lines`
        },
      ),
    ).toEqual([])
  })
  test('names are kebab-case, components PascalCase', () => {
    const fits = /^([a-z0-9]+(-[a-z0-9]+)*(\.(test|access\.test|spec|d|config))?\.ts|[A-Z][A-Za-z]+\.tsx|[a-z0-9-]+\.tsx)$/
    expect(faulty(code, (file) => !fits.test(basename(file)) && 'name')).toEqual([])
  })
  test('no folder whose name says nothing', () => {
    expect(
      faulty(sources, (file) => /(^|\/)(utils?|common|helpers?|misc|types|constants|general)(\/|\.tsx?$)/.test(file) && 'folder'),
    ).toEqual([])
  })
  test('nothing is exported wholesale, no enum, namespace or parameter property', () => {
    expect(faulty(code, (file) => /^\s*export \* from/m.test(text(file)) && 'export *')).toEqual([])
    expect(
      faulty(code, (file) => /^\s*(export )?(const )?enum |^\s*(export )?namespace /m.test(text(file)) && 'enum or namespace'),
    ).toEqual([])
  })
  test("clock and chance are the kernel's alone", () => {
    // sim/load and sim/watch are devices, and stream-process.ts a node, that tests and people start as processes outside the house: their
    // clocks are the world's
    const outside = code.filter(
      (file) =>
        !/^(kernel|bench|e2e|apps\/launch|sim\/load)\/|\.test\.ts$|\/testing\/|\/faults\/|\/web\/|^engines\/intake\/fixtures\/stream-process\.ts$|^sim\/watch\/(run-devices|open-terminal)\.ts$/.test(
          file,
        ),
    )
    expect(
      faulty(outside, (file) => /new Date\(\)|Date\.now\(|Math\.random\(|Temporal\.Now/.test(text(file)) && 'clock or chance'),
    ).toEqual([])
    expect(
      faulty(
        code.filter((file) => /\/rules\//.test(file) && !file.includes('.test.')),
        (file) => /\bawait\b|\basync\b|new Date\(/.test(text(file)) && 'not pure',
      ),
    ).toEqual([])
  })
  test('no address of a package registry is recorded', () => {
    expect(text('package-lock.json')).not.toMatch(/"resolved": "https?:/)
  })
  test('no page asks anything outside', () => {
    const pages = globSync('{apps,rooms/*,kernel}/web/**/*.{ts,tsx,html,css}', { cwd: root, exclude: (name) => /dist/.test(name) })
    expect(
      faulty(pages, (file) => /["'(]https?:\/\/(?!www\.w3\.org|localhost|127\.0\.0\.1)/.test(text(file)) && 'outside address'),
    ).toEqual([])
  })
})

describe.each(rooms)('room %s', (room) => {
  const folder = join(root, 'rooms', room)

  test('holds only what a room holds', () => {
    const may =
      /^(README\.md|package\.json|index\.ts|contract|rules|use|tables|web|data|fixtures|kinds|measures\.ts|listen\.ts|jobs\.ts|store(-[a-z]+)*\.ts|[a-z-]+\.access\.test\.ts|[a-z-]+\.test\.ts)$/
    expect(readdirSync(folder).filter((name) => !may.test(name))).toEqual([])
  })
  test('says in forty lines what it is', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    expect(readme.split('\n').length).toBeLessThanOrEqual(41)
    expect(readme).toMatch(/方案行|plan rows/i)
  })
  test('has its three doors', () => {
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports: Record<string, string> }
    expect(Object.keys(exports)).toEqual(['.', './contract', './web'])
    for (const door of Object.values(exports)) expect(existsSync(join(folder, door)), door).toBe(true)
  })
  test('writes into its own schema only, names its migrations, comments its tables', () => {
    for (const file of globSync('tables/*.sql', { cwd: folder })) {
      expect(basename(file)).toMatch(/^\d{8}T\d{4}-[a-z]+(-[a-z]+)+\.sql$/)
      const sql = readFileSync(join(folder, file), 'utf8')
      for (const [, schema] of sql.matchAll(
        /(?:create|alter)\s+(?:table|view|function|materialized view)\s+(?:if not exists\s+)?([a-z]+)\./g,
      ))
        expect(schema, file).toBe(room)
    }
  })
  test("every use case has its test or its room's test", () => {
    expect(globSync('{use,rules}/**/*.test.ts', { cwd: folder }).concat(globSync('*.test.ts', { cwd: folder })).length).toBeGreaterThan(0)
  })
  test('speaks Chinese and English with the same words', () => {
    const words = ['zh', 'en'].map((language) => {
      const file = join(folder, 'web', `${language}.ts`)
      return existsSync(file)
        ? [...readFileSync(file, 'utf8').matchAll(/^\s{2}['"]?([\w.-]+)['"]?:/gm)]
            .map(([, key = '']) => key)
            .toSorted((a, b) => a.localeCompare(b))
        : []
    })
    expect(words[1]).toEqual(words[0])
  })
})

test('a register costs one declaration of under 60 lines and no screen', () => {
  const kinds = globSync('{rooms,engines}/*/kinds/*.ts', { cwd: root }).filter((file) => /: RecordKind = /.test(text(file)))
  expect(kinds.length).toBeGreaterThan(30)
  expect(faulty(kinds, (file) => text(file).split('\n').length - 1 >= 60 && `${text(file).split('\n').length - 1} lines`)).toEqual([])
  const codes = kinds.flatMap((file) => [...text(file).matchAll(/code: '([a-z]+\.[a-z-]+)'/g)].map(([, code = '']) => code))
  const screens = globSync('{rooms,engines}/*/web/**/*.tsx', { cwd: root })
  expect(faulty(screens, (file) => codes.some((code) => text(file).includes(`/records/${code}`)) && 'a screen of one register')).toEqual([])
})

test('decisions are numbered without a gap', () => {
  const numbers = readdirSync(join(root, 'docs/decisions'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => Number(name.slice(0, 4)))
    .toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
})
