/** Made at build time from `kinds.ts` by `registerDoors` in vite.config.ts. */
declare module 'virtual:registers' {
  import type { RecordDoor } from '@yinqiao/records/contract'

  export const registers: readonly RecordDoor[]
  /** Those that are works in stages. */
  export const works: readonly RecordDoor[]
}
