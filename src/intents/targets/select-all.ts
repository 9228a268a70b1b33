import type { IntentTarget } from '../../model/generated/intents.generated.ts';
import type { Host } from '../../model/host.ts';
import type { IntentKind } from '../../model/intent-result.ts';
import { locationAt } from '../../model/node-at.ts';
import { nearest } from '../../model/parse/nearest.ts';
import type { SourceFile } from '../../model/policy-source.ts';
import type { SourceError } from '../../model/source-error.ts';
import type { ParsedIntents } from '../document.ts';
import { selectFiles } from './files.ts';
import { listOf } from './names.ts';
import { selectable, targetsIn } from './select.ts';
import type { Target } from './target.ts';

export interface Selection {
  readonly targets: readonly Target[];
  /** Patterns that select nothing. */
  readonly problems: readonly SourceError[];
}

/** Every target that a declaration selects. A name or pattern of it that selects nothing is a problem. */
export function selectTargets(declared: IntentTarget, pointer: string, sources: readonly SourceFile[], { root, path }: ParsedIntents, host?: Pick<Host, 'pathFrom'>): Selection {
  const problems: SourceError[] = [];
  const targets = new Map<string, Target>();
  const fail = (message: string, at: string): void => {
    problems.push({ code: 'invalid-intents', message, loc: locationAt(root, at) });
  };
  const key = (['principal', 'policy', 'trust'] as const).find((candidate) => declared[candidate] !== undefined);
  const chosen = selectFiles(sources, declared.files, path, host);
  for (const [index, pattern] of listOf(declared.files ?? []).entries()) {
    const files = selectFiles(sources, pattern, path, host);
    const at = typeof declared.files === 'string' ? `${pointer}/files` : `${pointer}/files/${index}`;
    if (files.length === 0) fail(`no file of the run matches \`${pattern}\``, at);
    else if (files.every((file) => targetsIn(file, declared).length === 0) && chosen.length > files.length) {
      fail(nothingThere(declared, files), at);
    }
  }
  for (const file of chosen) for (const target of targetsIn(file, declared)) targets.set(`${file.path}\n${target.kind}\n${target.logicalId ?? ''}\n${target.name}`, target);
  if (key === undefined) {
    if (chosen.length > 0 && targets.size === 0) fail('say which `principal`, `policy` or `trust` of the files is meant', pointer);
  } else if (chosen.length > 0) {
    for (const [index, pattern] of listOf(declared[key] ?? []).entries()) {
      const one = { [key]: pattern };
      if (chosen.some((file) => targetsIn(file, { ...one, intents: [] }).length > 0)) continue;
      fail(nothingThere({ ...one, intents: [] }, chosen), typeof declared[key] === 'string' ? `${pointer}/${key}` : `${pointer}/${key}/${index}`);
    }
  }
  return { targets: [...targets.values()], problems };
}

function nothingThere(declared: IntentTarget, files: readonly SourceFile[]): string {
  const wanted = declared.principal ?? declared.policy ?? declared.trust ?? '';
  const what = declared.principal === undefined ? (declared.policy === undefined ? 'role with a trust policy' : 'policy') : 'principal';
  const names = [...new Set(files.flatMap((file) => selectable(file, declared)))];
  const hint = nearest(listOf(wanted)[0] ?? '', names);
  const where = files.length === 1 ? `\`${files[0]?.path ?? ''}\`` : 'these files';
  const known = hint === undefined ? (names.length === 0 || names.length > 8 ? '' : `; there are \`${names.join('`, `')}\``) : `, did you mean \`${hint}\`?`;
  return `${where} ${files.length === 1 ? 'has' : 'have'} no ${what} \`${listOf(wanted).join(', ')}\`${known}`;
}

/** Why a kind of intent can't be asked of a target, if it can't. */
export function misfit(kind: IntentKind, target: Target): string | undefined {
  switch (kind) {
    case 'trustedPrincipals':
    case 'notPublic':
      return target.kind === 'identity' ? `\`${kind}\` is about who gets in: it needs a resource policy, or a \`trust\` policy` : undefined;
    case 'noPrivilegeEscalation':
      return target.kind === 'identity' && target.variants.every((variant) => variant.principal !== undefined)
        ? undefined
        : '`noPrivilegeEscalation` is about what a principal can come to hold: select a `principal`';
    case 'atMost':
    case 'atLeast':
    case 'never':
    case 'regions':
    case 'readOnly':
    case 'onlyResources':
    case 'requireTags':
    case 'noNewAccess':
      return undefined;
  }
}
