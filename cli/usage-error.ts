/** Something that the user of the command can put right: ends the run with exit code 2 and its message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
