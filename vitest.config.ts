import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...patience,
          name: 'house',
          include: ['{kernel,engines,rooms,apps,sim,bench}/**/*.test.ts', '*.test.ts'],
          globalSetup: ['kernel/testing/global-setup.ts'],
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
          maxConcurrency: 2,
        },
      },
    ],
  },
})
