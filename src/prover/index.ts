export { compare, disjoint, implies, isEmpty, type Evaluate, type ProverOptions } from './prover.ts';
