export { allowedResources, type AllowedResources } from './allowed-resources.ts';
export { allowedActions, compare, disjoint, implies, isEmpty, type AllowedActions, type Evaluate, type ProverOptions } from './prover.ts';
