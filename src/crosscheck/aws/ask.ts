import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../model/schema/exchange.schema.json' with { type: 'json' };
import type { AwsAnswer, AwsApi, AwsFailure } from './api.ts';
import { OPERATIONS, type Answers, type Operation, type Requests } from './operations.ts';

/** More pages than any answer has: a server that always says "more" must not keep a run for ever. */
const MAX_PAGES = 1000;

let ajv: Ajv | undefined;

/** The check of an operation's answer against the published schema. */
function validator<Name extends Operation>(operation: Name): ValidateFunction<Answers[Name]> {
  ajv ??= new Ajv({ allowUnionTypes: true, schemas: [schema] });
  const { answer } = OPERATIONS[operation];
  const compiled = ajv.getSchema<Answers[Name]>(`${schema.$id}#/$defs/${answer}`);
  if (compiled === undefined) throw new Error(`the schema of exchanges has no definition \`${answer}\``);
  return compiled;
}

/** What is wrong with an answer's shape, if anything is. */
export function flawOf(operation: Operation, output: unknown): string | undefined {
  const validate = validator(operation);
  if (validate(output)) return undefined;
  const [error] = validate.errors ?? [];
  const place = error === undefined || error.instancePath === '' ? 'it' : `\`${error.instancePath}\``;
  return `${place} ${error?.message ?? 'is not as expected'}`;
}

/** Asks once, and checks that the answer has the operation's shape. */
export async function ask<Name extends Operation>(api: AwsApi, operation: Name, input: Requests[Name]): Promise<AwsAnswer<Answers[Name]>> {
  const answer = await api.send(operation, input);
  if (!answer.ok) return answer;
  const { output } = answer;
  if (validator(operation)(output)) return { ok: true, output };
  return { ok: false, failure: malformed(operation, flawOf(operation, output) ?? '') };
}

export interface Pages<Output> {
  /** Those that came, in order. */
  readonly pages: readonly Output[];
  /** Why there are no more, where that is not because the last one was reached. */
  readonly failure?: AwsFailure;
}

/** Asks for page after page. Those that came before a failure are kept. */
export async function askAll<Name extends Operation>(
  api: AwsApi,
  operation: Name,
  input: Requests[Name],
  onPage: (count: number) => void = () => undefined,
): Promise<Pages<Answers[Name]>> {
  const { pagedBy } = OPERATIONS[operation];
  const pages: Answers[Name][] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const answer = await ask(api, operation, pagedBy === undefined || next === undefined ? input : { ...input, [pagedBy]: next });
    if (!answer.ok) return { pages, failure: answer.failure };
    pages.push(answer.output);
    onPage(pages.length);
    const more = nextOf(answer.output);
    if (more.kind === 'lost') return { pages, failure: malformed(operation, 'it says that there is more, and not where') };
    next = more.kind === 'next' ? more.mark : undefined;
    if (next !== undefined && (seen.has(next) || pages.length >= MAX_PAGES)) {
      return { pages, failure: malformed(operation, 'its pages have no end') };
    }
    if (next !== undefined) seen.add(next);
  } while (next !== undefined);
  return { pages };
}

type More = { readonly kind: 'none' | 'lost' } | { readonly kind: 'next'; readonly mark: string };

/** Access Analyzer gives a token where there is more, IAM a mark, and beside it whether it counts. */
function nextOf(output: object): More {
  const mark = 'nextToken' in output ? output.nextToken : 'Marker' in output ? output.Marker : undefined;
  const truncated = 'IsTruncated' in output && output.IsTruncated === true;
  if (typeof mark === 'string' && mark !== '' && (truncated || 'nextToken' in output)) return { kind: 'next', mark };
  return { kind: truncated ? 'lost' : 'none' };
}

function malformed(operation: Operation, flaw: string): AwsFailure {
  return { kind: 'malformed', message: `the answer to \`${operation}\` is not what AWS documents: ${flaw}` };
}
