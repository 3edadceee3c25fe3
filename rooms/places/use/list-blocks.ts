import { body } from '@yinqiao/kernel'
import { ListBlocks } from '../contract/signatures.ts'
import { blocksOn } from '../store.ts'

export const listBlocks = body(ListBlocks, async (ctx, { on }) => {
  const day = on ?? ctx.today
  return { on: day, blocks: await blocksOn(ctx.db, day) }
})
