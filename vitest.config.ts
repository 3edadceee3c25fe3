import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{kernel,engines,rooms,apps,sim}/**/*.test.ts', '*.test.ts', 'e2e/**/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['kernel/testing/global-setup.ts'],
  },
})
