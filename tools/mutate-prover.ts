/**
 * Breaks the prover in one place at a time and expects its tests to notice. Works on a copy, so that a
 * run that is cut short leaves nothing broken behind. `npx tsx tools/mutate-prover.ts [name…]`
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const mutations: readonly Mutation[] = [
  { name: 'resource', file: 'statement.ts', from: 'return negated ? formulas.not(covers) : covers;', to: 'return negated ? formulas.not(covers) : TRUE;' },
  { name: 'not-resource', file: 'statement.ts', from: 'return negated ? formulas.not(covers) : covers;', to: 'return covers;' },
  { name: 'not-action', file: 'decision.ts', from: 'return actions.negated ? formulas.not(covered) : covered;', to: 'return covered;' },
  { name: 'action', file: 'decision.ts', from: 'if (known !== undefined) return known ? TRUE : FALSE;', to: 'if (known !== undefined) return TRUE;' },
  { name: 'null', file: 'conditions.ts', from: "wanted === 'true' ? formulas.not(present) : wanted === 'false' ? present", to: "wanted === 'true' ? present : wanted === 'false' ? present" },
  { name: 'if-exists', file: 'conditions.ts', from: 'return operator.ifExists || traits.negated ?', to: 'return traits.negated ?' },
  { name: 'absent-key', file: 'conditions.ts', from: 'return operator.ifExists || traits.negated ?', to: 'return operator.ifExists ?' },
  { name: 'negated-text', file: 'conditions.ts', from: "if (key.kind === 'text') {\n    const inside = formulas.atom({ kind: 'member', dimension: key.id, union });\n    return traits.negated ? formulas.not(inside) : inside;", to: "if (key.kind === 'text') {\n    const inside = formulas.atom({ kind: 'member', dimension: key.id, union });\n    return inside;" },
  { name: 'for-all-values', file: 'conditions.ts', from: 'return every ? formulas.not(some) : some;', to: 'return some;' },
  { name: 'for-any-value', file: 'conditions.ts', from: 'outside: every !== traits.negated', to: 'outside: every' },
  { name: 'ignore-case', file: 'operators/texts.ts', from: "anyCase: traits.comparison === 'equalsIgnoreCase'", to: 'anyCase: false' },
  { name: 'number', file: 'operators/ordered.ts', from: 'return below(point, true);', to: 'return below(point, false);' },
  { name: 'date', file: 'operators/date.ts', from: ': time;', to: ': time + 1;' },
  { name: 'address', file: 'operators/ip-address.ts', from: 'return between(first, first + size - 1n);', to: 'return between(first, first + size);' },
  { name: 'bool', file: 'operators/bool.ts', from: 'question.unions.of(texts.map(', to: "question.unions.of(['true', 'false'].map(" },
  { name: 'arn-components', file: 'patterns.ts', from: "if (part.kind === 'anyRun') parts.push({ kind: 'run', of: CharacterClass.noColon });", to: "if (part.kind === 'anyRun') parts.push(anyRun);" },
  { name: 'resource-segments', file: 'statement.ts', from: "const segments = (reference.statement.effect === 'Deny') !== negated;", to: 'const segments = negated && !negated;' },
  { name: 'variable-presence', file: 'variables.ts', from: 'formulas.and([...presence, built])', to: 'built' },
  { name: 'variable-and-one-character', file: 'text/symbols.ts', from: 'if (symbol >= runFillerBase) return false;', to: 'if (symbol >= runFillerBase) return true;' },
  { name: 'several-positive-patterns', file: 'text/inclusion.ts', from: 'return findInEach(candidate, open, near, effort);', to: 'return findInEach(candidate, [], near, effort);' },
  { name: 'negative-patterns', file: 'text/recogniser.ts', from: '&& !meets(bits, avoided.accepting)', to: '' },
  { name: 'expected-characters', file: 'text/product.ts', from: 'if (!recogniser.expects(here, reading)) continue;', to: 'continue;' },
  { name: 'characters-without-spare', file: 'text/alphabet.ts', from: '(spared.has(kindOf(symbol)) ? expected : always)', to: 'expected' },
  { name: 'known-states', file: 'text/states.ts', from: 'if (kept[offset] !== at) return false;', to: '' },
  { name: 'deny', file: 'decision.ts', from: '...limits, ...denials.map((denial) => formulas.not(denial))', to: '...limits' },
  { name: 'boundary', file: 'decision.ts', from: "principal.kind === 'root' ? TRUE : allow(layers.boundary)", to: 'TRUE' },
  { name: 'session', file: 'decision.ts', from: ', allow(layers.session)]', to: ']' },
  { name: 'control-policy', file: 'decision.ts', from: "    limits.push(effectOf(layer, 'Allow', caller, asked, question));\n", to: '' },
  { name: 'account-principal', file: 'decision.ts', from: 'formulas.and([named.account, callerAllows])', to: 'named.account' },
  { name: 'cross-account', file: 'decision.ts', from: 'if (!asked.sameAccount) return', to: 'if (!asked.sameAccount && named === undefined) return' },
  { name: 'hidden-statements', file: 'actions.ts', from: 'unseen || statements.some(({ actions, malformed })', to: 'statements.some(({ actions, malformed })' },
  { name: 'empty-text', file: 'text/unions.ts', from: '`${globs} ${text}`', to: 'text' },
  { name: 'always-there', file: 'domain.ts', from: "domain === 'typed' && ALWAYS.has(id) ? true", to: "domain === 'typed' && !ALWAYS.has(id) ? true" },
  { name: 'never-always-there', file: 'domain.ts', from: "domain === 'typed' && ALWAYS.has(id) ? true : ", to: '' },
  { name: 'part-of-arn', file: 'ties.ts', from: 'facts.push(formulas.or([formulas.not(said), written]));', to: '' },
  { name: 'whole-part-of-arn', file: 'ties.ts', from: 'if (atom.union.globs.every(isExact)) ', to: '' },
  { name: 'source-account', file: 'ties.ts', from: '.map((fact) => formulas.or([elsewhere, fact]))', to: '.map(() => elsewhere)' },
  { name: 'endpoint', file: 'ties.ts', from: "formulas.or([absent('aws:sourceip'), absent(key)])", to: "formulas.or([absent('aws:sourceip'), formulas.not(absent(key))])" },
  { name: 'mfa', file: 'ties.ts', from: "dimension: 'aws:multifactorauthage' })), used]", to: "dimension: 'aws:multifactorauthage' })), formulas.not(used)]" },
  { name: 'user-id', file: 'caller-keys.ts', from: "    case 'user':\n      return someText;", to: "    case 'user':\n      return [anyRun];" },
  { name: 'who-grants', file: 'inquiry.ts', from: 'const layers = [identity, resource].filter', to: 'const layers = [identity].filter' },
  { name: 'shut-out', file: 'decision.ts', from: "? [effectOf(layer, 'Allow', caller, asked, question)] : []", to: '? [FALSE] : []' },
];

const root = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'mutate-prover-'));
for (const part of ['src', 'test', 'data', 'tools', 'package.json', 'tsconfig.json', 'vitest.config.ts']) cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** The quick tests first: what they notice needs no others. */
const suites = [['test/prover/cases.test.ts', 'test/prover/text.test.ts'], ['test/prover/adversarial.test.ts'], ['test/prover/differential.test.ts']];

/** The tests that fail. */
function whoNotices(): readonly string[] | undefined {
  return suites.find((files) => spawnSync('npx', ['vitest', 'run', '--bail=1', ...files], { cwd: copy, stdio: 'ignore' }).status !== 0);
}

const asked = process.argv.slice(2);
// Tests that fail anyway would "notice" everything.
if (whoNotices() !== undefined) throw new Error('the tests fail without any mutation');
const survivors: string[] = [];
for (const { name, file, from, to } of mutations) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const path = join(copy, 'src/prover', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${name}: ${file} has changed, and the mutation with it`);
  writeFileSync(path, text.replace(from, to));
  const noticed = whoNotices();
  writeFileSync(path, text);
  console.log(noticed === undefined ? `SURVIVED ${name}` : `noticed  ${name} (${noticed.join(', ')})`);
  if (noticed === undefined) survivors.push(name);
}
rmSync(copy, { recursive: true, force: true });
process.exitCode = survivors.length > 0 ? 1 : 0;
