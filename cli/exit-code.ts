/** What the command tells its caller. */
export const ExitCode = {
  clean: 0,
  /** Findings at or above the threshold, or an answer that is not the one hoped for. */
  findings: 1,
  /** Bad usage, bad configuration, or a failure of the tool itself. */
  failure: 2,
} as const;
