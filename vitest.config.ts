import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

/** Files of a minute or so, which would be waited for alone if they were begun last. */
const long = ['/faults/', '/gates.test', '/cli/main.test', '/gateway.test', '/matrix.test', '/openapi.test', '/axe/posts-', '/desk.spec']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((part) => moduleId.includes(part))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...patience,
          name: 'house',
          include: ['{kernel,engines,rooms,apps,sim,bench}/**/*.test.ts', '*.test.ts'],
          globalSetup: ['kernel/testing/global-setup.ts'],
          // one more than the two cores of CI: the long files mostly wait, for processes, clocks and gateways
          maxWorkers: 3,
        },
      },
      {
        test: {
          ...patience,
          name: 'journeys',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          // after the others; each worker has a district of its own, in which its files follow one another
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          maxConcurrency: 2,
        },
      },
    ],
  },
})
