/** A reason why the program cannot start or a command cannot run; shown as one line, without a stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}
