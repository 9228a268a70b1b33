export type {
  Escalation,
  EscalationCertainty,
  EscalationGains,
  EscalationOptions,
  EscalationReport,
  EscalationState,
  EscalationTarget,
  KnownPrincipal,
  KnownWorkload,
  UndecidedPath,
} from './types.ts';
export { findEscalation } from './find-escalation.ts';
export { openPaths } from './precheck.ts';
export { PATHS } from './paths/index.ts';
export type { EscalationPath } from './paths/path.ts';
