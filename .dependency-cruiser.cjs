// The floors of the house, lowest first (design 3). Moving a room is one visible line here.
const floors = [
  ['places'],
  ['orgs', 'access'],
  ['people'],
  ['assess'],
  ['entitle', 'watch', 'health'],
  ['care', 'homes', 'meals', 'goods', 'learn', 'talent'],
  ['industry', 'statistics'],
  ['finance'],
  ['guard', 'siting'],
  ['plan'],
]
const tests = '\\.(test|spec)\\.ts$|/testing/|/faults/|/fixtures/'
const room = (names) => `^rooms/(${names.join('|')})/`

const upward = floors.flatMap((names, floor) => {
  const here = floors[floor].filter((name) => names.includes(name))
  const above = floors.slice(floor + 1).flat()
  return [
    ...(above.length === 0
      ? []
      : [
          {
            name: `up-from-${names[0]}`,
            severity: 'error',
            comment: 'an import goes up a floor',
            from: { path: room(here), pathNot: tests },
            to: { path: room(above) },
          },
        ]),
    ...here.map((name) => ({
      name: `across-${name}`,
      severity: 'error',
      comment: 'rooms of one floor do not import each other',
      from: { path: room([name]), pathNot: tests },
      to: { path: room(here.filter((other) => other !== name).concat('-')) },
    })),
  ]
})

module.exports = {
  forbidden: [
    ...upward,
    { name: 'circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-knows-nobody',
      severity: 'error',
      from: { path: '^kernel/', pathNot: tests },
      to: { path: '^(engines|rooms|apps|sim|bench|e2e)/' },
    },
    { name: 'engines-know-no-room', severity: 'error', from: { path: '^engines/' }, to: { path: '^(rooms|apps|sim|bench|e2e)/' } },
    { name: 'rooms-know-no-roof', severity: 'error', from: { path: '^rooms/', pathNot: tests }, to: { path: '^(apps|sim|bench|e2e)/' } },
    { name: 'plan-imports-no-room', severity: 'error', from: { path: '^rooms/plan/', pathNot: tests }, to: { path: '^rooms/(?!plan/)' } },
    { name: 'sim-is-outside', severity: 'error', from: { path: '^sim/' }, to: { path: '^(apps/web|bench|e2e)/' } },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'facts in, decision out',
      from: { path: '^(rooms|engines)/[^/]+/rules/', pathNot: tests },
      to: {
        path: '^(node:|fs$|pg|kysely|fastify)|node_modules/(pg|kysely|fastify|graphile-worker)/|/use/|/store|^kernel/(?!contract/|index\\.ts|cipher\\.ts)',
      },
    },
    {
      name: 'contract-runs-anywhere',
      severity: 'error',
      from: { path: '/contract/' },
      to: { path: '^node:|node_modules/(pg|kysely|fastify|graphile-worker|react|antd)/|/use/|/store|/web/' },
    },
    {
      name: 'rooms-by-their-doors',
      severity: 'error',
      comment: 'another room is entered by ., ./contract or ./web',
      from: { path: '^rooms/([^/]+)/', pathNot: tests },
      to: { path: '^rooms/([^/]+)/', pathNot: '^rooms/($1)/|^rooms/[^/]+/(index\\.ts|contract/index\\.ts|web/index\\.ts)$' },
    },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^(rooms/[^/]+|kernel|engines/[^/]+|apps)/web/', pathNot: 'vite\\.config|' + tests },
      to: { path: '^node:|node_modules/(pg|kysely|fastify|graphile-worker)/|/use/|/store|^kernel/(?!contract/|web/)' },
    },
    // virtual: made by a plugin of the build (apps/web)
    { name: 'cannot-resolve', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|node_modules/(?!@yinqiao))(/|$)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
