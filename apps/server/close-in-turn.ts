/** Closes what was opened, last first. One that cannot be closed is told and keeps neither the others open nor the program running. */
export async function closeInTurn(opened: readonly (() => Promise<unknown>)[], told: (error: unknown) => void): Promise<void> {
  for (const close of opened.toReversed()) {
    try {
      await close()
    } catch (error) {
      told(error)
    }
  }
}
