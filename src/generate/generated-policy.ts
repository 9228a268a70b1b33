import { assemble, type AssembledPolicy } from './assemble.ts';
import type { Generation } from './permission.ts';
import { prove, type Bound, type GenerationProof } from './prove.ts';

/** A generated policy, with everything that there is to say of it. It may be used only if `proof.failures` is empty. */
export interface GeneratedPolicy {
  readonly generation: Generation;
  /** One managed policy each, in a fixed order. */
  readonly policies: readonly AssembledPolicy[];
  readonly proof: GenerationProof;
}

/** Assembles what a kind hands over, and proves it. */
export function generatedPolicy(generation: Generation, bounds: readonly Bound[] = []): GeneratedPolicy {
  const policies = assemble(generation.permissions);
  return { generation, policies, proof: prove(generation, policies, bounds) };
}
