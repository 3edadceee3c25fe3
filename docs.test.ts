import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = import.meta.dirname
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${String(at + 1).padStart(2, '0')}`)

/** The checkable points of the project's list, by number. */
const points = [...numbered('PIPL', 14), ...numbered('MLPS', 14), ...numbered('CRYPTO', 5), ...numbered('DATA', 4)]
const table = [...text('docs/security.md').matchAll(/^\| ([A-Z]+-\d\d) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', requirement = '', checks = '']) => ({ id, requirement, checks }),
)
const referenceOf = /`([\w./-]+\.(?:test|spec)\.ts)` › `([^`]+)`/g

describe('docs/security.md', () => {
  test('the security table has all 37 points, once each', () => {
    expect(points.length).toBe(37)
    expect(table.map(({ id }) => id)).toEqual(points)
  })
  test('every point has a check or a dated note', () => {
    expect(
      table
        .filter(({ checks }) => checks.match(referenceOf) === null && !/(^|<br>)20\d\d-\d\d-\d\d: .{8,}/.test(checks))
        .map(({ id }) => id),
    ).toEqual([])
  })
  test('every check named is a test that exists', () => {
    const named = table.flatMap(({ id, checks }) =>
      [...checks.matchAll(referenceOf)].map(([, file = '', name = '']) => ({ id, file, name })),
    )
    expect(named.length).toBeGreaterThan(40)
    const absent = named.filter(({ file, name }) => {
      if (!existsSync(join(root, file))) return true
      const source = text(file).replaceAll("\\'", "'")
      return !source.includes(`'${name}'`) && !source.includes(`"${name}"`)
    })
    expect(absent).toEqual([])
  })
  test('its count at the end is the count', () => {
    const full = table.filter(({ checks }) => !/20\d\d-\d\d-\d\d: /.test(checks)).length
    const none = table.filter(({ checks }) => checks.match(referenceOf) === null).length
    expect(text('docs/security.md')).toContain(
      `全部有检查的 ${full} 点，部分有检查的 ${points.length - full - none} 点，只有说明的 ${none} 点`,
    )
  })
})

describe('links', () => {
  const pages = globSync(['*.md', 'docs/**/*.md', '{rooms,engines,apps}/*/README.md', '{kernel,sim,bench,e2e}/README.md'], {
    cwd: root,
  }).filter((file) => !file.includes('node_modules'))
  test.each(pages)('of %s lead somewhere', (page) => {
    const links = [...text(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([])
  })
  test('there are pages to look at', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/security.md', 'docs/glossary.md', 'docs/decisions.md']),
    )
  })
  test('every decision is in the list of decisions, with its title', () => {
    const listed = [...text('docs/decisions.md').matchAll(/^- \[(.+)\]\(decisions\/(.+)\)$/gm)].map(
      ([, title, file]) => `${file} # ${title}`,
    )
    const written = readdirSync(join(root, 'docs/decisions'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${file} ${text(`docs/decisions/${file}`).split('\n')[0]}`)
    expect(listed).toEqual(written.toSorted((a, b) => (a < b ? -1 : 1)))
  })
  test('every decision says its context, its choice and its price', () => {
    for (const file of globSync('docs/decisions/*.md', { cwd: root }))
      for (const part of ['**Context.**', '**Choice.**', '**Price.**']) expect(text(file), file).toContain(part)
  })
})

describe('README', () => {
  const readme = text('README.md')
  test('names every setting the server reads, and no other', () => {
    const sources = globSync(['apps/{server,launch,cli}/*.ts', 'kernel/**/*.ts'], { cwd: root }).filter(
      (file) => !/\.test\.ts$|\/testing\//.test(file),
    )
    const spoken = /(?:env\['|(?:whole|text|needed)\(env, '|(?:door|file)\('|(gateway)\(env, ')([A-Z_]+)'/g
    const read = new Set(
      sources.flatMap((file) =>
        [...text(file).matchAll(spoken)].flatMap(([, gateway, name = '']) =>
          gateway === undefined ? [name] : ['_URL', '_SECRET', '_HEADERS'].map((rest) => name + rest),
        ),
      ),
    )
    for (const inner of ['YINQIAO_ROOT', 'DEBIAN_FRONTEND', 'NO_COLOR', 'CI', 'HOME', 'PATH', 'INIT_CWD']) read.delete(inner)
    // a row names a setting, and perhaps others by what stands in the place of its last word: `NATS_URL` `_USER`
    const [, settings = ''] = readme.split('\n## 设置')
    const named = new Set(
      [...settings.matchAll(/^\| (`[A-Z].*?) \|/gm)].flatMap(([, cell = '']) => {
        const names = [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name)
        return names.map((name) => (name.startsWith('_') ? (names[0] ?? '').replace(/_[A-Z]+$/, name) : name))
      }),
    )
    expect(named.size).toBeGreaterThan(40)
    expect([...read].filter((name) => !named.has(name))).toEqual([])
    expect([...named].filter((name) => !read.has(name))).toEqual([])
  })
  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
    const named = [...readme.matchAll(/npm (?:run (?:-s )?)?([a-z]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})
