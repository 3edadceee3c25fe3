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
          // after the others, one file after another: journeys share a district
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
