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
