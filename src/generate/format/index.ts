import type { GeneratedPolicy } from '../generated-policy.ts';

/** How generated policies are written. */
export type OutputFormat = 'json' | 'cloudformation' | 'cdk' | 'terraform';

export const OUTPUT_FORMATS: readonly OutputFormat[] = ['json', 'cloudformation', 'cdk', 'terraform'];

export interface WriteOptions {
  /** What the managed policies are called; a number follows where there are several. */
  readonly name: string;
  /** Puts the reasons into comments, where the format has them. */
  readonly explain: boolean;
}

/** A generated policy as text. JSON has one document a policy, and nothing around them. */
export type PolicyWriter = (policy: GeneratedPolicy, options: WriteOptions) => readonly string[];

/** Loads the writer of a format; each is a file of its own, read when it is asked for. */
export async function loadWriter(format: OutputFormat): Promise<PolicyWriter> {
  switch (format) {
    case 'json':
      return (await import('./json.ts')).json;
    case 'cloudformation':
      return (await import('./cloudformation.ts')).cloudformation;
    case 'cdk':
      return (await import('./cdk.ts')).cdk;
    case 'terraform':
      return (await import('./terraform.ts')).terraform;
  }
}
